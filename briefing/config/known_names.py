"""The names of the parties that the analysis knows, for searches: read from its data, which knows no code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from briefing.core.aliases import Aliases
from briefing.core.party_names import PartyNames

SECONDS = 1.0
_FILES = ("states", "bodies", "companies", "groups")
_NAMES, _FIGURES = ("name", "also"), ("capital", "seat", "people", "adjective")


class KnownNames:
    """The names of the gazetteer and the reader's own, read at the first search for a party."""

    def __init__(self, own: Callable[[], Aliases]) -> None:
        self._own = own
        self._seen: Aliases | None = None
        self._known: tuple[tuple[str, str], ...] | None = None
        self._more: dict[str, tuple[tuple[str, str], ...]] = {}
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
                rows = tuple(_rows())
                self._known = tuple(_known(rows, (*_NAMES, *_FIGURES)))
                sides = tuple((row["name"], row["side"]) for row in rows if row.get("side"))
                self._more = {"sides": sides, "figures": tuple(_known(rows, _FIGURES))}
            self._names = PartyNames(self._known, {name: alias.name for name, alias in own.items()}, **self._more)
            self._seen = own
        return self._names


def _rows(language: str = "en") -> Iterator[dict[str, Any]]:
    import yaml  # late: few starts search for a party

    folder = Path(__file__).parents[1] / "analysis" / "languages" / language / "gazetteer"
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in _FILES:
        yield from yaml.load((folder / f"{file}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  a safe one either way


def _known(rows: Iterable[dict[str, Any]], keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for key in keys:
            value = row.get(key) or ()
            for name in value if isinstance(value, list) else (value,) if isinstance(value, str) else ():
                yield str(name), row["name"]
