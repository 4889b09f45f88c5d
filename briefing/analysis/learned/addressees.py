"""Who is asked, where the words before what is asked say it: "urged [growers] to sell", "called on [Chad] to sell"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.network import TriggerScores
from briefing.analysis.vocabulary import words as listed

_CLAUSES = ("advcl", "ccomp", "xcomp")
_ON = ("on", "upon")
_WHOSE = ("from", "of")
_STANDING_FOR = ("description", "pronoun")
_LEAST = 0.001
"""How likely those in the phrase must be together before nobody else is looked at."""


def with_addressee(document: Document, said: TriggerScores) -> TriggerScores:
    """The scores of a demand's word, with all chances of others for those whom it is said to, where it is said."""
    asked = set(_asked(document, said.word))
    if any(c.sort in _STANDING_FOR for c in document.candidates if c.head in asked):
        return said  # whom "them" or "the country" stands for the network knows better
    are_asked = np.array([c.head in asked for c in document.candidates], dtype=bool)
    likely = said.recipients[:-1][are_asked].sum()
    if likely < _LEAST:
        return said
    takers = said.recipients.copy()
    takers[:-1][are_asked] *= takers[:-1].sum() / likely
    takers[:-1][~are_asked] = 0
    return replace(said, recipients=takers)


def _asked(document: Document, word: int) -> Iterator[int]:
    """The main words of the phrase that stands between a verb of asking and what it asks to do, each of several."""
    words = document.words
    asks = words[word].pos == "VERB" and words[word].lemma in (*listed("acts.addressing"), *listed("acts.calling_on"))
    if not asks:
        return
    deeds = {i for i in document.children(word, *_CLAUSES) if _is_infinitive(document, i)}
    if words[word].lemma in listed("acts.warning_verbs"):
        deeds |= {i for i in document.children(word) if words[i].lemma in listed("acts.opposing")}
    if not deeds:
        return
    if subjects := asked_subjects(document, word):
        yield from chain.from_iterable(_each(document, i) for i in subjects)
        return
    calls = words[word].lemma in listed("acts.calling_on")
    on = {i for i in document.children(word, "prep") if words[i].lemma in _ON}
    for i in range(word + 1, max(deeds)):
        at, above = words[i], words[i].head
        if calls:
            is_asked = at.dep == "pobj" and above in on
        else:
            is_asked = (at.dep in ("dative", "dobj") and above == word) or (at.dep == "nsubj" and above in deeds)
        if is_asked:
            yield from _each(document, i)


def asked_subjects(document: Document, word: int) -> tuple[int, ...]:
    """The main words of who is asked where a headline leaves out that it "was": "[Growers] urged to sell"."""
    words, said = document.words, document.words[word]
    asks = said.lemma in listed("acts.addressing") and said.lemma not in listed("acts.asking_alone")
    if said.pos != "VERB" or not asks or said.text.lower() == said.lemma or said.text.endswith(("ing", "s")):
        return ()
    below = document.children(word, *_CLAUSES)
    objects = document.children(word, "dative", "dobj", "aux", "auxpass", "nsubjpass")
    if objects or all(words[i].dep != "xcomp" or not _is_infinitive(document, i) for i in below):
        return ()
    return () if any(document.children(i, "nsubj") for i in below) else document.children(word, "nsubj")


def _is_infinitive(document: Document, verb: int) -> bool:
    """ "to [sell]", but no "to be [sold]", before which stands what is sold."""
    below = [document.words[i] for i in document.children(verb)]
    return any(w.lemma == "to" and w.dep == "aux" for w in below) and all(w.dep != "auxpass" for w in below)


def _each(document: Document, first: int) -> set[int]:
    """A word, those in one list with it, and whom they are of: "envoys [from Chad] and [Fiji]"."""
    words, sentence = document.words, document.sentence(first)
    found, grown = {first}, 0
    while len(found) > grown:
        grown = len(found)
        of = {i for i in sentence if words[i].head in found and words[i].dep == "prep" and words[i].lemma in _WHOSE}
        found |= {i for i in sentence if words[i].head in found and words[i].dep == "conj"}
        found |= {i for i in sentence if words[i].head in of and words[i].dep == "pobj"}
    return found
