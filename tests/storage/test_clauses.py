"""Conditions are put together with their values in order, and no word of a reader is an operator."""

from __future__ import annotations

import sqlite3

import pytest

from briefing.storage.clauses import Clause, joined, negated, phrase

TIN, ZINC = Clause("metal = ?", ("tin",)), Clause("metal = ? OR price > ?", ("zinc", 3))


def test_conditions_keep_their_values_in_order() -> None:
    both = joined(" AND ", [TIN, ZINC])
    assert both == Clause("(metal = ?) AND (metal = ? OR price > ?)", ("tin", "zinc", 3))
    assert negated(both) == Clause(f"NOT ({both.sql})", both.values)


def test_no_conditions_are_met_by_all() -> None:
    assert joined(" OR ", []) == Clause("1")
    assert joined(" AND ", [], "true") == Clause("true")


@pytest.fixture
def index() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE found USING fts5(title, text)")
    db.executemany(
        "INSERT INTO found (rowid, title, text) VALUES (?, ?, ?)",
        [(1, "Tin and zinc", "The mill sells AND buys."), (2, "The mill", "Tinned plums, and salt NOT sugar.")],
    )
    return db


@pytest.mark.parametrize(
    ("words", "columns", "rows"),
    [
        ("tin", "", [1]),
        ("tin*", "", [1, 2]),
        ("mill", "", [1, 2]),
        ("mill", "title", [2]),
        ("mill", "title text", [1, 2]),
        ("sells AND buys", "", [1]),
        ("tin AND salt", "", []),
        ("salt NOT", "", [2]),
        ('"tin" OR', "", []),
        ("ti\0n", "", []),
        ("NEAR(tin", "", []),
    ],
)
def test_words_are_looked_for_as_they_stand(
    index: sqlite3.Connection, words: str, columns: str, rows: list[int]
) -> None:
    found = index.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid", (phrase(words, columns),))
    assert [row[0] for row in found] == rows


@pytest.mark.parametrize("signs", ["", " ", "-", '"', "*", "\0"])
def test_signs_alone_are_no_phrase(signs: str) -> None:
    assert phrase(signs) == phrase(signs, "title") == ""
