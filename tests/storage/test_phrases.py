"""No word of a reader is an operator."""

from __future__ import annotations

import sqlite3

import pytest

from briefing.storage.phrases import phrase


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
