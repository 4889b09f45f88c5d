"""A line that only names the deal which another line of the same two tells goes into that; all others stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.analysis.learned.bare_retellings import without_bare_retellings
from briefing.analysis.learned.document import Candidate, Document, Word
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.scored_acts import ScoredAct
from briefing.analysis.vocabulary import shipped_vocabulary, using

TEXT = (
    "Sund offered nine crowns a share for Vik . Ten brokers cheered . "
    "Sund 's takeover offer for all Vik <VIK> shares runs until May . Orm offered help ."
)
NUMBERS, SMALL = ("nine", "ten"), ("a", "for", "'s", "all", "until", ".", "<", ">")


def sort_of(word: str) -> str:
    return "NUM" if word.lower() in NUMBERS else "PUNCT" if word in SMALL else "NOUN"


TOKENS = TEXT.replace("<VIK>", "< VIK >").split()
WORDS = tuple(Word(w, {"shares": "share"}.get(w, w.lower()), sort_of(w), "dep", i) for i, w in enumerate(TOKENS))
CANDIDATES = tuple(
    Candidate(i, i + 1, i, w, w.lower(), "name", "company") for i, w in enumerate(TOKENS) if w in ("Sund", "Vik", "Orm")
)
STORY = Document(WORDS, ((0, len(WORDS)),), CANDIDATES)


def told(terms: str, maker: str = "Sund", taker: str | None = "Vik") -> ScoredAct:
    wanted = terms.split()
    first = next(i for i in range(len(TOKENS)) if TOKENS[i : i + len(wanted)] == wanted)
    parties = (None if one is None else Choice(0, one.lower(), 0.9, 0.8) for one in (maker, taker))
    span = first, first + len(wanted)
    return ScoredAct((first,), "offer", 0.9, False, 0.9, *parties, (0.1, 0.1), span, 0.8, 0.9, 0.8)


PRICE = told("nine crowns a share")
BARE = told("takeover offer for all Vik < VIK > shares")


def kept(*lines: tuple[ScoredAct, float]) -> list[ScoredAct]:
    with using(shipped_vocabulary("en")):
        return [act for act, _ in without_bare_retellings(STORY, lines)]


def test_what_only_names_a_bid_goes_into_the_line_that_tells_it() -> None:
    fuller = replace(PRICE, words=(*PRICE.words, *BARE.words))
    assert kept((PRICE, 0.6), (BARE, 0.9)) == kept((BARE, 0.9), (PRICE, 0.6)) == [fuller]


@pytest.mark.parametrize(
    "other",
    [
        replace(PRICE, act="reject"),
        replace(PRICE, negated=True),
        told("nine crowns a share", maker="Orm"),
        told("nine crowns a share", taker=None),
        told("shares"),
    ],
    ids=["another act", "not done", "by others", "to nobody", "as bare"],
)
def test_what_names_a_bid_stays_beside_another_act(other: ScoredAct) -> None:
    assert kept((other, 0.9), (BARE, 0.9)) == [other, BARE]


def test_a_line_that_is_not_shown_stands_for_none() -> None:
    assert kept((PRICE, 0.4), (BARE, 0.9)) == [PRICE, BARE]


def test_what_a_bid_is_for_is_more_than_its_name() -> None:
    brokers = told("Ten brokers")
    assert kept((PRICE, 0.9), (brokers, 0.9)) == [PRICE, brokers]
