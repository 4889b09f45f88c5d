"""The names of the parties that the analysis knows, for searches: read from its data, which knows no code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import yaml

from briefing.core.aliases import Aliases
from briefing.core.party_names import PartyNames

SECONDS = 1.0
_FILES = ("states", "bodies", "companies", "groups")
_KEYS = ("name", "also", "capital", "seat", "people", "adjective")


class KnownNames:
    """The names of the gazetteer and the reader's own, read at the first search for a party."""

    def __init__(self, own: Callable[[], Aliases]) -> None:
        self._own = own
        self._seen: Aliases | None = None
        self._known: tuple[tuple[str, str], ...] | None = None
        self._names = PartyNames()
        self._asked = float("-inf")

    def current(self) -> PartyNames:
        """The names as they are now, or were a second ago: one search asks thousands of times."""
        if monotonic() - self._asked < SECONDS:
            return self._names
        self._asked = monotonic()
        own = self._own()
        if self._known is None or own is not self._seen:
            if self._known is None:
                self._known = tuple(_known())
            self._names = PartyNames(self._known, {name: alias.name for name, alias in own.items()})
            self._seen = own
        return self._names


def _known(language: str = "en") -> Iterator[tuple[str, str]]:
    folder = Path(__file__).parents[1] / "analysis" / "languages" / language / "gazetteer"
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in _FILES:
        for row in yaml.load((folder / f"{file}.yaml").read_text(encoding="utf-8"), Loader=loader):  # noqa: S506  a safe one either way
            for key in _KEYS:
                value = row.get(key) or ()
                for name in value if isinstance(value, list) else (value,) if isinstance(value, str) else ():
                    yield str(name), row["name"]
