"""Actors, revised by the network: names that it takes for none go, names that only it finds come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.stretches import ACTORS, AMOUNTS, stretches, trimmed
from briefing.analysis.learned.weights import Floats
from briefing.analysis.names import gazetteer
from briefing.analysis.names.gazetteer import Form, Known
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Actor, ActorKind, Part, Resource, Span
from briefing.core.ids import entity_id, unique

_KINDS = {"PERSON": ActorKind.PERSON, "GPE": ActorKind.BODY, "ORG": ActorKind.BODY}
"""What the parser calls names. A place that no list knows is no state: a town, or something that it errs about."""
_PERSON_WORDS = 3
_NO_NAMES = frozenset({Form.ADJECTIVE, Form.PEOPLE, Form.PLACE})
"""Forms of known names that name nobody by themselves."""
_ENTERS = 0.8
"""From which chance a name comes in that nobody has in the story."""
_STAYS, _PARTY_STAYS = 0.3, 0.05
"""Below which chance a name of the rules goes, and where a line names its actor."""


def revised_actors(
    actors: Sequence[Actor],
    goods: Sequence[Resource],
    story: DocumentMap,
    names: Floats,
    is_name: Callable[[Span], bool],
    kept: frozenset[str],
) -> tuple[Actor, ...]:
    """The actors in the order of their first mention; those whose ids are in `kept` stay.

    Nothing comes in by the name of one of the `goods`.
    """
    revised = {actor.id: actor for actor in _remaining(actors, story, names, is_name, kept)}
    others = {resource.name.lower() for resource in goods}
    known = {story.text(words[0], words[-1] + 1): a.id for a in revised.values() for words in _named(a, story, is_name)}
    known |= {actor.name: actor.id for actor in revised.values()}
    at = {i: actor.id for actor in revised.values() for m in actor.mentions for i in story.within(m)}
    taken, ids, chances = at.keys(), set(revised), _chances(names)
    for stretch in stretches(story, names, ACTORS):
        first, last = trimmed(story, *stretch)
        text = story.text(first, last) if first < last else ""
        is_free = taken.isdisjoint(range(first - 1, last + 1))
        if not text or not is_free or text.lower() in others or _is_never(story, first, last):
            continue
        party = _party_named(text)
        name = text if party is None else party.name
        same = known.get(text) or known.get(name) or _named_before_bracket(story, first, last, at)
        same = same or _person_of_surname(text, revised.values())
        if same is None and chances[first:last].max() < _ENTERS:
            continue
        if same is not None:
            old = revised[same]
            mentions = {*old.mentions, story.span(first, last)}
            revised[same] = replace(old, mentions=tuple(sorted(mentions, key=_order)))
        else:
            new = _made(unique(entity_id(name), ids), story, first, last, party)
            known[new.name] = new.id
            revised[new.id] = new
    return tuple(map(_placed, sorted(revised.values(), key=lambda actor: _order(actor.mentions[0]))))


def _remaining(
    actors: Sequence[Actor],
    story: DocumentMap,
    names: Floats,
    is_name: Callable[[Span], bool],
    kept: frozenset[str],
) -> Iterator[Actor]:
    """The actors of the rules without the names that the network takes for none; one that is `kept` keeps a name."""
    chances = _chances(names)
    for actor in actors:
        least = _PARTY_STAYS if actor.id in kept else _STAYS
        mentions = tuple(
            mention
            for mention in actor.mentions
            if not is_name(mention) or max((chances[i] for i in story.within(mention)), default=1.0) >= least
        )
        if any(map(is_name, mentions)):
            yield replace(actor, mentions=mentions)
        elif actor.id in kept:
            yield actor


def _named(actor: Actor, story: DocumentMap, is_name: Callable[[Span], bool]) -> Iterator[list[int]]:
    """The words of each mention of an actor by name."""
    found = (list(story.within(mention)) for mention in actor.mentions if is_name(mention))
    return (words for words in found if words)


def _chances(names: Floats) -> Floats:
    return names[:, ACTORS.column + 1] + names[:, ACTORS.column + 2]


def _made(actor_id: str, story: DocumentMap, first: int, last: int, party: Known | None) -> Actor:
    """The actor of a stretch that only the network finds."""
    if party is not None:
        return Actor(actor_id, party.name, party.kind, (story.span(first, last),))
    return Actor(actor_id, story.text(first, last), _kind(story, first, last), (story.span(first, last),))


def _kind(story: DocumentMap, first: int, last: int) -> ActorKind:
    """What a name that no list knows names: a person by a leader's last name or a first name, else by the parser."""
    inside, text = story.document.words[first:last], story.text(first, last)
    given = 1 < len(inside) <= _PERSON_WORDS and inside[0].text.lower() in gazetteer.given_names()
    if gazetteer.load().side_of_person(text) or (given and inside[-1].text.lower() not in words("names.org_heads")):
        return ActorKind.PERSON
    if text.lower() in words("names.lettered_companies"):
        return ActorKind.COMPANY
    return next((_KINDS[word.entity] for word in inside if word.entity in _KINDS), ActorKind.GROUP)


def _is_never(story: DocumentMap, first: int, last: int) -> bool:
    """Whether a stretch is no name: an amount, a model ("Model Y"), or a part of a title ("Prime | Minister")."""
    every = story.document.words
    which = every[first + 1 : last]
    if which and every[first].text.lower() in words("names.models") and all(len(word.text) == 1 for word in which):
        return True
    if all(word.entity in AMOUNTS for word in every[first:last]):
        return True
    opens = all(word.text.lower() in words("names.title_parts") for word in every[first:last])
    return opens and last < len(every) and every[last].text.lower() in words("names.offices")


def _named_before_bracket(story: DocumentMap, first: int, last: int, at: Mapping[int, str]) -> str | None:
    """The id of the name right before a bracket that holds the stretch alone: "Ministry of Trade (MOTRA)"."""
    every = story.document.words
    if first < 2 or last >= len(every) or (every[first - 1].text, every[last].text) != ("(", ")"):
        return None
    return at.get(first - 2) if story.text(first, last).isupper() else None


def _person_of_surname(text: str, actors: Iterable[Actor]) -> str | None:
    """The id of the one person whose full name ends so; None where there are several, or none."""
    people = (actor for actor in actors if actor.kind is ActorKind.PERSON)
    ids = [person.id for person in people if person.name.endswith(" " + text)]
    return ids[0] if len(ids) == 1 else None


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
