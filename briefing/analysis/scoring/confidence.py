"""How surely words say an act, and what makes that less sure."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.actors.siding import same
from briefing.analysis.acts.drafts import Draft
from briefing.analysis.scoring import believing
from briefing.analysis.syntax.syntax import is_passive
from briefing.core.analysis import Act

FLOOR = 0.5
"""Drafts below are left out: a false line costs a reader more trust than a missing one."""


_PLAIN_WEIGHT = 0.65


def confidence(draft: Draft) -> float:
    """How surely the words say an act of somebody, from 0 to 1."""
    standing = draft.standing
    if not standing.real or standing.background:
        return 0.0
    if draft.trigger.entry.word_class == "modal" and not _is_bound(draft):
        return 0.0
    nameless = draft.recipient is None or not draft.recipient.name[0].isupper()
    if draft.trigger.entry.frame.name == "available" and nameless:  # "the form is available to applicants"
        return 0.0
    unaddressed = draft.recipient is None or draft.places[1] == "owner"
    if draft.proposer is None and unaddressed and draft.trigger.entry.word_class == "noun":
        return 0.0
    score = draft.trigger.entry.weight - sum(less for less, _ in _weaknesses(draft))
    if draft.recipient is not None:
        score += 0.1
    return min(max(score, 0.0), 1.0)


def doubts(draft: Draft) -> Iterator[str]:
    """A sentence for each thing that makes a draft less sure."""
    if draft.trigger.entry.weight < _PLAIN_WEIGHT:
        yield "the word alone often says something else"
    yield from (reason for _, reason in _weaknesses(draft))
    yield from believing.against(draft)


def _weaknesses(draft: Draft) -> Iterator[tuple[float, str]]:
    """What makes it less sure that the words say this act of somebody: how much, and why."""
    standing = draft.standing
    answer = draft.act.is_answer
    if draft.proposer is None:
        yield _unnamed(draft)
    if standing.purpose:
        yield 0.4 if answer else 0.25, "it is what something else was done for"
    if standing.hedged:
        yield 0.4 if answer else 0.25, "it is only planned or tried"
    if draft.trigger.entry.frame.name == "nominal-pact" and draft.places[0] == "possessive":
        yield 0.4, "the pact is somebody's, and may be an old one"
    if draft.act is Act.ACCEPT and draft.negated:
        yield 0.2, "it has not happened yet"


def _unnamed(draft: Draft) -> tuple[float, str]:
    """What it costs that nobody is named as the one who does it."""
    if draft.doer == "nobody":
        return 0.0 if draft.recipient is not None else 0.4, "it is said of nobody"
    if draft.doer:
        return {"pronoun": 0.2, "thing": 0.6}[draft.doer], f"who does it is only a {draft.doer}"
    asked = draft.recipient is not None and draft.places[1] in ("person", "asked", "given-time")
    return 0.2 if asked and is_passive(draft.trigger.token) else 0.3, "who does it is not named"


def _was_refused(draft: Draft) -> bool:
    """Whether the story itself tells a refusal: "the bank would not renew the loan"."""
    return draft.trigger.entry.act is Act.REJECT and draft.speaker is None and not draft.quoted


def _is_bound(draft: Draft) -> bool:
    """Whether a bare "will" or "must" binds somebody who is known to act."""
    verb = draft.trigger.token
    if (
        draft.proposer is None
        or (draft.proposer.actor is None and not draft.own_word)
        or (is_passive(verb) and "passive" not in draft.trigger.entry.any_of)
        or verb.dep_ in ("relcl", "advcl", "acl")
    ):
        return False
    if draft.trigger.entry.lemma == "would" and not (draft.own_word or _was_refused(draft)):
        return False
    if draft.trigger.entry.frame.name == "must-do":
        return draft.recipient is not None or is_passive(verb)
    return same(draft.proposer, draft.speaker) or not any(
        c.dep_ == "nsubj" and c.lower_ in ("it", "that", "this") for c in verb.children
    )
