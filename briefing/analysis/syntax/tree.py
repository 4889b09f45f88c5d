"""Plain questions to a dependency parse: children, prepositions, passives.

`subjects.py` finds who does a verb, `objects.py` what is done, `clauses.py` what completes a word.
Tokens are spaCy's; every function answers None, or an empty sequence, where the parse says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from briefing.analysis.vocabulary import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
DEPTH = 12
"""How far up a parse is climbed."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these dependency labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it, in text order."""
    yield token
    for c in token.children:
        if c.dep_ == "conj":
            yield from conjuncts(c)


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a copula."""
    return token.pos_ in ("VERB", "AUX")


def carrying_verb(token: Token) -> Token:
    """The verb that carries the word: itself, the copula of an adjective, or the verb that governs a noun."""
    if is_verbal(token) or token.tag_.startswith("VB"):
        return token
    current = token
    for _ in range(6):
        parent = current.head
        if parent == current or is_verbal(parent):
            return parent
        current = parent
    return token


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, the reduced relative of "a plan offered by …" included."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or _is_main(verb):
        return False
    if verb.dep_ == "conj" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return is_passive(verb.head) and child(verb, "dobj", "ccomp") is None
    if (
        verb.lemma_ in words("syntax.active_past_verbs")
        and child(verb, "agent") is None
        and any(map(is_infinitive, verb.children))
    ):
        return False
    if any(c.dep_ == "aux" for c in verb.children):
        return False
    return verb.dep_ in ("acl", "amod", "advcl") or child(verb, "agent") is not None or _is_had_done(verb)


def _is_had_done(verb: Token) -> bool:
    """Whether somebody has or wants the thing done: "wants the gas shipped", but not "wants the troops gone"."""
    return (
        verb.lemma_ not in words("syntax.intransitive_results")
        and verb.dep_ in ("ccomp", "xcomp")
        and verb.head.lemma_ in words("syntax.causative_verbs")
    )


def _is_main(verb: Token) -> bool:
    """Whether a participle is the verb of a clause that the parser left without one: "Kenya, …, called on …"."""
    noun: Token = verb.head
    behind_comma = verb.dep_ == "acl" and noun.pos_ == "PROPN" and verb.nbor(-1).text == ","
    return behind_comma and (noun.dep_ == "ROOT" or child(verb, "ccomp") is not None)


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself, a relative pronoun resolved to its noun."""
    subject = child(verb, "nsubj", "nsubjpass", "csubj")
    if subject is None:
        auxiliary = child(verb, "auxpass", "aux")
        subject = None if auxiliary is None else child(auxiliary, "nsubj", "nsubjpass")
    if subject is None or subject.dep_ == "csubj":
        return None
    return antecedent(subject)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.tag_ not in RELATIVE and not (
        token.lower_ in words("syntax.complementizers") and token.tag_ in ("WDT", "IN")
    ):
        return token
    clause: Token = token.head
    for _ in range(DEPTH):
        if clause.dep_ == "relcl":
            head: Token = clause.head
            return head
        if clause.head == clause:
            break
        clause = clause.head
    return token


def is_indefinite(noun: Token) -> bool:
    """Whether the noun is only one of its kind: "a mediator"."""
    return any(c.dep_ == "det" and c.lower_ in words("syntax.indefinite_articles") for c in noun.children)


def preposition(head: Token, *names: str) -> Token | None:
    """The object of the first of these prepositions that hangs on the head."""
    for name in names:
        for c in head.children:
            if c.dep_ in ("prep", "dative", "agent", "prt") and c.lower_ == name:
                found = child(c, "pobj", "pcomp")
                if found is not None:
                    return antecedent(found)
        behind = right_behind(head)
        if behind is not None and behind.dep_ == "prep" and behind.lower_ == name:
            return child(behind, "pobj", "pcomp")
    return None


def right_behind(noun: Token) -> Token | None:
    """The word right behind a verb's object, where the parser hung it on the verb: "read Qatar's plan for a truce"."""
    if (
        noun.dep_ not in ("dobj", "nsubjpass", "attr")
        or noun.pos_ not in ("NOUN", "PROPN")
        or noun.i + 1 >= len(noun.doc)
    ):
        return None
    following = noun.nbor()
    return following if following.head == noun.head else _infinitive_at(following, noun.head)


def _infinitive_at(to: Token, verb: Token) -> Token | None:
    clause: Token = to.head
    return (
        clause if to.lower_ in words("syntax.infinitive_markers") and to.dep_ == "aux" and clause.head == verb else None
    )


def far_preposition(head: Token, *names: str) -> Token | None:
    """As `preposition`, also where the parser hung the preposition on the head's object."""
    near = preposition(head, *names)
    if near is not None:
        return near
    for c in head.children:
        if c.lower_ in words("syntax.according"):
            continue
        if c.i > head.i and c.dep_ in ("dobj", "attr", "prt", "advmod", "prep") and not preposition(head, c.lower_):
            inner = (
                child(c, "pobj") if c.lower_ in words("syntax.carrying_prepositions") else None
            )  # "entered into an agreement with Shell"
            below = preposition(c, *names) or (None if inner is None else preposition(inner, *names))
            if below is not None:
                return below
    return None


def is_finite(verb: Token) -> bool:
    """Whether the verb, or the auxiliary before it, has a tense."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ in FINITE or any(c.tag_ in FINITE for c in auxiliaries):
        return True
    # "urged them not to be cowed and proposed that …": behind a participle the tagger takes it for another one
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and not auxiliaries and child(verb, "ccomp") is not None


def has_modal(verb: Token) -> bool:
    """Whether the verb stands with "will", "could" and their like."""
    return any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(c.dep_ == "aux" and c.lower_ in words("syntax.infinitive_markers") for c in verb.children)
