"""Whom an act may be addressed to where its own words do not say: the actors around it, and what speaks for each.

What is known of a candidate is a few named features. Their weights are learned from annotated stories (`ranker.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.same_side import Sides
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.parties import short_name
from briefing.analysis.linking.interactions import Interactions
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act, Actor, Party

Features = dict[str, float]

_BACK, _AHEAD = 6, 3
"""Sentences before and behind the act in which a candidate may stand."""


@dataclass(frozen=True, slots=True)
class RecipientCandidate:
    """An actor that the act may be put to, as mentioned nearest to the act, with what speaks for it."""

    party: Party
    features: Features


@dataclass(frozen=True, slots=True)
class _Mention:
    actor: Actor
    token: Token
    sentence: int


class RecipientCandidates:
    """Who is mentioned where in one story."""

    def __init__(self, reading: ParsedStory, cast: Cast, sides: Sides) -> None:
        self._reading = reading
        self._cast = cast
        self.sides = sides
        self._on_one_side = sides.on_one_side
        self._actors = {actor.id: actor for actor in cast.actors}
        self._sides = {actor.id: sides.side(actor.id) for actor in cast.actors}

    @cached_property
    def _sentences(self) -> list[Words]:
        return [sentence for passage in self._reading for sentence in passage.doc.sents]

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {(id(s.doc), s.start): number for number, s in enumerate(self._sentences)}

    @cached_property
    def _mentions(self) -> list[_Mention]:
        return [m for number, s in enumerate(self._sentences) for m in self._mentions_in(s, number)]

    @cached_property
    def _mention_counts(self) -> Counter[str]:
        return Counter(self._sides[m.actor.id] for m in self._mentions)

    @cached_property
    def _words_with(self) -> Mapping[str, set[tuple[int, int]]]:
        """By actor, the words that its mentions and those of its side hang on: who met whom, who is whose."""
        by_side: dict[str, set[tuple[int, int]]] = {}
        for mention in self._mentions:
            above = _above(mention.token)
            by_side.setdefault(self._sides[mention.actor.id], set()).add((id(above.doc), above.i))
        return {actor: by_side.get(side, set()) for actor, side in self._sides.items()}

    def recipients(self, candidates: Sequence[ActCandidate], at: int) -> list[RecipientCandidate]:
        """The actors around the candidate `candidates[at]` that are on another side than its proposer."""
        candidate = candidates[at]
        token = candidate.trigger.token
        here = self._numbers[(id(token.doc), token.sent.start)]
        near: dict[str, list[_Mention]] = {}
        for mention in self._mentions:
            if here - _BACK <= mention.sentence <= here + _AHEAD:
                near.setdefault(mention.actor.id, []).append(mention)
        named = [(mentions, self._party(candidate, mentions)) for mentions in near.values()]
        others = [
            (mentions, party)
            for mentions, party in named
            if not self._on_one_side(party, candidate.proposer) and not self._acts_too(candidate, mentions)
        ]
        interactions = Interactions(candidates, at, self._on_one_side)
        most = max((self._times(party) for _, party in others), default=1)
        return [
            RecipientCandidate(
                party,
                {
                    **dict.fromkeys((*self._places(candidate, mentions, here), *interactions.with_(party)), 1.0),
                    **dict.fromkeys(self._nature(candidate, party), 1.0),
                    **({"only other side": 1.0} if len(others) == 1 else {}),
                    "share": self._times(party) / most,
                    "recent": 1 / (1 + min((here - m.sentence for m in mentions if m.sentence <= here), default=9)),
                },
            )
            for mentions, party in others
        ]

    @cached_property
    def _traded_actors(self) -> set[str]:
        """The actors of whose shares or takeover the story tells."""
        traded = words("acts.holdings") | words("linking.takeover_words")
        return {m.actor.id for m in self._mentions if _above(m.token).lemma_.lower() in traded}

    def met_party(self, candidate: ActCandidate) -> Party | None:
        """Whom the proposer's side has met, by the sentence of the act or the one before."""
        token = candidate.trigger.token
        here = self._numbers[(id(token.doc), token.sent.start)]
        near = [m for m in self._mentions if here - 1 <= m.sentence <= here]
        parties = {id(m): self._party(candidate, [m]) for m in near}
        meetings = [_above(m.token) for m in near if self._on_one_side(parties[id(m)], candidate.proposer)]
        for mention in near:
            verb = _above(mention.token)
            if (
                verb.lemma_ in words("linking.meeting_verbs")
                and verb in meetings
                and not self._on_one_side(parties[id(mention)], candidate.proposer)
            ):
                return parties[id(mention)]
        return None

    def _times(self, party: Party) -> int:
        """How often the party's side is mentioned in the story."""
        return self._mention_counts[self._sides[party.actor or ""]]

    def _mentions_in(self, sentence: Words, number: int) -> Iterator[_Mention]:
        for span, run in groupby(sentence, key=self._cast.mention):
            if span is not None:
                tokens = list(run)
                actor = self._cast.at(tokens[0])
                if actor is not None:
                    yield _Mention(actor, [t for t in tokens if t.head not in tokens or t.head == t][-1], number)

    def _party(self, candidate: ActCandidate, mentions: Sequence[_Mention]) -> Party:
        trigger = candidate.trigger.token
        nearest = min(mentions, key=lambda m: (m.token.doc is not trigger.doc, abs(m.token.i - trigger.i)))
        return Party(short_name(nearest.actor.name), nearest.actor.id, self._cast.mention(nearest.token))

    def _places(self, candidate: ActCandidate, mentions: Sequence[_Mention], here: int) -> Iterator[str]:
        """Where the candidate stands around the act."""
        for mention in mentions:
            token, role = mention.token, _role(mention.token)
            if mention.sentence == here:
                yield "here"
                in_terms = token.doc is candidate.terms.doc and candidate.terms.start <= token.i < candidate.terms.end
                yield f"in the terms as {role}" if in_terms else f"here as {role}"
            elif mention.sentence > here:
                yield f"behind as {role}"
            elif role in ("subject", "object") and mention.sentence == here - 1:
                yield f"{role} of the sentence before"
            elif role == "subject":
                yield "subject before"
            if token.dep_ in ("dobj", "pobj") and {token.head.lemma_, token.head.head.lemma_} & words(
                "linking.dealing_verbs"
            ):
                yield "met"
            if self._holds(token, candidate.proposer):
                yield "holds the proposer"
        if all(m.token.dep_ == "pobj" and m.token.head.lower_ in words("linking.near_prepositions") for m in mentions):
            yield "scene"
        if all(_role(m.token) in ("owner", "other") for m in mentions):
            yield "in passing"

    def _holds(self, token: Token, proposer: Party | None) -> bool:
        """Whether the proposer is called the candidate's: "South Africa's power utility Eskom"."""
        held: Token = token.head
        if token.dep_ not in ("poss", "compound", "nmod"):
            return False
        return self._is(held, proposer) or any(c.dep_ == "appos" and self._is(c, proposer) for c in held.children)

    def _acts_too(self, candidate: ActCandidate, mentions: Sequence[_Mention]) -> bool:
        """Whether the candidate acts with the proposer: "Togo and Benin refused". Two who agree may be two sides."""
        if candidate.act is Act.ACCEPT:
            return False
        here = [m.token for m in mentions if m.token.sent == candidate.sentence]
        return any(
            (t.dep_ == "conj" and self._is(t.head, candidate.proposer))
            or any(c.dep_ == "conj" and self._is(c, candidate.proposer) for c in t.children)
            for t in here
        )

    def _is(self, token: Token, party: Party | None) -> bool:
        actor = self._cast.at(token)
        return actor is not None and party is not None and actor.id == party.actor

    def _nature(self, candidate: ActCandidate, party: Party) -> Iterator[str]:
        """What sort of party it is, beside the proposer and the act."""
        actor = self._actors[party.actor or ""]
        proposer = None if candidate.proposer is None else self._actors.get(candidate.proposer.actor or "")
        yield f"{'nameless' if proposer is None else proposer.kind} to {actor.kind}"
        if proposer is not None and self._words_with[proposer.id] & self._words_with[actor.id]:
            yield "at one word with the proposer"
        if self._on_one_side(candidate.speaker, party):
            yield "speaker"
        if self._mentions[0].actor.id == party.actor:
            yield "first of the story"
        lawful = {candidate.terms.root.lemma_.lower(), candidate.trigger.token.lemma_.lower()} & words("acts.laws")
        if actor.id in self._traded_actors and candidate.proposer is not None and is_bid(candidate):
            yield "shares bid for"
        if lawful and actor.name.split()[-1].lower() in words("acts.legislatures"):
            yield "passes laws"


def is_bid(candidate: ActCandidate) -> bool:
    """Whether somebody bids for shares: "an offer of 31 dlrs a share"."""
    said = {candidate.trigger.token.lemma_.lower(), *(t.lemma_.lower() for t in candidate.terms)}
    return bool(said & words("linking.bid_words"))


def _above(token: Token) -> Token:
    """What the token, or the noun that it is in apposition to, hangs on; behind a preposition, what that hangs on."""
    named: Token = token.head if token.dep_ == "appos" else token
    head: Token = named.head
    return head.head if named.dep_ == "pobj" else head


def _role(token: Token) -> str:
    if token.dep_ in ("nsubj", "nsubjpass"):
        return "subject"
    if token.dep_ in ("dobj", "dative"):
        return "object"
    if token.dep_ == "pobj":
        return "towards" if token.head.lower_ in words("linking.towards") else "other"
    return "owner" if token.dep_ == "poss" else "other"
