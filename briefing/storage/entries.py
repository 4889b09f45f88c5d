"""Entries of feeds become stories: a new one, a new sighting of one that is there, or its next version."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.core.document import Entry, Fetched, Keys
from briefing.core.feed import SAVED_PAGES
from briefing.core.fulltext import is_cut
from briefing.core.identity import Version, is_edited, is_same_site, is_same_story, keys, owns
from briefing.core.moment import came_out
from briefing.core.story import text_hash
from briefing.storage import clusters, pages
from briefing.storage.bodies import json_columns
from briefing.storage.database import Database
from briefing.storage.new_stories import Familiar, NewStories, index_new
from briefing.storage.retention import was_forgotten
from briefing.storage.times import from_seconds, to_seconds

_MOST_VERSIONS = 20
_KNOWN = (
    "SELECT story.num, story.feed, story.title, story.text_hash, story.link, story.plain_link, story.published,"
    " story.fetched, owner.url AS feed_url FROM story JOIN feed AS owner ON owner.num = story.feed"
)
_NO_OTHER_GUID = "NOT EXISTS (SELECT 1 FROM sighting WHERE sighting.story = story.num AND sighting.guid NOT IN ('', ?))"
"""That no feed gave a story another guid than this one, which may be one that all entries of its feed share."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a document brought: the ids of new stories, and whether anything at all was new in it."""

    new_stories: tuple[str, ...]
    anything: bool


NOTHING = Taken((), False)


def store_entries(db: Database, feed: int, fetched: Fetched) -> Taken:
    """Keep the entries of one document, and put the new ones into the index."""
    taken = take_entries(db, feed, fetched)
    index_new(db)
    return taken


def take_entries(db: Database, feed: int, fetched: Fetched) -> Taken:
    """Keep the entries of one document; `index_new` must follow.

    Entries come newest first and are stored oldest first, so that those without a date keep the feed's order.
    """
    entries = fetched.document.entries
    keyed = list(zip(entries, fetched.document.keys or keys(entries), strict=True))
    added, familiar, anything = NewStories(db, feed, fetched.at), Familiar(db, feed, keyed), False
    told = Counter(map(_words_of, entries))
    all_is_there = False
    for entry, entry_keys in reversed(keyed):
        if not familiar.has(entry, entry_keys):  # as most that come are: nothing more needs to be asked
            added.add(entry, entry_keys)
            familiar.learn(entry, entry_keys)
            all_is_there = False
            continue
        if not all_is_there:  # what comes now may change what was added, also by the feed before
            added.write()
            index_new(db)
            all_is_there = True
        known = _find_story(db, feed, entry, entry_keys, alone=len(entries) == 1, told_once=told[_words_of(entry)] == 1)
        if known is None:
            if not was_forgotten(db, feed, entry_keys):
                added.add(entry, entry_keys)
                familiar.learn(entry, entry_keys)
                all_is_there = False
            continue
        changed = _renew(db, feed, known, entry, entry_keys, fetched.at)
        if _sight(db, feed, known["num"], entry, fetched.at) or changed:
            clusters.enqueue(db, known["num"])
            anything = True
    added.write()
    return Taken(tuple(reversed(added.ids)), anything or bool(added.ids))


def find_story(db: Database, feed: int, entry: Entry, entry_keys: Keys) -> int | None:
    """The row number of the story that an entry of a feed tells; None where it is not here."""
    known = _find_story(db, feed, entry, entry_keys, alone=False, told_once=False)
    return None if known is None else int(known["num"])


def add_story(db: Database, feed: int, entry: Entry, entry_keys: Keys, at: datetime) -> tuple[int, str]:
    """Keep an entry that no story here tells; the row number and the id of its story."""
    added = NewStories(db, feed, at)
    added.add(entry, entry_keys)
    num = added.write()
    index_new(db)
    return num, added.ids[0]


def _sight(db: Database, feed: int, story: int, entry: Entry, at: datetime) -> bool:
    """Note that a feed shows a story, under this guid and link now; whether it is the first time."""
    first = db.row("SELECT 1 FROM sighting WHERE story = ? AND feed = ?", story, feed) is None
    db.run(
        "INSERT INTO sighting (feed, guid, link, story, first_seen) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (story, feed) DO UPDATE SET guid = excluded.guid, link = excluded.link",
        feed,
        entry.guid,
        entry.link,
        story,
        to_seconds(at),
    )
    return first


