"""Stories that are new here: most of what comes is seen to be new at once, and is kept with few statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from briefing.core.document import Entry, Keys
from briefing.core.fulltext import is_cut
from briefing.core.moment import came_out
from briefing.core.story import text_hash
from briefing.storage.bodies import json_columns
from briefing.storage.database import Database
from briefing.storage.ids import fresh_story_ids
from briefing.storage.times import to_seconds

_ONE_OF = "IN (SELECT value FROM json_each(?))"
_INDEX = (
    "INSERT INTO search (rowid, title, text, note) SELECT story, title, text, note FROM searchable"
    " WHERE story > (SELECT coalesce(max(id), 0) FROM search_docsize)"
)


def index_new(db: Database) -> None:
    """Put what `NewStories` wrote into the full-text index: before any of it changes or is searched.

    One statement for all, those of many feeds if possible: FTS5 writes out what it has at the end of each, and merges
    that later.
    """
    db.run(_INDEX)


class Familiar:
    """What of the entries of one document may be here already, or may have been let go. The others are new."""

    def __init__(self, db: Database, feed: int, entries: Sequence[tuple[Entry, Keys]]) -> None:
        guids, links, contents = (
            _list(getattr(keys, name) for _, keys in entries) for name in ("guid", "link", "content")
        )
        forgotten = "FROM forgotten WHERE feed = ? AND"
        self._guids = _set(db, f"SELECT guid FROM sighting WHERE feed = ? AND guid {_ONE_OF}", feed, guids)
        self._guids |= _set(db, f"SELECT guid {forgotten} guid <> '' AND guid {_ONE_OF}", feed, guids)
        self._links = _set(db, f"SELECT plain_link FROM story WHERE plain_link <> '' AND plain_link {_ONE_OF}", links)
        self._links |= _set(db, f"SELECT plain_link {forgotten} plain_link <> '' AND plain_link {_ONE_OF}", feed, links)
        self._contents = _set(
            db, f"SELECT content_key FROM story WHERE content_key <> '' AND content_key {_ONE_OF}", contents
        )
        self._contents |= _set(
            db, f"SELECT content_key {forgotten} content_key <> '' AND content_key {_ONE_OF}", feed, contents
        )
        self._titles = _set(
            db,
            f"SELECT title FROM story WHERE feed = ? AND plain_link = '' AND content_key = '' AND title {_ONE_OF}",
            feed,
            _list(entry.title for entry, _ in entries),
        )
        if worded := [entry.title for entry, keys in entries if not keys.guid and not keys.link]:
            self._titles |= _set(
                db,
                "SELECT title FROM sighting JOIN story ON story.num = sighting.story"
                f" WHERE sighting.feed = ? AND plain_link = '' AND title {_ONE_OF}",
                feed,
                _list(worded),
            )

    def has(self, entry: Entry, keys: Keys) -> bool:
        """Whether an entry may be here."""
        return (
            keys.guid in self._guids
            or keys.link in self._links
            or keys.content in self._contents
            or entry.title in self._titles
        )

    def learn(self, entry: Entry, keys: Keys) -> None:
        """An entry has become a story."""
        self._guids |= {keys.guid} - {""}
        self._links |= {keys.link} - {""}
        self._contents |= {keys.content} - {""}
        if not keys.link and not keys.content:
            self._titles.add(entry.title)


class NewStories:
    """Entries of one feed that become stories, all with the next `write`. `index_new` must follow."""

    def __init__(self, db: Database, feed: int, at: datetime) -> None:
        self.ids: list[str] = []
        self._db = db
        self._feed = feed
        self._at = at
        self._waiting: list[tuple[Entry, Keys]] = []

    def add(self, entry: Entry, keys: Keys) -> None:
        """Have an entry kept that no story here tells."""
        self._waiting.append((entry, keys))

    def write(self) -> int:
        """Keep what was added; the row number of the last."""
        waiting, self._waiting = self._waiting, []
        row = self._db.row("SELECT max(num) AS num FROM story")
        last = 0 if row is None else int(row["num"] or 0)
        if not waiting:
            return last
        ids = fresh_story_ids(self._db, len(waiting))
        entries = [(num, entry) for num, (entry, _) in enumerate(waiting, last + 1)]
        self._db.add_rows(
            "INSERT INTO story (num, id, feed, title, author, link, published, fetched, sorted, text_hash, plain_link,"
            " content_key, cut, declared, length)",
            [
                (num, story_id, self._feed, *self._columns(entry, keys))
                for (num, entry), story_id, (_, keys) in zip(entries, ids, waiting, strict=True)
            ],
        )
        self._db.add_rows(
            "INSERT INTO body (story, title, text, authors, blocks, links, enclosures, indexed)",
            [(num, entry.title, entry.body.text, *json_columns(entry), 1) for num, entry in entries],
        )
        self._db.add_rows(
            "INSERT INTO category (story, place, name)",
            [(num, place, name) for num, entry in entries for place, name in enumerate(entry.categories)],
        )
        at = to_seconds(self._at)
        self._db.add_rows(
            "INSERT INTO sighting (feed, guid, link, story, first_seen)",
            [(self._feed, entry.guid, entry.link, num, at) for num, entry in entries],
        )
        self._db.add_rows("INSERT OR IGNORE INTO unsettled (story)", [(num,) for num, _ in entries])
        self.ids += ids
        return last + len(waiting)

    def _columns(self, entry: Entry, keys: Keys) -> tuple[object, ...]:
        return (
            entry.title,
            ", ".join(entry.authors),
            entry.link,
            to_seconds(entry.published),
            to_seconds(self._at),
            to_seconds(came_out(entry.published, self._at)),
            text_hash(entry.title, entry.body.text),
            keys.link,
            keys.content,
            int(is_cut(entry.body)),
            entry.language,
            len(entry.body.text),
        )


def _list(values: Iterable[str]) -> str:
    return json.dumps([value for value in values if value], ensure_ascii=False)


def _set(db: Database, sql: str, *values: object) -> set[str]:
    return {row[0] for row in db.rows(sql, *values)}
