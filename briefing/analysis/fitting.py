"""Whether an entry of the lexicon fits a word where it stands."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.clauses import asked_clause, for_clause, is_wanted, noun_clause
from briefing.analysis.entries import WORD_CLASSES, Entry
from briefing.analysis.syntax import is_infinitive, is_passive, preposition


def fits(entry: Entry, token: Token) -> bool:
    """Whether the word is what the entry asks for, with all that must hang on it."""
    if token.pos_ not in WORD_CLASSES[entry.word_class]:
        return False
    if token.pos_ == "PROPN" and token.ent_type_:
        return False
    if entry.word_class == "adjective" and (
        token.dep_ in ("oprd", "amod") or (token.pos_ == "VERB" and token.tag_ != "VBN")
    ):
        return False
    if entry.word_class == "preposition" and not (token.dep_ == "prep" and token.head.lemma_ == "be"):
        return False
    if entry.word_class == "verb" and token.dep_ in ("amod", "compound") and token.tag_ in ("VBN", "VBG"):
        return False
    children = {c.lower_ for c in token.children} | {c.lemma_.lower() for c in token.children}
    if token.head.dep_ != "ROOT" or token.dep_ == "acomp":
        children |= {c.lower_ for c in token.head.children if token.dep_ == "acomp" and c.dep_ in ("prep", "prt")}
    if entry.never and (children & set(entry.never) or ("object" in entry.never and _objects(token))):
        return False
    if not all(word in children or _below(token, word) for word in entry.companions):
        return False
    if entry.objects and not any({t.lemma_.lower(), t.lower_} & set(entry.objects) for t in _objects(token)):
        return False
    return not entry.any_of or any(_has(token, children, place) for place in entry.any_of)


def _below(token: Token, word: str) -> bool:
    """Whether a particle or preposition stands right behind the word or its object, wherever the parser hung it."""
    return any(
        g.lower_ == word and g.dep_ in ("prep", "prt", "advmod", "pcomp", "prep")
        for c in token.children
        if c.dep_ in ("prep", "prt", "advmod", "dobj", "acomp")
        for g in c.children
    )


def _has(token: Token, children: set[str], place: str) -> bool:
    if place == "clause":
        if token.pos_ == "NOUN" and noun_clause(token) is not None:
            return True
        if asked_clause(token) is not None:
            return True
        return any(c.dep_ in ("xcomp", "ccomp", "acl", "relcl") and c.i > token.i for c in token.children)
    if place == "infinitive":
        below = asked_clause(token)
        return below is not None and is_infinitive(below)
    if place == "wanted":
        below = asked_clause(token)
        return below is not None and is_wanted(below)
    if place == "bare":
        return not any(c.dep_ in ("dobj", "xcomp", "ccomp", "prep", "prt", "agent") for c in token.children)
    if place == "we":
        return bool(_objects(token)) and any(c.dep_ == "nsubj" and c.lower_ == "we" for c in token.children)
    if place == "unless":
        return any(t.lower_ == "unless" for t in token.rights for t in t.subtree)
    if place == "warned":
        return any(t.lemma_ == "warn" for t in (token.head, *token.children) if t.pos_ == "VERB")
    if place == "modified":
        return any(c.dep_ in ("compound", "amod", "nmod") for c in token.lefts)
    if place == "object":
        return bool(_objects(token))
    if preposition(token, place) is not None or (place == "for" and for_clause(token) is not None):
        return True
    return place in children or _below(token, place)


def _objects(verb: Token) -> list[Token]:
    labels = ("dobj", "oprd", "attr") if not is_passive(verb) else ("nsubjpass",)
    found = [c for c in verb.children if c.dep_ in labels]
    if not found and verb.dep_ in ("acl", "relcl"):
        found = [verb.head]
    return found
