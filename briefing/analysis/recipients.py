"""To whom, where no phrase of the act itself says it. News seldom writes "to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis import choosing
from briefing.analysis.counterparts import Surroundings
from briefing.analysis.drafts import Draft

GUESSED = "likely"
"""The place of a recipient that the story as a whole tells."""


def addressed(drafts: Sequence[Draft], around: Surroundings) -> list[Draft]:
    """The drafts of a story, each with the likeliest recipient where it had none."""
    return [_addressed(drafts, at, around) for at in range(len(drafts))]


def is_unaddressed(draft: Draft) -> bool:
    """Whether a draft may have a recipient, and has none yet."""
    return draft.recipient is None and draft.proposer is not None


def _addressed(drafts: Sequence[Draft], at: int, around: Surroundings) -> Draft:
    draft = drafts[at]
    if not is_unaddressed(draft):
        return draft
    choice = choosing.load().choose(around.candidates(drafts, at), choosing.nobody(draft))
    if choice is None:
        return draft
    return replace(
        draft,
        recipient=choice.candidate.party,
        places=(draft.places[0], GUESSED, draft.places[2]),
        likely=choice.chance,
    )
