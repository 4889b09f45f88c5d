"""The terms of an offer: the shortest phrase that says what is put."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.syntax.subjects import possessor
from briefing.analysis.syntax.tree import SUBJECTS, is_infinitive, is_verbal

LONGEST = 24
_NEAR = 4
"""Words before a verb of which a "not" among them is part: "not to be cowed"."""
_QUOTES = frozenset("\"'“”‘’«»`") | {"``", "''"}
_EDGE = frozenset(",;:.-–—()[]") | _QUOTES | {"--"}
_LEFT_OUT = frozenset({"advcl", "parataxis", "appos", "punct", "cc", "mark", "dep", "meta", "intj"})


def phrase(head: Token, without: Token | None = None, with_subject: bool = False) -> Span:
    """The phrase of the head, cut to what matters: no subject unless asked for, no asides, no mention of `without`."""
    doc, allowed = head.doc, LONGEST
    left = _first_token(head, with_subject)
    if without is not None and without.head == head and without.dep_ != "poss" and without.left_edge.i == left < head.i:
        left = without.i + 1
    kept = sorted(_kept_tokens(head, left, without, 0))
    last = max((i for i in kept if i - left < allowed), default=head.i)
    if last < kept[-1]:
        last = _cut_at(doc, left, last, head.i)
    return _trim(doc, left, _with_pact(doc, last + 1), head.i)


def _with_pact(doc: Doc, end: int) -> int:
    """The end behind a "deal" that the parser takes for a verb: "its own minerals | deal"."""
    after = doc[end] if end < len(doc) else None
    is_pact = after is not None and after.lower_ in vocabulary.words("acts.pacts") and after.dep_ == "dobj"
    return end + 1 if is_pact and doc[end - 1].dep_ == "dobj" else end


def _first_token(head: Token, with_subject: bool) -> int:
    if not is_verbal(head) or (head.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass") and head.tag_ == "VBG"):
        first = head.left_edge.i
        for c in head.lefts:
            if c.dep_ in ("predet",) or c.dep_ == "cc":
                first = c.right_edge.i + 1
            if c.dep_ == "amod" and any(t.dep_ == "nsubj" for t in c.children):
                return c.i + 1  # the verb of the clause, taken for a part of its object
        if first == head.i or not any(c.dep_ in ("poss", "det") for c in head.lefts):
            owner = possessor(head)
            if owner is not None and owner.i < first:
                first = owner.i + 2
        return min(first, head.i)
    if with_subject:
        return min([head.i] + [c.left_edge.i for c in head.lefts if c.dep_ in SUBJECTS or c.dep_ in ("aux", "auxpass")])
    if child_attr := [c for c in head.lefts if _belongs(c, head)]:
        between = [c for c in head.lefts if c.dep_ in SUBJECTS]
        first = min(c.i for c in child_attr)
        if not any(s.i > first for s in between):
            return first
    return head.i


def _belongs(before: Token, verb: Token) -> bool:
    """Whether a word before a verb is part of what is done: "not to be cowed", but no "no longer"."""
    return (
        before.dep_ in ("advmod", "neg", "auxpass")
        and before.i > verb.i - _NEAR
        and before.lower_ not in vocabulary.words("acts.longer")
    )


def _kept_tokens(head: Token, left: int, without: Token | None, depth: int) -> Iterator[int]:
    yield head.i
    for c in head.children:
        if c.i < head.i:
            if c.left_edge.i >= left:
                yield from range(c.left_edge.i, c.right_edge.i + 1)
            continue
        if c.dep_ in _LEFT_OUT or (depth == 0 and c.dep_ == "npadvmod" and not _is_rate(c, head)):
            continue
        if c.dep_ == "relcl" and (_after_comma(c) or depth > 1):
            continue
        if c.dep_ == "conj" and (is_verbal(head) or (is_verbal(c) and not is_verbal(head))):
            continue
        if c.dep_ == "prep" and (_after_comma(c) or c.lower_ in vocabulary.words("acts.circumstances")):
            continue
        if without is not None and c.dep_ in ("prep", "dative") and (without.head == c or without == c):
            continue
        yield from _kept_tokens(c, left, without, depth + 1)


def _is_rate(token: Token, amount: Token) -> bool:
    """Whether the words say for how much of something: "31 dollars a share"."""
    first = token.left_edge
    return first.i == amount.i + 1 and first.lower_ in vocabulary.words("acts.rate_words")


def _after_comma(token: Token) -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in (",", "(", "—", "--", "-")


def _cut_at(doc: Doc, left: int, last: int, head: int) -> int:
    """The end of the last whole phrase before a preposition, a conjunction or a clause."""
    for i in range(last, max(head, left + 4), -1):
        if doc[i].dep_ in ("prep", "cc", "relcl", "acl", "advcl", "mark") or doc[i].text == ",":
            return i - 1
    return last


def _trim(doc: Doc, start: int, end: int, head: int) -> Span:
    end = max(end, head + 1)
    while start < head and (
        doc[start].text in _EDGE or doc[start].is_space or doc[start].lower_ in vocabulary.words("acts.leading_words")
    ):
        start += 1
    while end > head + 1 and (
        doc[end - 1].text in _EDGE or doc[end - 1].is_space or doc[end - 1].dep_ in ("cc", "prep")
    ):
        end -= 1
    return _whole_quotes(doc, start, end)


def _whole_quotes(doc: Doc, start: int, end: int) -> Span:
    """The words with the other half of a pair of quotes that stands right behind them: "a "sea of opportunity""."""
    inside = [t.text for t in doc[start:end]]
    half = (inside.count("“") > inside.count("”")) or inside.count('"') % 2
    closes = end < len(doc) and doc[end].text in ("”", '"')
    return doc[start : end + 1] if half and closes else doc[start:end]


def with_what_follows(words: Span, head: Token, without: Token | None) -> Span:
    """The terms of an object with the phrase right behind it that the parser hung on the verb: "subsidies on wheat"."""
    doc = words.doc
    prep = doc[words.end] if words.end < len(doc) else None
    if (
        prep is None
        or prep.dep_ != "prep"
        or prep.lower_ not in vocabulary.words("acts.term_prepositions")
        or prep.head.i >= head.i
    ):
        return words
    below = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if below is None or below == without or below.ent_type_ in ("DATE", "TIME", "GPE", "PERSON", "ORG", "NORP"):
        return words
    further = phrase(below, without)
    return doc[words.start : further.end] if further.end - words.start <= LONGEST else words


def clause_terms(clause: Token, parties: tuple[Token | None, ...]) -> Span:
    """The terms that a clause says; its subject stays only where it is none of the parties."""
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or (is_infinitive(clause) and subject in parties):
        return phrase(clause, None)
    keep = subject not in parties and subject.pos_ != "PRON"
    return phrase(clause, None, with_subject=keep)


def without_negation(words: Span) -> Span:
    """The terms of what is not done, without the "not"."""
    start = words.start
    while start < words.end - 1 and words.doc[start].dep_ in ("neg", "aux"):
        start += 1
    return words.doc[start : words.end]
