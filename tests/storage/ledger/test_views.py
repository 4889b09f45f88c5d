"""The plain views, as any program reads them that knows SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from briefing.core.ledger.watches import Watch
from tests.storage.ledger.test_entries import AGAIN, ALSO, NO, OFFER, PUT, REFUSED
from tests.support.made import NOON, hours
from tests.support.negotiations import open_library, tell


def test_sqlite3_reads_entries_tellings_and_hits(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    library.watches.keep(Watch("grain", "resource:wheat act:offer"), NOON)
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    tell(library, "gazette", "Sudland says no", REFUSED, NOON + hours(20), NO)
    library.close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as plain:
        plain.row_factory = sqlite3.Row
        put, refusal = plain.execute("SELECT * FROM ledger ORDER BY first_seen").fetchall()
        assert (put["act"], put["state"], put["proposer"], put["recipient"], put["proposer_person"]) == (
            "offer", "answered", "Norland", "Sudland", "Ada Lis",
        )  # fmt: skip
        assert (put["first_seen"], put["papers"], put["resource"]) == ("2026-11-01 12:00:00", 2, "wheat")
        assert (refusal["act"], refusal["answers"]) == ("reject", put["id"])
        told = plain.execute(
            "SELECT * FROM ledger_tellings WHERE entry = ? ORDER BY published", (put["id"],)
        ).fetchall()
        assert [row["paper"] for row in told] == ["gazette.example", "courier.example"]
        assert told[1]["join_chance"] >= 0.6
        (hit,) = plain.execute("SELECT DISTINCT watch, entry FROM ledger_watches").fetchall()
        assert (hit["watch"], hit["entry"]) == ("grain", put["id"])
