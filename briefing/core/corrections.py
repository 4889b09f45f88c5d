"""What is shown of an analysis: a pure function of the analysis, the reader's aliases and the reader's corrections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from briefing.core.aliases import NO_ALIASES, Alias, Aliases
from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Part, Party, Span, Terms
from briefing.core.slug import slug
from briefing.core.story import Story


class Corrected(StrEnum):
    """What a correction is about: a part of one offer, or an actor, in every story that names it.

    DROPPED says that something is no offer, SAME that two names are one actor's, ACTOR that a name is an actor's.
    """

    ACT = "act"
    NEGATED = "negated"
    PROPOSER = "proposer"
    RECIPIENT = "recipient"
    TERMS = "terms"
    DROPPED = "dropped"
    SAME = "same"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Correction:
    """The reader's word. `offer` and `value` (empty takes a party away), or `subject`, a name, and `value`: the name
    that the actor is to have, or its kind. `story` is where it was made.
    """

    offer: str
    part: Corrected
    value: str = ""
    subject: str = ""
    id: str = ""
    story: str = ""
    made: datetime | None = None


def apply_corrections(
    analysis: Analysis,
    aliases: Aliases = NO_ALIASES,
    corrections: Iterable[Correction] = (),
    words: Callable[[Span], str] = lambda span: "",
    story: Story | None = None,
) -> Analysis:
    """The analysis as the reader wants it: offers corrected, actors added that `story` names, those of one alias one.

    `words` gives the story's words of a span: an actor goes by any of the names that the story has for it.
    """
    corrections = tuple(corrections)
    if story is not None:
        analysis = _with_actors(analysis, story, [c for c in corrections if c.part is Corrected.ACTOR])
    if corrections:
        offers = (correct_line(offer, corrections) for offer in analysis.lines)
        analysis = _link_parties(replace(analysis, lines=tuple(offer for offer in offers if offer is not None)))
    wanted = names(aliases, corrections)
    return _apply_aliases(analysis, wanted, words) if wanted else analysis


def correct_line(line: Line, corrections: Iterable[Correction]) -> Line | None:
    """The offer as it was corrected, later words over earlier ones; None where it is said to be none."""
    for correction in corrections:
        if correction.offer != line.id or not line.id:
            continue
        if correction.part is Corrected.DROPPED:
            return None
        line = replace(_APPLY[correction.part](line, correction.value), corrected=True)
    return line


def names(aliases: Aliases, corrections: Iterable[Correction]) -> Aliases:
    """The aliases with those that corrections make, which come first."""
    said = {_plain(c.subject): Alias(c.value) for c in corrections if c.part is Corrected.SAME}
    wanted = {**aliases, **said}
    return {name: _last(name, wanted) for name in wanted} if said else aliases


def shown_name(name: str, aliases: Aliases) -> str:
    """What the reader calls the one whom stories call so."""
    alias = aliases.get(_plain(name))
    return name if alias is None else alias.name


def _last(name: str, wanted: Aliases) -> Alias:
    """The alias of an alias, and so on; those that lead in a circle end where they began."""
    seen = {name}
    alias = wanted[name]
    while _plain(alias.name) in wanted and _plain(alias.name) not in seen:
        seen.add(_plain(alias.name))
        alias = wanted[_plain(alias.name)]
    return alias


def _party_named(value: str) -> Party | None:
    return Party(value) if value else None


_APPLY: dict[Corrected, Callable[[Line, str], Line]] = {
    Corrected.ACT: lambda offer, value: replace(offer, act=Act(value)),
    Corrected.NEGATED: lambda offer, value: replace(offer, negated=value == "yes"),
    Corrected.PROPOSER: lambda offer, value: replace(offer, proposer=_party_named(value)),
    Corrected.RECIPIENT: lambda offer, value: replace(offer, recipient=_party_named(value)),
    Corrected.TERMS: lambda offer, value: replace(offer, terms=Terms(value, offer.terms.span), condition=""),
}


def _with_actors(analysis: Analysis, story: Story, corrections: Iterable[Correction]) -> Analysis:
    """The analysis with the actors that the reader named, where the story names them and nobody found them."""
    for correction in corrections:
        name = correction.subject
        if any(actor.name.casefold() == name.casefold() for actor in analysis.actors):
            continue
        taken = [mention for actor in analysis.actors for mention in actor.mentions]
        mentions = tuple(span for span in _mentions(story, name) if not any(span.overlaps(other) for other in taken))
        if mentions:
            added = Actor(f"own-{slug(name)}", name, ActorKind(correction.value), mentions)
            analysis = replace(analysis, actors=(*analysis.actors, added))
    return analysis


def _mentions(story: Story, name: str) -> Iterator[Span]:
    words = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for part, text in ((Part.TITLE, story.title), (Part.TEXT, story.body.text)):
        yield from (Span(match.start(), match.end(), part) for match in words.finditer(text))


def _link_parties(analysis: Analysis) -> Analysis:
    """Parties that are called as an actor are that actor."""
    ids = {actor.name.casefold(): actor.id for actor in analysis.actors}

    def link(party: Party | None) -> Party | None:
        if party is None or party.actor is not None or party.name.casefold() not in ids:
            return party
        return replace(party, actor=ids[party.name.casefold()])

    return _with_parties(analysis, link)


def _with_parties(analysis: Analysis, change: Callable[[Party | None], Party | None]) -> Analysis:
    def all_of(first: Party | None) -> Party | None:
        made = change(first)
        if made is None or not made.joint:
            return made
        return replace(made, joint=tuple(one for one in map(change, made.joint) if one is not None))

    lines = tuple(
        replace(line, proposer=all_of(line.proposer), recipient=all_of(line.recipient), speaker=all_of(line.speaker))
        for line in analysis.lines
    )
    return replace(analysis, lines=lines)


def _apply_aliases(analysis: Analysis, aliases: Aliases, words: Callable[[Span], str]) -> Analysis:
    kept: dict[str, Actor] = {}
    moved: dict[str, str] = {}
    for actor in analysis.actors:
        shown = _apply_alias(actor, aliases, words)
        first = kept.get(shown.name.casefold())
        if first is not None:
            shown = replace(first, mentions=tuple(sorted(first.mentions + shown.mentions)))
        kept[shown.name.casefold()] = shown
        moved[actor.id] = shown.name.casefold()

    def party(one: Party | None) -> Party | None:
        if one is None:
            return None
        actor = kept.get(moved.get(one.actor or "", ""))
        if actor is not None:
            return replace(one, name=actor.name, actor=actor.id)
        return replace(one, name=shown_name(one.name, aliases))

    return _with_parties(replace(analysis, actors=tuple(kept.values())), party)


def _apply_alias(actor: Actor, aliases: Aliases, words: Callable[[Span], str]) -> Actor:
    names = (actor.name, *(words(mention) for mention in actor.mentions))
    alias = next((aliases[plain] for plain in map(_plain, names) if plain in aliases), None)
    return actor if alias is None else replace(actor, name=alias.name, kind=alias.kind or actor.kind)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")
