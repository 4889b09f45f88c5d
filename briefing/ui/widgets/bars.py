"""The line above the panes and the line below them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from briefing.core.formatting import counted
from briefing.core.headline import Counts
from briefing.core.waiting import NOTHING_WAITS, Waiting
from briefing.ui import text
from briefing.ui.component_styles import component_style
from briefing.ui.filters import Filter
from briefing.ui.glyphs import Glyphs
from briefing.ui.layers import Layer, MarkMode, offer_sign
from briefing.ui.signs import Signs
from briefing.ui.text import Piece, content, cut_pieces, one_line, width

LEAST_WORDS = 12
"""Cells below which what goes on is not cut to leave room for a hint."""


class Bar(Widget):
    """One line, with something on its left and something on its right; the left gives way."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"strong", "faint"}

    def __init__(self, glyphs: Glyphs, id: str) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.left: tuple[Piece, ...] = ()
        self.right: tuple[Piece, ...] = ()
        self.to_come: tuple[Piece, ...] = ()
        """What stands before the right where it takes nothing from the left: what is not known yet."""
        self._drawn: object = None

    @property
    def said(self) -> object:
        """All that decides how the line looks; it is drawn anew where that is not what it was."""
        return self.left, self.right, self.to_come

    def draw_if_changed(self) -> None:
        """Draw what is said now, if it is something else."""
        if self.said != self._drawn:
            self._drawn = self.said
            self.refresh()

    def left_in(self, cells: int) -> Sequence[Piece]:
        """What stands on the left where there is so much room; what is too long is cut."""
        return self.left

    def right_in(self, cells: int) -> Sequence[Piece]:
        """What stands on the right where the whole line has so much room."""
        if not self.to_come:
            return self.right
        right = any(piece.text.strip() for piece in self.right)
        longer = (*self.to_come, Piece(f" {self.glyphs.dot} " if right else " ", ".faint"), *self.right)
        fits = sum(width(piece.text) for piece in (*self.left, *longer)) < cells
        return longer if fits else self.right

    def show_waiting(self, waiting: Waiting) -> None:
        """Show how many stories wait for their page or their analysis."""
        self.to_come = (Piece(waiting.short, ".faint"),) if waiting.short else ()
        self.draw_if_changed()

    def tell(self, words: str, hint: str) -> None:
        """Show a sentence, and what to do with it on the right; where there are no words, hide."""
        self.left = (Piece(f" {self.glyphs.new} ", ".strong"), Piece(one_line(words)))
        self.right = (Piece(f"{hint} ", ".faint"),)
        self.display = bool(words)
        self.draw_if_changed()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        cells = self.size.width
        right = cut_pieces(self.right_in(cells), cells, self.glyphs.ellipsis)
        taken = sum(width(piece.text) for piece in right)
        if taken > cells * 2 // 3:
            right, taken = [], 0
        left = cut_pieces(self.left_in(cells - taken - 1), max(0, cells - taken - 1), self.glyphs.ellipsis)
        gap = max(0, cells - taken - sum(width(piece.text) for piece in left))
        line: Content = content([*left, Piece(" " * gap), *right])
        return text.strip(line, self.visual_style, cells, partial(component_style, self))


class Heading(Bar):
    """What the list shows, and how much there is."""

    def show(self, shown: Filter, stories: int, counts: Counts, demo: bool, waiting: Waiting = NOTHING_WAITS) -> None:
        """Show a filter, how many stories it found, how many there are, and what is not known of them yet."""
        dot = f" {self.glyphs.dot} "
        name = "Briefing (demo)" if demo else "Briefing"
        words = [Piece(f" {name}  ", ".strong"), Piece(one_line(dot.join(shown.words)))]
        self.left = (*words, Piece(f"{dot}{counted(stories, 'story', 'stories')}"))
        starred = f"{dot}{counts.starred:,} starred" if counts.starred else ""
        self.right = (Piece(f"{counts.unread:,} unread of {counts.total:,}{starred} ", ".faint"),)
        self.show_waiting(waiting)


class StatusBar(Bar):
    """What goes on behind, and which keys are worth knowing here; on the right, what the marks look like."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar", "actor-1", "resources", "offers", "marks"}

    hints: tuple[str, ...] = ()
    mode = MarkMode.COLOUR
    """How marks are drawn."""

    @property
    def said(self) -> object:
        """What a bar says, and the hints."""
        return super().said, self.hints

    def left_in(self, cells: int) -> Sequence[Piece]:
        """What goes on, and as many hints as there is room for beside it, the last one always among them."""
        if not self.hints:
            return self.left
        *others, last = self.hints
        dot = Piece(f" {self.glyphs.dot}", ".faint")
        beside_last = cells - width(dot.text) - width(_join_hints((), last))
        if self.left and beside_last < LEAST_WORDS:
            return self.left
        words = (*cut_pieces(self.left, beside_last, self.glyphs.ellipsis), dot) if self.left else ()
        room = cells - sum(width(piece.text) for piece in words)
        while others and width(_join_hints(others, last)) > room:
            others.pop()
        return (*words, Piece(_join_hints(others, last), ".faint"))

    def show(
        self, words: str, hints: Sequence[tuple[str, str]], layers: frozenset[Layer] | None, signs: Signs = ()
    ) -> None:
        """Show what goes on, keys and what they do, and the legend: of `layers`, if a story is on the screen, and of
        signs that are not always there.
        """
        self.left = (Piece(f" {one_line(words)}"),) if words else ()
        self.hints = tuple(f"{key} {does}" for key, does in hints)
        legend = [piece for sign, means in signs for piece in (Piece(sign, ".strong"), Piece(f" {means}  ", ".faint"))]
        for layer in Layer if layers is not None else ():
            if layer in (layers or ()):
                bar = [Piece(offer_sign(self.mode, self.glyphs), ".bar")] if layer is Layer.OFFERS else []
                look = "actor-1" if layer is Layer.ACTORS else layer.value
                legend += (*bar, Piece(layer.value, f".{look}"), Piece("  "))
            else:
                legend += (Piece(f"({layer.value})", ".faint"), Piece("  "))
        self.right = tuple(legend)
        self.draw_if_changed()


def _join_hints(hints: Sequence[str], last: str) -> str:
    return " " + "  ".join((*hints, last))
