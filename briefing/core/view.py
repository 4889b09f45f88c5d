"""What is shown of an analysis: a pure function of the analysis, the reader's aliases and the reader's corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Offer, Party, Span, Terms


@dataclass(frozen=True, slots=True)
class Alias:
    """What the reader calls an actor, and the kind that they say it is of; None leaves the kind that was found."""

    name: str
    kind: ActorKind | None = None


Aliases = Mapping[str, Alias]
"""From a name as stories write it, in lower case, to what the reader wants to see for that actor."""

NO_ALIASES: Aliases = MappingProxyType({})


class Corrected(StrEnum):
    """Which part of an offer a correction is about. DROPPED says that it is no offer."""

    ACT = "act"
    NEGATED = "negated"
    PROPOSER = "proposer"
    RECIPIENT = "recipient"
    TERMS = "terms"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Correction:
    """The reader's word on one part of one offer; an empty `value` takes a party away."""

    offer: str
    part: Corrected
    value: str = ""


def view(
    analysis: Analysis,
    aliases: Aliases = NO_ALIASES,
    corrections: tuple[Correction, ...] = (),
    words: Callable[[Span], str] = lambda span: "",
) -> Analysis:
    """The analysis as the reader wants it: corrected first, then with actors of one alias made one.

    `words` gives the story's words of a span: an actor goes by any of the names that the story has for it.
    """
    shown = _corrected(analysis, corrections)
    return _aliased(shown, aliases, words) if aliases else shown


def _corrected(analysis: Analysis, corrections: tuple[Correction, ...]) -> Analysis:
    offers = []
    for offer in analysis.offers:
        mine = [c for c in corrections if c.offer == offer.id]
        if any(c.part is Corrected.DROPPED for c in mine):
            continue
        for correction in mine:
            offer = _APPLY[correction.part](offer, correction.value)
        offers.append(offer)
    return replace(analysis, offers=tuple(offers))


def _named(value: str) -> Party | None:
    return Party(value) if value else None


_APPLY: dict[Corrected, Callable[[Offer, str], Offer]] = {
    Corrected.ACT: lambda offer, value: replace(offer, act=Act(value)),
    Corrected.NEGATED: lambda offer, value: replace(offer, negated=value == "yes"),
    Corrected.PROPOSER: lambda offer, value: replace(offer, proposer=_named(value)),
    Corrected.RECIPIENT: lambda offer, value: replace(offer, recipient=_named(value)),
    Corrected.TERMS: lambda offer, value: replace(offer, terms=Terms(value, offer.terms.span)),
}


def _aliased(analysis: Analysis, aliases: Aliases, words: Callable[[Span], str]) -> Analysis:
    kept: dict[str, Actor] = {}
    moved: dict[str, str] = {}
    for actor in analysis.actors:
        shown = _renamed(actor, aliases, words)
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
        alias = aliases.get(_plain(one.name))
        return replace(one, name=alias.name) if alias else one

    offers = tuple(
        replace(o, proposer=party(o.proposer), recipient=party(o.recipient), speaker=party(o.speaker))
        for o in analysis.offers
    )
    return replace(analysis, actors=tuple(kept.values()), offers=offers)


def _renamed(actor: Actor, aliases: Aliases, words: Callable[[Span], str]) -> Actor:
    names = (actor.name, *(words(mention) for mention in actor.mentions))
    alias = next((aliases[plain] for plain in map(_plain, names) if plain in aliases), None)
    return actor if alias is None else replace(actor, name=alias.name, kind=alias.kind or actor.kind)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")
