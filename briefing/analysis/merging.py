"""One record for one proposal: drafts that tell the same act are joined, answers are tied to what they answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as Words

from briefing.analysis.drafts import Draft, same
from briefing.analysis.siding import Siding
from briefing.core.analysis import Act

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "for",
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "and",
        "or",
        "as",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "my",
        "this",
        "that",
        "these",
        "those",
        "is",
        "are",
        "be",
        "been",
        "was",
        "were",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "can",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "some",
        "any",
        "more",
        "most",
        "also",
        "not",
        "no",
        "so",
    ]
)
_NEAR = (frozenset({Act.OFFER, Act.PROPOSE, Act.PLEDGE}), frozenset({Act.ACCEPT, Act.PLEDGE}))
_REACH, _BARE_REACH = 6, 2
"""Drafts back that an answer may be about: "the offer", and a mere "refused"."""

_SAME_TERMS = 0.5
_SAME_TERMS_OF_SAME_SIDES = 0.45
_STEM = 6
"""Letters of a word that count: "resign" and "resignation" are one."""
_PUT = frozenset({Act.OFFER, Act.PROPOSE, Act.DEMAND, Act.PLEDGE, Act.THREATEN})


def words(text: str) -> frozenset[str]:
    """The content words of a text, lower-cased, without plural s, as stems."""
    found = (re.sub(r"(?<=[a-z]{3})s$", "", w) for w in re.findall(r"[a-z0-9][a-z0-9.,-]*", text.lower()))
    return frozenset(w.strip(".,-")[:_STEM] for w in found if w not in _STOP)


def _content(terms: Words) -> frozenset[str]:
    """The content words of terms; states count only where there is nothing else."""
    matter = words(" ".join(t.text for t in terms if t.ent_type_ not in ("GPE", "NORP")))
    return matter or words(terms.text)


def likeness(one: Draft, other: Draft) -> float:
    """How much the terms of two drafts share, from 0 to 1 (F1 of their content words)."""
    a, b = _content(one.terms), _content(other.terms)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def near(one: Act, other: Act) -> bool:
    """Whether two acts are the same or next to each other."""
    return one is other or any({one, other} <= group for group in _NEAR)


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


def merged(drafts: Sequence[Draft], siding: Siding) -> list[Draft]:
    """Drafts that tell one act made one, the fullest telling first and the others as its further evidence."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((g for g in groups if any(_one_act(draft, member, siding) for member in g)), None)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    return [_joined(group) for group in groups]


def _one_act(one: Draft, other: Draft, siding: Siding) -> bool:
    if one.negated != other.negated or not near(one.act, other.act):
        return False
    if _goes_along(one, other):
        return True
    if one.proposer is not None and other.proposer is not None and not siding.together(one.proposer, other.proposer):
        return bool(
            one.act is Act.ACCEPT and same(one.proposer, other.recipient) and likeness(one, other) >= _SAME_TERMS
        )
    enough = _SAME_TERMS_OF_SAME_SIDES if siding.together(one.recipient, other.recipient) else _SAME_TERMS
    return likeness(one, other) >= enough or _within(one, other)


def _goes_along(one: Draft, other: Draft) -> bool:
    """Whether one act only spells out the other: "proposed to resume sales, offering two million tons"."""
    a, b = one.trigger.token, other.trigger.token
    return a.doc is b.doc and any(
        x.dep_ == "advcl" and x.tag_ == "VBG" and y in (x.head, x.head.head) for x, y in ((a, b), (b, a))
    )


def _within(one: Draft, other: Draft) -> bool:
    """Whether the terms of one stand inside those of the other, in the same words of the text."""
    a, b = one.terms, other.terms
    return a.doc is b.doc and a.start < b.end and b.start < a.end


def _joined(group: list[Draft]) -> Draft:
    best = max(group, key=_fullness)
    others = tuple(d for d in group if d is not best)
    return replace(
        best,
        proposer=best.proposer or next((d.proposer for d in others if d.proposer), None),
        recipient=best.recipient
        or next((d.recipient for d in others if d.recipient and not same(d.recipient, best.proposer)), None),
        also=others,
    )


def _fullness(draft: Draft) -> float:
    return (
        (draft.proposer is not None)
        + (draft.recipient is not None)
        + draft.trigger.entry.weight
        - (draft.standing.hedged or not draft.standing.real)
        + 0.01 * min(len(draft.terms), 12)
    )
