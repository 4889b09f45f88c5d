"""The outbox: what was done here and a server has not heard. The one place that listens to the journal.

A row is written in the transaction that makes the change. The newest value of a field replaces the one before it and
never deletes it: an earlier value may be on its way, or may have come while its answer was lost.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from briefing.core.journal import Change, Field
from briefing.core.remote import Flag, Listed, Setting
from briefing.core.sync import OutboxRow, Waiting
from briefing.storage.database import Database

_SYNCED = (Field.READ, Field.STARRED, Field.TAG)
_WANTED = "EXISTS (SELECT 1 FROM json_each(sync_account.labels) WHERE value IN ('*', ?))"
_PUT = (
    "INSERT OR REPLACE INTO outbox (account, story, field, tag, value)"
    " SELECT DISTINCT remote_item.account, story.num, ?, ?, ? FROM story"
    " JOIN remote_item ON remote_item.story = story.num"
)

_AWAY = (
    "coalesce((SELECT min(remote_item.feed IN ({feeds})) FROM remote_item"
    " WHERE remote_item.story = outbox.story AND remote_item.account = outbox.account), 0)"
)
"""That all feeds of a story are among some: a server that does not have them takes a change and forgets it."""

_GIVEN = "SELECT value FROM json_each(?)"
_GONE = "SELECT remote FROM remote_feed WHERE remote_feed.account = ? AND gone = 1"
_GOES_UP = f"refused = 0 AND held = 0 AND NOT {_AWAY.format(feeds=_GONE)}"


def listen(db: Database, changes: Sequence[tuple[Change, bool]]) -> None:
    """Take down changes that were made here, each with the value that its field has now."""
    if db.row("SELECT 1 FROM sync_account") is None:
        return
    for change, value in changes:
        if change.field is Field.TAG:
            db.run(
                f"{_PUT} JOIN sync_account ON sync_account.num = remote_item.account WHERE story.id = ? AND {_WANTED}",
                change.field.value,
                change.tag,
                int(value),
                change.story,
                change.tag,
            )
        elif change.field in _SYNCED:
            db.run(f"{_PUT} WHERE story.id = ?", change.field.value, "", int(value), change.story)


def listen_to(db: Database, stories: Sequence[int], flag: Flag, value: bool) -> None:
    """Take down that a flag was set on stories, by their row numbers."""
    for story in stories:
        db.run(f"{_PUT} WHERE story.num = ?", flag[0].value, flag[1], int(value), story)


def put(db: Database, account: int, story: int, setting: Setting, *, held: bool = False, tries: int = 0) -> None:
    """Let a value of a story go up."""
    (field, tag), value = setting
    db.run(
        "INSERT OR REPLACE INTO outbox (account, story, field, tag, value, held, tries) VALUES (?, ?, ?, ?, ?, ?, ?)",
        account,
        story,
        field.value,
        tag,
        int(value),
        int(held),
        tries,
    )


class OutboxRepository:
    """What waits to be sent."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def to_send(self, account: int, away: Collection[str] = ()) -> tuple[OutboxRow, ...]:
        """The rows that go up now, each with the ids of its story, in the order of their making.

        Those of feeds that are `away` on the server, by their ids there, wait: one may come back as it was.
        """
        rows = self._db.rows(
            "SELECT outbox.*, (SELECT json_group_array(remote) FROM remote_item WHERE remote_item.story = outbox.story"
            " AND remote_item.account = outbox.account) AS remotes FROM outbox"
            f" WHERE account = ? AND refused = 0 AND held = 0 AND NOT {_AWAY.format(feeds=_GIVEN)} ORDER BY gen",
            account,
            json.dumps(list(away)),
        )
        return tuple(
            OutboxRow(
                row["gen"],
                row["story"],
                Field(row["field"]),
                row["tag"],
                bool(row["value"]),
                row["tries"],
                tuple(json.loads(row["remotes"])),
            )
            for row in rows
        )

    def answered(self, gens: Iterable[int]) -> None:
        """The server said yes to these. A row whose value was replaced meanwhile has another number and stays."""
        with self._db.writing():
            self._db.run_many("DELETE FROM outbox WHERE gen = ?", [(gen,) for gen in gens])

    def declined(self, gen: int) -> None:
        """The server said no to this one: it is kept, and not tried any more."""
        with self._db.writing():
            self._db.run("UPDATE outbox SET refused = 1 WHERE gen = ?", gen)

    def forget_settled(self, account: int, listed: Listed) -> None:
        """Forget what is held, or was refused, and is so on the server by now, as a list of it says."""
        what, tag = listed.flag
        ids, value_in_list = json.dumps(listed.ids), int(what is not Field.READ)
        rows = self._db.rows(
            "SELECT outbox.gen FROM outbox JOIN remote_item ON remote_item.story = outbox.story"
            " AND remote_item.account = outbox.account WHERE outbox.account = ? AND (refused = 1 OR held = 1)"
            " AND field = ? AND outbox.tag = ? AND remote_item.gone = 0 GROUP BY outbox.gen"
            " HAVING min((CASE WHEN remote IN (SELECT value FROM json_each(?)) THEN ? ELSE ? END) = outbox.value)",
            account,
            what.value,
            tag,
            ids,
            value_in_list,
            -1 if listed.cut else 1 - value_in_list,
        )
        self.answered([row["gen"] for row in rows])

    def release(self, account: int) -> int:
        """Let what was here before the first sync go up, for a person said yes; how many rows."""
        with self._db.writing():
            held = self.waiting(account).held
            self._db.run("UPDATE outbox SET held = 0 WHERE account = ?", account)
            return held

    def waiting(self, account: int) -> Waiting:
        """How many changes wait, but for those of feeds that are gone on the server."""
        row = self._db.row(
            f"SELECT coalesce(sum({_GOES_UP}), 0) AS changes, coalesce(sum(held), 0) AS held,"
            " coalesce(sum(refused), 0) AS refused FROM outbox WHERE account = ?",
            account,
            account,
        )
        return Waiting() if row is None else Waiting(row["changes"], row["held"], row["refused"])

    def refused(self, account: int, most: int) -> tuple[tuple[str, str, Field, str, bool], ...]:
        """What the server did not take: id and title of the story, and the change."""
        rows = self._db.rows(
            "SELECT story.id, story.title, outbox.field, outbox.tag, outbox.value FROM outbox"
            " JOIN story ON story.num = outbox.story WHERE account = ? AND refused = 1 ORDER BY gen LIMIT ?",
            account,
            most,
        )
        return tuple((row["id"], row["title"], Field(row["field"]), row["tag"], bool(row["value"])) for row in rows)
