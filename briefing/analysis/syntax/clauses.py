"""The clauses that complete a word: "to …", "that …", "for … to …", and what they make a condition."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.syntax.tree import (
    FINITE,
    RELATIVE,
    child,
    is_infinitive,
    is_verbal,
    own_subject,
    right_behind,
)
from briefing.analysis.vocabulary import words


def purpose(verb: Token) -> Token | None:
    """The "to …" behind a verb's object: "struck a deal to share the gas"."""
    for c in verb.children:
        if (
            c.dep_ == "advcl"
            and c.i > verb.i
            and is_infinitive(c)
            and c.left_edge.lower_ in words("syntax.infinitive_markers")
        ):
            return c
    return None


def clause(head: Token) -> Token | None:
    """The clause that completes the head: "to …", "that …" or a gerund, also after a preposition."""
    for c in head.children:
        if c.dep_ in ("xcomp", "ccomp") and c.i > head.i and (is_verbal(c) or _is_said(c)) and not _attributes(c):
            return c
    found = for_clause(head)
    # "offered on Tuesday to sell": behind a date or a place the parser takes what is offered for a purpose.
    return purpose(head) if found is None and child(head, "dobj", "nsubjpass") is None else found


def asked_clause(verb: Token) -> Token | None:
    """The clause that says what somebody is asked to do, also where the parser takes it for a purpose."""
    found = clause(verb)
    return purpose(verb) if found is None and child(verb, "dobj", "nsubjpass") is not None else found


def _is_said(noun: Token) -> bool:
    """Whether a clause has a verb that the parser took for a noun: "proposed that the army hand over"."""
    return child(noun, "nsubj") is not None and any(
        c.dep_ == "mark" and c.lower_ in words("syntax.complementizers") for c in noun.children
    )


def _attributes(clause: Token) -> bool:
    """Whether the clause only says who says it: "…, the envoy said"."""
    return (
        clause.lemma_ in words("syntax.plain_saying_verbs")
        and clause.tag_ in FINITE
        and child(clause, "mark", "ccomp") is None
    )


def lacks_object(verb: Token) -> bool:
    """Whether a finite clause on a noun leaves its object to the noun: "the request that Berlin made"."""
    own = child(verb, "dobj", "ccomp", "xcomp")
    return not is_infinitive(verb) and (
        own is None or own.tag_ in RELATIVE or own.lower_ in words("syntax.complementizers")
    )


def condition(verb: Token) -> Token | None:
    """The subject of what a clause makes its condition: "would close the port if Rome did not pay"."""
    for c in verb.subtree:
        if c.dep_ == "advcl" and any(
            m.dep_ == "mark" and m.lower_ in words("syntax.condition_conjunctions") for m in c.children
        ):
            return own_subject(c)
    return None


def for_clause(head: Token) -> Token | None:
    """The clause of "called for Iran to stop", which the parser takes for an adverbial one."""
    for c in head.children:
        if (
            c.dep_ == "advcl"
            and c.i > head.i
            and any(m.dep_ == "mark" and m.lower_ in words("syntax.clause_prepositions") for m in c.children)
        ):
            return c
    return None


def noun_clause(noun: Token) -> Token | None:
    """The clause that completes a noun: "an offer to …", "a demand that …"."""
    for c in noun.children:
        if c.i > noun.i and is_verbal(c):
            if c.dep_ in ("ccomp", "xcomp"):
                return c
            if c.dep_ in ("acl", "relcl") and is_infinitive(c):
                return c
            if c.dep_ in ("acl", "relcl") and _says_that(c):
                return c
    behind = right_behind(noun)
    return behind if behind is not None and behind.dep_ in ("xcomp", "advcl") and is_infinitive(behind) else None


def _says_that(clause: Token) -> bool:
    """Whether the clause tells what a noun is about: "a demand that Iran stop"."""
    thats = [c for c in clause.children if c.lower_ in words("syntax.complementizers")]
    return bool(thats) and (clause.tag_ == "VB" or any(c.dep_ == "mark" for c in thats))


def is_wanted(clause: Token) -> bool:
    """Whether the clause says what somebody should do: a subjunctive, or with "should" or "must"."""
    modals = [c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")]
    if modals:
        return any(m in words("syntax.wish_modals") for m in modals)
    own = own_subject(clause)
    unlike = own is not None and own.tag_ in ("NN", "NNP") and clause.tag_ == "VBP"  # "insists that the budget include"
    return clause.tag_ == "VB" or unlike
