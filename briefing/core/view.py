"""What is shown of an analysis: a pure function of the analysis, the reader's aliases and the reader's corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from briefing.core.analysis import Act, Actor, Analysis, Offer, Party, Terms

Aliases = Mapping[str, str]
"""From a name as stories write it to the name that the reader wants to see for that actor."""

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


def view(analysis: Analysis, aliases: Aliases = NO_ALIASES, corrections: tuple[Correction, ...] = ()) -> Analysis:
    """The analysis as the reader wants it: corrected first, then with actors of one alias made one."""
    return _aliased(_corrected(analysis, corrections), aliases)


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


def _aliased(analysis: Analysis, aliases: Aliases) -> Analysis:
    if not aliases:
        return analysis
    wanted = {name.casefold(): shown for name, shown in aliases.items()}
    kept: dict[str, Actor] = {}
    moved: dict[str, Actor] = {}
    for actor in analysis.actors:
        shown = wanted.get(actor.name.casefold(), actor.name)
        first = kept.get(shown.casefold())
        mentions = actor.mentions if first is None else tuple(sorted(first.mentions + actor.mentions))
        kept[shown.casefold()] = replace(first or actor, name=shown, mentions=mentions)
        moved[actor.id] = kept[shown.casefold()]

    def renamed(party: Party | None) -> Party | None:
        actor = None if party is None or party.actor is None else moved.get(party.actor)
        return (
            party
            if party is None or actor is None
            else replace(party, name=kept[actor.name.casefold()].name, actor=actor.id)
        )

    offers = tuple(
        replace(o, proposer=renamed(o.proposer), recipient=renamed(o.recipient), speaker=renamed(o.speaker))
        for o in analysis.offers
    )
    return replace(analysis, actors=tuple(kept.values()), offers=offers)
