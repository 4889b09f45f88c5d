"""What a verb is about: what is done, given or put."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.subjects import subject
from briefing.analysis.syntax import antecedent, child, is_passive, own_subject


def patient(verb: Token) -> Token | None:
    """What is done or given: object, subject of a passive, or the noun that a participle or relative modifies."""
    if is_passive(verb):
        if verb.dep_ in ("acl", "amod"):
            noun: Token = verb.head
            return noun
        own = child(verb, "nsubjpass")
        if own is not None:
            return antecedent(own)
        return subject(verb) if verb.dep_ in ("xcomp", "conj", "relcl", "ccomp", "advcl") else None
    found = child(verb, "dobj", "oprd")
    if found is not None:
        return antecedent(found)
    if verb.dep_ == "amod" and child(verb, "nsubj") is not None:  # "Rome offered | ships": taken for "offered ships"
        swallowed: Token = verb.head
        return swallowed
    if child(verb, "xcomp", "ccomp") is not None or any(
        c.dep_ == "prep" and child(c, "pobj") is not None and antecedent(child(c, "pobj")) == verb.head  # type: ignore[arg-type]
        for c in verb.children
    ):
        return None  # "a letter in which he offered to …": the noun is not what is offered
    if verb.dep_ == "relcl" and (own_subject(verb) is not None) and own_subject(verb) != verb.head:
        gap: Token = verb.head
        return gap
    return None
