"""Actors and resources, revised by the network: names that it takes for none go, names that only it finds come in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.weights import Floats
from briefing.analysis.names import gazetteer
from briefing.analysis.names.gazetteer import Form, Known
from briefing.analysis.resources.finder import Resources
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Actor, ActorKind, Part, Resource, Span
from briefing.core.ids import entity_id, unique

Named = TypeVar("Named", Actor, Resource)

_KINDS = {"PERSON": ActorKind.PERSON, "GPE": ActorKind.BODY, "ORG": ActorKind.BODY}
"""What the parser calls names. A place that no list knows is no state: a town, or something that it errs about."""
_GOODS, _MONEY = "goods", "money"
"""The kind of a resource that no list knows, and of a sum."""
_AMOUNTS = frozenset({"QUANTITY", "CARDINAL", "ORDINAL", "DATE", "TIME", "PERCENT"})
_SUM = 0.3
"""From which chance a sum of the rules is a resource."""
_NO_NAMES = frozenset({Form.ADJECTIVE, Form.PEOPLE, Form.PLACE})
"""Forms of known names that name nobody by themselves."""
_LAST = ("NOUN", "PROPN", "NUM")
_FIRST = (*_LAST, "ADJ", "VERB", "SYM")
"""What a name may begin and end with."""
_NO_GOODS = _AMOUNTS | {"GPE", "PERSON", "NORP", "ORG"}
"""What the parser calls words that are no name of an actor, and none of a resource."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The columns of a kind of name in the network's answer, and chances: below `drop` a name of the rules goes, from
    `add` a stretch that only the network finds comes in, unless all its words are of one of the `never` entities.
    """

    column: int
    drop: float
    add: float
    never: frozenset[str]


ACTORS, RESOURCES = Bounds(0, 0.3, 0.8, _AMOUNTS), Bounds(3, 0.1, 0.65, _NO_GOODS)


def revised_actors(
    actors: Sequence[Actor],
    goods: Sequence[Resource],
    story: DocumentMap,
    names: Floats,
    is_name: Callable[[Span], bool],
    kept: frozenset[str],
) -> tuple[Actor, ...]:
    """The actors in the order of their first mention; those whose ids are in `kept` stay as they are.

    Nothing comes in by the name of one of the `goods`.
    """

    def make(actor_id: str, first: int, last: int) -> Actor:
        known = _party_named(story.text(first, last))
        inside = story.document.words[first:last]
        kind = next((_KINDS[w.entity] for w in inside if w.entity in _KINDS), ActorKind.GROUP)
        name, kind = (known.name, known.kind) if known else (story.text(first, last), kind)
        return Actor(actor_id, name, kind, (story.span(first, last),))

    others = {resource.name.lower() for resource in goods}
    return tuple(map(_placed, _revise(actors, story, names, ACTORS, is_name, kept, make, others)))


def revised_resources(
    resources: Sequence[Resource],
    actors: Sequence[Actor],
    story: DocumentMap,
    names: Floats,
    kept: frozenset[str],
) -> tuple[Resource, ...]:
    """The resources in the order of their first mention; those whose ids are in `kept` stay as they are.

    Nothing comes in by the name of one of the `actors`.
    """

    def make(resource_id: str, first: int, last: int) -> Resource:
        is_sum = any(word.entity == "MONEY" for word in story.document.words[first:last])
        kind = _MONEY if is_sum else _GOODS
        return Resource(resource_id, story.text(first, last), kind, (story.span(first, last),))

    others = {actor.name.lower() for actor in actors}
    return _revise(resources, story, names, RESOURCES, lambda span: True, kept, make, others)


def without_doubtful_sums(resources: Resources, story: DocumentMap, names: Floats) -> Resources:
    """The resources but for sums that the network takes for none: "$9 billion in loans" is so much of the loans."""

    def stays(resource: Resource) -> bool:
        if resource.kind != _MONEY or not any(c.isdigit() for c in resource.name):
            return True
        words_of = (i for mention in resource.mentions for i in story.within(mention))
        return max((chances[i] for i in words_of), default=1.0) >= _SUM

    chances = names[:, RESOURCES.column + 1] + names[:, RESOURCES.column + 2]
    return Resources(tuple(resource for resource in resources.resources if stays(resource)))


def _revise(
    found: Sequence[Named],
    story: DocumentMap,
    names: Floats,
    bounds: Bounds,
    is_name: Callable[[Span], bool],
    kept: frozenset[str],
    make: Callable[[str, int, int], Named],
    others: Collection[str],
) -> tuple[Named, ...]:
    chances = names[:, bounds.column + 1] + names[:, bounds.column + 2]

    def stays(mention: Span) -> bool:
        return not is_name(mention) or max((chances[i] for i in story.within(mention)), default=1.0) >= bounds.drop

    revised: dict[str, Named] = {}
    for one in found:
        remaining = tuple(m for m in one.mentions if one.id in kept or stays(m))
        if one.id in kept or any(is_name(m) for m in remaining):
            revised[one.id] = replace(one, mentions=remaining)
    known = {name.name: name.id for name in revised.values()}
    at = {i: name.id for name in revised.values() for m in name.mentions for i in story.within(m)}
    taken = at.keys()
    ids = set(revised)
    for stretch in _stretches(names, bounds, chances):
        first, last = _trimmed(story, *stretch)
        if first < last and taken.isdisjoint(range(first - 1, last + 1)) and not _is_never(story, first, last, bounds):
            text = story.text(first, last)
            if text.lower() in others:
                continue
            named = _named_before_bracket(story, first, last, at)
            party = _party_named(text) if bounds is ACTORS else None
            same = (
                known.get(text if party is None else party.name) or named or _person_of_surname(text, revised.values())
            )
            if same is not None:
                old: Named = revised[same]
                mentions = {*old.mentions, story.span(first, last)}
                revised[old.id] = replace(old, mentions=tuple(sorted(mentions, key=_order)))
            else:
                new = make(unique(entity_id(text if party is None else party.name), ids), first, last)
                known[new.name] = new.id
                revised[new.id] = new
    return tuple(sorted(revised.values(), key=lambda name: _order(name.mentions[0])))


def _is_never(story: DocumentMap, first: int, last: int, bounds: Bounds) -> bool:
    """Whether a stretch is no name: an amount, or a part of a title ("Prime | Minister")."""
    every = story.document.words
    if all(word.entity in bounds.never for word in every[first:last]):
        return True
    opens = bounds is ACTORS and all(word.text.lower() in words("names.title_parts") for word in every[first:last])
    return opens and last < len(every) and every[last].text.lower() in words("names.offices")


def _named_before_bracket(story: DocumentMap, first: int, last: int, at: Mapping[int, str]) -> str | None:
    """The id of the name right before a bracket that holds the stretch alone: "Ministry of Trade (MOTRA)"."""
    every = story.document.words
    if first < 2 or last >= len(every) or (every[first - 1].text, every[last].text) != ("(", ")"):
        return None
    return at.get(first - 2) if story.text(first, last).isupper() else None


def _person_of_surname(text: str, names: Iterable[Actor | Resource]) -> str | None:
    """The id of the one person whose full name ends so; None where there are several, or none."""
    people = (name for name in names if isinstance(name, Actor) and name.kind is ActorKind.PERSON)
    ids = [person.id for person in people if person.name.endswith(" " + text)]
    return ids[0] if len(ids) == 1 else None


def _stretches(names: Floats, bounds: Bounds, chances: Floats) -> Iterator[tuple[int, int]]:
    """The runs of words that are a name by the network: the first begins it or goes on, the others go on."""
    first = 0
    while first < len(names):
        last = first + 1
        if chances[first] >= bounds.add:
            begins, goes_on = names[:, bounds.column + 1], names[:, bounds.column + 2]
            while last < len(names) and chances[last] >= bounds.add and goes_on[last] >= begins[last]:
                last += 1
            yield first, last
        first = last


def _trimmed(story: DocumentMap, first: int, last: int) -> tuple[int, int]:
    """A stretch from its first to its last word with content; empty where it has none that could be a name's last."""
    words = story.document.words
    while first < last and words[first].pos not in _FIRST:
        first += 1
    while first < last and words[last - 1].pos not in _LAST:
        last -= 1
    return first, last


def _placed(actor: Actor) -> Actor:
    """An actor as a state only where that is known by name: Lyptsi is a village."""
    is_place = actor.kind is ActorKind.STATE and _party_named(actor.name) is None
    return replace(actor, kind=ActorKind.BODY) if is_place else actor


def _party_named(text: str) -> Known | None:
    """The state, body or company that goes by a name: "Madrid" is Spain."""
    matches = (match for match in gazetteer.load().matches(text) if match.end - match.start == len(text))
    return next((match.known for match in matches if match.form not in _NO_NAMES), None)


def _order(span: Span) -> tuple[bool, int, int]:
    return (span.part is not Part.TITLE, span.start, span.end)
