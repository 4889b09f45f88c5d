"""Questions to a dependency parse: who does a verb, what is done, and where a phrase ends.

Tokens are spaCy's; every function answers None, or an empty sequence, where the parse says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "ROOT", "parataxis", "dep", "amod"})
_DEPTH = 12
_FAR_LEFT = 8
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CONDITIONS = frozenset({"if", "unless", "until"})
_NO_PASSIVE = frozenset({"offer", "agree", "refuse", "decline", "threaten", "pledge", "promise", "vow", "volunteer"})
"""Of these "museums offered to …" is no passive, though the parser may take it for one."""


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


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, the reduced relative of "a plan offered by …" included."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or _is_main(verb):
        return False
    if verb.dep_ == "conj" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return is_passive(verb.head) and child(verb, "dobj") is None
    if verb.lemma_ in _NO_PASSIVE and child(verb, "agent") is None and any(map(is_infinitive, verb.children)):
        return False
    has_aux = any(c.dep_ == "aux" for c in verb.children)
    return not has_aux and (verb.dep_ in ("acl", "amod", "advcl") or child(verb, "agent") is not None)


def _is_main(verb: Token) -> bool:
    """Whether a participle is the verb of a sentence that the parser left without one: "Kenya, …, called on …"."""
    noun: Token = verb.head
    return verb.dep_ == "acl" and noun.dep_ == "ROOT" and noun.pos_ == "PROPN" and verb.nbor(-1).text == ","


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
    if token.tag_ not in RELATIVE and not (token.lower_ == "that" and token.tag_ in ("WDT", "IN")):
        return token
    clause: Token = token.head
    for _ in range(_DEPTH):
        if clause.dep_ == "relcl":
            head: Token = clause.head
            return head
        if clause.head == clause:
            break
        clause = clause.head
    return token


def subject(verb: Token) -> Token | None:
    """Who or what the clause of this verb is about, inherited where the verb has none of its own."""
    current = verb
    for _ in range(_DEPTH):
        own = own_subject(current)
        if own is not None:
            return own
        parent: Token = current.head
        if parent == current:
            return None
        if current.dep_ == "conj" and current.tag_ in FINITE:  # "accused Russia of lying and called on …"
            while parent.tag_ not in FINITE and parent.head != parent and child(parent, "aux") is None:
                parent = parent.head
            current = parent
            continue
        if current.dep_ == "xcomp":
            controller = child(parent, "dobj", "dative")
            if controller is not None and controller.i < current.i and not _subject_control(parent):
                return antecedent(controller)
            if parent.pos_ in ("ADJ", "NOUN") and parent.dep_ in ("acomp", "attr"):
                parent = parent.head
        elif current.dep_ in ("acl", "relcl"):
            return _clause_noun(current, parent)
        elif current.dep_ == "pcomp":
            governor = parent.head
            kept_from = child(governor, "dobj") if parent.lower_ in ("from", "of", "into", "with") else None
            if kept_from is not None and is_verbal(governor):  # "keep holders from selling", "accuse them of refusing"
                return antecedent(kept_from)
            if governor.pos_ in ("NOUN", "PROPN"):
                return holder(governor)
            parent = governor
        elif current.dep_ == "ccomp" and current.tag_ not in ("VB", "VBG"):
            return None
        elif current.dep_ in ("acomp", "attr", "oprd"):
            pass
        elif current.dep_ not in _CLAUSES:
            return None
        current = parent
    return None


def _subject_control(verb: Token) -> bool:
    return verb.lemma_ in ("promise", "vow", "use", "need", "take", "make", "have", "get", "sign", "reach")


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
    by = preposition(noun, "by")
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
        found = preposition(verb, "by")
    if found is None:  # "was invited to talks by Ethiopia" hangs the agent on the last noun
        for prep in (t for t in verb.subtree if t.lower_ == "by" and t.i > verb.i):
            found = child(prep, "pobj")
            break
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


def preposition(head: Token, *names: str) -> Token | None:
    """The object of the first of these prepositions that hangs on the head."""
    for name in names:
        for c in head.children:
            if c.dep_ in ("prep", "dative", "agent") and c.lower_ == name:
                found = child(c, "pobj", "pcomp")
                if found is not None:
                    return found
        behind = _right_behind(head)
        if behind is not None and behind.dep_ == "prep" and behind.lower_ == name:
            return child(behind, "pobj", "pcomp")
    return None


def _right_behind(noun: Token) -> Token | None:
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
    return clause if to.lower_ == "to" and to.dep_ == "aux" and clause.head == verb else None


def far_preposition(head: Token, *names: str) -> Token | None:
    """As `preposition`, also where the parser hung the preposition on the head's object."""
    near = preposition(head, *names)
    if near is not None:
        return near
    for c in head.children:
        if c.lower_ == "according":
            continue
        if c.i > head.i and c.dep_ in ("dobj", "attr", "prt", "advmod", "prep") and not preposition(head, c.lower_):
            inner = child(c, "pobj") if c.dep_ == "prep" else None  # "entered into an agreement with Shell"
            below = preposition(c, *names) or (None if inner is None else preposition(inner, *names))
            if below is not None:
                return below
    return None


