"""Ids that survive re-analysis: a new offer takes the id of the old one that it tells again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing.core.analysis import Offer

ALIKE = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """An offer with the words of its first evidence; offsets move when a story is edited, words seldom do."""

    offer: Offer
    quote: str


def carried_over(old: Sequence[Told], new: Sequence[Told], fresh_id: Callable[[], str]) -> tuple[Offer, ...]:
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
    return tuple(replace(told.offer, id=taken.get(j) or fresh_id()) for j, told in enumerate(new))


def _likeness(was: Told, now: Told) -> float:
    same_act = was.offer.act is now.offer.act and was.offer.negated == now.offer.negated
    same_proposer = _name(was.offer) == _name(now.offer)
    same_quote = was.quote == now.quote
    return _shared(was.offer.terms.text, now.offer.terms.text) + 0.4 * same_act + 0.3 * same_proposer + 0.3 * same_quote


def _name(offer: Offer) -> str:
    return offer.proposer.name if offer.proposer else ""


def _shared(one: str, other: str) -> float:
    a, b = (Counter(re.findall(r"\w+", words.casefold())) for words in (one, other))
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
