"""Answers tied to what they answer: "rejected the offer", "refused"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from briefing.analysis.acts import Lexicon
from briefing.analysis.drafts import Draft, same
from briefing.analysis.likeness import near
from briefing.core.analysis import Act

_REACH, _BARE_REACH = 6, 2
"""Drafts back that an answer may be about: "the offer", and a mere "refused"."""
_ANY = frozenset({"any", "either", "one", "none", "anything", "nothing", "neither"})
_PUT = frozenset({Act.OFFER, Act.PROPOSE, Act.DEMAND, Act.PLEDGE, Act.THREATEN})


def tied(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Answers that only point back take the terms, and the other side, of what they answer; the rest that add
    nothing are left out."""
    kept: list[Draft] = []
    for draft in drafts:
        told = draft.negated and draft.proposer is not None and draft.terms.root.lower_ in _ANY
        if not draft.points_back or told:
            kept.append(draft)  # "has not promised any" is news though it names nothing
            continue
        if draft.act not in (Act.ACCEPT, Act.REJECT):
            continue
        before = _answered(draft, kept, lexicon)
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


def _answered(answer: Draft, before: Sequence[Draft], lexicon: Lexicon) -> Draft | None:
    """The latest proposal before the answer that somebody else put, to the one who answers if there is such."""
    meant = lexicon.acts_of_noun(answer.terms.root.lemma_.lower())
    latest = None
    bare = answer.places[2] == ""
    for draft in reversed(before[-(_BARE_REACH if bare else _REACH) :]):
        if not _is_meant(draft.act, meant) or draft.borrowed is not None or draft.negated:
            continue
        if same(draft.proposer, answer.proposer):
            continue
        if answer.recipient is not None and not same(draft.proposer, answer.recipient):
            continue
        if same(draft.recipient, answer.proposer):
            return draft
        if latest is None and not (bare and draft.recipient is not None):
            latest = draft
    return latest


def _is_meant(act: Act, meant: Collection[Act]) -> bool:
    """Whether an act may be what the noun of an answer means: "the demand" is no offer, "the deal" no demand."""
    return any(near(act, one) for one in meant) if meant else act in _PUT
