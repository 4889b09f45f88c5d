"""What the reader's screen remembers: its state, saved searches, and how far stories were read."""

from __future__ import annotations

import json
from typing import Any

from briefing.core.query import Key
from briefing.core.saved_search import SavedSearch
from briefing.storage.database import Database

MOST_NAMES = 400


def state(db: Database) -> dict[str, Any]:
    """Everything that was kept, by its key; what cannot be read is left out."""
    found: dict[str, Any] = {}
    for row in db.rows("SELECT key, value FROM kept"):
        try:
            found[row["key"]] = json.loads(row["value"])
        except ValueError:
            continue
    return found


def keep(db: Database, key: str, value: object) -> None:
    """Keep a value, which must be JSON, under a key."""
    db.run("INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)", key, json.dumps(value))


def searches(db: Database) -> tuple[SavedSearch, ...]:
    """The saved searches, in the order in which they were made."""
    return tuple(SavedSearch(row["name"], row["query"]) for row in db.rows("SELECT * FROM saved_search ORDER BY num"))


def save_search(db: Database, search: SavedSearch) -> None:
    """Keep a search under its name; one of the same name is replaced."""
    db.run(
        "INSERT INTO saved_search (name, query) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET name = excluded.name, query = excluded.query",
        search.name,
        search.query,
    )


def remove_search(db: Database, name: str) -> None:
    """Forget a saved search."""
    db.run("DELETE FROM saved_search WHERE name = ?", name)


def place(db: Database, num: int) -> int:
    """How far a story was read, as an offset into its text."""
    row = db.row("SELECT offset FROM place WHERE story = ?", num)
    return 0 if row is None else int(row["offset"])


def keep_place(db: Database, num: int, offset: int) -> None:
    """Remember how far a story was read; at the top there is nothing to remember."""
    if offset > 0:
        db.run("INSERT OR REPLACE INTO place (story, offset) VALUES (?, ?)", num, offset)
    else:
        db.run("DELETE FROM place WHERE story = ?", num)


def names(db: Database, key: Key) -> tuple[str, ...]:
    """The values that a search term can have here, the most frequent first."""
    statement = _NAMES.get(key)
    return () if statement is None else tuple(row["name"] for row in db.rows(f"{statement} LIMIT {MOST_NAMES}"))


def _most_named(table: str) -> str:
    return f"SELECT name FROM {table} GROUP BY name ORDER BY count(*) DESC, name"


def _most_told(role: str) -> str:
    return f"SELECT name FROM party WHERE role = '{role}' GROUP BY name ORDER BY count(*) DESC, name"


_NAMES = {
    Key.ACTOR: _most_named("actor"),
    Key.RESOURCE: _most_named("resource"),
    Key.FROM: _most_told("proposer"),
    Key.TO: _most_told("recipient"),
    Key.TAG: "SELECT tag AS name FROM tag GROUP BY tag ORDER BY count(*) DESC, tag",
    Key.FEED: "SELECT title AS name FROM feed WHERE title <> '' ORDER BY title",
    Key.GROUP: "SELECT DISTINCT grouped AS name FROM feed WHERE grouped <> '' ORDER BY grouped",
    Key.LANG: "SELECT language AS name FROM story WHERE language <> '' GROUP BY language ORDER BY count(*) DESC",
}
