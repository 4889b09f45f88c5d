"""Marks keep to their words while the text around them, and some of themselves, changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.analysis import Part, Span
from briefing.core.anchor import find, make_anchor, span_of
from tests.support.made import story

TEXT = (
    "The ministry in Cairo asked for bids on Monday. Traders said that the tender was for soft wheat from the Black "
    "Sea and that offers would be opened at noon. A second tender was called off last week.\n\n"
    "Nobody in Bucharest would comment. The price of wheat fell by two dollars to 231 dollars a ton."
)
WORDS = st.lists(st.sampled_from(["oil", "port", "ship", "talks", "deal", "price", "winter", "agreed"]), max_size=12)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found(words: str, text: str) -> str | None:
    span = find(make_anchor(TEXT, at(words)), text)
    return None if span is None else text[span.start : span.end]


@given(WORDS, WORDS, WORDS, st.integers(0, len(TEXT)))
def test_a_passage_stays_on_its_words_whatever_is_written_around_it(
    before: list[str], after: list[str], inside: list[str], place: int
) -> None:
    passage = at("Traders said that the tender was for soft wheat")
    if passage.start < place < passage.end:
        place = passage.end
    edited = TEXT[:place] + " ".join(inside) + TEXT[place:]
    text = f"{' '.join(before)} {edited} {' '.join(after)}"
    assert found(TEXT[passage.start : passage.end], text) == TEXT[passage.start : passage.end]


@given(st.integers(0, 7), st.sampled_from(["", "some ", "maize, not "]))
def test_a_passage_of_which_a_word_was_edited_is_found_again(number: int, instead: str) -> None:
    passage = "the tender was for soft wheat from the Black Sea"
    words = passage.split(" ")
    words[number] = instead.strip()
    text = "New first paragraph.\n\n" + TEXT.replace(passage, " ".join(words))
    shown = found(passage, text)
    assert shown is not None
    assert set(shown.split()) <= set(" ".join(words).split())
    assert len(shown.split()) >= len(passage.split()) - 2


def test_the_same_words_elsewhere_are_told_apart_by_what_is_around_them() -> None:
    second = TEXT.index("tender", TEXT.index("second"))
    anchor = make_anchor(TEXT, Span(second, second + 6))
    moved = "A tender, they said. " + TEXT
    span = find(anchor, moved)
    assert span is not None
    assert moved[span.start - 9 : span.end] == "A second tender"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("wheat", "All about cheese: wheat is not in it, but for this word."),
        ("Traders said that the tender was for soft wheat", "Something else was said by somebody else."),
        ("Traders said that the tender was for soft wheat", ""),
    ],
)
def test_a_passage_that_is_gone_is_nowhere(words: str, text: str) -> None:
    assert found(words, text) is None


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.text(max_size=80))
def test_any_passage_in_any_text(text: str, start: int, length: int, other: str) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    anchor = make_anchor(text, span)
    if anchor.quote.strip():
        assert find(anchor, text) == span
    place = find(anchor, other)
    assert place is None or 0 <= place.start < place.end <= len(other)


def test_a_mark_in_the_title_is_looked_for_in_the_title() -> None:
    of = story("Zinc and tin", "Zinc, zinc, zinc.")
    anchor = make_anchor(of.title, Span(0, 4, Part.TITLE))
    assert span_of(anchor, story("More zinc: Zinc and tin", "Zinc and tin")) == Span(11, 15, Part.TITLE)


def test_the_same_words_in_another_order_are_another_passage() -> None:
    text = "alpha beta gamma delta epsilon zeta"
    anchor = make_anchor(text, Span(0, len(text)))
    assert find(anchor, "zeta epsilon delta gamma beta alpha") is None
