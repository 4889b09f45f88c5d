"""To whom, where no phrase of the act itself says it. News seldom writes "to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.actors.same_side import Sides, is_same_party
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.places import Place
from briefing.analysis.linking import ranker
from briefing.analysis.linking.recipient_candidates import RecipientCandidates, is_bid
from briefing.analysis.linking.similarity import similarity
from briefing.core.analysis import Act, Party

_LIKE_TERMS = 0.4


def is_unaddressed(candidate: ActCandidate) -> bool:
    """Whether a candidate may have a recipient, and has none yet."""
    return candidate.recipient is None and candidate.proposer is not None


def with_recipient(candidates: Sequence[ActCandidate], at: int, around: RecipientCandidates) -> ActCandidate:
    """The candidate `candidates[at]`, with the likeliest recipient where it had none.

    Its place says how it was found: one of the last group of `Place`.
    """
    candidate = candidates[at]
    if not is_unaddressed(candidate):
        return candidate
    ways: dict[Place, Party | None] = {
        Place.AUTHOR_BEFORE: _author_of_answered(candidates, at),
        Place.SAME_ADDRESSEE: _last_addressee(candidates, at, around.sides),
        Place.OTHER_BIDS: _bid_for(candidates, at),
        Place.MEETING: _met_by_proposer(candidate, around),
    }
    for place, party in ways.items():
        if party is not None and not around.sides.on_one_side(party, candidate.proposer):
            return _with_recipient(candidate, place, party)
    choice = ranker.load().choose(around.recipients(candidates, at), ranker.nobody(candidate))
    if choice is None:
        return candidate
    return _with_recipient(candidate, Place.LIKELIEST, choice.candidate.party, choice.chance)


def _with_recipient(candidate: ActCandidate, place: Place, party: Party, likely: float = 1.0) -> ActCandidate:
    return replace(candidate, recipient=party, places=candidate.places._replace(whom=place), likely=likely)


def _author_of_answered(candidates: Sequence[ActCandidate], at: int) -> Party | None:
    """Whose proposal an answer in like words is about."""
    candidate = candidates[at]
    if not candidate.act.is_answer:
        return None
    like = (d for d in reversed(candidates[:at]) if d.act.opens and similarity(d, candidate) >= _LIKE_TERMS)
    return next((d.proposer for d in like if d.proposer is not None), None)


def _last_addressee(candidates: Sequence[ActCandidate], at: int, sides: Sides) -> Party | None:
    """To whom the proposer has spoken just before, in the same paragraph."""
    candidate = candidates[at]
    if at == 0 or candidate.act is Act.PLEDGE:
        return None
    before = candidates[at - 1]
    told_on = before.passage is candidate.passage and sides.on_one_side(before.proposer, candidate.proposer)
    return before.recipient if told_on else None


def _bid_for(candidates: Sequence[ActCandidate], at: int) -> Party | None:
    """The company that all the other bids of the story are for."""
    if candidates[at].act.is_answer or not is_bid(candidates[at]):
        return None
    bids = [d for i, d in enumerate(candidates) if i != at and d.act.opens and is_bid(d)]
    targets = [d.recipient for d in bids if d.recipient is not None]
    return targets[0] if targets and all(is_same_party(target, targets[0]) for target in targets) else None


def _met_by_proposer(candidate: ActCandidate, around: RecipientCandidates) -> Party | None:
    """Whom the proposer has met, where it puts something."""
    return None if candidate.act.is_answer else around.met_party(candidate)
