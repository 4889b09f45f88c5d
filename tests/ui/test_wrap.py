"""Line breaks: nothing lost, nothing too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.ui.text import width
from briefing.ui.wrap import fold, wrap

WORDS = st.text(alphabet="ab é漢 \n", max_size=60)


def lines(text: str, cells: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), cells)]


def test_words_go_to_the_next_line_whole() -> None:
    assert lines("grain prices moved", 12) == ["grain prices", "moved"]


def test_a_word_that_is_too_wide_is_broken() -> None:
    assert lines("a transcontinental line", 6) == ["a", "transc", "ontine", "ntal", "line"]


def test_newlines_break_and_empty_lines_stay() -> None:
    assert lines("one\n\ntwo", 9) == ["one", "", "two"]


def test_wide_characters_count_twice() -> None:
    assert lines("漢字漢字", 4) == ["漢字", "漢字"]


def test_folding_keeps_the_spaces_of_code() -> None:
    text = "if x:\n    go"
    assert [text[a:b] for a, b in fold(text, 0, len(text), 6)] == ["if x:", "    go"]


@given(st.text(alphabet="ab ", max_size=60), st.integers(1, 20))
def test_narrow_text_breaks_like_any_other(text: str, cells: int) -> None:
    # Cyrillic letters are as narrow and take the general way.
    assert lines(text.replace("a", "я"), cells) == [line.replace("a", "я") for line in lines(text, cells)]


@given(WORDS, st.integers(2, 20))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, cells: int) -> None:
    for breaks in (wrap, fold):
        found = [text[start:end] for start, end in breaks(text, 0, len(text), cells)]
        assert "".join("".join(found).split()) == "".join(text.split())
        assert all(width(line) <= cells for line in found)
