"""Whether an entry of the lexicon fits a word where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from briefing.analysis.acts import documents
from briefing.analysis.acts.entries import NOT, WORD_CLASSES, Condition, Entry
from briefing.analysis.syntax import deadlines
from briefing.analysis.syntax.clauses import asked_clause, for_clause, is_wanted, noun_clause
from briefing.analysis.syntax.tree import is_infinitive, is_passive, preposition
from briefing.analysis.vocabulary import words

_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "prep", "prt", "agent"})
_WHO = frozenset({"GPE", "ORG", "PERSON", "NORP"})


def matches_entry(entry: Entry, token: Token) -> bool:
    """Whether the word is what the entry asks for, with all that must hang on it."""
    if not _is_of_class(token, entry.word_class):
        return False
    children = _words_below(token)
    if entry.never and (children & set(entry.never) or ("object" in entry.never and _objects(token))):
        return False
    if not all(word in children or _below(token, word) or _is_not(token, word) for word in entry.companions):
        return False
    return _has_object_of(entry, token) and (
        not entry.any_of or any(_has(token, children, need) for need in entry.any_of)
    )


def _is_of_class(token: Token, word_class: str) -> bool:
    """Whether the word is of this class where it stands: no name, no auxiliary, no adjective before a noun."""
    if token.pos_ not in WORD_CLASSES[word_class] or (token.pos_ == "PROPN" and token.ent_type_):
        return False
    if word_class == "adjective":
        return token.dep_ not in ("oprd", "amod") and (token.pos_ != "VERB" or token.tag_ == "VBN")
    if word_class == "preposition":
        return token.dep_ == "prep" and token.head.lemma_ in words("syntax.copulas")
    if word_class == "verb":
        is_modifier = token.dep_ in ("amod", "compound") and token.tag_ in ("VBN", "VBG")
        return token.dep_ not in ("aux", "auxpass") and not is_modifier
    return True


def _words_below(token: Token) -> set[str]:
    """What hangs on the word; of an adjective behind a copula, what hangs on that, too."""
    found = {c.lower_ for c in token.children} | {c.lemma_.lower() for c in token.children}
    if token.dep_ == "acomp":
        found |= {c.lower_ for c in token.head.children if c.dep_ in ("prep", "prt")}
    return found


def _has_object_of(entry: Entry, token: Token) -> bool:
    """Whether one of the word's objects is among those that the entry asks for."""
    things = [*_objects(token), *_behind_particles(token, entry)]
    if entry.object_list and not any(t.lemma_.lower() in words(f"acts.{entry.object_list}") for t in things):
        return False
    return not entry.objects or any({t.lemma_.lower(), t.lower_} & set(entry.objects) for t in things)


def _is_not(verb: Token, word: str) -> bool:
    """Whether the "not" is at the object or the verb above: "sees no reason to", "did not want to hear of it"."""
    if word != NOT:
        return False
    if any(c.dep_ == "det" and c.lower_ in words("acts.no_words") for t in _objects(verb) for c in t.children):
        return True
    return verb.dep_ == "xcomp" and any(c.dep_ == "neg" for c in verb.head.children)


def _below(token: Token, word: str) -> bool:
    """Whether a particle or preposition stands right behind the word or its object, wherever the parser hung it."""
    return any(
        g.lower_ == word and g.dep_ in ("prep", "prt", "advmod", "pcomp", "prep")
        for c in token.children
        if c.dep_ in ("prep", "prt", "advmod", "dobj", "acomp")
        for g in c.children
    )


def _has(token: Token, children: set[str], need: str) -> bool:
    """Whether one of the things holds that an entry asks for: a condition, or a particle that hangs on the word."""
    holds = _CONDITIONS.get(need)
    if holds is not None:
        return holds(token)
    if preposition(token, need) is not None or (need == "for" and for_clause(token) is not None):
        return True
    return need in children or _below(token, need)


def _has_clause(token: Token) -> bool:
    if token.pos_ == "NOUN" and noun_clause(token) is not None:
        return True
    if asked_clause(token) is not None:
        return True
    return any(c.dep_ in ("xcomp", "ccomp", "acl", "relcl") and c.i > token.i for c in token.children)


def _has_infinitive(token: Token) -> bool:
    below = asked_clause(token)
    return below is not None and is_infinitive(below)


def _has_wanted_clause(token: Token) -> bool:
    below = asked_clause(token)
    return below is not None and is_wanted(below)


