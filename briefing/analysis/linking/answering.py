"""Answers tied to what they answer: "rejected the offer", "refused"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.siding import Siding, same
from briefing.analysis.acts.acts import Lexicon
from briefing.analysis.acts.drafts import Draft
from briefing.analysis.acts.pointing import is_no
from briefing.analysis.linking.likeness import likeness
from briefing.analysis.syntax import subjects
from briefing.core.analysis import Act

_REACH, _BARE_REACH = 6, 2
"""Drafts back that an answer may be about: "the offer", and a mere "refused"."""
_LIKE_TERMS = 0.5
_ANY = frozenset({"any", "either", "one", "none", "anything", "nothing", "neither"})
_MAIN = frozenset({"ROOT", "conj", "ccomp"})
_CLOSE, _SHORT = frozenset({"prt", "dobj", "prep", "xcomp", "neg"}), 3
"""What belongs to an answer's verb, and words from which it is long."""


def tied(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Answers that only point back take the terms, and the other side, of what they answer; the rest that add
    nothing are left out."""
    kept: list[Draft] = []
    for draft in drafts:
        told = draft.negated and (draft.proposer or draft.recipient) is not None and _is_any(draft.terms.root)
        if not draft.points_back or told:
            kept.append(draft)  # "has not promised any" is news though it names nothing
            continue
        if not draft.act.is_answer:
            continue
        before = _answered(draft, kept, lexicon)
        if before is None:
            if _stands_alone(draft):
                kept.append(replace(draft, terms=_own_words(draft), points_back=False))
            continue
        kept.append(
            replace(
                draft,
                terms=before.terms,
                proposer=draft.proposer or (before.recipient if _turned_down(draft, before) else None),
                recipient=draft.recipient or before.proposer,
                borrowed=before,
                points_back=False,
            )
        )
    return kept


def _is_any(token: Token) -> bool:
    """Whether terms tell that there is none: "any", "nothing", "no pledge"."""
    return token.lower_ in _ANY or is_no(token) or any(c.lower_ == "any" for c in token.children)


def _stands_alone(answer: Draft) -> bool:
    """Whether a short answer is news by itself: somebody who is named, or told by a noun, says yes or no."""
    verb = answer.trigger.token
    if answer.trigger.entry.word_class != "verb" or answer.proposer is None:
        return False
    if verb.dep_ not in _MAIN and not answer.standing.pending:
        return False
    who = subjects.subject(verb)
    return answer.proposer.actor is not None or (who is not None and who.pos_ == "NOUN")


def _own_words(answer: Draft) -> Words:
    """The answer's verb and what belongs to it closely: "took it", "turned that down"."""
    verb = answer.trigger.token
    closely = (c for c in verb.rights if c.dep_ in _CLOSE and c.right_edge.i - c.left_edge.i < _SHORT)
    return verb.doc[verb.i : max((c.right_edge.i for c in closely), default=verb.i) + 1]


def _turned_down(answer: Draft, put: Draft) -> bool:
    """Whether nobody is named who refuses, but who is refused: "asked the bank for a loan and was turned down"."""
    return answer.proposer is None and answer.places[1] == "person" and same(answer.recipient, put.proposer)


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
        if same(draft.recipient, answer.proposer) or _turned_down(answer, draft):
            return draft
        if latest is None and not (bare and draft.recipient is not None):
            latest = draft
    return latest


def answered(answer: Draft, told: Sequence[Draft], siding: Siding) -> int | None:
    """The place of what an answer is about among all that a story tells; None where it tells no such thing."""
    if answer.act.opens:
        return None
    best: tuple[float, int] | None = None
    for at, put in enumerate(told):
        if put.act.is_answer or siding.together(put.proposer, answer.proposer):
            continue
        known = answer.recipient is not None and put.proposer is not None
        if known and not siding.together(put.proposer, answer.recipient):
            continue
        tied_to = answer.borrowed is not None and any(d.trigger == answer.borrowed.trigger for d in (put, *put.also))
        alike = 2.0 if tied_to else 1.0 if _inside(put, answer) else likeness(put, answer)
        if alike >= _LIKE_TERMS and (best is None or alike >= best[0]):
            best = (alike, at)
    return None if best is None else best[1]


def _inside(put: Draft, answer: Draft) -> bool:
    """Whether the noun that tells the offer is what the answer's verb is about: "rejected Oman's offer of …"."""
    noun, verb = put.trigger.token, answer.trigger.token
    return noun.doc is verb.doc and noun != verb and verb in (noun.head, noun.head.head)


def _is_meant(act: Act, meant: Collection[Act]) -> bool:
    """Whether an act may be what the noun of an answer means: "the demand" is no offer, "the deal" no demand."""
    return any(act.is_near(one) for one in meant) if meant else act.opens
