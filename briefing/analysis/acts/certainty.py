"""How surely the words of a candidate say its act, and what makes that less sure.

The numbers are weights by hand, set so that the written gold is found best; the chance that a reader sees is fitted
(`scoring/calibration.py`) and takes this certainty as one of its traits.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.actors.same_side import is_same_party
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.places import Place
from briefing.analysis.syntax.tree import is_passive
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act

FLOOR = 0.5
"""Candidates below are left out: a false line costs a reader more trust than a missing one."""


def certainty(candidate: ActCandidate) -> float:
    """How surely the words say an act of somebody, from 0 to 1."""
    standing = candidate.standing
    if not standing.real or standing.background:
        return 0.0
    if candidate.trigger.entry.word_class == "modal" and not _is_bound(candidate):
        return 0.0
    nameless = candidate.recipient is None or not candidate.recipient.name[0].isupper()
    if candidate.trigger.entry.frame.name == "available" and nameless:  # "the form is available to applicants"
        return 0.0
    unaddressed = candidate.recipient is None or candidate.places.whom is Place.OWNER
    if candidate.proposer is None and unaddressed and candidate.trigger.entry.word_class == "noun":
        return 0.0
    score = candidate.trigger.entry.weight - sum(less for less, _ in weaknesses(candidate))
    if candidate.recipient is not None:
        score += 0.1
    return min(max(score, 0.0), 1.0)


def weaknesses(candidate: ActCandidate) -> Iterator[tuple[float, str]]:
    """What makes it less sure that the words say this act of somebody: how much, and why."""
    standing = candidate.standing
    answer = candidate.act.is_answer
    if candidate.proposer is None:
        yield _cost_of_nobody(candidate)
    if standing.purpose:
        yield 0.4 if answer else 0.25, "it is what something else was done for"
    if standing.hedged:
        yield 0.4 if answer else 0.25, "it is only planned or tried"
    if candidate.trigger.entry.frame.name == "nominal-pact" and candidate.places.who is Place.POSSESSIVE:
        yield 0.4, "the pact is somebody's, and may be an old one"
    if candidate.act is Act.ACCEPT and candidate.negated:
        yield 0.2, "it has not happened yet"


def _cost_of_nobody(candidate: ActCandidate) -> tuple[float, str]:
    """What it costs that nobody is named as the one who does it."""
    if candidate.doer == "nobody":
        return 0.0 if candidate.recipient is not None else 0.4, "it is said of nobody"
    if candidate.doer:
        return {"pronoun": 0.2, "thing": 0.6}[candidate.doer], f"who does it is only a {candidate.doer}"
    asked = candidate.recipient is not None and candidate.places.whom in (Place.PERSON, Place.DOER, Place.GIVEN_TIME)
    return 0.2 if asked and is_passive(candidate.trigger.token) else 0.3, "who does it is not named"


def _was_refused(candidate: ActCandidate) -> bool:
    """Whether the story itself tells a refusal: "the bank would not renew the loan"."""
    return candidate.trigger.entry.act is Act.REJECT and candidate.speaker is None and not candidate.quoted


def _is_bound(candidate: ActCandidate) -> bool:
    """Whether a bare "will" or "must" binds somebody who is known to act."""
    verb = candidate.trigger.token
    if (
        candidate.proposer is None
        or (candidate.proposer.actor is None and not candidate.own_word)
        or (is_passive(verb) and "passive" not in candidate.trigger.entry.any_of)
        or verb.dep_ in ("relcl", "advcl", "acl")
    ):
        return False
    if candidate.trigger.entry.lemma == "would" and not (candidate.own_word or _was_refused(candidate)):
        return False
    if candidate.trigger.entry.frame.name == "must-do":
        return candidate.recipient is not None or is_passive(verb)
    return is_same_party(candidate.proposer, candidate.speaker) or not any(
        c.dep_ == "nsubj" and c.lower_ in words("acts.pointing_subjects") for c in verb.children
    )
