"""How right the mentions of actors and resources are, and which of them are one actor's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bench.alike import is_description, last_word
from bench.counting import Count
from bench.gold import Extent, Named
from briefing.core.analysis import Actor, Resource, Span


def named_mentions(text: str, wanted: Sequence[Named], given: Sequence[Actor | Resource]) -> tuple[Count, list[str]]:
    """Named mentions; a description of an actor whose name was found is neither right nor wrong."""
    places = [place for named in wanted for place in named.mentions]
    met: set[Extent] = set()
    strays: list[str] = []
    for named in given:
        hits = [(span, _hit(text, span, places)) for span in named.mentions]
        known = any(hit for _, hit in hits)
        met |= {hit for _, hit in hits if hit}
        loose = [text[span.start : span.end] for span, hit in hits if hit is None]
        strays += [words for words in loose if not (known and is_description(words))]
    lost = [f"missed {text[start:end]!r}" for start, end in places if (start, end) not in met]
    return Count(len(met), len(met) + len(strays), len(places)), lost + [f"extra {words!r}" for words in strays]


def one_actor(text: str, wanted: Sequence[Named], given: Sequence[Actor]) -> tuple[Count, list[str]]:
    """Pairs of named mentions that are one actor's, among the mentions that were found; and each pair that is wrong."""
    right = {place: number for number, named in enumerate(wanted) for place in named.mentions}
    found: dict[Extent, str] = {}
    for actor in given:
        for span in actor.mentions:
            if place := _hit(text, span, list(right)):
                found.setdefault(place, actor.id)
    count, wrong = Count(), []
    for one, other in combinations(sorted(found), 2):
        joined, same = found[one] == found[other], right[one] == right[other]
        count += Count(joined and same, joined, same)
        if joined != same:
            wrong.append(f"{'joined' if joined else 'parted'} {text[slice(*one)]!r} and {text[slice(*other)]!r}")
    return count, list(dict.fromkeys(wrong))


def overlap(place: Extent, span: Span) -> bool:
    """Whether a place of the gold and one of the analysis share a character."""
    return place[0] < span.end and span.start < place[1]


def _hit(text: str, span: Span, places: Sequence[Extent]) -> Extent | None:
    word = last_word(text[span.start : span.end])
    return next((p for p in places if overlap(p, span) and last_word(text[p[0] : p[1]]) == word), None)
