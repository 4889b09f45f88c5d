"""Ids that survive re-analysis: a new offer takes the id of the old one that it tells again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.core.analysis import Offer, Party, Span

ALIKE = 1.0


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An offer with the words of its first evidence; offsets move when a story is edited, words seldom do.

    `corrected` is what the reader made of it, None where the reader said nothing, or that it is no offer.
    """

    offer: Offer
    quote: str
    corrected: Offer | None = None


def match_offer_ids(
    old: Sequence[StoredOffer], new: Sequence[StoredOffer], fresh_id: Callable[[], str]
) -> tuple[Offer, ...]:
    """The new offers in their order, each with the id of its likest old one, or a fresh id."""
    likeness = sorted(
        ((_likeness(was, now), -i, -j) for i, was in enumerate(old) for j, now in enumerate(new)), reverse=True
    )
    taken: dict[int, str] = {}
    used: set[int] = set()
    for alike, i, j in likeness:
        if alike >= ALIKE and -i not in used and -j not in taken:
            used.add(-i)
            taken[-j] = old[-i].offer.id
    return tuple(replace(one.offer, id=taken.get(j) or fresh_id()) for j, one in enumerate(new))


def corrected_offers_to_keep(old: Sequence[StoredOffer], found: Sequence[Offer], text: str) -> tuple[Offer, ...]:
    """Old offers that nobody finds any more and the reader has corrected, at their quote, where it still stands."""
    ids = {offer.id for offer in found}
    kept = []
    for one in old:
        at = text.find(one.quote) if one.corrected is not None and one.offer.id not in ids else -1
        if at >= 0 and one.quote:
            kept.append(_move(one.offer, one.quote, at))
    return tuple(kept)


def _move(offer: Offer, quote: str, at: int) -> Offer:
    """An offer at another place of the text; where its parties are said is forgotten."""

    def without_spans(party: Party | None) -> Party | None:
        if party is None:
            return None
        return replace(party, span=None, joint=tuple(replace(one, span=None) for one in party.joint))

    start = at + max(0, quote.find(offer.terms.text))
    return replace(
        offer,
        evidence=(Span(at, at + len(quote)),),
        terms=replace(offer.terms, span=Span(start, min(start + len(offer.terms.text), at + len(quote)))),
        proposer=without_spans(offer.proposer),
        recipient=without_spans(offer.recipient),
        speaker=without_spans(offer.speaker),
    )


def _likeness(was: StoredOffer, now: StoredOffer) -> float:
    same_quote = 0.3 * (was.quote == now.quote)
    return same_quote + max(_alike(one, now.offer) for one in (was.offer, was.corrected) if one is not None)


def _alike(was: Offer, now: Offer) -> float:
    same_act = was.act is now.act and was.negated == now.negated
    return shared_words(was.terms.text, now.terms.text) + 0.4 * same_act + 0.3 * (_name(was) == _name(now))


def _name(offer: Offer) -> str:
    return offer.proposer.name if offer.proposer else ""


def shared_words(one: str, other: str) -> float:
    """How many of their words two texts share, from 0 to 1."""
    a, b = _word_counts(one), _word_counts(other)
    if a.keys().isdisjoint(b):
        return 0.0
    shared = sum(min(count, b[word]) for word, count in a.items())
    return 2 * shared / (a.total() + b.total())


@lru_cache(20_000)
def _word_counts(words: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", words.casefold()))
