"""Paragraphs in a dialog, laid out for its width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from briefing.ui.hanging_indent import KeyHints
from briefing.ui.text import Piece, content


class Paragraph(Protocol):
    """What can be laid out."""

    def lines(self, cells: int) -> Iterator[tuple[Piece, ...]]:
        """Its lines at a width of `cells`."""
        ...


class Paragraphs(Widget):
    """As high as its paragraphs are at the width that it has."""

    DEFAULT_CSS = "Paragraphs { width: 1fr; height: auto; }"

    def __init__(self, paragraphs: Iterable[Paragraph] = (), id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.paragraphs = tuple(paragraphs)

    def show(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show others."""
        self.paragraphs = tuple(paragraphs)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines there are at a width."""
        return sum(1 for paragraph in self.paragraphs for _ in paragraph.lines(width))

    def render(self) -> Content:
        """All lines."""
        lines = (line for paragraph in self.paragraphs for line in paragraph.lines(self.content_size.width))
        return content(piece for line in lines for piece in (*line, Piece("\n")))


def keys_line(*hints: str) -> Paragraphs:
    """The line of a dialog with its keys, each as `Esc closes`."""
    return Paragraphs([KeyHints(hints)], classes="keys")
