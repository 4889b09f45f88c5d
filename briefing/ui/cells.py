"""The cells of a sheet as pieces of a drawn line."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.core.ledger.sheet import Cell, Layout, Look, SheetLine
from briefing.ui.glyphs import Glyphs
from briefing.ui.text import Piece, cut, one_line, width
from briefing.ui.wrap import wrap_lines

HERE = ".here"
"""The look of what the cursor is on, where it is not the whole line."""


def layout_of(columns: int, glyphs: Glyphs) -> Layout:
    """The room and the signs of a terminal."""
    return Layout(
        max(20, columns), glyphs.arrow, glyphs.nobody, glyphs.dot, glyphs.bars, glyphs.watched, glyphs.new,
        glyphs.picked, wrap_lines,
    )  # fmt: skip


def pieces(line: SheetLine, ellipsis: str, here: int | None = None) -> Iterator[Piece]:
    """The cells of a line, each as wide as it is to be; those of the stop `here` are drawn as what the cursor is on."""
    for cell in line:
        style = HERE if here is not None and cell.stop == here else f".{cell.look}" if cell.look else ""
        yield Piece(_fitted(cell, ellipsis), style)


def header_pieces(line: SheetLine, ellipsis: str) -> Iterator[Piece]:
    """The cells of a line of names, all faint."""
    return (Piece(_fitted(cell, ellipsis), f".{Look.FAINT}") for cell in line)


def _fitted(cell: Cell, ellipsis: str) -> str:
    text = _inline(cell.text)
    if not cell.width:
        return text
    text = cut(text, cell.width, ellipsis)
    gap = " " * (cell.width - width(text))
    return gap + text if cell.right else text + gap


def _inline(text: str) -> str:
    """One clean line with as many spaces at its ends; one of spaces alone is a gap."""
    before, after = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return " " * len(text) if text.isspace() else f"{' ' * before}{one_line(text)}{' ' * after}"
