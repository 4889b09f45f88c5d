"""Scores as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.gold import GoldOffer, Names
from bench.scoring import Count, Score
from briefing.core.analysis import Offer, Party

PARTS = ("act", "negated", "proposer", "recipient", "terms", "to whom", "sign", "quantity", "speaker")


def total(scores: Sequence[Score], what: str) -> Count:
    """The sum of one count over all stories."""
    return sum((getattr(score, what) for score in scores), Count())


def share(scores: Sequence[Score], part: str) -> tuple[float, int]:
    """How right this part is over the pairs that have it, and how many those are."""
    marks = [mark for score in scores for mark in score.marks.get(part, [])]
    return (sum(marks) / len(marks) if marks else 1.0), len(marks)


def table(scores: Sequence[Score]) -> Iterator[str]:
    """All figures."""
    yield f"{len(scores)} stories, {total(scores, 'found').wanted} offers"
    yield ""
    yield f"{'':12}{'precision':>10}{'recall':>10}{'F1':>10}{'wanted':>10}"
    for what in ("actors", "resources", "found", "strict", "complete"):
        count = total(scores, what)
        yield f"{what:12}{count.precision:10.3f}{count.recall:10.3f}{count.f1:10.3f}{count.wanted:10}"
    yield ""
    yield f"{'of the found':12}{'right':>10}{'of':>10}"
    for part in PARTS:
        right, of = share(scores, part)
        yield f"{part:12}{right:10.3f}{of:10}"


def misses(scores: Sequence[Score]) -> Iterator[str]:
    """What was missed, wrong or too much, story by story."""
    for score in scores:
        if score.wrong or score.strays:
            yield f"\n{score.story.id}"
        for why, wanted, given in score.wrong:
            yield f"  {why}"
            if wanted is not None:
                yield f"      gold {_wanted(wanted)}"
            if given is not None:
                yield f"      got  {_given(given)}"
        if score.strays:
            yield f"  mentions: {', '.join(score.strays)}"


def _wanted(offer: GoldOffer) -> str:
    extras = f" [{offer.quantity[0]}]" if offer.quantity else ""
    said = f" (says {_first(offer.speaker)})" if any(offer.speaker) else ""
    act = ("not " if offer.negated else "") + "/".join(offer.acts)
    return f"{act}: {_first(offer.proposer)} → {_first(offer.recipient)}: {offer.terms[0]}{extras}{said}"


def _given(offer: Offer) -> str:
    extras = f" [{offer.quantity}]" if offer.quantity else ""
    said = f" (says {_name(offer.speaker)})" if offer.speaker else ""
    act = ("not " if offer.negated else "") + offer.act
    return f"{act}: {_name(offer.proposer)} → {_name(offer.recipient)}: {offer.terms.text}{extras}{said}"


def _first(names: Names) -> str:
    return next((name for name in names if name), "–")


def _name(party: Party | None) -> str:
    return party.name if party else "–"
