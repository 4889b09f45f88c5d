"""The pens that passages are marked with: a name for what it means, a colour, and a sign for where there is none."""

from __future__ import annotations

from typing import NamedTuple

COLOURS = ("yellow", "red", "blue", "green", "violet", "orange")


class Pen(NamedTuple):
    """`colour` is one of COLOURS, `sign` one character that stands in the margin."""

    name: str
    colour: str
    sign: str


USUAL_PENS = (
    Pen("key", "yellow", "!"),
    Pen("doubt", "red", "?"),
    Pen("figure", "blue", "#"),
    Pen("agreed", "green", "+"),
)


def pen_of(name: str, pens: tuple[Pen, ...]) -> Pen:
    """The pen with a name; a mark of one that the settings no longer have keeps its name."""
    return next((pen for pen in pens if pen.name == name), Pen(name, COLOURS[0], "!"))
