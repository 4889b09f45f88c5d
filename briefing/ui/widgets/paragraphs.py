"""Paragraphs in a dialog, laid out for its width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from briefing.ui.hanging_indent import KeyHints
from briefing.ui.text import Piece, content, cut, one_line
from briefing.ui.wrap import wrap


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
        return sum(1 for _ in self.lines(width))

    def render(self) -> Content:
        """All lines."""
        return content(piece for line in self.lines(self.content_size.width) for piece in (*line, Piece("\n")))

    def lines(self, cells: int) -> Iterator[tuple[Piece, ...]]:
        """All lines at a width of `cells`."""
        for paragraph in self.paragraphs:
            yield from paragraph.lines(cells)


class _Title(NamedTuple):
    """Words on two lines at most; an ellipsis stands for those that there is no room for."""

    words: str

    def lines(self, cells: int) -> Iterator[tuple[Piece, ...]]:
        """The lines at a width of `cells`."""
        for number, (start, end) in enumerate(islice(wrap(self.words, 0, len(self.words), cells), 2)):
            yield (Piece(cut(self.words[start:], cells) if number else self.words[start:end]),)


def title_line(words: str) -> Paragraphs:
    """The title of a dialog that has words from outside, or of the reader."""
    return Paragraphs([_Title(one_line(words))], classes="title")


def keys_line(*hints: str) -> Paragraphs:
    """The line of a dialog with its keys, each as `Esc closes`; the last one is the way out."""
    return _KeysLine(KeyHints(hints))


class _KeysLine(Paragraphs):
    """Keys on a quarter of the screen at most; where there are too many, those before the last give way."""

    def __init__(self, hints: KeyHints) -> None:
        super().__init__([hints], classes="keys")
        self._hints = hints

    def lines(self, cells: int) -> Iterator[tuple[Piece, ...]]:
        """The lines of those that there is room for."""
        return self._hints.within(cells, self.app.size.height // 4).lines(cells)
