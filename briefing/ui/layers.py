"""The kinds of marks, and the ways in which they differ on the screen."""

from __future__ import annotations

from enum import StrEnum

from briefing.ui.glyphs import Glyphs


class Layer(StrEnum):
    """The kinds of marks, in the order of their keys."""

    ACTORS = "actors"
    RESOURCES = "resources"
    OFFERS = "offers"
    MINE = "marks"


class MarkMode(StrEnum):
    """How marks differ: by colours, without any colour, or as blocks of strong colour."""

    COLOUR = "colour"
    PLAIN = "plain"
    CONTRAST = "contrast"


ALL_LAYERS = frozenset(Layer)


def offer_sign(mode: MarkMode, glyphs: Glyphs) -> str:
    """What stands beside a line that says an offer."""
    return glyphs.bracket if mode is MarkMode.PLAIN else glyphs.bar


def first_mode(wanted: str, no_colour: bool) -> MarkMode:
    """How marks are drawn at first: as the settings say, else as the terminal can."""
    return MarkMode(wanted) if wanted else MarkMode.PLAIN if no_colour else MarkMode.COLOUR
