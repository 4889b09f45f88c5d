"""Where the reader is in the ledger, and the way there: plain values that outlive the screen and the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from briefing.core.ledger.sheet import Kind, Target

LONGEST_WAY = 20


class PlaceKind(StrEnum):
    """What is shown at a place."""

    LIST = "list"
    HISTORY = "history"
    ACTOR = "actor"
    PAIR = "pair"
    RESOURCE = "resource"
    SINCE = "since"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Place:
    """A list of entries, or a network, by its search; or a page by its names (a history by the id of its entry).

    The cursor is on the entry with the id `entry` in a list, and on the target of number `stop` on a page.
    """

    kind: PlaceKind = PlaceKind.LIST
    names: tuple[str, ...] = ()
    search: str = ""
    entry: str = ""
    stop: int = 0

    @classmethod
    def of(cls, target: Target) -> Place | None:
        """Where a target leads within the ledger; None where it leads out of it."""
        kinds = {
            Kind.ENTRY: PlaceKind.HISTORY,
            Kind.ACTOR: PlaceKind.ACTOR,
            Kind.PAIR: PlaceKind.PAIR,
            Kind.RESOURCE: PlaceKind.RESOURCE,
        }
        if target.kind is Kind.SEARCH:
            return cls(search=target.names[0])
        return cls(kinds[target.kind], target.names) if target.kind in kinds else None


START = (Place(),)
_NAMES = {PlaceKind.LIST: 0, PlaceKind.SINCE: 0, PlaceKind.NETWORK: 0, PlaceKind.PAIR: 2}
"""How many names a place has, where that is not one."""


def way_to_json(way: tuple[Place, ...]) -> list[dict[str, Any]]:
    """A way as it is kept."""
    return [{**asdict(place), "names": list(place.names)} for place in way]


def way_from_json(value: object) -> tuple[Place, ...]:
    """A way as it was kept; the start where nothing sound was."""
    places = value if isinstance(value, list) else []
    way = tuple(place for one in places[:LONGEST_WAY] if (place := _place(one)) is not None)
    return way if way and way[0].kind is PlaceKind.LIST else START


def _place(value: object) -> Place | None:
    if not isinstance(value, Mapping) or value.get("kind") not in tuple(PlaceKind):
        return None
    names, stop = value.get("names"), value.get("stop")
    texts = [value.get(key) for key in ("search", "entry")]
    if not (isinstance(names, list) and isinstance(stop, int)):
        return None
    if not all(isinstance(text, str) for text in (*names, *texts)):
        return None
    kind = PlaceKind(value["kind"])
    if len(names) != _NAMES.get(kind, 1):
        return None
    return Place(kind, tuple(names), value["search"], value["entry"], stop)
