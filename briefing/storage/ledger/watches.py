"""Watches: kept under their names, counted, and what they have to tell given out once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from briefing.core.ledger.life import WATCHED
from briefing.core.ledger.watches import Hit, Watch, WatchCount
from briefing.storage.database import Database
from briefing.storage.ledger import hits, reading
from briefing.storage.name_functions import SMALL
from briefing.storage.times import from_seconds, to_seconds

_ALL = 1 << 30


class WatchRepository:
    """The reader's watches, and what they found."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> tuple[Watch, ...]:
        """The watches, in the order in which they were made."""
        return tuple(Watch(row["name"], row["query"]) for row in self._db.rows("SELECT * FROM watch ORDER BY num"))

    def keep(self, watch: Watch, now: datetime) -> Watch | None:
        """Keep a watch under its name, and return the one that it replaces: of the same name, in whatever case.

        What is there already is not told. A watch that is kept as it is goes on with what it has to tell.
        """
        with self._db.writing():
            if watch in self.all():
                return None
            replaced = self._remove(watch.name)
            num = self._db.run("INSERT INTO watch (name, query) VALUES (?, ?)", watch.name, watch.query)
            hits.look_everywhere(self._db, num, watch.query, now)
        return replaced

    def remove(self, name: str) -> Watch | None:
        """Forget a watch and return it; None where there was none of this name, in whatever case."""
        with self._db.writing():
            return self._remove(name)

    def counts(self, since: datetime | None) -> tuple[WatchCount, ...]:
        """Each watch with how many of its entries came or moved since a time, and how many there are."""
        found = self._db.rows(
            "SELECT watch.name, watch.query, count(DISTINCT ledger_entry.num) AS total,"
            " count(DISTINCT iif(ledger_entry.noticed >= ?, ledger_entry.num, NULL)) AS new FROM watch"
            " LEFT JOIN watch_hit ON watch_hit.watch = watch.num"
            " LEFT JOIN ledger_entry ON ledger_entry.num = watch_hit.entry AND ledger_entry.dismissed = 0"
            " GROUP BY watch.num ORDER BY watch.num",
            to_seconds(since) or 0,
        )
        return tuple(WatchCount(Watch(row["name"], row["query"]), row["new"], row["total"]) for row in found)

    def take_hits(self, most: int = 100) -> tuple[Hit, ...]:
        """What watches have to tell and did not yet, the first found first; from now on it is told."""
        return self._take("told", most)

    def take_unprinted(self) -> tuple[Hit, ...]:
        """What `briefing watch run` has not printed yet, told or not, the first found first; from now on it has."""
        return self._take("printed", _ALL)

    def put_back(self, hits: Sequence[Hit]) -> None:
        """Take hits for not printed."""
        with self._db.writing():
            self._db.run_many(
                "UPDATE watch_hit SET printed = 0 WHERE watch = (SELECT num FROM watch WHERE name = ?)"
                " AND entry = (SELECT num FROM ledger_entry WHERE id = ?) AND event = ?",
                [(hit.watch, hit.row.id, hit.event) for hit in hits],
            )

    def _take(self, mark: str, most: int) -> tuple[Hit, ...]:
        with self._db.writing():
            found = self._db.rows(
                "SELECT watch_hit.*, watch.name FROM watch_hit JOIN watch ON watch.num = watch_hit.watch"
                f" WHERE {mark} = 0 ORDER BY at, entry, event <> 'put' LIMIT ?",
                most,
            )
            self._db.run_many(
                f"UPDATE watch_hit SET {mark} = 1 WHERE watch = ? AND entry = ? AND event = ?",
                [(row["watch"], row["entry"], row["event"]) for row in found],
            )
            entries = {
                num: one for num in {row["entry"] for row in found} for one in reading.by_numbers(self._db, [num])
            }
        return tuple(
            Hit(row["name"], entries[row["entry"]], row["event"], cast(datetime, from_seconds(row["at"])))
            for row in found
            if row["entry"] in entries
        )

    def _remove(self, name: str) -> Watch | None:
        row = self._db.row(
            f"SELECT num, name, query FROM watch WHERE {SMALL}(name) = {SMALL}(?1) ORDER BY name <> ?1", name
        )
        if row is None:
            return None
        alone = self._db.rows(
            "SELECT DISTINCT entry FROM watch_hit WHERE watch = ?1"
            " AND entry NOT IN (SELECT entry FROM watch_hit WHERE watch <> ?1)",
            row["num"],
        )
        hits.weigh(self._db, [one["entry"] for one in alone], -WATCHED)
        self._db.run("DELETE FROM watch_hit WHERE watch = ?", row["num"])
        self._db.run("DELETE FROM watch WHERE num = ?", row["num"])
        return Watch(row["name"], row["query"])