def _words_of(entry: Entry) -> tuple[str, str]:
    return entry.title, entry.body.text


def _find_story(
    db: Database, feed: int, entry: Entry, entry_keys: Keys, alone: bool, told_once: bool
) -> sqlite3.Row | None:
    """The story that an entry tells; `alone` says that it is all its document has, `told_once` that no other entry
    there has its words.
    """
    if entry_keys.guid:
        row = db.row(
            f"{_KNOWN} JOIN sighting ON sighting.story = story.num"
            " WHERE sighting.feed = ? AND sighting.guid = ? ORDER BY sighting.num DESC",
            feed,
            entry_keys.guid,
        )
        if (
            row is not None
            and (_same_link(row, entry_keys) or _same_head(row, entry))
            and (row["feed"] == feed or _agree(db, feed, row, entry))
        ):
            return row
    if entry_keys.link:
        for row in db.rows(
            f"{_KNOWN} WHERE plain_link = ? AND plain_link <> '' ORDER BY story.feed = ? DESC, story.num DESC"
            f" LIMIT {_MOST_VERSIONS}",
            entry_keys.link,
            feed,
        ):
            if _agree(db, feed, row, entry) if row["feed"] != feed else _is_next(db, feed, row, entry, alone):
                return row
    if entry_keys.content:
        for row in db.rows(
            f"{_KNOWN} WHERE content_key = ? AND content_key <> '' ORDER BY story.feed = ? DESC, story.num"
            f" LIMIT {_MOST_VERSIONS}",
            entry_keys.content,
            feed,
        ):
            if row["feed"] == feed or is_same_site(row["link"], entry.link):
                return row
    # A story that came as a bare title has nothing else to be known by, whether it comes bare again or whole at last.
    row = db.row(
        f"{_KNOWN} WHERE story.feed = ? AND story.title = ? AND plain_link = '' AND content_key = ''"
        f" AND {_NO_OTHER_GUID} ORDER BY story.num",
        feed,
        entry.title,
        entry.guid,
    )
    if row is not None or entry_keys.guid or entry_keys.link or not told_once:
        return row
    # In a feed that gives all entries one link, and one guid or none, it has only its words where its date has changed.
    return db.row(
        f"{_KNOWN} JOIN sighting AS sight ON sight.story = story.num WHERE sight.feed = ? AND story.feed = sight.feed"
        f" AND text_hash = ? AND plain_link = '' AND story.title = ? AND {_NO_OTHER_GUID} ORDER BY story.num",
        feed,
        text_hash(entry.title, entry.body.text),
        entry.title,
        entry.guid,
    )


def _is_next(db: Database, feed: int, row: sqlite3.Row, entry: Entry, alone: bool) -> bool:
    """Whether an entry is a later version of what its feed had at the same link."""
    # A feed of one entry may give every day's the same link: there is no other that would show it.
    if alone and not _same_head(row, entry):
        return False
    seen = db.row("SELECT guid FROM sighting WHERE story = ? AND feed = ?", row["num"], feed)
    if seen is None or not entry.guid or seen["guid"] in ("", entry.guid):
        return True
    return is_edited(row["title"], _own_text(db, row["num"]), entry.title, entry.body.text)


def _agree(db: Database, feed: int, row: sqlite3.Row, entry: Entry) -> bool:
    """Whether an entry tells what a story of another feed tells."""
    if row["text_hash"] == text_hash(entry.title, entry.body.text):
        return True
    url = _feed_url(db, feed)
    ours = Version(entry.title, entry.body.text, _is_owner(url, entry.link))
    theirs = Version(row["title"], _own_text(db, row["num"]), _is_owner(row["feed_url"], row["link"]))
    is_saved = SAVED_PAGES.url in (url, row["feed_url"])
    return (is_saved and ours.is_owner and theirs.is_owner) or is_same_story(theirs, ours)


def _is_owner(feed_url: str, link: str) -> bool:
    """Whether a feed is sure to own a link. What a person saved by its address comes from there itself."""
    return feed_url == SAVED_PAGES.url or owns(feed_url, link)


