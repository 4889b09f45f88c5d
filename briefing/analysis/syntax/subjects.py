"""Who does a verb and whose a noun is, also where that is inherited over "and", "to …" and relative clauses."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.syntax.tree import (
    DEPTH,
    FINITE,
    SUBJECTS,
    antecedent,
    child,
    has_modal,
    is_finite,
    is_infinitive,
    is_passive,
    is_verbal,
    own_subject,
    preposition,
)
from briefing.analysis.vocabulary import words

_CLAUSES = frozenset({"ccomp", "advcl", "conj", "parataxis", "dep", "amod", "acomp", "attr", "oprd"})
"""How what takes over the subject of the word above it hangs on that."""
_FAR_LEFT = 8


def subject(verb: Token) -> Token | None:
    """Who or what the clause of this verb is about, inherited where the verb has none of its own."""
    current = verb
    for _ in range(DEPTH):
        own = own_subject(current)
        if own is not None:
            return own
        parent: Token = current.head
        if parent == current:
            return None
        if current.dep_ == "conj" and is_finite(current):
            parent = _sharing_verb(parent)
        elif current.dep_ == "xcomp":
            controller = child(parent, "dobj", "dative")
            if controller is not None and controller.i < current.i and not _subject_control(parent):
                return antecedent(controller)
            if parent.pos_ in ("ADJ", "NOUN") and parent.dep_ in ("acomp", "attr"):
                parent = parent.head
        elif current.dep_ in ("acl", "relcl"):
            return _clause_noun(current, parent)
        elif current.dep_ == "pcomp":
            if (kept_from := _kept_from(parent)) is not None:
                return antecedent(kept_from)
            parent = parent.head
            if parent.pos_ in ("NOUN", "PROPN"):
                return holder(parent)
        elif current.dep_ == "ccomp" and current.tag_ not in ("VB", "VBG"):
            subjects = [c for c in parent.children if c.dep_ == "nsubj"]
            return subjects[0] if len(subjects) > 1 else None  # "Shell, whose rigs stand idle, has offered …"
        elif current.dep_ not in _CLAUSES:
            return None
        current = parent
    return None


def _sharing_verb(verb: Token) -> Token:
    """The verb, or the nearest above it, that shares its subject: "[accused] it of lying and called on …"."""
    while verb.head != verb and not (is_finite(verb) or has_modal(verb)):
        verb = verb.head
    return verb


def _kept_from(preposition: Token) -> Token | None:
    """Who would do what stands behind a preposition: "keep [holders] from selling", "accuse [them] of refusing"."""
    governor = preposition.head
    if preposition.lower_ not in words("syntax.object_control_prepositions") or not is_verbal(governor):
        return None
    return child(governor, "dobj")


def _subject_control(verb: Token) -> bool:
    return verb.lemma_ in words("syntax.subject_control_verbs")


def _clause_noun(verb: Token, noun: Token) -> Token | None:
    """The subject of a clause that hangs on a noun: the noun itself, or for "its plan to sell" the planner."""
    if verb.tag_ == "VB" or is_infinitive(verb):
        return holder(noun)
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and is_passive(verb):
        return None
    return noun


def holder(noun: Token) -> Token | None:
    """Whose a nominal is: possessor, "by …", "of …" of a party, or the subject of the verb that it is the object of."""
    own = child(noun, "poss")
    if own is not None:
        return own
    by = preposition(noun, *words("syntax.agent_prepositions"))
    if by is not None:
        return by
    if noun.dep_ in ("dobj", "attr", "oprd"):
        return subject(noun.head)
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and is_verbal(noun.head.head):
        return subject(noun.head.head)
    if noun.dep_ == "conj":
        return holder(noun.head)
    return None


def agent(verb: Token) -> Token | None:
    """Who does it: the subject of an active verb, the "by …" of a passive one."""
    if not is_passive(verb):
        return subject(verb) or _noun_before(verb)
    by = child(verb, "agent")
    found = None if by is None else child(by, "pobj")
    if found is None:
        found = preposition(verb, *words("syntax.agent_prepositions"))
    if found is None:  # "was invited to talks by Ethiopia" hangs the agent on the last noun
        far = (
            t
            for t in verb.subtree
            if t.lower_ in words("syntax.agent_prepositions") and t.i > verb.i and t.head.pos_ in ("NOUN", "PROPN")
        )
        found = next((child(by, "pobj") for by in far), None)
    return found


def _noun_before(verb: Token) -> Token | None:
    """The noun right before a finite verb that the parser gave no subject."""
    if verb.tag_ not in FINITE:
        return None
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].pos_ in ("AUX", "ADV"):
        i -= 1
    return verb.doc[i] if i >= verb.sent.start and verb.doc[i].pos_ in ("NOUN", "PROPN") else None


def possessor(noun: Token) -> Token | None:
    """Whose the noun is, also where the parser lost it: "Williams' 432.7p per share offer"."""
    own = child(noun, "poss")
    if own is not None:
        return own
    for i in range(noun.i - 1, max(noun.i - _FAR_LEFT, noun.sent.start), -1):
        before = noun.doc[i]
        if before.tag_ == "POS":
            return noun.doc[i - 1]
        if before.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "ADP", "SYM", "ADV") or (
            before.dep_ in SUBJECTS and before.pos_ != "NUM"
        ):
            return None
    return None
