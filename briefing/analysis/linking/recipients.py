"""To whom, where no phrase of the act itself says it. News seldom writes "to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.actors.siding import Siding, same
from briefing.analysis.acts.drafts import Draft
from briefing.analysis.linking import choosing
from briefing.analysis.linking.counterparts import Surroundings, is_bid
from briefing.analysis.linking.likeness import likeness
from briefing.core.analysis import Act, Party

_LIKE_TERMS = 0.4


def addressed(drafts: Sequence[Draft], around: Surroundings) -> list[Draft]:
    """The drafts of a story, each with the likeliest recipient where it had none.

    Its place is "answered-before" or "still" where a draft before tells it, "bid-for" where other bids do, "met" where
    the two have met, and "likely" where it was chosen.
    """
    return [_addressed(drafts, at, around) for at in range(len(drafts))]


def is_unaddressed(draft: Draft) -> bool:
    """Whether a draft may have a recipient, and has none yet."""
    return draft.recipient is None and draft.proposer is not None


def _addressed(drafts: Sequence[Draft], at: int, around: Surroundings) -> Draft:
    draft = drafts[at]
    if not is_unaddressed(draft):
        return draft
    told = {
        "answered-before": _answered(drafts, at),
        "still": _still(drafts, at, around.siding),
        "bid-for": _bid_for(drafts, at),
        "met": _met(draft, around),
    }
    for place, party in told.items():
        if party is not None and not around.siding.together(party, draft.proposer):
            return _with_recipient(draft, place, party)
    choice = choosing.load().choose(around.candidates(drafts, at), choosing.nobody(draft))
    return draft if choice is None else _with_recipient(draft, "likely", choice.candidate.party, choice.chance)


def _with_recipient(draft: Draft, place: str, party: Party, likely: float = 1.0) -> Draft:
    return replace(draft, recipient=party, places=(draft.places[0], place, draft.places[2]), likely=likely)


def _answered(drafts: Sequence[Draft], at: int) -> Party | None:
    """Whose proposal an answer in like words is about."""
    draft = drafts[at]
    if draft.act.opens:
        return None
    like = (d for d in reversed(drafts[:at]) if d.act.opens and likeness(d, draft) >= _LIKE_TERMS)
    return next((d.proposer for d in like if d.proposer is not None), None)


def _still(drafts: Sequence[Draft], at: int, siding: Siding) -> Party | None:
    """To whom the proposer has spoken just before, in the same paragraph."""
    draft = drafts[at]
    if at == 0 or draft.act is Act.PLEDGE:
        return None
    before = drafts[at - 1]
    told_on = before.passage is draft.passage and siding.together(before.proposer, draft.proposer)
    return before.recipient if told_on else None


def _bid_for(drafts: Sequence[Draft], at: int) -> Party | None:
    """The company that all the other bids of the story are for."""
    if drafts[at].act.is_answer or not is_bid(drafts[at]):
        return None
    bids = [d for i, d in enumerate(drafts) if i != at and d.act.opens and is_bid(d)]
    targets = [d.recipient for d in bids if d.recipient is not None]
    return targets[0] if targets and all(same(target, targets[0]) for target in targets) else None


def _met(draft: Draft, around: Surroundings) -> Party | None:
    """Whom the proposer has met, where it puts something."""
    return None if draft.act.is_answer else around.met(draft)
