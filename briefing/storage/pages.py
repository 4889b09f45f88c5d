"""Page rows: the text of a story's web page beside the feed's, and which of the two is shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from briefing.core.body_json import blocks_to_json, links_to_json
from briefing.core.story import Body, text_hash
from briefing.storage import clusters
from briefing.storage.bodies import body_of
from briefing.storage.database import Database
from briefing.storage.ids import story_num
from briefing.storage.times import to_seconds

_MOST_FAILURES = 3


@dataclass(frozen=True, slots=True)
class PageState:
    """What is known of a story's page. `shown` says that the story shows the page's text, `feed_text` is the feed's.

    `asked` is whether the page was ever asked for, `error` why that brought nothing, `cut` whether the feed gives the
    beginning only; `has_text` whether the page's text is kept.
    """

    story: str
    link: str
    feed_url: str
    feed_text: Body
    cut: bool = False
    asked: bool = False
    shown: bool = False
    has_text: bool = False
    error: str = ""


class PageRepository:
    """The pages of stories. Every method that takes the id of a story raises UnknownStory."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def state(self, story_id: str) -> PageState:
        """What is known of the page of a story."""
        num = story_num(self._db, story_id)
        row = self._db.row(
            "SELECT story.id, story.link, story.cut, feed.url, body.text, body.blocks, body.links, page.asked,"
            " page.error, page.shown, page.text AS other, page.blocks AS other_blocks, page.links AS other_links"
            " FROM story JOIN feed ON feed.num = story.feed JOIN body ON body.story = story.num"
            " LEFT JOIN page ON page.story = story.num WHERE story.num = ?",
            num,
        )
        row = cast(sqlite3.Row, row)
        other = body_of(row["other"], row["other_blocks"], row["other_links"])
        in_body = body_of(row["text"], row["blocks"], row["links"])
        return PageState(
            story=row["id"],
            link=row["link"],
            feed_url=row["url"],
            feed_text=other if row["shown"] else in_body,
            cut=bool(row["cut"]),
            asked=row["asked"] is not None,
            shown=bool(row["shown"]),
            has_text=bool(row["shown"]) or bool(other.text),
            error=row["error"] or "",
        )

    def waiting(
        self, auto: Sequence[str], always: Sequence[str], since: datetime, tried_before: datetime, limit: int
    ) -> tuple[str, ...]:
        """The ids of stories whose page is to be asked for, unread and newest first.

        `auto` and `always` are addresses of feeds: of the first only stories that are cut. Stories fetched before
        `since` are left alone, and so are pages that failed and were last tried after `tried_before`.
        """
        rows = self._db.rows(
            "SELECT story.id FROM story JOIN feed ON feed.num = story.feed LEFT JOIN page ON page.story = story.num"
            " WHERE story.link <> '' AND story.fetched >= ? AND (page.asked IS NULL"
            f" OR (page.error <> '' AND page.failures < {_MOST_FAILURES} AND page.asked < ?))"
            " AND (feed.url IN (SELECT value FROM json_each(?)) AND story.cut = 1"
            " OR feed.url IN (SELECT value FROM json_each(?))) ORDER BY story.read, story.sorted DESC LIMIT ?",
            to_seconds(since),
            to_seconds(tried_before),
            json.dumps(list(auto)),
            json.dumps(list(always)),
            limit,
        )
        return tuple(row["id"] for row in rows)

    def store(self, story_id: str, page: Body, at: datetime) -> None:
        """Show the text of a story's page; the feed's is kept behind it."""
        with self._db.writing():
            num = story_num(self._db, story_id)
            if not self._db.row("SELECT 1 FROM page WHERE story = ? AND shown = 1", num):
                self._db.run("INSERT OR IGNORE INTO page (story) VALUES (?)", num)
                _put_behind(self._db, num, shown=True)
            self._db.run("UPDATE page SET asked = ?, failures = 0, error = '' WHERE story = ?", to_seconds(at), num)
            blocks, links = json.dumps(blocks_to_json(page)), json.dumps(links_to_json(page))
            _show(self._db, num, page.text, blocks, links)
            clusters.enqueue(self._db, num)

    def store_failure(self, story_id: str, error: str, at: datetime) -> None:
        """Remember why a story's page gave no text; what is shown stays."""
        with self._db.writing():
            num = story_num(self._db, story_id)
            self._db.run(
                "INSERT INTO page (story, asked, failures, error) VALUES (?, ?, 1, ?) ON CONFLICT (story) DO UPDATE"
                " SET asked = excluded.asked, failures = failures + 1, error = excluded.error",
                num,
                to_seconds(at),
                error,
            )

    def swap_text(self, story_id: str) -> bool:
        """Show the other of the two texts; whether it is the page's."""
        with self._db.writing():
            num = story_num(self._db, story_id)
            row = self._db.row("SELECT shown, text, blocks, links FROM page WHERE story = ?", num)
            if row is None or not (row["text"] or row["shown"]):
                return False
            _put_behind(self._db, num, shown=not row["shown"])
            _show(self._db, num, row["text"], row["blocks"], row["links"])
            return not row["shown"]


def feed_text(db: Database, num: int) -> str | None:
    """The feed's text of a story that shows its page's; None for all others."""
    row = db.row("SELECT text FROM page WHERE story = ? AND shown = 1", num)
    return None if row is None else str(row["text"])


def renew_feed_text(db: Database, num: int, text: str, blocks: str, links: str) -> str:
    """Keep an edited text of the feed behind the page's, which is to be asked anew; the text that is shown."""
    db.run("UPDATE page SET text = ?, blocks = ?, links = ?, asked = NULL WHERE story = ?", text, blocks, links, num)
    row = db.row("SELECT text FROM body WHERE story = ?", num)
    return "" if row is None else str(row["text"])


def _put_behind(db: Database, num: int, shown: bool) -> None:
    """Move what the story shows into the page's row."""
    db.run(
        "UPDATE page SET (text, blocks, links) = (SELECT text, blocks, links FROM body WHERE body.story = page.story),"
        " shown = ? WHERE story = ?",
        int(shown),
        num,
    )


def _show(db: Database, num: int, text: str, blocks: str, links: str) -> None:
    db.run("UPDATE body SET text = ?, blocks = ?, links = ? WHERE story = ?", text, blocks, links, num)
    row = db.row("SELECT title FROM story WHERE num = ?", num)
    title = "" if row is None else row["title"]
    db.run("UPDATE story SET text_hash = ? WHERE num = ?", text_hash(title, text), num)
