"""Feed rows: what each feed last answered, and when to ask it again."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from briefing.core import schedule
from briefing.core.clean import shown_address
from briefing.core.feed import Feed, FeedState, FeedStatus, Fetched, Validators
from briefing.storage.database import Database
from briefing.storage.times import from_seconds, to_seconds


def feed_num(db: Database, feed: Feed) -> int:
    """The row of a feed, made if it is new."""
    row = db.row("SELECT num, grouped FROM feed WHERE url = ?", feed.url)
    if row is None:
        return db.run("INSERT INTO feed (url, title, grouped) VALUES (?, ?, ?)", feed.url, feed.title, feed.group)
    if row["grouped"] != feed.group:
        db.run("UPDATE feed SET grouped = ? WHERE num = ?", feed.group, row["num"])
    return cast(int, row["num"])


def describe(db: Database, feed: Feed) -> None:
    """Take over the title and group of a feed that is known; without a title of its own it keeps the one it has."""
    db.run(
        "UPDATE feed SET title = coalesce(nullif(?, ''), title), grouped = ? WHERE url = ?",
        feed.title,
        feed.group,
        feed.url,
    )


def keep_result(db: Database, num: int, fetched: Fetched, state: FeedState) -> datetime | None:
    """Write down how a fetch ended; the time of the next. Validators are kept only with a document."""
    row = db.row("SELECT failures, title FROM feed WHERE num = ?", num)
    failures = row["failures"] + 1 if row is not None and state is FeedState.FAILED else 0
    next_fetch = schedule.next_fetch(
        state,
        failures,
        fetched.feed.every,
        fetched.retry_after,
        fetched.at,
        random.random(),  # noqa: S311 (spreads load, hides nothing)
    )
    db.run(
        "UPDATE feed SET state = ?, message = ?, last_fetch = ?, next_fetch = ?, failures = ? WHERE num = ?",
        state.value,
        fetched.message,
        to_seconds(fetched.at),
        to_seconds(next_fetch),
        failures,
        num,
    )
    if fetched.state in (FeedState.NEW, FeedState.EMPTY, FeedState.UNCHANGED):
        _keep_validators(db, num, fetched.validators)
    if fetched.state in (FeedState.NEW, FeedState.EMPTY):
        title = fetched.feed.title or fetched.document.title or (row["title"] if row is not None else "")
        db.run(
            "UPDATE feed SET title = ?, site = ?, moved_to = ? WHERE num = ?",
            title,
            fetched.document.site,
            fetched.moved_to,
            num,
        )
    return next_fetch


def _keep_validators(db: Database, num: int, validators: Validators) -> None:
    db.run("UPDATE feed SET etag = ?, last_modified = ? WHERE num = ?", validators.etag, validators.last_modified, num)


def shown_title(db: Database, num: int) -> str:
    """What a feed is called: its title, or its address where it has none."""
    row = db.row("SELECT title, url FROM feed WHERE num = ?", num)
    return "" if row is None else row["title"] or shown_address(row["url"])


def validators(db: Database, url: str) -> Validators:
    """What to ask a feed "has it changed?" with; empty for one that never answered."""
    row = db.row("SELECT etag, last_modified FROM feed WHERE url = ?", url)
    return Validators() if row is None else Validators(row["etag"], row["last_modified"])


def statuses(db: Database, configured: Sequence[Feed]) -> tuple[FeedStatus, ...]:
    """The configured feeds in their order, then those that left the configuration and still have stories."""
    rows = {row["url"]: row for row in db.rows("SELECT * FROM feed")}
    totals = {
        row["feed"]: (row["total"], row["unread"])
        for row in db.rows("SELECT feed, total, unread FROM tally WHERE total > 0")
    }
    known = [_status(feed, rows.get(feed.url), totals) for feed in configured]
    urls = {feed.url for feed in configured}
    left = [
        _status(Feed(row["url"], row["title"], row["grouped"]), row, totals, configured=False)
        for url, row in rows.items()
        if url not in urls and row["num"] in totals
    ]
    return (*known, *left)


def _status(
    feed: Feed, row: sqlite3.Row | None, totals: dict[int, tuple[int, int]], configured: bool = True
) -> FeedStatus:
    if row is None:
        return FeedStatus(feed, feed.title or shown_address(feed.url), configured=configured)
    total, unread = totals.get(row["num"], (0, 0))
    return FeedStatus(
        feed=feed,
        title=feed.title or row["title"] or shown_address(feed.url),
        state=FeedState(row["state"]) if row["state"] else None,
        message=row["message"],
        last_fetch=from_seconds(row["last_fetch"]),
        next_fetch=from_seconds(row["next_fetch"]),
        failures=row["failures"],
        unread=unread,
        total=total,
        configured=configured,
        site=row["site"],
    )
