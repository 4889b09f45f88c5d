"""Which panes are on the screen: a pure function of its width and of where the reader is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

WIDE, MIDDLE = 120, 90


class Pane(StrEnum):
    """The three panes, from left to right."""

    LIST = "list"
    STORY = "story"
    PANEL = "panel"


class Shown(NamedTuple):
    """Which panes are drawn."""

    list: bool
    story: bool
    panel: bool


def shown(columns: int, at: Pane, with_panel: bool) -> Shown:
    """The panes that a screen of so many columns has room for; the one that the reader is at is always there."""
    if columns >= WIDE:
        return Shown(True, True, with_panel or at is Pane.PANEL)
    if columns >= MIDDLE:
        panel = at is Pane.PANEL or (at is Pane.STORY and with_panel)
        return Shown(not panel, True, panel)
    return Shown(at is Pane.LIST, at is Pane.STORY, at is Pane.PANEL)


def list_width(columns: int) -> int:
    """How many columns the list gets beside other panes."""
    return max(34, min(56, columns * 30 // 100))


def panel_width(columns: int) -> int:
    """How many columns the panel gets beside the story."""
    return max(32, min(54, columns * 28 // 100))
