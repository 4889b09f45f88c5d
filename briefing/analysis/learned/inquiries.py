"""An inquiry is surely a measure only where it is about somebody: police who look into a fire hit nobody."""

from __future__ import annotations

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.scored_acts import ScoredAct
from briefing.analysis.vocabulary import words as listed

_OBJECTS = ("dobj", "nsubjpass")


def is_about_nobody(document: Document, act: ScoredAct) -> bool:
    """Whether an act is an inquiry that names nobody whom it is about."""
    return act.act == "impose" and act.recipient is None and is_inquiry(document, act.words[0])


def is_inquiry(document: Document, word: int) -> bool:
    """Whether a word says that something is looked into: "is [investigating] a fire", "[opened] an inquiry"."""
    words = document.words
    if words[word].lemma in (*listed("acts.inquiring"), *listed("acts.inquiries")):
        return True
    return any(words[i].lemma in listed("acts.inquiries") for i in document.children(word, *_OBJECTS))
