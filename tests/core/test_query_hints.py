from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.query import Key
from briefing.core.query.hints import hint

MAKERS = ("Russia", "Ministry of US (fuel) affairs", "USAir", "Škoda")
KNOWN = {Key.FROM: MAKERS, Key.FEED: ("Sample Wire", "Gazette"), Key.ACTOR: ("Egypt", "Niger (state)", 'A "b"')}


def names(key: Key) -> Sequence[str]:
    return KNOWN.get(key, ())


@pytest.mark.parametrize(
    ("text", "meaning", "completions"),
    [
        ("", "words, ", ()),
        ("oil", "stories with the word “oil”", ()),
        ("fe", "stories with the word “fe”", ("feed:",)),
        ("-slid*", "not stories with words that begin with “slid”", ()),
        ('"rare earth"', "stories with the phrase “rare earth”", ()),
        ("oil OR", "OR: what stands before it", ()),
        ("feed:", "stories of feeds with “…”", ('feed:"Sample Wire"', "feed:Gazette")),
        ("feed:ga", "stories of feeds with “ga”", ("feed:Gazette",)),
        ("-feed:wi", "not stories of feeds", ('feed:"Sample Wire"',)),
        ("actor:", "stories in which …", ("actor:Egypt", 'actor:"Niger (state)"')),
        ("is:un", "stories that are un", ("is:unread",)),
        ("since:3d", "stories since 3d", ()),
        ("order:o", "stories in this order: o", ("order:oldest", "order:offers")),
        ("oil or gas", "gas: stories with the word “gas”; the word “or”; in capitals, OR joins terms", ()),
        ("oil not", "not: the word “not”; in capitals, NOT negates what follows", ()),
        ("from:us", "stories with an offer", ("from:USAir", 'from:"Ministry of US (fuel) affairs"')),
        ("from:skod", "stories with an offer", ("from:Škoda",)),
        ("from:ssi", "stories with an offer", ("from:Russia",)),
        ("石油 is:unread", "is:unread: stories that are unread", ()),
        ('oil OR -"rare earth', '-"rare earth: not stories with the phrase “rare earth”', ()),
        ("NOT oil", "stories with the word “oil”", ()),
        ("fee:x", "fee: is not a search word", ()),
    ],
)
def test_the_term_at_the_cursor_is_explained(text: str, meaning: str, completions: tuple[str, ...]) -> None:
    found = hint(text, len(text), names)
    assert found.meaning.startswith(meaning)
    assert found.completions[: len(completions)] == completions
    assert bool(found.completions) is bool(completions)


def test_a_completion_stands_in_place_of_the_term() -> None:
    text = "oil -feed:wi is:unread"
    found = hint(text, len("oil -feed:wi"), names)
    assert found.complete(text) == ('oil -feed:"Sample Wire" is:unread', len('oil -feed:"Sample Wire"'))
    assert found.complete(text, 7) == (text, len(text))


@given(st.text() | st.text('()":-* ORis:feed:'), st.integers(0, 40))
def test_any_text_can_be_explained_at_any_place(text: str, cursor: int) -> None:
    found = hint(text, cursor, names)
    assert found.meaning
    assert 0 <= found.start <= found.end <= len(text)
