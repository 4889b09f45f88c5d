"""Time that somebody is given to do something: "gave the envoy until Monday to leave"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from briefing.analysis.syntax import tree
from briefing.analysis.vocabulary import words

_TIMES = frozenset({"DATE", "TIME"})
_BEHIND = frozenset({"xcomp", "advcl", "relcl", "acl"})


def task(verb: Token) -> Token | None:
    """What is to be done in time: the verb of "to leave", or else the time itself; None where no time is given."""
    until = _until(verb)
    times = [t for t in (until, *_spans(verb)) if t is not None]
    for governor in (verb, *times) if times else ():
        for c in governor.children:
            if c.dep_ in _BEHIND and c.i > verb.i and tree.is_infinitive(c):
                return c
    return until


def receiver(verb: Token) -> Token | None:
    """Who is given the time."""
    given = (c for c in verb.children if c.dep_ in ("dative", "dobj", "nsubjpass") and c.pos_ != "ADP")
    return next((c for c in given if not _is_time(c)), None)


def _until(verb: Token) -> Token | None:
    ends = (
        tree.child(t, "pobj")
        for t in verb.subtree
        if t.lower_ in words("syntax.deadline_prepositions") and t.i > verb.i
    )
    return next((end for end in ends if end is not None and _is_time(end)), None)


def _spans(verb: Token) -> Iterator[Token]:
    for c in verb.children:
        if c.dep_ in ("dobj", "npadvmod") and c.i > verb.i:
            yield from (t for t in (c, *c.children) if _is_time(t) and (t == c or t.dep_ == "appos"))


def _is_time(token: Token) -> bool:
    return token.ent_type_ in _TIMES
