"""Feed rows: the last answer of each feed, and when to ask it again."""

from __future__ import annotations

import random
import sqlite3
from datetime import datetime, timedelta
from typing import cast

from briefing.core import schedule
from briefing.core.clean import shown_address
from briefing.core.document import Fetched, Pause, Validators
from briefing.core.feed import Feed, FeedState
from briefing.core.feed_titles import telling_title
from briefing.storage.database import Database
from briefing.storage.times import from_seconds, to_seconds

_WITH_DOCUMENT = (FeedState.NEW, FeedState.EMPTY)
_ANSWERED = (*_WITH_DOCUMENT, FeedState.UNCHANGED)


def feed_num(db: Database, feed: Feed) -> int:
    """The row of a feed, made if it is new."""
    groups = "\n".join(feed.groups)
    said = (groups, feed.reliability.value)
    row = db.row("SELECT num, grouped, reliability FROM feed WHERE url = ?", feed.url)
    if row is None:
        insert = "INSERT INTO feed (url, title, grouped, reliability) VALUES (?, ?, ?, ?)"
        return db.run(insert, feed.url, feed.title, *said)
    if (row["grouped"], row["reliability"]) != said:
        db.run("UPDATE feed SET grouped = ?, reliability = ? WHERE num = ?", *said, row["num"])
    return cast(int, row["num"])


def keep_result(db: Database, num: int, fetched: Fetched, state: FeedState) -> datetime | None:
    """Write down how a fetch ended; the time of the next. Validators are kept only with a document."""
    row = cast(sqlite3.Row, db.row("SELECT * FROM feed WHERE num = ?", num))
    if fetched.pause is not None:
        _keep_pause(db, fetched)
    if state is FeedState.SKIPPED:
        return _keep_skipped(db, row, fetched)
    has_answer = fetched.state in _ANSWERED
    failures = row["failures"] + 1 if state is FeedState.FAILED else 0
    rhythm = _rhythm(row, fetched)
    next_fetch = _next_fetch(fetched, state, failures, rhythm)
    moved_to = fetched.moved_to if has_answer else ""
    db.run(
        "UPDATE feed SET state = ?, message = ?, last_fetch = ?, next_fetch = ?, failures = ?, rhythm = ?,"
        " moved_to = ?, moves = ? WHERE num = ?",
        state.value,
        fetched.message,
        to_seconds(fetched.at),
        to_seconds(next_fetch),
        failures,
        None if rhythm is None else int(rhythm.total_seconds()),
        moved_to,
        (row["moves"] if moved_to == row["moved_to"] else 0) + 1 if moved_to else 0,
        num,
    )
    if has_answer:
        _keep_validators(db, num, fetched.validators)
    if fetched.state in _WITH_DOCUMENT:
        title = fetched.feed.title or fetched.document.title or telling_title(row["title"])
        db.run("UPDATE feed SET title = ?, site = ? WHERE num = ?", title, fetched.document.site, num)
    return next_fetch


def _keep_skipped(db: Database, row: sqlite3.Row, fetched: Fetched) -> datetime | None:
    """A feed that was not asked keeps its state; where its host wants a pause it waits for that."""
    wait = fetched.retry_after
    next_fetch = from_seconds(row["next_fetch"]) if wait is None else fetched.at + wait
    db.run(
        "UPDATE feed SET message = ?, next_fetch = ? WHERE num = ?",
        fetched.message,
        to_seconds(next_fetch),
        row["num"],
    )
    return next_fetch


def _rhythm(row: sqlite3.Row, fetched: Fetched) -> timedelta | None:
    """What is known of how often a feed publishes: what this document tells, else what the last one did."""
    if fetched.state not in _WITH_DOCUMENT:
        return None if row["rhythm"] is None else timedelta(seconds=row["rhythm"])
    learned = schedule.rhythm((entry.published for entry in fetched.document.entries), fetched.at)
    return schedule.wait_after_success(None, learned, fetched.document.ttl)


def _next_fetch(fetched: Fetched, state: FeedState, failures: int, rhythm: timedelta | None) -> datetime | None:
    if state is FeedState.GONE:
        return None
    if state is FeedState.FAILED:
        jitter = random.random()  # noqa: S311 (spreads load, hides nothing)
        return fetched.at + schedule.wait_after_failure(failures, fetched.retry_after, jitter)
    return fetched.at + schedule.wait_after_success(fetched.feed.every, rhythm, fetched.fresh_for)


def _keep_validators(db: Database, num: int, validators: Validators) -> None:
    db.run("UPDATE feed SET etag = ?, last_modified = ? WHERE num = ?", validators.etag, validators.last_modified, num)


def _keep_pause(db: Database, fetched: Fetched) -> None:
    pause = cast(Pause, fetched.pause)
    db.run("DELETE FROM pause WHERE until < ?", to_seconds(fetched.at))
    db.run("INSERT OR REPLACE INTO pause (place, until) VALUES (?, ?)", pause.place, to_seconds(pause.until))


def shown_title(db: Database, num: int) -> str:
    """What a feed is called: its title, or its address where it has none."""
    row = db.row("SELECT title, url FROM feed WHERE num = ?", num)
    return "" if row is None else row["title"] or shown_address(row["url"])
