"""Which panes are on the screen, and how wide: pure functions of its width and of where the reader is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

FULL, WIDE, MIDDLE = 190, 120, 90
TALL = 45
"""Lines of a screen on which a story takes two of the list by default."""
GOOD_STORY, FAIR_STORY, LEAST_STORY = 74, 52, 20
"""Columns of the story: with lines of a good length, with lines that will do, and what no other pane may take."""
EMPTY_STORY, WIDEST_LIST = 32, 100
"""Columns that the story leaves to the list while none is open, and how many of them the list takes."""
STEP = 2


class Pane(StrEnum):
    """The four panes, from left to right."""

    SIDEBAR = "sidebar"
    LIST = "list"
    STORY = "story"
    PANEL = "panel"


class Shown(NamedTuple):
    """Which panes are drawn."""

    sidebar: bool
    list: bool
    story: bool
    panel: bool


def panes_that_fit(columns: int, at: Pane, with_sidebar: bool, with_panel: bool, reading: bool = True) -> Shown:
    """The panes that a screen of so many columns has room for; the one that the reader is at is always there.

    Where there is room for the sidebar or the panel, the sidebar has it until a story is open.
    """
    sidebar, panel = at is Pane.SIDEBAR, at is Pane.PANEL
    if columns >= FULL:
        return Shown(with_sidebar or sidebar, True, True, with_panel or panel)
    if columns >= WIDE:
        panel = panel or (with_panel and not sidebar and (reading or not with_sidebar))
        return Shown(sidebar or (with_sidebar and not panel), True, True, panel)
    if columns >= MIDDLE:
        panel = panel or (at is Pane.STORY and with_panel)
        return Shown(sidebar, not panel, not sidebar, panel)
    return Shown(sidebar, at is Pane.LIST, at is Pane.STORY, panel)


class Size(NamedTuple):
    """The bounds of a pane's width in columns, and its share of what the story leaves to the panes beside it."""

    least: int
    usual_least: int
    usual_most: int
    share: int


SIZES: Mapping[Pane, Size] = {
    Pane.SIDEBAR: Size(14, 20, 30, 20),
    Pane.LIST: Size(24, 40, 64, 48),
    Pane.PANEL: Size(24, 32, 54, 36),
}


def widths(columns: int, panes: Shown, wanted: Mapping[Pane, int], reading: bool = True) -> dict[Pane, int]:
    """How wide the panes beside the one that takes the rest are.

    What the reader wanted is met as far as it fits; other panes give way to it first, to their least width. While
    nobody is `reading`, the list has most of the story's room.
    """
    present = [pane for pane in SIZES if getattr(panes, pane.value)]
    if not panes.story:
        present = [pane for pane in present if pane is Pane.SIDEBAR and panes.list]
    free = columns - len(present)  # the lines between panes take one each
    usual = _narrow(_usual(present, free - GOOD_STORY), free - FAIR_STORY)
    if not reading and panes.story and Pane.LIST in usual:
        room = free - EMPTY_STORY - sum(width for pane, width in usual.items() if pane is not Pane.LIST)
        usual[Pane.LIST] = max(usual[Pane.LIST], min(WIDEST_LIST, room))
    found = {pane: max(SIZES[pane].least, wanted.get(pane, usual[pane])) for pane in present}
    others = {pane: width for pane, width in found.items() if pane not in wanted}
    room = free - LEAST_STORY
    others = _narrow(others, room - sum(width for pane, width in found.items() if pane in wanted))
    return _narrow(found | others, room)


def _usual(present: Sequence[Pane], room: int) -> dict[Pane, int]:
    """How wide panes are of themselves where they have so many columns together."""
    shares = sum(SIZES[pane].share for pane in present)
    return {
        pane: max(size.usual_least, min(size.usual_most, room * size.share // shares))
        for pane in present
        for size in [SIZES[pane]]
    }


def _narrow(found: dict[Pane, int], room: int) -> dict[Pane, int]:
    """The panes so narrow that they fit, the widest first; none below its least."""
    found = dict(found)
    while sum(found.values()) > room and any(found[pane] > SIZES[pane].least for pane in found):
        widest = max((pane for pane in found if found[pane] > SIZES[pane].least), key=lambda pane: found[pane])
        found[widest] -= 1
    return found


def resize(pane: Pane, step: int, present: Mapping[Pane, int]) -> tuple[Pane, int] | None:
    """The pane whose width changes when `pane` is made wider by `step`, and its new width; None where none can."""
    if pane in present:
        return pane, max(SIZES[pane].least, present[pane] + step)
    for neighbour in (Pane.PANEL, Pane.LIST, Pane.SIDEBAR):
        if neighbour in present:
            return neighbour, max(SIZES[neighbour].least, present[neighbour] - step)
    return None
