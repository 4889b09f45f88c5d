"""Of whom access is wanted: of the owner, where its own phrase says it: "sought access to Chad's mines"."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import TriggerScores
from briefing.analysis.vocabulary import words as listed

_OWNERS = ("state", "company")
_ASKED = ("to", "for")
"""Prepositions behind the words: "access [to]", "asked [for] access"."""
_LEAST = 0.01
"""How likely the owner must be before nobody else is looked at."""


def with_owner(document: Document, said: TriggerScores) -> TriggerScores:
    """The scores of a demand's word; where it asks for access to what is somebody's, it asks that owner."""
    phrase = _wanted(document, said.word)
    named = (c for c in document.candidates if c.head in phrase and c.sort == "name" and c.kind in _OWNERS)
    parties = {c.party for c in named if document.words[c.head].dep == "poss"}
    if len(parties) != 1:
        return said
    are_owner = np.array([c.party in parties for c in document.candidates], dtype=bool)
    if said.recipients[:-1][are_owner].sum() < _LEAST:
        return said
    makers, takers = said.proposers.copy(), said.recipients.copy()
    makers[:-1][are_owner] = 0
    takers[:-1][~are_owner] = 0
    return replace(said, proposers=makers, recipients=takers)


def _wanted(document: Document, word: int) -> set[int]:
    """The words of the phrase that says to what access is wanted."""
    words, sentence = document.words, document.sentence(word)
    asking = {i for i in document.children(word, "prep") if words[i].lemma in _ASKED}
    hosts = {word, *asking}
    nouns = {i for i in sentence if words[i].head in hosts and words[i].lemma in listed("acts.wanted_ways")}
    phrase = {i for i in sentence if words[i].dep == "prep" and words[i].lemma in _ASKED and words[i].head in nouns}
    grown = 0
    while len(phrase) > grown:
        grown = len(phrase)
        phrase |= {i for i in sentence if words[i].head in phrase and words[i].dep not in ("acl", "relcl")}
    return phrase