def _feed_url(db: Database, feed: int) -> str:
    row = db.row("SELECT url FROM feed WHERE num = ?", feed)
    return "" if row is None else str(row["url"])


def _own_text(db: Database, num: int) -> str:
    """The text of a story as its feed gave it."""
    behind = pages.feed_text(db, num)
    if behind is not None:
        return behind
    row = db.row("SELECT text FROM body WHERE story = ?", num)
    return "" if row is None else str(row["text"])


def _same_link(row: sqlite3.Row, entry_keys: Keys) -> bool:
    """Whether nothing but the same link is known: some feeds number their items anew, so a guid is not enough."""
    return not entry_keys.link or row["plain_link"] in ("", entry_keys.link)


def _same_head(row: sqlite3.Row, entry: Entry) -> bool:
    """Whether a story has the title or the date of an entry."""
    same_date = entry.published is not None and to_seconds(entry.published) == row["published"]
    return same_date or bool(row["title"] == entry.title)


def _renew(db: Database, feed: int, known: sqlite3.Row, entry: Entry, entry_keys: Keys, at: datetime) -> bool:
    """Take over an edited version, if it is the story's own feed that tells it. What is read stays read.

    A feed on the host of the story's link owns it, whichever feed had it first.
    """
    if known["feed"] != feed:
        if _is_owner(known["feed_url"], known["link"]) or not _is_owner(_feed_url(db, feed), entry.link):
            return False
        db.run("UPDATE story SET feed = ?, link = ? WHERE num = ?", feed, entry.link, known["num"])
    _categorise(db, known["num"], entry.categories)  # they may change, or be missing in an old library, under one text
    is_dated = _date(db, known, entry, entry_keys)
    behind = pages.feed_text(db, known["num"])
    old_hash = known["text_hash"] if behind is None else text_hash(known["title"], behind)
    if old_hash == text_hash(entry.title, entry.body.text):
        return is_dated or bool(known["feed"] != feed)
    text, (authors, blocks, links, enclosures) = entry.body.text, json_columns(entry)
    db.run(
        "UPDATE body SET title = ?, authors = ?, enclosures = ? WHERE story = ?",
        entry.title,
        authors,
        enclosures,
        known["num"],
    )
    if behind is None:
        db.run("UPDATE body SET text = ?, blocks = ?, links = ? WHERE story = ?", text, blocks, links, known["num"])
    else:
        text = pages.renew_feed_text(db, known["num"], text, blocks, links)
    db.run(
        "UPDATE story SET title = ?, author = ?, link = ?, updated = ?, text_hash = ?, plain_link = ?,"
        " content_key = ?, cut = ?, declared = ? WHERE num = ?",
        entry.title,
        ", ".join(entry.authors),
        entry.link,
        to_seconds(at),
        text_hash(entry.title, text),
        entry_keys.link,
        entry_keys.content,
        int(is_cut(entry.body)),
        entry.language,
        known["num"],
    )
    return True


def _date(db: Database, known: sqlite3.Row, entry: Entry, entry_keys: Keys) -> bool:
    """Give a story without a date the one that its feed has now, or that can be read now; whether there is one."""
    if known["published"] is not None or entry.published is None:
        return False
    db.run(
        "UPDATE story SET published = ?, sorted = ?, content_key = ? WHERE num = ?",
        to_seconds(entry.published),
        to_seconds(came_out(entry.published, from_seconds(known["fetched"]))),
        entry_keys.content,
        known["num"],
    )
    db.run("INSERT OR IGNORE INTO ledger_waiting (story) VALUES (?)", known["num"])  # its lines are as old as it is
    return True


def _categorise(db: Database, story: int, categories: Sequence[str]) -> None:
    """Keep the categories that a story has now."""
    known = db.rows("SELECT name FROM category WHERE story = ? ORDER BY place", story)
    if [row["name"] for row in known] == list(categories):
        return
    db.run("DELETE FROM category WHERE story = ?", story)
    for place, name in enumerate(categories):
        db.run("INSERT INTO category (story, place, name) VALUES (?, ?, ?)", story, place, name)
