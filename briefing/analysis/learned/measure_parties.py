"""Whom a measure hits, where a phrase with "on" or "against" says it: those make it never, and nobody else is hit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from briefing.analysis.learned.bystanders import where_imports_come
from briefing.analysis.learned.document import Document, RuleAct
from briefing.analysis.learned.network import MEASURES, TriggerScores
from briefing.analysis.names import gazetteer
from briefing.analysis.names.gazetteer import Form
from briefing.analysis.vocabulary import words as listed

_ON = ("on", "upon", "against")
_OBJECTS = ("dobj", "nsubjpass")
_PARTICIPLES = ("acl", "relcl")
_NAMING = ("name", "description")
"""Who is hit; a pronoun is as often the wrong one, or whose the goods are that are hit."""
_LEAST = 0.01
"""How likely those in the phrase must be together before nobody else is looked at."""


def with_target(document: Document, said: TriggerScores, rule: RuleAct | None) -> TriggerScores:
    """The scores of a measure's word, with no chance for who cannot make it, or cannot be hit.

    Whose goods are hit ("duties on Chilean walnuts") is read from the adjective, or the rules know it.
    """
    hit = _target(document, said.word)
    suffers = _sufferer(document, said.word)
    inside = [c.head in hit for c in document.candidates]
    named = {c.party for c, within in zip(document.candidates, inside, strict=True) if within and c.sort in _NAMING}
    named |= {c.party for c in document.candidates if c.head == suffers}
    if not named and hit:
        ruled = rule.recipient if rule is not None and rule.act in MEASURES else None
        named = _whose_goods(document, hit) if ruled is None else {ruled}
    are_named = np.array([c.party in named for c in document.candidates], dtype=bool)
    if not are_named.any():
        return said
    makers, takers = said.proposers.copy(), said.recipients.copy()
    makers[:-1][are_named] = 0
    things = [within and c.sort == "phrase" for c, within in zip(document.candidates, inside, strict=True)]
    others = ~(are_named | np.array(things))
    if takers[:-1][are_named].sum() >= _LEAST:
        takers[:-1][others] = 0
    return replace(said, proposers=makers, recipients=takers)


def _sufferer(document: Document, word: int) -> int | None:
    """Who is said to face it: "[Chile] faces a duty"."""
    words = document.words
    verb = word if words[word].pos == "VERB" else words[word].head
    if words[verb].lemma not in listed("acts.suffering"):
        return None
    return next(iter(document.children(verb, "nsubj")), None)


def _whose_goods(document: Document, hit: set[int]) -> set[str]:
    """The states of the story whose goods stand in the phrase: "duties on [Chilean] walnuts"."""
    words = document.words
    adjectives = [
        words[i].text
        for i in hit
        if words[i].entity in ("NORP", "GPE") and words[words[i].head].lemma not in listed("acts.related")
    ]
    known = (match for text in adjectives for match in gazetteer.load().matches(text))
    states = {match.known.name for match in known if match.form in (Form.ADJECTIVE, Form.PEOPLE)}
    return {c.party for c in document.candidates if c.name in states and c.sort == "name"}


def _target(document: Document, word: int) -> set[int]:
    """The words of the phrases that say whom the measure hits: "duties [on Chile]", "sanctions [against Chile]"."""
    words = document.words
    sentence = document.sentence(word)
    burdens = listed("acts.burdens")
    nouns = {i for i in document.children(word, *_OBJECTS) if words[i].lemma in burdens}
    above = words[word].head if words[word].dep in _PARTICIPLES else word
    if words[above].lemma in burdens:
        nouns.add(above)
    if not nouns:
        return set()
    hosts = nouns | ({word} if words[word].pos == "VERB" else set())
    phrase = {i for i in sentence if words[i].dep == "prep" and words[i].lemma in _ON and words[i].head in hosts}
    grown = 0
    while len(phrase) > grown:
        grown = len(phrase)
        phrase |= {i for i in sentence if words[i].head in phrase and words[i].dep not in _PARTICIPLES}
    return phrase - where_imports_come(document, word)