def _is_bare(token: Token) -> bool:
    return not any(c.dep_ in _COMPLEMENTS and not _is_when(c) for c in token.children)


def _is_last(token: Token) -> bool:
    last = max([token, *token.rights], key=lambda t: t.i if t.dep_ == "neg" or t == token else -1)
    return last.i + 1 == len(token.doc) or last.nbor().is_punct


def _has_if(token: Token) -> bool:
    return any(m.lower_ in words("acts.if_words") for c in token.children if c.dep_ == "advcl" for m in c.children)


def _is_said_by_us(token: Token) -> bool:
    return bool(_objects(token)) and any(
        c.dep_ == "nsubj" and c.lower_ in words("acts.we_words") for c in token.children
    )


def _has_unless(token: Token) -> bool:
    return any(t.lower_ in words("acts.unless_words") for t in token.rights for t in t.subtree) or _if_not(token)


def _is_warned_of(token: Token) -> bool:
    return any(t.lemma_ in words("acts.warning") for t in (token.head, *token.children) if t.pos_ == "VERB")


def _is_kept_from(token: Token) -> bool:
    """Whether "from" says what somebody must not do or have, and not since when."""
    heads = (token, *_objects(token))
    behind = (
        c
        for head in heads
        for c in head.children
        if c.dep_ == "prep" and c.lower_ in words("acts.keeping_prepositions")
    )
    return any(c.ent_type_ not in ("DATE", "TIME") for prep in behind for c in prep.children)


def _has_own_clause(token: Token) -> bool:
    """Whether the clause says what the speaker will do: "warned that it will …", and not "that floods may …"."""
    below = asked_clause(token)
    if below is None:
        return False
    subjects = (c for c in below.children if c.dep_ in ("nsubj", "nsubjpass"))
    own = any(c.lower_ in words("acts.own_subjects") or c.pos_ == "PROPN" for c in subjects)
    return own and any(c.dep_ == "aux" and c.lower_ in words("acts.will_words") for c in below.children)


def _is_modified(token: Token) -> bool:
    return any(c.dep_ in ("compound", "amod", "nmod") for c in token.lefts)


_CONDITIONS: dict[str, Callable[[Token], bool]] = {
    Condition.CLAUSE: _has_clause,
    Condition.INFINITIVE: _has_infinitive,
    Condition.WANTED: _has_wanted_clause,
    Condition.BARE: _is_bare,
    Condition.PASSIVE: is_passive,
    Condition.LAST: _is_last,
    Condition.CONTENT: lambda token: documents.content(token) is not None,
    Condition.DEADLINE: lambda token: deadlines.task(token) is not None,
    Condition.IF: _has_if,
    Condition.WE: _is_said_by_us,
    Condition.UNLESS: _has_unless,
    Condition.WARNED: _is_warned_of,
    Condition.MODIFIED: _is_modified,
    Condition.KEPT_FROM: _is_kept_from,
    Condition.OWN_CLAUSE: _has_own_clause,
    Condition.NAMED: lambda token: any(t.ent_type_ in _WHO or t.pos_ == "PROPN" for t in _objects(token)),
    Condition.OBJECT: lambda token: bool(_objects(token)),
}


def _behind_particles(verb: Token, entry: Entry) -> Iterator[Token]:
    """The objects of "passed over the bid", for the parser those of a preposition."""
    return (t for c in verb.children if c.lower_ in entry.companions for t in c.children if t.dep_ == "pobj")


def _is_when(prep: Token) -> bool:
    """Whether a preposition only tells a time: "by the evening", "after an hour"."""
    return prep.dep_ in ("prep", "agent") and any(c.ent_type_ in ("DATE", "TIME") for c in prep.children)


def _if_not(verb: Token) -> bool:
    """Whether it will be done if something else is not: "if Kyiv does not pay", "if the ban stays"."""
    for c in verb.children:
        if c.dep_ == "advcl" and any(m.lower_ in words("acts.if_words") and m.dep_ == "mark" for m in c.children):
            return c.lemma_ in words("acts.lasting_verbs") or any(n.dep_ == "neg" for n in c.children)
    return False


def _objects(verb: Token) -> list[Token]:
    labels = ("dobj", "oprd", "attr") if not is_passive(verb) else ("nsubjpass",)
    found = [c for c in verb.children if c.dep_ in labels]
    if not found and verb.dep_ in ("acl", "relcl"):
        found = [verb.head]
    return found
