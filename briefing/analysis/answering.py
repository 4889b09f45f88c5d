"""Answers tied to what they answer: "rejected the offer", "refused"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.drafts import Draft, same
from briefing.core.analysis import Act

_REACH, _BARE_REACH = 6, 2
"""Drafts back that an answer may be about: "the offer", and a mere "refused"."""
_PUT = frozenset({Act.OFFER, Act.PROPOSE, Act.DEMAND, Act.PLEDGE, Act.THREATEN})


def tied(drafts: Sequence[Draft]) -> list[Draft]:
    """Answers that only point back take the terms, and the other side, of what they answer; the rest that add
    nothing are left out."""
    kept: list[Draft] = []
    for draft in drafts:
        if not draft.points_back:
            kept.append(draft)
            continue
        if draft.act not in (Act.ACCEPT, Act.REJECT):
            continue
        before = _answered(draft, kept)
        if before is None:
            continue
        kept.append(
            replace(
                draft,
                terms=before.terms,
                recipient=draft.recipient or before.proposer,
                borrowed=before,
                points_back=False,
            )
        )
    return kept


def _answered(answer: Draft, before: Sequence[Draft]) -> Draft | None:
    """The latest proposal before the answer that somebody else put."""
    bare = answer.places[2] == ""
    for draft in reversed(before[-(_BARE_REACH if bare else _REACH) :]):
        if draft.act not in _PUT or draft.negated or same(draft.proposer, answer.proposer):
            continue
        if answer.recipient is not None and not same(draft.proposer, answer.recipient):
            continue
        if bare and draft.recipient is not None and not same(draft.recipient, answer.proposer):
            continue
        return draft
    return None
