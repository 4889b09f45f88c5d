"""Story rows: an entry becomes a story, a new sighting of one, or its next version."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from briefing.core import shapes
from briefing.core.clean import shown_address
from briefing.core.feed import Entry, Fetched
from briefing.core.fulltext import is_cut
from briefing.core.identity import Keys, keys
from briefing.core.story import Enclosure, Headline, Story, text_hash
from briefing.core.words import context
from briefing.storage import clusters, pages
from briefing.storage.bodies import body_of
from briefing.storage.database import Database
from briefing.storage.ids import fresh_id
from briefing.storage.retention import was_forgotten
from briefing.storage.times import from_seconds, to_seconds

_AHEAD = timedelta(hours=1)
_AT_ONCE = 500

_HEADLINE = f"""
    SELECT story.id, story.title, feed.title AS source, feed.url, story.link, story.published, story.fetched,
           story.updated, story.read, story.starred, story.noted, story.offers, story.main_offer,
           story.language, {clusters.SIZE} AS cluster
    FROM story JOIN feed ON feed.num = story.feed
"""


_BODY = "SELECT story.id, body.text, body.note FROM story JOIN body ON body.story = story.num"
_HIT_WIDTH = 160


@dataclass(frozen=True, slots=True)
class Taken:
    """What a document brought: the ids of new stories, and whether anything at all was new in it."""

    new_stories: tuple[str, ...]
    anything: bool


NOTHING = Taken((), False)


def store_entries(db: Database, feed: int, fetched: Fetched) -> Taken:
    """Keep the entries of one document.

    Entries come newest first and are stored oldest first, so that those without a date keep the feed's order.
    """
    entries = fetched.document.entries
    added, anything = [], False
    for entry, entry_keys in reversed(list(zip(entries, keys(entries), strict=True))):
        known = _known(db, feed, entry, entry_keys, alone=len(entries) == 1)
        if known is None and was_forgotten(db, feed, entry_keys):
            continue
        if known is None:
            story, story_id = _add(db, feed, entry, entry_keys, fetched.at)
            added.append(story_id)
            anything |= _sight(db, feed, story, entry, fetched.at)
            clusters.place(db, story, feed, entry.title, entry.body.text)
            continue
        changed = _renew(db, feed, known, entry, entry_keys, fetched.at)
        if _sight(db, feed, known["num"], entry, fetched.at) or changed:
            clusters.settle(db, known["num"])
            anything = True
    return Taken(tuple(reversed(added)), anything)


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


def _known(db: Database, feed: int, entry: Entry, entry_keys: Keys, alone: bool) -> sqlite3.Row | None:
    """The story that an entry tells; `alone` says that it is all its document has."""
    columns = "SELECT story.num, story.feed, story.title, story.text_hash, story.plain_link, story.published FROM story"
    if entry_keys.guid:
        row = db.row(
            f"{columns} JOIN sighting ON sighting.story = story.num"
            " WHERE sighting.feed = ? AND sighting.guid = ? ORDER BY sighting.num DESC",
            feed,
            entry_keys.guid,
        )
        if row is not None and (_same_link(row, entry_keys) or _same_head(row, entry)):
            return row
    if entry_keys.link:
        row = db.row(f"{columns} WHERE plain_link = ? AND plain_link <> '' ORDER BY num DESC", entry_keys.link)
        # A feed of one entry may give every day's the same link: there is no other that would show it.
        if row is not None and (not alone or row["feed"] != feed or _same_head(row, entry)):
            return row
    if entry_keys.content:
        row = db.row(f"{columns} WHERE content_key = ? AND content_key <> '' ORDER BY num", entry_keys.content)
        if row is not None:
            return row
    # A story that came as a bare title has nothing else to be known by, whether it comes bare again or whole at last.
    return db.row(
        f"{columns} WHERE feed = ? AND title = ? AND plain_link = '' AND content_key = '' AND NOT EXISTS"
        " (SELECT 1 FROM sighting WHERE sighting.story = story.num AND sighting.guid <> '') ORDER BY num",
        feed,
        entry.title,
    )


def _same_link(row: sqlite3.Row, entry_keys: Keys) -> bool:
    """Whether nothing but the same link is known: some feeds number their items anew, so a guid is not enough."""
    return not entry_keys.link or row["plain_link"] in ("", entry_keys.link)


def _same_head(row: sqlite3.Row, entry: Entry) -> bool:
    """Whether a story has the title or the date of an entry."""
    same_date = entry.published is not None and to_seconds(entry.published) == row["published"]
    return same_date or bool(row["title"] == entry.title)


def _add(db: Database, feed: int, entry: Entry, entry_keys: Keys, at: datetime) -> tuple[int, str]:
    story_id = fresh_id()
    while db.row("SELECT 1 FROM story WHERE id = ?", story_id):
        story_id = fresh_id()
    in_time = entry.published if entry.published and entry.published <= at + _AHEAD else at
    num = db.run(
        "INSERT INTO story (id, feed, title, author, link, published, fetched, sorted, text_hash, plain_link,"
        " content_key, cut) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        story_id,
        feed,
        entry.title,
        entry.author,
        entry.link,
        to_seconds(entry.published),
        to_seconds(at),
        to_seconds(in_time),
        text_hash(entry.title, entry.body.text),
        entry_keys.link,
        entry_keys.content,
        int(is_cut(entry.body)),
    )
    db.run(
        "INSERT INTO body (story, title, text, blocks, links, enclosures) VALUES (?, ?, ?, ?, ?, ?)",
        num,
        entry.title,
        entry.body.text,
        *_packed(entry),
    )
    return num, story_id


def _renew(db: Database, feed: int, known: sqlite3.Row, entry: Entry, entry_keys: Keys, at: datetime) -> bool:
    """Take over an edited version, if it is the story's own feed that tells it. What is read stays read."""
    behind = pages.feed_text(db, known["num"])
    old_hash = known["text_hash"] if behind is None else text_hash(known["title"], behind)
    if known["feed"] != feed or old_hash == text_hash(entry.title, entry.body.text):
        return False
    text, (blocks, links, enclosures) = entry.body.text, _packed(entry)
    db.run("UPDATE body SET title = ?, enclosures = ? WHERE story = ?", entry.title, enclosures, known["num"])
    if behind is None:
        db.run("UPDATE body SET text = ?, blocks = ?, links = ? WHERE story = ?", text, blocks, links, known["num"])
    else:
        text = pages.renew_feed_text(db, known["num"], text, blocks, links)
    db.run(
        "UPDATE story SET title = ?, author = ?, link = ?, updated = ?, text_hash = ?, plain_link = ?,"
        " content_key = ?, cut = ? WHERE num = ?",
        entry.title,
        entry.author,
        entry.link,
        to_seconds(at),
        text_hash(entry.title, text),
        entry_keys.link,
        entry_keys.content,
        int(is_cut(entry.body)),
        known["num"],
    )
    return True


