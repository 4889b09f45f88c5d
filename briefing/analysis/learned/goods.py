"""The resources of a story, by the rules and the network together: what one wording means, it means everywhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.stretches import AMOUNTS, RESOURCES, stretches, trimmed
from briefing.analysis.learned.weights import Floats
from briefing.analysis.names import gazetteer
from briefing.analysis.resources.finder import Resources, kind_of, singular
from briefing.core.analysis import Actor, Part, Resource, Span
from briefing.core.ids import entity_id, unique

_GOODS, _MONEY = "goods", "money"
"""The kind of a resource that no list knows, and of a sum."""
_NEVER = AMOUNTS | {"GPE", "PERSON", "NORP", "ORG"}
"""What the parser calls words that are no resource by themselves."""
_SUM = 0.3
"""From which chance a sum of the rules is a resource."""
_ENTERS, _STAYS, _PUT = 0.6, 0.2, 0.05
"""Mean chances of all places of a wording from which it is a resource: by the network alone, where the rules say so,
and where it stands in the terms of a line besides.
"""
_AGAIN = 0.2
"""From which chance a wording of a resource means it at another place, too."""
_GOES_ON, _ENDS = 0.5, 0.1
"""From which chance the network lengthens what the rules found, and below which it shortens it."""
_NOUNS = ("NOUN", "PROPN")
_HYPHENS = "-–"


@dataclass(slots=True)
class _Place:
    """Words `[first, last)` that may name a resource, the name under which they go, and the resource of the rules."""

    first: int
    last: int
    name: str
    ruled: Resource | None = None


def without_doubtful_sums(resources: Resources, story: DocumentMap, names: Floats) -> Resources:
    """The resources but for sums that the network takes for none: "$9 billion in loans" is so much of the loans."""

    def stays(resource: Resource) -> bool:
        if not _is_sum(resource):
            return True
        words_of = (i for mention in resource.mentions for i in story.within(mention))
        return max((chances[i] for i in words_of), default=1.0) >= _SUM

    chances = _chances(names)
    return Resources(tuple(resource for resource in resources.resources if stays(resource)))


def revised_resources(
    resources: Sequence[Resource],
    actors: Sequence[Actor],
    story: DocumentMap,
    names: Floats,
    put: frozenset[str] = frozenset(),
) -> tuple[Resource, ...]:
    """The resources in the order of their first mention. Nothing comes in by the name of one of the `actors`.

    `put` are the ids of those that stand in the terms of a line, and stay on less.
    """
    chances = _chances(names)
    sentences = [first for first, _ in story.document.sentences]
    places = list(_by_rules(resources, story, names, sentences))
    ruled = {i for place in places for i in range(place.first, place.last)}
    others = {actor.name.lower() for actor in actors}
    for stretch in stretches(story, names, RESOURCES):
        first, last = trimmed(story, *stretch)
        text = story.text(first, last) if first < last else ""
        is_free = ruled.isdisjoint(range(first - 1, last + 1))
        if text and is_free and text.lower() not in others and not _is_never(story, first, last):
            places.append(_Place(first, last, _plain(text)))
    kept = list(_believed(places, chances, put))
    taken = {i for place in kept for i in range(place.first, place.last)}
    taken |= {i for actor in actors for mention in actor.mentions for i in story.within(mention)}
    kept += _again(kept, story, chances, taken, sentences)
    return tuple(sorted(_made(kept, story), key=lambda resource: _order(resource.mentions[0])))


def _chances(names: Floats) -> Floats:
    return names[:, RESOURCES.column + 1] + names[:, RESOURCES.column + 2]


def _is_sum(resource: Resource) -> bool:
    return resource.kind == _MONEY and any(c.isdigit() for c in resource.name)


def _is_never(story: DocumentMap, first: int, last: int) -> bool:
    """Whether a stretch is an amount, the name of something else, or one side of a hyphen: "long|-range"."""
    words = story.document.words
    if all(word.entity in _NEVER for word in words[first:last]) or words[first].text[0] in _HYPHENS:
        return True
    return _is_joined(story, first - 1, first) or _is_joined(story, last, last - 1)


def _is_joined(story: DocumentMap, hyphen: int, word: int) -> bool:
    """Whether there is a hyphen at a place that hangs on a word."""
    words, spans = story.document.words, story.spans
    if not 0 <= hyphen < len(words) or words[hyphen].text[0] not in _HYPHENS:
        return False
    return spans[hyphen].start == spans[word].end or spans[word].start == spans[hyphen].end


def _plain(text: str) -> str:
    """The words in lower case, the last as a singular: "Oil Tankers" as "oil tanker"."""
    *before, last = text.lower().replace("-", " ").split() or [""]
    return " ".join((*before, singular(last)))


def _by_rules(
    resources: Sequence[Resource], story: DocumentMap, names: Floats, sentences: Sequence[int]
) -> Iterator[_Place]:
    """What the rules found, with the end that the network gives it: "oil | pipelines", "weapons [programme]"."""
    for resource in resources:
        for mention in resource.mentions:
            words = list(story.within(mention))
            first, last = words[0], words[-1] + 1
            end = last if _is_sum(resource) else _end(story, names, first, last, sentences)
            yield _Place(first, end, _plain(resource.name if end == last else story.text(first, end)), resource)


def _end(story: DocumentMap, names: Floats, first: int, last: int, sentences: Sequence[int]) -> int:
    chances, words = _chances(names), story.document.words
    begins, goes_on = names[:, RESOURCES.column + 1], names[:, RESOURCES.column + 2]
    following = bisect_right(sentences, first)
    limit = sentences[following] if following < len(sentences) else len(words)
    end = last
    while end < limit and goes_on[end] > begins[end] and chances[end] >= _GOES_ON and words[end].pos in _NOUNS:
        end += 1
    if end == last:
        while end - 1 > first and chances[end - 1] < _ENDS and chances[end - 2] >= _GOES_ON:
            if words[end - 2].pos not in _NOUNS:
                break
            end -= 1
    return end


def _believed(places: Sequence[_Place], chances: Floats, put: frozenset[str]) -> Iterator[_Place]:
    """The places of the wordings that are resources, by the mean of their chances."""
    likely: dict[str, list[float]] = {}
    least: dict[str, float] = {}
    for place in places:
        likely.setdefault(place.name, []).append(float(chances[place.first : place.last].max()))
        need = _ENTERS if place.ruled is None else _PUT if place.ruled.id in put else _STAYS
        least[place.name] = min(need, least.get(place.name, need))
    yield from (place for place in places if fmean(likely[place.name]) >= least[place.name])


def _again(
    places: Sequence[_Place], story: DocumentMap, chances: Floats, taken: set[int], sentences: Sequence[int]
) -> list[_Place]:
    """The other places of the same wordings, where the network does not gainsay it."""
    wordings = {_plain(story.text(p.first, p.last)): p.name for p in places}
    longest = max((p.last - p.first for p in places), default=0)
    words = story.document.words
    found: list[_Place] = []
    for last in np.flatnonzero(chances >= _AGAIN).tolist():
        if last in taken or words[last].pos not in _NOUNS:
            continue
        opens = sentences[bisect_right(sentences, last) - 1]
        for first in range(max(opens, last - longest + 1), last + 1):
            if taken.isdisjoint(range(first, last)) and (name := wordings.get(_plain(story.text(first, last + 1)))):
                found.append(_Place(first, last + 1, name))
                break
    return found


def _made(places: Sequence[_Place], story: DocumentMap) -> Iterator[Resource]:
    """One resource for all places under one name."""
    known = gazetteer.load()
    ids: set[str] = set()
    groups: dict[str, list[_Place]] = {}
    for place in sorted(places, key=lambda place: place.first):
        groups.setdefault(place.name, []).append(place)
    for name, group in groups.items():
        spans = {story.span(place.first, place.last) for place in group}
        ruled = next((p.ruled for p in group if p.ruled is not None and _plain(p.ruled.name) == name), None)
        if ruled is not None:
            shown, kind = ruled.name, ruled.kind
        else:
            first = group[0]
            shown = story.text(first.first, first.last)
            is_sum = any(word.entity == "MONEY" for word in story.document.words[first.first : first.last])
            kind = _MONEY if is_sum else kind_of(name, known) or _GOODS
        yield Resource(unique(entity_id(shown), ids), shown, kind, tuple(sorted(spans, key=_order)))


def _order(span: Span) -> tuple[bool, int, int]:
    return (span.part is not Part.TITLE, span.start, span.end)
