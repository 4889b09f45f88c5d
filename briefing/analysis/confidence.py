"""How sure a draft is to be a right line of the panel."""

from __future__ import annotations

from briefing.analysis.drafts import Draft, same
from briefing.analysis.syntax import is_passive
from briefing.core.analysis import Act

FLOOR = 0.5
"""Drafts below are left out: a false line costs a reader more trust than a missing one."""


_MOST, _LEAST = 0.75, 0.1


def chance(draft: Draft) -> float:
    """How likely every part of the line is right, from 0 to 1: the figures come from annotated stories."""
    likely = 0.3 + 1.2 * (draft.confidence - FLOOR)
    if draft.proposer is None or draft.proposer.actor is None:
        likely -= 0.2
    if draft.likely < 1:
        likely -= 0.2
    return min(max(likely, _LEAST), _MOST)


def confidence(draft: Draft) -> float:
    """How surely the words say an act of somebody, from 0 to 1."""
    standing = draft.standing
    if not standing.real or standing.background:
        return 0.0
    score = draft.trigger.entry.weight
    if draft.trigger.entry.word_class == "modal" and not _is_bound(draft):
        return 0.0
    if draft.proposer is None:
        score -= {"pronoun": 0.2, "thing": 0.6}.get(draft.doer, 0.3)
    if draft.recipient is not None:
        score += 0.1
    unaddressed = draft.recipient is None or draft.places[1] == "owner"
    if draft.proposer is None and unaddressed and draft.trigger.entry.word_class == "noun":
        return 0.0
    if standing.purpose:
        score -= 0.4 if draft.act in (Act.ACCEPT, Act.REJECT) else 0.25
    if standing.hedged:
        score -= 0.4 if draft.act in (Act.ACCEPT, Act.REJECT) else 0.25
    if draft.trigger.entry.frame.name == "nominal-pact" and draft.places[0] == "possessive":
        score -= 0.4
    if draft.act is Act.ACCEPT and draft.negated:
        score -= 0.2
    return min(max(score, 0.0), 1.0)


def _is_bound(draft: Draft) -> bool:
    """Whether a bare "will" or "must" binds somebody who is known to act."""
    verb = draft.trigger.token
    if (
        draft.proposer is None
        or draft.proposer.actor is None
        or is_passive(verb)
        or verb.dep_ in ("relcl", "advcl", "acl")
    ):
        return False
    if draft.trigger.entry.lemma == "would" and not same(draft.proposer, draft.speaker):
        return False
    if draft.trigger.entry.frame.name == "must-do":
        return draft.recipient is not None
    return same(draft.proposer, draft.speaker) or not any(
        c.dep_ == "nsubj" and c.lower_ in ("it", "that", "this") for c in verb.children
    )
