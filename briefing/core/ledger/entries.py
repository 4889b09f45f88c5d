"""The values of the ledger: an entry is one act, however many stories tell it, and has a life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefing.core.analysis import Act, ActorKind
from briefing.core.ledger.bygone import BYGONE, is_bygone
from briefing.core.matter import Matter
from briefing.core.visibility import Hidden


class State(StrEnum):
    """What has become of an act by now."""

    PUT = "put"
    REPEATED = "repeated"
    CHANGED = "changed"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"

    @property
    def is_open(self) -> bool:
        """Whether an answer may still come."""
        return self in (State.PUT, State.REPEATED, State.CHANGED)


class Move(StrEnum):
    """What one telling did to its entry."""

    PUT = "put"
    TOLD = "told"
    """Told again of the same time: another report, not another act."""
    REPEATED = "repeated"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Side:
    """A party as the ledger joins it: a state for all who speak for it. `people` are who was named, the last first."""

    name: str
    people: tuple[str, ...] = ()
    kind: ActorKind | None = None

    @property
    def person(self) -> str:
        """Who was named last for the side; empty where it was the side itself."""
        return next(iter(self.people), "")

    @property
    def words(self) -> str:
        """`Iran (Abbas Araghchi)`: the side, and who speaks for it."""
        return f"{self.name} ({self.person})" if self.person else self.name


@dataclass(frozen=True, slots=True)
class Join:
    """Why two lines, or two entries, belong together: sentences for a person, and the chance that they do."""

    reasons: tuple[str, ...] = ()
    chance: float = 1.0
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A line behind an entry, as its story tells it. `line` and `story` are ids; `join` is None of the first one.

    `repeated` says that its feed has the sentence in many stories, `matter` for which matter it stands back.
    """

    line: str
    story: str
    title: str
    source: str
    link: str
    quote: str
    published: datetime
    fetched: datetime
    proposer: str = ""
    recipient: str = ""
    speaker: str = ""
    terms: str = ""
    quantity: str = ""
    confidence: float = 1.0
    shown: bool = True
    move: Move = Move.PUT
    join: Join | None = None
    act: Act | None = None
    repeated: bool = False
    matter: Matter = Matter.PUBLIC

    @property
    def less_sure(self) -> str:
        """Why it is less sure, in a few words; empty where it is shown."""
        if self.shown:
            return ""
        if self.matter is not Matter.PUBLIC:
            return self.matter.sentence
        if self.repeated:
            return Hidden.REPEATED.value
        return BYGONE if is_bygone(self.quote, self.terms, self.published) else f"{self.confidence:.0%}"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as a row of the ledger: all that a list shows, without the lines behind it.

    `moved` is when something last happened to it, `noticed` when the story came in that told so, `changed` when its
    quantity last became another; `papers` counts houses, `stories` stories. `shown` says whether one of its lines is
    sure enough and names its parties. `answers` and `answered_by` are ids of entries; `answered_with` is what the
    answer does, `answerer` the side that gives it. `deadline` is when it lapses without one.
    """

    id: str
    act: Act
    terms: str
    first: datetime
    moved: datetime
    proposer: Side | None = None
    recipient: Side | None = None
    negated: bool = False
    quantity: str = ""
    earlier_quantity: str = ""
    resources: tuple[str, ...] = ()
    state: State = State.PUT
    papers: int = 1
    stories: int = 1
    weight: float = 0.0
    confidence: float = 1.0
    shown: bool = True
    answers: str = ""
    answered_by: str = ""
    answered_with: Act | None = None
    answerer: str = ""
    deadline: datetime | None = None
    watches: tuple[str, ...] = ()
    noticed: datetime | None = None
    changed: datetime | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The names of the two sides, in the order of the alphabet; empty where one is not named."""
        one, other = sorted((_name(self.proposer), _name(self.recipient)))
        return one, other


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its history: the lines behind it, the first told first, and the entries that answer each other."""

    row: EntryRow
    tellings: tuple[Telling, ...]
    answers: EntryRow | None = None
    answers_join: Join | None = None
    answered_by: tuple[EntryRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a search from place `start` on; `total` of all; `less_sure` that the same search leaves out."""

    rows: tuple[EntryRow, ...]
    start: int
    total: int
    less_sure: int = 0


def _name(side: Side | None) -> str:
    return side.name if side else ""
