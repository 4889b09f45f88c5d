"""An inquiry is a measure where it is against somebody: what police find out about a fire hits nobody."""

from __future__ import annotations

from briefing.analysis.learned.document import Document
from briefing.analysis.vocabulary import words as listed

_OBJECTS = ("dobj", "nsubjpass")


def is_inquiry(document: Document, word: int) -> bool:
    """Whether a word says that something is looked into: "is [investigating] a fire", "[opened] an inquiry"."""
    words = document.words
    if words[word].lemma in (*listed("acts.inquiring"), *listed("acts.inquiries")):
        return True
    return any(words[i].lemma in listed("acts.inquiries") for i in document.children(word, *_OBJECTS))