def _packed(entry: Entry) -> tuple[str, str, str]:
    enclosures = [[e.address, e.kind, e.length] for e in entry.enclosures]
    return (
        json.dumps(shapes.blocks_to_json(entry.body)),
        json.dumps(shapes.links_to_json(entry.body)),
        json.dumps(enclosures),
    )


def headlines(db: Database, ids: Sequence[str], sought: Sequence[str] = ()) -> tuple[Headline, ...]:
    """The lines of a list, in the order of `ids`; where words are sought, with the place in the text that has them."""
    found: dict[str, Headline] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        others = _other_feeds(db, marks, some)
        for row in db.rows(f"{_HEADLINE} WHERE story.id IN ({marks})", *some):
            found[row["id"]] = replace(_headline(row), also_in=others.get(row["id"], ()))
        if sought:
            for row in db.rows(f"{_BODY} WHERE story.id IN ({marks})", *some):
                hit = context(row["text"], sought, _HIT_WIDTH) or context(row["note"], sought, _HIT_WIDTH)
                found[row["id"]] = replace(found[row["id"]], hit=hit)
    return tuple(found[story_id] for story_id in ids if story_id in found)


def _other_feeds(db: Database, marks: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For the stories that several feeds show, the feeds beside their own, in the order in which they had them."""
    others: dict[str, tuple[str, ...]] = {}
    for row in db.rows(
        "SELECT story.id, feed.title, feed.url FROM story JOIN sighting ON sighting.story = story.num"
        " JOIN feed ON feed.num = sighting.feed WHERE sighting.feed <> story.feed"
        f" AND story.id IN ({marks}) ORDER BY sighting.num",
        *ids,
    ):
        others[row["id"]] = (*others.get(row["id"], ()), row["title"] or shown_address(row["url"]))
    return others


def unread_of(db: Database, ids: Sequence[str]) -> frozenset[str]:
    """Those of some stories that are unread."""
    unread: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        unread.update(row["id"] for row in db.rows(f"SELECT id FROM story WHERE read = 0 AND id IN ({marks})", *some))
    return frozenset(unread)


def story(db: Database, story_id: str) -> Story | None:
    """One story with its text."""
    row = db.row(
        "SELECT story.*, feed.title AS source, feed.url, body.text, body.blocks, body.links, body.enclosures,"
        " page.shown FROM story JOIN feed ON feed.num = story.feed JOIN body ON body.story = story.num"
        " LEFT JOIN page ON page.story = story.num WHERE story.id = ?",
        story_id,
    )
    if row is None:
        return None
    return Story(
        id=row["id"],
        title=row["title"],
        body=body_of(row["text"], row["blocks"], row["links"]),
        link=row["link"],
        author=row["author"],
        source=row["source"] or shown_address(row["url"]),
        published=from_seconds(row["published"]),
        fetched=from_seconds(row["fetched"]),
        updated=from_seconds(row["updated"]),
        enclosures=tuple(Enclosure(*packed) for packed in json.loads(row["enclosures"])),
        from_page=bool(row["shown"]),
    )


def _headline(row: sqlite3.Row) -> Headline:
    return Headline(
        id=row["id"],
        title=row["title"],
        source=row["source"] or shown_address(row["url"]),
        link=row["link"],
        published=from_seconds(row["published"]),
        fetched=cast(datetime, from_seconds(row["fetched"])),
        read=bool(row["read"]),
        starred=bool(row["starred"]),
        noted=bool(row["noted"]),
        offers=row["offers"],
        main_offer=row["main_offer"],
        language=row["language"],
        cluster=row["cluster"],
        updated=from_seconds(row["updated"]),
    )
