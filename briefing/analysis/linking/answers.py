"""Answers tied to what they answer: "rejected the offer", "refused"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.same_side import Sides, is_same_party
from briefing.analysis.acts.anaphoric_terms import is_no
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.lexicon import Lexicon
from briefing.analysis.acts.places import Place
from briefing.analysis.linking.similarity import similarity
from briefing.analysis.syntax import subjects
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act

_REACH, _BARE_REACH = 6, 2
"""Drafts back that an answer may be about: "the offer", and a mere "refused"."""
_LIKE_TERMS = 0.5
_MAIN = frozenset({"ROOT", "conj", "ccomp"})
_CLOSE, _SHORT = frozenset({"prt", "dobj", "prep", "xcomp", "neg"}), 3
"""What belongs to an answer's verb, and words from which it is long."""


def borrow_terms(candidates: Sequence[ActCandidate], lexicon: Lexicon) -> list[ActCandidate]:
    """Answers that only point back take the terms, and the other side, of what they answer; the rest that add
    nothing are left out."""
    kept: list[ActCandidate] = []
    for candidate in candidates:
        is_repeated = (
            candidate.negated
            and (candidate.proposer or candidate.recipient) is not None
            and _is_any(candidate.terms.root)
        )
        if not candidate.points_back or is_repeated:
            kept.append(candidate)  # "has not promised any" is news though it names nothing
            continue
        if not candidate.act.is_answer:
            continue
        before = _answered_candidate(candidate, kept, lexicon)
        if before is None:
            if _stands_alone(candidate):
                kept.append(replace(candidate, terms=_own_words(candidate), points_back=False))
            continue
        kept.append(
            replace(
                candidate,
                terms=before.terms,
                proposer=candidate.proposer or (before.recipient if _turned_down(candidate, before) else None),
                recipient=candidate.recipient or before.proposer,
                borrowed=before,
                points_back=False,
            )
        )
    return kept


def _is_any(token: Token) -> bool:
    """Whether terms tell that there is none: "any", "nothing", "no pledge"."""
    return (
        token.lower_ in words("linking.any_words")
        or is_no(token)
        or any(c.lower_ in words("linking.any_determiners") for c in token.children)
    )


def _stands_alone(answer: ActCandidate) -> bool:
    """Whether a short answer is news by itself: somebody with a name or a noun says yes or no."""
    verb = answer.trigger.token
    if answer.trigger.entry.word_class != "verb" or answer.proposer is None:
        return False
    if verb.dep_ not in _MAIN and not answer.standing.pending:
        return False
    who = subjects.subject(verb)
    return answer.proposer.actor is not None or (who is not None and who.pos_ == "NOUN")


def _own_words(answer: ActCandidate) -> Words:
    """The answer's verb and what belongs to it closely: "took it", "turned that down"."""
    verb = answer.trigger.token
    closely = (c for c in verb.rights if c.dep_ in _CLOSE and c.right_edge.i - c.left_edge.i < _SHORT)
    return verb.doc[verb.i : max((c.right_edge.i for c in closely), default=verb.i) + 1]


def _turned_down(answer: ActCandidate, put: ActCandidate) -> bool:
    """Whether nobody is named who refuses, but who is refused: "asked the bank for a loan and was turned down"."""
    return (
        answer.proposer is None and answer.places.whom is Place.PERSON and is_same_party(answer.recipient, put.proposer)
    )


def _answered_candidate(answer: ActCandidate, before: Sequence[ActCandidate], lexicon: Lexicon) -> ActCandidate | None:
    """The latest proposal before the answer that somebody else put, to the one who answers if there is such."""
    meant = lexicon.acts_of_noun(answer.terms.root.lemma_.lower())
    latest = None
    bare = answer.places.what is None
    for candidate in reversed(before[-(_BARE_REACH if bare else _REACH) :]):
        if not _is_meant(candidate.act, meant) or candidate.borrowed is not None or candidate.negated:
            continue
        if is_same_party(candidate.proposer, answer.proposer):
            continue
        if answer.recipient is not None and not is_same_party(candidate.proposer, answer.recipient):
            continue
        if is_same_party(candidate.recipient, answer.proposer) or _turned_down(answer, candidate):
            return candidate
        if latest is None and not (bare and candidate.recipient is not None):
            latest = candidate
    return latest


def answered_act(answer: ActCandidate, acts: Sequence[ActCandidate], sides: Sides) -> int | None:
    """The place of what an answer is about among all that a story tells; None where it tells no such thing."""
    if not answer.act.is_answer:
        return None
    best: tuple[float, int] | None = None
    for at, put in enumerate(acts):
        if put.act.is_answer or sides.on_one_side(put.proposer, answer.proposer):
            continue
        known = answer.recipient is not None and put.proposer is not None
        if known and not sides.on_one_side(put.proposer, answer.recipient):
            continue
        tied_to = answer.borrowed is not None and any(d.trigger == answer.borrowed.trigger for d in (put, *put.also))
        alike = 2.0 if tied_to else 1.0 if _inside(put, answer) else similarity(put, answer)
        if alike >= _LIKE_TERMS and (best is None or alike >= best[0]):
            best = (alike, at)
    return None if best is None else best[1]


def _inside(put: ActCandidate, answer: ActCandidate) -> bool:
    """Whether the noun that tells the offer is what the answer's verb is about: "rejected Oman's offer of …"."""
    noun, verb = put.trigger.token, answer.trigger.token
    return noun.doc is verb.doc and noun != verb and verb in (noun.head, noun.head.head)


def _is_meant(act: Act, meant: Collection[Act]) -> bool:
    """Whether an act may be what the noun of an answer means: "the demand" is no offer, "the deal" no demand."""
    return any(act.is_near(one) for one in meant) if meant else act.opens
