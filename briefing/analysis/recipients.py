"""To whom, where no phrase of the act itself says it: the terms, what is answered, the exchange so far, the sentence.

News seldom writes "to". Each rule here is a weaker reading than the one before it, and is named in the draft's places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors import Cast
from briefing.analysis.drafts import Draft, same
from briefing.analysis.likeness import likeness
from briefing.analysis.parties import short_name
from briefing.analysis.siding import Siding
from briefing.core.analysis import Act, Actor, Party

_ANSWERS = (Act.ACCEPT, Act.REJECT)
_TOWARDS = frozenset({"with", "to", "from", "by", "against"})
_PUT_BEFORE = frozenset({"proposal", "offer", "plan", "bid", "demand", "request", "idea", "suggestion", "call"})
_LIKE_TERMS = 0.4
_NEAR_DRAFTS = 4


def addressed(drafts: Sequence[Draft], cast: Cast, siding: Siding) -> list[Draft]:
    """The drafts, each with the likeliest recipient where it had none."""
    done: list[Draft] = list(drafts)
    told = [d for d in drafts if d.proposer is not None and d.recipient is not None]
    for i, draft in enumerate(done):
        if draft.recipient is not None or draft.proposer is None:
            continue
        for place, candidate in _candidates(draft, done[:i], done[i + 1 :], told, cast, siding):
            if not siding.together(draft.proposer, candidate):
                done[i] = replace(draft, recipient=candidate, places=(draft.places[0], place, draft.places[2]))
                break
    return done


def _candidates(
    draft: Draft, before: Sequence[Draft], after: Sequence[Draft], told: Sequence[Draft], cast: Cast, siding: Siding
) -> Iterator[tuple[str, Party]]:
    if draft.act in _ANSWERS:
        for earlier in reversed(before):
            if earlier.proposer is not None and earlier.act not in _ANSWERS and _answers(draft, earlier):
                yield "answered-before", earlier.proposer
    else:
        yield from (("terms", party) for party in _in_terms(draft, cast))
    if draft.proposer is None:
        return
    if draft.act is not Act.PLEDGE:
        yield from (("exchange", party) for party in _in_exchange(draft, before, after, cast, siding))
    yield from (("counterpart", party) for party in _counterpart(draft, told, siding))
    if draft.act is Act.PLEDGE:
        return  # a pledge is mostly made to nobody in particular
    yield from (("sentence", party) for party in _in_words(draft.sentence, draft, cast))


def _in_exchange(
    draft: Draft, before: Sequence[Draft], after: Sequence[Draft], cast: Cast, siding: Siding
) -> Iterator[Party]:
    """Who spoke to the proposer, or whom the proposer spoke to just before."""
    if draft.proposer is None:
        return
    for other in (*reversed(before[-_NEAR_DRAFTS:]), *_answers_to(draft, after[:_NEAR_DRAFTS])):
        if other.proposer is None or other.recipient is None:
            continue
        if siding.together(other.recipient, draft.proposer):
            yield other.proposer
        elif other in before and other.passage is draft.passage and siding.together(other.proposer, draft.proposer):
            yield other.recipient


def _counterpart(draft: Draft, told: Sequence[Draft], siding: Siding) -> Iterator[Party]:
    """The one other side that the proposer deals with in the story, where there is only one."""
    others: list[Party] = []
    for one, other in ((d.proposer, d.recipient) for d in told):
        for own, far in ((one, other), (other, one)):
            if far is not None and far.actor is not None and siding.together(own, draft.proposer):
                others.append(far)
    if others and all(siding.together(others[0], party) for party in others):
        yield others[0]


def _answers_to(draft: Draft, after: Sequence[Draft]) -> list[Draft]:
    return [d for d in after if d.act in _ANSWERS and likeness(d, draft) >= _LIKE_TERMS]


def _answers(answer: Draft, earlier: Draft) -> bool:
    """Whether an answer is about an earlier proposal: like words, or "parts of the plan" soon after it."""
    if likeness(earlier, answer) >= _LIKE_TERMS:
        return True
    return any(
        t.lemma_ in _PUT_BEFORE and any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in t.children)
        for t in answer.terms
    )


def _in_terms(draft: Draft, cast: Cast) -> Iterator[Party]:
    for token in draft.terms:
        if (token.dep_ in ("pobj", "dative") and token.head.lower_ in _TOWARDS) or token.dep_ == "dative":
            actor = cast.at(token)
            if actor is not None:
                yield _party(actor, token, cast)


def _in_words(words: Words, draft: Draft, cast: Cast) -> Iterator[Party]:
    """The actors of a sentence, those nearest to the act first."""
    for token in sorted(words, key=lambda t: abs(t.i - draft.trigger.token.i)):
        actor = cast.at(token)
        told = token.doc is draft.terms.doc and draft.terms.start <= token.i < draft.terms.end
        if (told and draft.act in _ANSWERS) or any(c.tag_ == "PRP$" for c in token.children):
            continue  # "her Labour Party" is on her side, and what is answered is not who is
        if (
            actor is not None
            and token.pos_ == "PROPN"
            and (
                token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative")
                or (token.dep_ == "pobj" and token.head.lower_ in _TOWARDS)
            )
        ):
            party = _party(actor, token, cast)
            if not same(party, draft.speaker):
                yield party


def _party(actor: Actor, token: Token, cast: Cast) -> Party:
    return Party(short_name(actor.name), actor.id, cast.mention(token))
