"""What a verb is about: what is done, given or put."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.syntax.subjects import subject
from briefing.analysis.syntax.tree import antecedent, child, is_infinitive, is_passive, own_subject


def patient(verb: Token) -> Token | None:
    """What is done or given: object, subject of a passive, or the noun that a participle or relative modifies."""
    if is_passive(verb):
        if verb.dep_ in ("acl", "amod"):
            noun: Token = verb.head
            return noun
        own = child(verb, "nsubjpass", "nsubj")
        if own is not None:
            return antecedent(own)
        return subject(verb) if verb.dep_ in ("xcomp", "conj", "relcl", "ccomp", "advcl") else None
    found = child(verb, "dobj", "oprd")
    if found is not None:
        return antecedent(found)
    if verb.dep_ == "amod" and child(verb, "nsubj") is not None:  # "Rome offered | ships": taken for "offered ships"
        swallowed: Token = verb.head
        return swallowed
    if child(verb, "xcomp", "ccomp") is not None:
        return None
    return gap(verb) or _shared_object(verb)


def gap(verb: Token) -> Token | None:
    """The noun before a relative clause that lacks it: "the gas that it sells", "the gas that it is ready to sell"."""
    clause = verb
    while clause.dep_ in ("xcomp", "acomp") and child(clause.head, "dobj") is None:
        clause = clause.head
    noun: Token = clause.head
    if clause.dep_ != "relcl" or _fills_a_preposition(clause, noun) or _fills_a_preposition(verb, noun):
        return None
    own = own_subject(clause)
    put = own is None and is_infinitive(clause) and noun.pos_ in ("NOUN", "PROPN")  # "has gas to sell"
    return noun if put or own not in (None, noun) else None


def _fills_a_preposition(verb: Token, noun: Token) -> bool:
    """Whether the noun is no object of the verb: "a letter in which he offered to …", "the gas that they paid for"."""
    objects = [child(c, "pobj", "pcomp") for c in verb.children if c.dep_ == "prep"]
    return any(o is None or antecedent(o) == noun for o in objects) or any(c.tag_ == "WRB" for c in verb.children)


def _shared_object(verb: Token) -> Token | None:
    """The object of the next of two verbs, where it is that of both: "rejected or ignored the plan"."""
    other = next((c for c in verb.children if c.dep_ == "conj" and c.tag_ == verb.tag_), None)
    between = () if other is None else verb.doc[verb.i + 1 : other.i]
    if other is None or any(t.dep_ not in ("cc", "punct", "advmod", "preconj") for t in between):
        return None
    found = child(other, "dobj")
    return None if found is None else antecedent(found)
