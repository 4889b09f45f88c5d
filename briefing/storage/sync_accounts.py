"""Accounts on servers: how each is, and what was last said of its feeds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.core.account import Account
from briefing.core.feed import Feed, FeedState
from briefing.core.journal import Field
from briefing.core.remote_feeds import KnownFeed
from briefing.core.sync import AccountState
from briefing.storage import feed_rows, outbox
from briefing.storage.database import Database
from briefing.storage.times import from_seconds, to_seconds


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account as the library knows it, without its name: `known` are the addresses of its feeds."""

    num: int
    url: str
    known: frozenset[str]
    waiting: int


class SyncAccountRepository:
    """The accounts, and the feeds of each."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # ------------------------------------------------------------------------------------------------------- accounts

    def find(self, account: Account) -> AccountState | None:
        """What is known of an account; None where it never was synced."""
        row = self._row(account)
        return None if row is None else _state(row)

    def open(self, account: Account) -> AccountState:
        """What is known of an account, made if it is new."""
        found = self.find(account)
        if found is not None:
            return found
        num = self._db.run(
            "INSERT INTO sync_account (kind, url, user) VALUES (?, ?, ?)", account.kind, account.url, account.user
        )
        return AccountState(num)

    def former(self, account: Account, feeds: Sequence[str], others: Sequence[Account]) -> AccountState | None:
        """What was known of an account at another address, or under another user: it goes with the account, if it is
        the one that brought its feeds and none of the `others`. So what waits is sent.

        It may be another server with the same feeds. Then the numbers of its stories show it (`sync/numbers.py`).
        """
        rows = self._db.rows(
            "SELECT DISTINCT sync_account.* FROM sync_account"
            " JOIN remote_feed ON remote_feed.account = sync_account.num"
            " JOIN feed ON feed.num = remote_feed.feed WHERE kind = ? AND (sync_account.url = ? OR user = ?)"
            " AND feed.url IN (SELECT value FROM json_each(?))",
            account.kind,
            account.url,
            account.user,
            json.dumps(list(feeds)),
        )
        living = {(other.kind, other.url, other.user) for other in others}
        before = [row for row in rows if (row["kind"], row["url"], row["user"]) not in living]
        if len(before) != 1:
            return None
        state = _state(before[0])
        return AccountState(state.num, state.joined, state.last_ok, state.last_try)

    def move(self, num: int, account: Account) -> None:
        """Let what was known of an account at another address be about where it is now."""
        self._db.run(
            "UPDATE sync_account SET url = ?, user = ?, failures = 0, not_before = NULL, blocked = '',"
            " message = '', mark = '', compared = NULL WHERE num = ? AND (url, user) IS NOT (?, ?)",
            account.url,
            account.user,
            num,
            account.url,
            account.user,
        )

    def others(self, nums: Sequence[int]) -> tuple[KnownAccount, ...]:
        """All accounts that are known but these."""
        rows = self._db.rows(
            "SELECT num, url, (SELECT json_group_array(feed.url) FROM remote_feed"
            " JOIN feed ON feed.num = remote_feed.feed WHERE remote_feed.account = sync_account.num) AS feeds,"
            " (SELECT count(*) FROM outbox WHERE account = sync_account.num AND refused = 0 AND held = 0) AS waiting"
            " FROM sync_account WHERE num NOT IN (SELECT value FROM json_each(?)) ORDER BY num",
            json.dumps(list(nums)),
        )
        return tuple(
            KnownAccount(row["num"], row["url"], frozenset(json.loads(row["feeds"])), row["waiting"]) for row in rows
        )

    def keep_labels(self, num: int, labels: Sequence[str]) -> None:
        """Keep the same, from now on, the tags of these names. What is here of a tag that is new waits for a yes."""
        row = self._db.row("SELECT labels FROM sync_account WHERE num = ?", num)
        before = [] if row is None else json.loads(row["labels"])
        if before == list(labels):
            return
        with self._db.writing():
            self._take_in_labels(num, before, labels)
            self._db.run("UPDATE sync_account SET labels = ? WHERE num = ?", json.dumps(list(labels)), num)
            self._db.run(
                "DELETE FROM outbox WHERE account = ? AND field = ?"
                " AND NOT EXISTS (SELECT 1 FROM json_each(?) WHERE value IN ('*', outbox.tag))",
                num,
                Field.TAG.value,
                json.dumps(list(labels)),
            )

    def began(self, num: int, at: datetime) -> None:
        """A sync begins."""
        self._db.run("UPDATE sync_account SET last_try = ? WHERE num = ?", to_seconds(at), num)

    def ended(self, num: int, at: datetime, mark: str = "", *, is_whole: bool = True) -> None:
        """A sync went through, by whole lists or by what changed; the next one asks for changes since `mark`."""
        self._db.run(
            "UPDATE sync_account SET last_ok = ?, failures = 0, not_before = NULL, blocked = '', message = '',"
            " joined = 1, mark = ?, compared = iif(?, ?, compared) WHERE num = ?",
            to_seconds(at),
            mark,
            int(is_whole),
            to_seconds(at),
            num,
        )

    def failed(self, num: int, message: str, not_before: datetime | None, *, blocked: bool = False) -> None:
        """A sync broke off; it may be tried again then, or where it is `blocked` once a person has seen to it."""
        self._db.run(
            "UPDATE sync_account SET failures = failures + 1, message = ?, not_before = ?, blocked = ? WHERE num = ?",
            message,
            to_seconds(not_before),
            message if blocked else "",
            num,
        )

    def allow(self, num: int) -> None:
        """A person has seen to what was in the way: the account may be asked again."""
        self._db.run("UPDATE sync_account SET blocked = '', not_before = NULL, failures = 0 WHERE num = ?", num)

    def forget(self, num: int) -> None:
        """Forget an account and what waits for its server. Its stories and feeds stay."""
        with self._db.writing():
            for table in ("outbox", "remote_item", "remote_feed"):
                self._db.run(f"DELETE FROM {table} WHERE account = ?", num)
            self._db.run("DELETE FROM sync_account WHERE num = ?", num)

    # ---------------------------------------------------------------------------------------------------------- feeds

    def feeds(self, num: int) -> tuple[KnownFeed, ...]:
        """The feeds of an account, as both sides had them when they were last compared."""
        rows = self._db.rows(
            "SELECT remote_feed.*, feed.url AS here FROM remote_feed LEFT JOIN feed ON feed.num = remote_feed.feed"
            " WHERE account = ? ORDER BY remote",
            num,
        )
        return tuple(
            KnownFeed(
                row["remote"],
                row["here"] or "",
                row["url"],
                row["title"],
                row["grouped"],
                row["our_title"],
                row["our_group"],
                bool(row["gone"]),
                bool(row["left_out"]),
                bool(row["unsubscribe"]),
            )
            for row in rows
        )

    def keep_feeds(self, num: int, feeds: Sequence[KnownFeed]) -> None:
        """Write down feeds of an account as both sides have them now."""
        with self._db.writing():
            for feed in feeds:
                row = None if not feed.here else self._db.row("SELECT num FROM feed WHERE url = ?", feed.here)
                self._db.run(
                    "INSERT OR REPLACE INTO remote_feed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    num,
                    feed.remote,
                    None if row is None else row["num"],
                    feed.url,
                    feed.title,
                    feed.group,
                    feed.our_title,
                    feed.our_group,
                    int(feed.gone),
                    int(feed.left_out),
                    int(feed.unsubscribe),
                )

    def drop_feeds(self, num: int, remotes: Sequence[str]) -> None:
        """Forget feeds that neither side has any more."""
        with self._db.writing():
            self._db.run_many(
                "DELETE FROM remote_feed WHERE account = ? AND remote = ?", [(num, remote) for remote in remotes]
            )

    def ask_again(self, num: int, remotes: Sequence[str]) -> None:
        """Let the stories of feeds that were not taken be asked for, as the feeds are wanted now.

        Whole lists are compared until that went through: what changed of late would not tell of them.
        """
        with self._db.writing():
            self._db.run_many(
                "DELETE FROM remote_item WHERE account = ? AND feed = ? AND story IS NULL",
                [(num, remote) for remote in remotes],
            )
            self._db.run("UPDATE sync_account SET compared = NULL WHERE num = ?", num)

    def take_in(self, feed: Feed, title: str, site: str) -> int:
        """The row of a feed whose stories a server brings from now on. How its own address was doing is over."""
        with self._db.writing():
            num = feed_rows.feed_num(self._db, feed)
            self._db.run(
                "UPDATE feed SET title = coalesce(nullif(?, ''), title), site = coalesce(nullif(?, ''), site),"
                " state = NULL, message = '', next_fetch = NULL, failures = 0 WHERE num = ?",
                feed.title or title,
                site,
                num,
            )
            return num

    def feed_rows(self, urls: Sequence[str]) -> dict[str, int]:
        """The row numbers of feeds, by their addresses."""
        rows = self._db.rows(
            "SELECT url, num FROM feed WHERE url IN (SELECT value FROM json_each(?))", json.dumps(urls)
        )
        return {row["url"]: row["num"] for row in rows}

    def say_of_feed(self, url: str, message: str, *, gone: bool = False, next_try: datetime | None = None) -> None:
        """Write down what is wrong with a feed of an account; an empty message where nothing is."""
        state = FeedState.GONE if gone else FeedState.FAILED
        self._db.run(
            "UPDATE feed SET state = ?, message = ?, next_fetch = ? WHERE url = ?",
            state.value if message else None,
            message,
            to_seconds(next_try),
            url,
        )

    def unsubscribe(self, url: str, wanted: bool = True) -> bool:
        """Let the next sync remove a feed on its server, or after all not; whether an account has it."""
        with self._db.writing():
            of_feed = "WHERE feed = (SELECT num FROM feed WHERE url = ?)"
            known = self._db.row(f"SELECT 1 FROM remote_feed {of_feed}", url)
            self._db.run(f"UPDATE remote_feed SET unsubscribe = ?, left_out = 1 {of_feed}", int(wanted), url)
            return known is not None

    def starred_of(self, url: str) -> int:
        """How many stories of a feed are starred."""
        row = self._db.row("SELECT tally.starred FROM tally JOIN feed ON feed.num = tally.feed WHERE url = ?", url)
        return 0 if row is None else int(row["starred"])

    # --------------------------------------------------------------------------------------------------------- inside

    def _row(self, account: Account) -> sqlite3.Row | None:
        return self._db.row(
            "SELECT * FROM sync_account WHERE kind = ? AND url = ? AND user = ?",
            account.kind,
            account.url,
            account.user,
        )

    def _take_in_labels(self, num: int, before: Sequence[str], labels: Sequence[str]) -> None:
        """Tags that are to be kept the same from now on: what is here must not look taken away there."""
        rows = self._db.rows(
            "SELECT DISTINCT tag.story, tag.tag FROM tag JOIN remote_item ON remote_item.story = tag.story"
            " WHERE remote_item.account = ? AND NOT EXISTS (SELECT 1 FROM note_tag"
            " WHERE note_tag.story = tag.story AND note_tag.tag = tag.tag)",
            num,
        )
        for row in rows:
            wanted, had = ("*" in named or row["tag"] in named for named in (labels, before))
            if wanted and not had:
                outbox.put(self._db, num, row["story"], ((Field.TAG, row["tag"]), True), held=True)


def _state(row: sqlite3.Row) -> AccountState:
    return AccountState(
        row["num"],
        bool(row["joined"]),
        from_seconds(row["last_ok"]),
        from_seconds(row["last_try"]),
        row["failures"],
        from_seconds(row["not_before"]),
        row["blocked"],
        row["message"],
        row["mark"],
        from_seconds(row["compared"]),
    )
