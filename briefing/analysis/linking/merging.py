"""One record for one proposal: candidates that tell the same act are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.actors.same_side import Sides, is_same_party
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.linking.similarity import coverage, similarity
from briefing.core.analysis import Act, Part, Party

_SAME_TERMS, _TITLE_TERMS = 0.45, 0.5


def merge_retellings(candidates: Sequence[ActCandidate], sides: Sides) -> list[ActCandidate]:
    """Drafts that tell one act made one, the fullest telling first and the others as its further evidence."""
    groups: list[list[ActCandidate]] = []
    for candidate in candidates:
        home = next((g for g in groups if any(_one_act(candidate, member, sides) for member in g)), None)
        if home is None:
            groups.append([candidate])
        else:
            home.append(candidate)
    return [_join_group(group) for group in groups]


def _one_act(one: ActCandidate, other: ActCandidate, sides: Sides) -> bool:
    if one.negated != other.negated or not one.act.is_near(other.act):
        return False
    if _goes_along(one, other):
        return True
    if _are_two(one.proposer, other.proposer, sides):
        return bool(
            one.act is Act.ACCEPT
            and is_same_party(one.proposer, other.recipient)
            and similarity(one, other) >= _SAME_TERMS
        )
    if _are_two(one.recipient, other.recipient, sides) and one.likely == other.likely == 1:
        return False  # "two billion to Kenya" and "five billion to Ghana"
    return similarity(one, other) >= _SAME_TERMS or _within(one, other) or _retold_by_title(one, other, sides)


def _are_two(one: Party | None, other: Party | None, sides: Sides) -> bool:
    """Whether both are named, and are not on one side."""
    return one is not None and other is not None and not sides.on_one_side(one, other)


def _goes_along(one: ActCandidate, other: ActCandidate) -> bool:
    """Whether one act only spells out the other: "proposed to resume sales, offering two million tons"."""
    a, b = one.trigger.token, other.trigger.token
    return a.doc is b.doc and any(
        x.dep_ == "advcl" and x.tag_ == "VBG" and (y in (x.head, x.head.head) or y.head == x.head)
        for x, y in ((a, b), (b, a))
    )


def _retold_by_title(one: ActCandidate, other: ActCandidate, sides: Sides) -> bool:
    """Whether one is the title's short telling of the other: between the same parties, in some of its words."""
    if (one.passage.part is Part.TITLE) is (other.passage.part is Part.TITLE):
        return False
    title, text = (one, other) if one.passage.part is Part.TITLE else (other, one)
    if _are_two(one.recipient, other.recipient, sides):
        return False
    return one.proposer is not None and other.proposer is not None and coverage(title, text) >= _TITLE_TERMS


def _within(one: ActCandidate, other: ActCandidate) -> bool:
    """Whether the terms of one stand inside those of the other, in the same words of the text."""
    a, b = one.terms, other.terms
    return a.doc is b.doc and a.start < b.end and b.start < a.end


def _join_group(group: list[ActCandidate]) -> ActCandidate:
    best = max(group, key=_fullness)
    others = tuple(d for d in group if d is not best)
    put = [d for d in (best, *others) if d.recipient is not None and not is_same_party(d.recipient, best.proposer)]
    surest = max(put, key=lambda d: d.likely, default=best)
    return replace(
        best,
        proposer=best.proposer or next((d.proposer for d in others if d.proposer), None),
        recipient=surest.recipient,
        likely=surest.likely,
        places=best.places._replace(whom=surest.places.whom),
        also=others,
    )


def _fullness(candidate: ActCandidate) -> float:
    return (
        (candidate.proposer is not None)
        + (candidate.recipient is not None)
        + candidate.trigger.entry.weight
        - (candidate.passage.part is Part.TITLE)
        - (candidate.standing.hedged or not candidate.standing.real)
        + 0.01 * min(len(candidate.terms), 12)
    )
