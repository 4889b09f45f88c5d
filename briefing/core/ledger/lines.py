"""A line of a story as the ledger takes it: its parties as sides, and all that is compared with other lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from briefing.core.analysis import Act, ActorKind
from briefing.core.feed import Reliability
from briefing.core.ledger.bygone import is_bygone
from briefing.core.party_names import person_name
from briefing.core.visibility import why_held_back

LONGEST = 600
"""Characters of terms and quotes that are compared."""


@dataclass(frozen=True, slots=True)
class LineParty:
    """One side of a line; `person` is who was named for it, where that is somebody else.

    `others` are names of those who stand there jointly, or further names of the side.
    """

    side: str
    person: str = ""
    kind: ActorKind | None = None
    others: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The side as it is compared."""
        return person_name(self.side)

    @property
    def keys(self) -> frozenset[str]:
        """All its names as they are compared."""
        return _keys((self.side, self.person, *self.others))

    def is_with(self, other: LineParty) -> bool:
        """Whether both stand on one side."""
        return not self.keys.isdisjoint(other.keys)


@lru_cache(20_000)
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, map(person_name, names)))


def house_of(*addresses: str | None) -> str:
    """The paper that a line is from: the host of the first of these addresses that has one; else empty."""
    return next(filter(None, map(_host, addresses)), "").removeprefix("www.")


def _host(address: str | None) -> str:
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:  # feeds write what they like
        return ""


_HARDLY = 0.5
"""How much of the chance is left of what a feed tells that the reader hardly believes: alone it is not sure."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """`story` and `feed` are row numbers, `house` is the paper; `context` the telling words of the story's opening.

    `corrected` says that the reader has corrected it, `is_dated` that `at` is known, `in_title` that the headline says
    it, `reliability` how far the reader believes its feed, `withheld` that the reader wants it left out by default for
    what it is about, `repeated` that its feed says it in many stories, `mentioned` that its sentence says how the act
    was answered: that is no further report of the act.
    """

    id: str
    act: Act
    terms: str
    at: datetime
    proposer: LineParty | None = None
    recipient: LineParty | None = None
    negated: bool = False
    quantity: str = ""
    resources: tuple[str, ...] = ()
    quote: str = ""
    confidence: float = 1.0
    corrected: bool = False
    story: int = 0
    feed: int = 0
    house: str = ""
    context: Mapping[str, float] = field(default_factory=dict)
    is_dated: bool = True
    in_title: bool = False
    reliability: Reliability = Reliability.NORMAL
    withheld: bool = False
    repeated: bool = False
    mentioned: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a report of its own, by a feed that the reader believes."""
        return self.reliability is not Reliability.LOW and not self.is_aside

    @property
    def is_aside(self) -> bool:
        """Whether its sentence is no report of the act: it says how it was answered, or tells of long ago."""
        return self.mentioned or self.is_bygone

    @property
    def is_bygone(self) -> bool:
        """Whether its sentence dates the act long before its story: background, and no news."""
        return is_bygone(self.quote, self.terms, self.at)

    @property
    def chance(self) -> float:
        """The chance that it is right, as far as its feed is believed."""
        return self.confidence * (_HARDLY if self.reliability is Reliability.LOW else 1.0)

    @property
    def is_within_one_side(self) -> bool:
        """Whether its parties are one side, which puts nothing to itself: such a line is for the panel alone."""
        proposer, recipient = self.proposer, self.recipient
        return proposer is not None and recipient is not None and proposer.key == recipient.key

    @property
    def sureness(self) -> float:
        """Its chance; one where the reader has corrected it, zero where it stands back however sure it is."""
        if self.corrected:
            return 1.0
        held_back = why_held_back(
            self.act,
            has_proposer=self.proposer is not None,
            has_recipient=self.recipient is not None,
            withheld=self.withheld,
            repeated=self.repeated,
        )
        return 0.0 if held_back or self.is_within_one_side or self.is_bygone else self.chance
