"""What an analysis finds in one story: actors, resources, and offers with their parties and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.core.matter import Matter
from briefing.core.why import Why


class Act(StrEnum):
    """What the proposer of a line does: puts something, answers it, or (the last two) imposes or lifts a measure."""

    OFFER = "offer"
    PROPOSE = "propose"
    DEMAND = "demand"
    PLEDGE = "pledge"
    ACCEPT = "accept"
    REJECT = "reject"
    THREATEN = "threaten"
    IMPOSE = "impose"
    LIFT = "lift"

    @property
    def is_measure(self) -> bool:
        """Whether it is done to somebody with force over them, rather than put to them."""
        return self in (Act.IMPOSE, Act.LIFT)

    @property
    def is_answer(self) -> bool:
        """Whether it answers what somebody else put."""
        return self in (Act.ACCEPT, Act.REJECT)

    @property
    def opens(self) -> bool:
        """Whether it puts something that another may answer."""
        return not self.is_answer and not self.is_measure

    @property
    def needs_recipient(self) -> bool:
        """Whether a line of this act says too little where nobody is named to whom it is put."""
        return self in (Act.OFFER, Act.DEMAND, Act.THREATEN)

    @property
    def noun(self) -> str:
        """What the act puts, as a noun: "the proposal"."""
        return _NOUNS.get(self, self.value)

    def is_near(self, other: Act) -> bool:
        """Whether two acts are the same, or so close that readers take the one for the other."""
        return self is other or any({self, other} <= group for group in _NEAR_ACTS)

    def may_be(self, other: Act) -> bool:
        """Whether the two may be one act that stories tell now so, now so: "would offer" is an offer here and a demand
        there, and what is threatened is imposed in the end. Who asks for something does not pledge or impose it.
        """
        return self.is_near(other) or any({self, other} <= group for group in _TOLD_ALIKE)


_NOUNS = {
    Act.PROPOSE: "proposal",
    Act.THREATEN: "threat",
    Act.ACCEPT: "acceptance",
    Act.REJECT: "refusal",
    Act.IMPOSE: "measure",
    Act.LIFT: "relief",
}
_NEAR_ACTS = (frozenset({Act.OFFER, Act.PROPOSE, Act.PLEDGE}), frozenset({Act.ACCEPT, Act.PLEDGE}))
_TOLD_ALIKE = (
    frozenset({Act.DEMAND, Act.OFFER, Act.PROPOSE}),
    frozenset({Act.THREATEN, Act.PLEDGE, Act.IMPOSE}),
    frozenset({Act.THREATEN, Act.DEMAND}),
)


class ActorKind(StrEnum):
    """What sort of party an actor is."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"
    COMPANY = "company"
    GROUP = "group"


class Part(StrEnum):
    """Which text of a story an offset refers to."""

    TEXT = "text"
    TITLE = "title"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of a story's text, or of its title."""

    start: int
    end: int
    part: Part = Part.TEXT

    @property
    def is_in_title(self) -> bool:
        """Whether the title has them."""
        return self.part is Part.TITLE

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.part == other.part and self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of the other is in this one."""
        return self.part == other.part and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world party, with all its mentions, pronouns and descriptions included, in text order.

    `side` is the name of the state, body or company that a person or a body speaks for, where the story says so.
    """

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something traded, sought, withheld or fought over. `kind` is a word of the resource gazetteer, as `metal`."""

    id: str
    name: str
    kind: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands on one side of a line: a short name, the actor's id where it is one, and where it is said.

    `joint` are those who stand there with it, none of whom has further ones: Iran, of "China and Iran offered".
    """

    name: str
    actor: str | None = None
    span: Span | None = None
    joint: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What is put, in the words of the story."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line: one act by which an actor puts something to another or answers it, or a measure (`act.is_measure`).

    `speaker` is who says so, where that is somebody else. `evidence` is the sentences that say it, the one the terms
    come from first; it is never empty. `condition` is what the line hangs on, in the story's words ("unless Peru pays",
    "in exchange for grain"), where the terms do not say it, else empty. `resources` are ids of the analysis.
    `confidence` runs from 0 to 1. `answers` is where the terms of the offer stand that an answer is about
    (`Analysis.answered_offer` finds it). `matter` is what it is about; `repeated` says that its feed has the same
    sentence in many stories, `dismissed` that the reader does not want it in the ledger.
    `corrected` says that the reader has corrected it. `id` is empty until the line is stored; `why` is None unless it
    was asked for.
    """

    act: Act
    terms: Terms
    evidence: tuple[Span, ...]
    proposer: Party | None = None
    recipient: Party | None = None
    speaker: Party | None = None
    negated: bool = False
    resources: tuple[str, ...] = ()
    quantity: str | None = None
    confidence: float = 1.0
    answers: Span | None = None
    condition: str = ""
    matter: Matter = Matter.PUBLIC
    repeated: bool = False
    dismissed: bool = False
    corrected: bool = False
    id: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one story. `version` names the rules and the model, `text_hash` the text it is of.

    `lines` are offers and measures together, in the order in which the story tells them. `problems` are sentences about
    what could not be read: its lines are missing. `language` is an ISO 639-1 code, empty where it is not known; in
    another than English nothing is looked for.
    """

    actors: tuple[Actor, ...] = ()
    resources: tuple[Resource, ...] = ()
    lines: tuple[Line, ...] = ()
    version: str = ""
    text_hash: str = ""
    language: str = ""
    problems: tuple[str, ...] = ()

    @property
    def offers(self) -> tuple[Line, ...]:
        """The lines by which something is put to somebody, and the answers."""
        return tuple(line for line in self.lines if not line.act.is_measure)

    @property
    def measures(self) -> tuple[Line, ...]:
        """The lines by which something is imposed or lifted."""
        return tuple(line for line in self.lines if line.act.is_measure)

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor with this id, or None."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)

    def answered_offer(self, answer: Line) -> Line | None:
        """The offer of this story that an answer is about, or None."""
        put = (offer for offer in self.offers if offer.act.opens and offer.terms.span == answer.answers)
        return next(put, None)
