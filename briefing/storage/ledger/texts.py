"""The words by which entries are searched, written together.

Each statement that writes them makes a piece of the index of its own, and pieces are merged in the end: three entries
in one statement cost a third.
"""

from __future__ import annotations

import json

from briefing.storage.database import Database

_MERGED_AT_ONCE = 16
"""Pages of the index that are merged with each writing. Left to itself, SQLite merges seldom, but for long."""

Texts = tuple[str, str, str, str]
"""Names of proposers, of recipients, of resources, and all other words."""


class SearchTexts:
    """Collects the words of entries until they are written."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._changed: dict[int, Texts] = {}

    def put(self, entry: int, texts: Texts) -> None:
        """The words of an entry as they are now."""
        kept = self._db.row("SELECT proposer, recipient, resource, words FROM ledger_text WHERE entry = ?", entry)
        if kept is None or tuple(kept) != texts:
            self._changed[entry] = texts

    def drop(self, entry: int) -> None:
        """An entry goes."""
        self._changed.pop(entry, None)
        self._db.run("DELETE FROM ledger_text WHERE entry = ?", entry)

    def write(self) -> None:
        """Let searches find what was put."""
        if not self._changed:
            return
        changed = [(entry, *texts) for entry, texts in sorted(self._changed.items())]
        self._changed.clear()
        columns = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(5))
        self._db.run(
            "INSERT INTO ledger_text (entry, proposer, recipient, resource, words)"
            f" SELECT {columns} FROM json_each(?) WHERE true"
            " ON CONFLICT (entry) DO UPDATE SET proposer = excluded.proposer, recipient = excluded.recipient,"
            " resource = excluded.resource, words = excluded.words",
            json.dumps(changed, ensure_ascii=False),
        )
        self._db.run("INSERT INTO search_ledger (search_ledger, rank) VALUES ('merge', ?)", _MERGED_AT_ONCE)
