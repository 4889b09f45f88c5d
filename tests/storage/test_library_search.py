"""The query, carried out."""

from __future__ import annotations

import pytest

from briefing.core.journal import Change, Field
from briefing.core.query import Query, parse
from briefing.storage.library import Library
from tests.support.made import NOON, analysis_of, entry, fetched, hours

HOSTILE = [
    '"',
    "AND",
    "oil*",
    "NEAR(",
    "a OR",
    "^x",
    "col:x",
    "(",
    ")",
    "-",
    "'; DROP TABLE story;--",
    "\0",
    "%",
    "_",
    "\\",
]


@pytest.fixture
def filled(library: Library) -> Library:
    library.store(
        fetched(
            entry("Oil slides", "Crude oil fell in São Paulo."),
            entry("Rare earth deal", published=NOON - hours(30)),
            entry("100% zinc", "Nothing on crude matters.", published=NOON - hours(80)),
        )
    )
    return library


def titles(library: Library, text: str) -> list[str]:
    return [h.title for h in library.headlines(library.find(parse(text, NOON)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Oil slides", "Rare earth deal", "100% zinc"]),
        ("crude", ["Oil slides", "100% zinc"]),
        ("CRUDE sao", ["Oil slides"]),
        ('"crude oil"', ["Oil slides"]),
        ('"oil crude"', []),
        ("crude -oil", ["100% zinc"]),
        ("-crude", ["Rare earth deal"]),
        ("since:2d", ["Oil slides", "Rare earth deal"]),
        ("before:2026-10-31", ["100% zinc"]),
        ("feed:example", ["Oil slides", "Rare earth deal", "100% zinc"]),
        ("feed:100%", []),
        ("group:ener", ["Oil slides", "Rare earth deal", "100% zinc"]),
        ("is:starred", []),
        ("order:oldest crude", ["100% zinc", "Oil slides"]),
    ],
)
def test_search(filled: Library, text: str, found: list[str]) -> None:
    assert titles(filled, text) == found


@pytest.mark.parametrize("word", HOSTILE)
def test_words_are_words_and_never_syntax(filled: Library, word: str) -> None:
    filled.find(Query(words=(word,)))
    filled.find(Query(without=(word,), feeds=(word,), groups=(word,)))
    assert len(filled.find(Query())) == 3


def test_state_and_offers(filled: Library) -> None:
    deal = filled.find(Query(words=("rare",)))[0]
    story = filled.story(deal)
    assert story is not None
    filled.store_analysis(deal, analysis_of(story))
    filled.record([Change(deal, Field.STARRED, True), Change(deal, Field.READ, True)], NOON)
    filled.set_note(deal, "ask about quotas", NOON)
    for text in ("has:offer", "is:starred", "is:read", "is:noted", "quotas"):
        assert titles(filled, text) == ["Rare earth deal"], text
    assert titles(filled, "is:unread") == ["Oil slides", "100% zinc"]
    assert titles(filled, "-has:offer") == ["Oil slides", "100% zinc"]
    assert filled.count(parse("is:unread", NOON)) == 2
    assert filled.counts() == (3, 2, 1, 1)
