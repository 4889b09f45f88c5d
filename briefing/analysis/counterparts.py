"""Whom an act may be addressed to where its own words do not say: the actors around it, and what speaks for each.

What is known of a candidate is a few named features. Their weights are learned from annotated stories (`choosing.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors import Cast
from briefing.analysis.drafts import Draft
from briefing.analysis.likeness import likeness
from briefing.analysis.parties import short_name
from briefing.analysis.reading import Reading
from briefing.analysis.siding import Siding
from briefing.core.analysis import ANSWERS, Actor, ActorKind, Party

Features = dict[str, float]

_TOWARDS = frozenset({"with", "to", "from", "by", "against"})
_SCENE = frozenset({"in", "at", "near", "of"})
_MEETING = frozenset({"meet", "visit", "host", "receive", "tell", "ask", "negotiate", "talk", "accuse", "face", "join"})
_LIKE_TERMS = 0.4
_NEAR_DRAFTS = 4
_BACK, _AHEAD = 6, 1
"""Sentences before and behind the act in which a candidate may stand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that the act may be put to, as mentioned nearest to the act, with what speaks for it."""

    party: Party
    features: Features


@dataclass(frozen=True, slots=True)
class _Mention:
    actor: Actor
    token: Token
    sentence: int


class Surroundings:
    """Who is mentioned where in one story."""

    def __init__(self, reading: Reading, cast: Cast, siding: Siding) -> None:
        self._reading = reading
        self._cast = cast
        self.siding = siding
        self._together = siding.together
        self._kinds = {actor.id: actor.kind for actor in cast.actors}
        self._sides = {actor.id: (cast.side(actor) or actor).id for actor in cast.actors}

    @cached_property
    def _sentences(self) -> list[Words]:
        return [sentence for passage in self._reading for sentence in passage.doc.sents]

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {(id(s.doc), s.start): number for number, s in enumerate(self._sentences)}

    @cached_property
    def _mentions(self) -> list[_Mention]:
        return [m for number, s in enumerate(self._sentences) for m in self._mentioned(s, number)]

    @cached_property
    def _told(self) -> Counter[str]:
        return Counter(self._sides[m.actor.id] for m in self._mentions)

    def candidates(self, drafts: Sequence[Draft], at: int) -> list[Candidate]:
        """The actors around the draft at a place among all of the story that are on another side than its proposer."""
        draft = drafts[at]
        token = draft.trigger.token
        here = self._numbers[(id(token.doc), token.sent.start)]
        near: dict[str, list[_Mention]] = {}
        for mention in self._mentions:
            if here - _BACK <= mention.sentence <= here + _AHEAD:
                near.setdefault(mention.actor.id, []).append(mention)
        named = [(mentions, self._party(draft, mentions)) for mentions in near.values()]
        others = [(mentions, party) for mentions, party in named if not self._together(party, draft.proposer)]
        most = max((self._times(party) for _, party in others), default=1)
        exchange = _Exchange(drafts, at, self._together)
        return [
            Candidate(
                party,
                {
                    **dict.fromkeys((*self._places(draft, mentions, here), *exchange.with_(party)), 1.0),
                    **dict.fromkeys(self._nature(draft, party), 1.0),
                    "share": self._times(party) / most,
                    "recent": 1 / (1 + min((here - m.sentence for m in mentions if m.sentence <= here), default=9)),
                },
            )
            for mentions, party in others
        ]

    def _times(self, party: Party) -> int:
        """How often the party's side is mentioned in the story."""
        return self._told[self._sides[party.actor or ""]]

    def _mentioned(self, sentence: Words, number: int) -> Iterator[_Mention]:
        for span, run in groupby(sentence, key=self._cast.mention):
            if span is not None:
                words = list(run)
                actor = self._cast.at(words[0])
                if actor is not None:
                    yield _Mention(actor, next((t for t in words if t.head not in words), words[-1]), number)

    def _party(self, draft: Draft, mentions: Sequence[_Mention]) -> Party:
        trigger = draft.trigger.token
        nearest = min(mentions, key=lambda m: (m.token.doc is not trigger.doc, abs(m.token.i - trigger.i)))
        return Party(short_name(nearest.actor.name), nearest.actor.id, self._cast.mention(nearest.token))

    def _places(self, draft: Draft, mentions: Sequence[_Mention], here: int) -> Iterator[str]:
        """Where the candidate stands around the act."""
        for mention in mentions:
            token, role = mention.token, _role(mention.token)
            if mention.sentence == here:
                yield "here"
                told = token.doc is draft.terms.doc and draft.terms.start <= token.i < draft.terms.end
                if not told:
                    yield f"here as {role}"
            elif role == "subject" and mention.sentence < here:
                yield "subject before"
            elif role == "object" and mention.sentence == here - 1:
                yield "object of the sentence before"
            if token.dep_ in ("dobj", "pobj") and {token.head.lemma_, token.head.head.lemma_} & _MEETING:
                yield "met"
        if all(m.token.dep_ == "pobj" and m.token.head.lower_ in _SCENE for m in mentions):
            yield "scene"

    def _nature(self, draft: Draft, party: Party) -> Iterator[str]:
        """What sort of party it is, beside the proposer."""
        kind = self._kinds[party.actor or ""]
        if kind is ActorKind.BODY:
            yield "body"
        proposer = None if draft.proposer is None else self._kinds.get(draft.proposer.actor or "")
        if kind is proposer and kind is not ActorKind.PERSON:
            yield "of the proposer's kind"
        if self._together(draft.speaker, party):
            yield "speaker"
        if self._mentions[0].actor.id == party.actor:
            yield "first of the story"


