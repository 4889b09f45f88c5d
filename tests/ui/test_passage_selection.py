"""PassageSelection a passage with keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.analysis import Span
from briefing.core.story import Body
from briefing.ui.passage_selection import PassageSelection, select_passage

TEXT = 'Mr. Adams of the U.S. office asked for 3.5 tons. "No," said K. Moe. "Never!"\n\nA second paragraph'


def start(text: str = TEXT, wanted: Span | None = None) -> PassageSelection:
    choice = select_passage(Body.plain(text), wanted, 0)
    assert choice is not None
    return choice


def words(choice: PassageSelection) -> str:
    return choice.text[choice.span.start : choice.span.end]


def test_sentences() -> None:
    choice = start()
    assert [words(choice.step(n)) for n in range(5)] == [
        "Mr. Adams of the U.S. office asked for 3.5 tons.",
        '"No," said K. Moe.',
        '"Never!"',
        "A second paragraph",
        "A second paragraph",
    ]
    assert words(choice.step(-1)) == words(choice)


def test_by_words() -> None:
    choice = start(wanted=Span(4, 9))
    assert words(choice.end_by_words(2)) == "Adams of the"
    assert words(choice.start_by_words(-1)) == "Mr. Adams"
    assert words(choice.start_by_words(1)) == words(choice.end_by_words(-1)) == "Adams"


def test_there_is_nothing_to_choose_in_an_empty_text() -> None:
    assert select_passage(Body.plain(" \n "), None, 0) is None


@given(
    st.text(alphabet='aB. \n!"', max_size=60), st.lists(st.tuples(st.integers(0, 3), st.integers(-3, 3)), max_size=12)
)
def test_a_choice_is_always_some_words_of_the_text(text: str, moves: list[tuple[int, int]]) -> None:
    choice = select_passage(Body.plain(text), None, 0)
    if choice is None:
        assert not text.strip()
        return
    for kind, steps in moves:
        choice = (choice.step, choice.by_sentences, choice.end_by_words, choice.start_by_words)[kind](steps)
        assert 0 <= choice.span.start < choice.span.end <= len(text)
        assert words(choice).strip()


@pytest.mark.parametrize("offset", [0, 50, 10_000])
def test_it_begins_at_the_first_sentence_in_sight(offset: int) -> None:
    choice = select_passage(Body.plain(TEXT), None, offset)
    assert choice is not None
    assert choice.span.start >= min(offset, TEXT.index("A second"))
