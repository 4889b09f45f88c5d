from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.words import context, hits, indexed_spellings


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Oil and OIL, not soil", ["oil"], ["Oil", "OIL"]),
        ("São Paulo", ["sao"], ["São"]),
        ("the rare  earth trade", ["rare earth"], ["rare  earth"]),
        ("sliding, slid", ["slid*"], ["slid", "slid"]),
        ("中国石油公司", ["石油"], ["石油"]),
        ("a+b [x] (y)", ["(", "+"], []),
        ("ΣΟΦΟΣ σοφος", ["σοφος"], ["ΣΟΦΟΣ", "σοφος"]),
        ("Російський новый Київ", ["російський", "новый", "Київ"], ["Російський", "новый", "Київ"]),
        ("Η ΕΛΛΑΔΑ, η Ελλάδα", ["ελλαδα"], ["ΕΛΛΑΔΑ", "Ελλάδα"]),
        ("إيران", ["ايران"], ["إيران"]),
        ("한국은 수요일 미국에 하고 허가 협조 호감.", ["한국"], ["한국"]),
        ("が か", ["が"], ["が"]),
        ("cafe\u0301, cafes", ["café"], ["cafe\u0301"]),
        ("CO₂, CO2 and CO3", ["co2"], ["CO₂", "CO2"]),
        ("H₂O and H2O", ["h2o"], ["H₂O", "H2O"]),
        ("x² is x^2, and no x3", ["x²"], ["x²", "x^2"]),
        ("10⁶ is not 106, and 10⁻⁶ is less", ["10^6", "10^-6"], ["10⁶", "10⁻⁶"]),
    ],
)
def test_hits(text: str, words: list[str], found: list[str]) -> None:
    assert [text[start:end] for start, end in hits(text, words)] == found


def test_context_is_a_line_around_the_first_hit() -> None:
    text = "One two three. " * 30 + "Then zinc\nwas found in the hills. " + "And so on. " * 30
    told = context(text, ["zinc"], 60)
    assert told.startswith("…")
    assert told.endswith("…")
    assert "Then zinc was found" in told
    assert len(told) <= 62
    assert context(text, ["tin"], 60) == ""
    assert context("zinc", ["zinc"], 60) == "zinc"


@given(st.text(), st.lists(st.text()))
def test_any_text_and_words_have_hits_inside_the_text(text: str, words: list[str]) -> None:
    for start, end in hits(text, words):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("typed", "indexed"),
    [
        ("Søren", "soren"),
        ("ελλαδα", "ελλάδα"),
        ("горбачев", "горбачёв"),
        ("ايران", "إيران"),
        ("co2", "co₂"),
        ("x^2", "x²"),
    ],
)
def test_the_index_is_asked_for_words_as_it_may_have_them(typed: str, indexed: str) -> None:
    assert indexed in indexed_spellings(typed)


def test_a_word_with_a_mark_or_with_very_many_places_for_one_is_asked_for_as_it_is() -> None:
    assert set(indexed_spellings("ελλάδα")) == {"ελλάδα", "ελλαδα"}
    assert len(indexed_spellings("αααα εεεε ιιιι οοοο")) <= 2