def purpose(verb: Token) -> Token | None:
    """The "to …" behind a verb's object: "struck a deal to share the gas"."""
    for c in verb.children:
        if c.dep_ == "advcl" and c.i > verb.i and is_infinitive(c) and c.left_edge.lower_ == "to":
            return c
    return None


def clause(head: Token) -> Token | None:
    """The clause that completes the head: "to …", "that …" or a gerund, also after a preposition."""
    for c in head.children:
        if c.dep_ in ("xcomp", "ccomp") and c.i > head.i and is_verbal(c) and not _attributes(c):
            return c
    found = for_clause(head)
    # "offered on Tuesday to sell": behind a date or a place the parser takes what is offered for a purpose.
    return purpose(head) if found is None and child(head, "dobj", "nsubjpass") is None else found


def asked_clause(verb: Token) -> Token | None:
    """The clause that says what somebody is asked to do, also where the parser takes it for a purpose."""
    found = clause(verb)
    return purpose(verb) if found is None and child(verb, "dobj", "nsubjpass") is not None else found


def _attributes(clause: Token) -> bool:
    """Whether the clause only says who says it: "…, the envoy said"."""
    return clause.lemma_ in ("say", "add", "tell") and clause.tag_ in FINITE and child(clause, "mark", "ccomp") is None


def lacks_object(verb: Token) -> bool:
    """Whether a finite clause on a noun leaves its object to the noun: "the request that Berlin made"."""
    own = child(verb, "dobj", "ccomp", "xcomp")
    return not is_infinitive(verb) and (own is None or own.tag_ in RELATIVE or own.lower_ == "that")


def condition(verb: Token) -> Token | None:
    """The subject of what a clause makes its condition: "would close the port if Rome did not pay"."""
    for c in verb.subtree:
        if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in c.children):
            return own_subject(c)
    return None


def for_clause(head: Token) -> Token | None:
    """The clause of "called for Iran to stop", which the parser takes for an adverbial one."""
    for c in head.children:
        if c.dep_ == "advcl" and c.i > head.i and any(m.dep_ == "mark" and m.lower_ == "for" for m in c.children):
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
    behind = _right_behind(noun)
    return behind if behind is not None and behind.dep_ in ("xcomp", "advcl") and is_infinitive(behind) else None


def _says_that(clause: Token) -> bool:
    """Whether the clause tells what a noun is about: "a demand that Iran stop"."""
    thats = [c for c in clause.children if c.lower_ == "that"]
    return bool(thats) and (clause.tag_ == "VB" or any(c.dep_ == "mark" for c in thats))


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_wanted(clause: Token) -> bool:
    """Whether the clause says what somebody should do: a subjunctive, or with "should" or "must"."""
    modals = [c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")]
    if modals:
        return any(m in ("should", "must", "be") for m in modals)
    own = own_subject(clause)
    unlike = own is not None and own.tag_ in ("NN", "NNP") and clause.tag_ == "VBP"  # "insists that the budget include"
    return clause.tag_ == "VB" or unlike


def span_of(head: Token, drop: frozenset[str] = frozenset()) -> Span:
    """The phrase of a token without the children that have one of these labels."""
    first = last = head.i
    for c in head.children:
        if c.dep_ in drop or c.dep_ == "punct":
            continue
        edge = span_of(c, frozenset())
        first, last = min(first, edge.start), max(last, edge.end - 1)
    return head.doc[first : last + 1]
