"""What somebody signs into force, or orders: a measure by its words, and no answer to an offer or demand of anybody."""

from __future__ import annotations

from briefing.analysis.learned.conditions import is_conditional
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.measure_acts import names_end, plain_measure
from briefing.analysis.vocabulary import words as listed

_CLAUSES = ("acl", "relcl")
_STACKED = 2
"""Nouns before an object for which the parser takes a text and what it does: "a [decree funding] schools"."""


def decreed_act(document: Document, word: int, act: str) -> str:
    """The measure that a signed or ordered text tells: "signed a decree banning", "will order an end to sanctions".

    Any other act comes back as it is.
    """
    if act == "accept":
        verb = decreed(document, word)
        return act if verb is None else plain_measure(document, verb) or act
    if is_conditional(document, word):
        return act
    is_order = document.words[word].pos == "VERB" and document.words[word].lemma in listed("acts.ordering")
    return "lift" if act in ("demand", "pledge") and is_order and names_end(document, word) else act


def decreed(document: Document, word: int) -> int | None:
    """The verb of what a text does that somebody signs: "signed a decree [banning] ships"; None where none is told."""
    texts = _texts(document, word)
    words, sentence = document.words, document.sentence(word)
    clauses = [i for i in sentence if words[i].pos == "VERB" and words[i].head in texts and words[i].dep in _CLAUSES]
    loose = [i for i in sentence if texts and words[i].head == word and words[i].dep == "advcl" and i > max(texts)]
    return next((i for i in (*clauses, *loose) if plain_measure(document, i) is not None), None)


def is_own_text(document: Document, word: int) -> bool:
    """Whether somebody signs what nobody else put: "signed [an executive order]", but no "signed [the bill]"."""
    words, articles = document.words, listed("syntax.definite_articles")
    texts = _texts(document, word)
    return any(all(w.lemma not in articles for w in words[word + 1 : text]) for text in texts)


def _texts(document: Document, word: int) -> set[int]:
    """What is signed into force by a word, an order for goods left out."""
    words, sentence = document.words, document.sentence(word)
    if words[word].lemma not in listed("acts.enacting"):
        return set()
    found = set(document.children(word, "dobj", "nsubjpass"))
    for _ in range(_STACKED):
        found |= {i for i in sentence if words[i].head in found and words[i].dep == "compound"}
    bought = {words[i].head for i in sentence if words[i].lemma == "for" and words[i].dep == "prep"}
    return {i for i in found - bought if words[i].lemma in listed("acts.edicts")}
