"""Paragraphs that hang, and lines of keys: as pairs, a width and the lines that come of it."""

from __future__ import annotations

import pytest

from briefing.ui.hanging_indent import HangingParagraph, KeyHints
from briefing.ui.text import Piece

KEY = HangingParagraph([Piece("   Esc  ", "bold")], [Piece("go back to where one "), Piece("was", "bold")])


def drawn(paragraph: HangingParagraph | KeyHints, cells: int) -> list[str]:
    """The words of the lines."""
    return ["".join(piece.text for piece in line) for line in paragraph.lines(cells)]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (40, ["   Esc  go back to where one was"]),
        (24, ["   Esc  go back to where", "        one was"]),
        (20, ["   Esc  go back to", "        where one", "        was"]),
        (12, ["Esc  go back", "to where one", "was"]),  # too narrow for words of their own
    ],
)
def test_further_lines_begin_below_the_first_word(cells: int, lines: list[str]) -> None:
    assert drawn(KEY, cells) == lines


def test_looks_go_with_their_words() -> None:
    *_, last = KEY.lines(20)
    assert last == (Piece(" " * 8), Piece("was", "bold"))


def test_an_empty_paragraph_is_an_empty_line() -> None:
    assert drawn(HangingParagraph(), 10) == [""]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (60, ["Enter does it   Tab goes on   Esc closes"]),
        (30, ["Enter does it   Tab goes on", "Esc closes"]),
        (12, ["Enter does it", "Tab goes on", "Esc closes"]),
    ],
)
def test_a_line_of_keys_breaks_between_keys(cells: int, lines: list[str]) -> None:
    assert drawn(KeyHints(("Enter does it", "Tab goes on", "Esc closes")), cells) == lines


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (3, ["Enter does it", "Tab goes on", "Esc closes"]),
        (2, ["Enter does it", "Esc closes"]),
        (1, ["Esc closes"]),
        (0, ["Esc closes"]),
    ],
)
def test_of_too_many_keys_the_way_out_stays(lines: int, shown: list[str]) -> None:
    keys = KeyHints(("Enter does it", "Tab goes on", "Esc closes"))
    assert drawn(keys.within(12, lines), 12) == shown