class _Exchange:
    """What the parties of a story have to do with each other beside one draft."""

    def __init__(
        self, drafts: Sequence[Draft], at: int, together: Callable[[Party | None, Party | None], bool]
    ) -> None:
        draft = drafts[at]
        self._draft, self._together = draft, together
        self._before = [d for d in drafts[:at] if d.proposer is not None]
        told = [d for d in drafts if d is not draft and d.proposer is not None and d.recipient is not None]
        self._told = told
        self._partners = [
            far
            for one, other in ((d.proposer, d.recipient) for d in told)
            for own, far in ((one, other), (other, one))
            if together(own, draft.proposer)
        ]
        puts = [d for d in self._before if d.act not in ANSWERS and not together(d.proposer, draft.proposer)]
        self._last_put = puts[-1].proposer if puts else None

    def with_(self, party: Party) -> Iterator[str]:
        """What speaks for a party being the one addressed."""
        draft, together = self._draft, self._together
        answers = draft.act in ANSWERS
        for other in self._before[-_NEAR_DRAFTS:]:
            if together(other.proposer, party) and together(other.recipient, draft.proposer):
                yield "spoke to the proposer"
            if together(other.proposer, draft.proposer) and together(other.recipient, party):
                yield "was spoken to by the proposer"
        if answers and any(
            other.act not in ANSWERS and together(other.proposer, party) and likeness(other, draft) >= _LIKE_TERMS
            for other in self._before
        ):
            yield "put what is answered"
        dealings = sum(together(partner, party) for partner in self._partners)
        if dealings:
            yield "dealt with"
        if dealings and dealings == len(self._partners):
            yield "nobody else dealt with"
        if any(together(d.recipient, party) and not together(d.proposer, draft.proposer) for d in self._told):
            yield "asked by others"
        if together(self._last_put, party):
            yield "put something last, answered" if answers else "put something last"


def _role(token: Token) -> str:
    if token.dep_ in ("nsubj", "nsubjpass"):
        return "subject"
    if token.dep_ in ("dobj", "dative"):
        return "object"
    if token.dep_ == "pobj":
        return "towards" if token.head.lower_ in _TOWARDS else "other"
    return "owner" if token.dep_ == "poss" else "other"
