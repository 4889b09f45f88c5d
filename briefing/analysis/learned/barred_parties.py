"""Who cannot be a party of an act, by the syntax around its word, whatever the network takes it for."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.learned.document import Document
from briefing.analysis.vocabulary import words as listed

_OWNING = ("poss", "compound", "amod", "nmod")
"""How who owns somebody, or gives it its name, hangs on it."""
_WITHIN_NAME, _LONGEST_NAME = (*_OWNING[1:], "conj"), 4
"""How a word hangs on the name that it is a part of, and words of such a name at most."""
_DEEP = 12
"""Words up which a phrase is looked for that a candidate stands in."""


def barred_makers(document: Document, word: int) -> Iterator[int]:
    """Candidates that cannot make the act: who is asked, and its owner, where nobody is said to ask.

    "FIFA's committee was asked to look into it": by FIFA nobody says.
    """
    words = document.words
    below = {words[i].dep: i for i in _around(document, word) if words[i].head == word and i != word}
    if "nsubjpass" not in below or "agent" in below:
        return
    asked = below["nsubjpass"]
    for number in _within(document, asked):
        at = document.candidates[number].head
        if at == asked or (words[at].head == asked and words[at].dep in _OWNING):
            yield number


def barred_takers(document: Document, word: int) -> Iterator[int]:
    """Candidates that cannot be who the act is put to: where somebody orders troops or ships to go."""
    words = document.words
    if words[word].lemma != "order":
        return
    below = [i for i in _around(document, word) if words[i].head == word and i > word]
    if any(words[i].dep == "dobj" and words[i].lemma in listed("acts.movements") for i in below):
        for i in below:
            if words[i].dep in ("dobj", "prep"):
                yield from _within(document, i)


def is_within_name_of_war(document: Document, candidate: int) -> bool:
    """Whether a candidate only gives a war its name, and nothing is put to it: "end the Iran-Iraq war"."""
    at = document.candidates[candidate].head
    for _ in range(_LONGEST_NAME):
        word = document.words[at]
        if word.dep not in _WITHIN_NAME:
            return False
        at = word.head
        if document.words[at].lemma in listed("acts.wars"):
            return True
    return False


def _around(document: Document, word: int) -> range:
    """The words of the sentence of a word."""
    return next(range(*sentence) for sentence in document.sentences if sentence[0] <= word < sentence[1])


def _within(document: Document, top: int) -> Iterator[int]:
    """The candidates that stand in the phrase of a word, or are it."""
    sentence = _around(document, top)
    for number, candidate in enumerate(document.candidates):
        at = candidate.head
        if at not in sentence:
            continue
        for _ in range(_DEEP):
            if at == top:
                yield number
                break
            if document.words[at].head == at:
                break
            at = document.words[at].head
