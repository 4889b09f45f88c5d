"""Who may make an act, and to whom: the likeliest pairs, given that nobody makes an act to itself or its own state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import exp

import numpy as np

from briefing.analysis.learned.document import Document, RuleAct
from briefing.analysis.learned.network import TriggerScores
from briefing.analysis.learned.weights import Floats

RULES_WEIGHT = 1.0
"""By how much, as a logarithm, a party that the rules name too is likelier."""
_LEAST = 1e-4
_WEIGHED = 6
"""Parties of each role that are looked at when two different ones are chosen together."""
_PAIRS = 8
"""Pairs of an act among which one is chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A party: the number of its likeliest candidate, its key, its chance, and by how much it leads the next one."""

    candidate: int
    party: str
    chance: float
    lead: float


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of an act, None where it names nobody; `nobody` are the chances of that, by role.

    `joint` is the chance of both by the network alone.
    """

    proposer: Choice | None
    recipient: Choice | None
    nobody: tuple[float, float]
    joint: float


@dataclass(frozen=True)
class _Spread:
    """The chances of the parties in one role, and of nobody; they add up to 1.

    `candidates` is the likeliest candidate of each party.
    """

    chances: dict[str, float]
    candidates: dict[str, int]
    nobody: float

    def likeliest(self) -> list[tuple[str | None, float]]:
        """The likeliest parties in order with their chances, and nobody behind them."""
        parties = sorted(self.chances.items(), key=lambda party: -party[1])
        return [*parties[:_WEIGHED], (None, self.nobody)]

    def choice(self, party: str | None) -> Choice | None:
        if party is None:
            return None
        chance, (first, second) = self.chances[party], self._two_likeliest
        rival = second if chance == first else first
        return Choice(self.candidates[party], party, chance, chance - max(rival, self.nobody))

    @cached_property
    def _two_likeliest(self) -> tuple[float, float]:
        first, second, *_ = sorted((*self.chances.values(), 0.0, 0.0), reverse=True)
        return first, second


def likely_pairs(document: Document, said: TriggerScores, rule: RuleAct | None) -> list[Parties]:
    """The likeliest pairs of a proposer and a recipient that are not one and the same, the likeliest first."""
    proposers = _by_party(document, said.proposers, None if rule is None else rule.proposer)
    recipients = _by_party(document, said.recipients, None if rule is None else rule.recipient)
    takers = recipients.likeliest()
    pairs = [(makes * takes, one, other) for one, makes in proposers.likeliest() for other, takes in takers]
    pairs.sort(key=lambda pair: -pair[0])
    apart = (pair for pair in pairs if not document.sides.one_speaks_for_other(*pair[1:]))
    making, taking = _given_another(proposers, recipients), _given_another(recipients, proposers)
    nobody = making.nobody, taking.nobody
    return [
        Parties(making.choice(one), taking.choice(other), nobody, joint) for joint, one, other in islice(apart, _PAIRS)
    ]


def _by_party(document: Document, chances: Floats, favoured: str | None) -> _Spread:
    """The chances of candidates, added up by party; the rules' party is favoured."""
    sums: dict[str, float] = {}
    best: dict[str, int] = {}
    every = chances.tolist()
    for i in np.flatnonzero(chances[:-1] > _LEAST).tolist():
        party = document.candidates[i].party
        sums[party] = sums.get(party, 0.0) + every[i]
        if party not in best or every[i] > every[best[party]]:
            best[party] = i
    if favoured in sums:
        sums[favoured] *= exp(RULES_WEIGHT)
    return _adding_up(sums, best, every[-1])


def _given_another(role: _Spread, other: _Spread) -> _Spread:
    """The chances in one role, given that whoever fills it does not fill the other."""
    sums = {party: chance * (1 - other.chances.get(party, 0.0)) for party, chance in role.chances.items()}
    return _adding_up(sums, role.candidates, role.nobody)


def _adding_up(sums: dict[str, float], candidates: dict[str, int], nobody: float) -> _Spread:
    total = max(sum(sums.values()) + nobody, _LEAST)
    return _Spread({party: chance / total for party, chance in sums.items()}, candidates, nobody / total)
