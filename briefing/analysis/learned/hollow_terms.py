"""Terms that tell a reader nothing by themselves: "delay them", "do so", "invest in 2023", "accepting such offers"."""

from __future__ import annotations

from briefing.analysis.learned.document import Document
from briefing.analysis.vocabulary import words as listed

HOLLOW_SHARE = 0.5
"""What is left of the chance of a line that is right and says nothing: it is not told as sure."""

_TIMES = ("DATE", "TIME")
_FULL = ("NOUN", "PROPN", "ADJ", "NUM", "SYM", "INTJ")


def are_hollow(document: Document, terms: tuple[int, int]) -> bool:
    """Whether terms have no content but one verb with a pronoun, or one that tells nothing without what is given.

    Nor does a noun that only points back ("the idea"), alone or with a verb.
    """
    words = [w for w in document.words[slice(*terms)] if w.entity not in _TIMES]
    verbs = [w for w in words if w.pos in ("VERB", "AUX") and w.dep not in ("aux", "auxpass")]
    full = [w for w in words if w.pos in _FULL and w.lemma not in listed("acts.hollow_adjectives")]
    if len(full) == 1 and len(verbs) <= 1 and full[0].pos == "NOUN":
        return full[0].lemma in listed("acts.hollow_nouns") and all(w.dep != "poss" for w in words)
    if len(verbs) != 1 or full:
        return False
    if any(w.text.lower() in listed("acts.back_pointers") for w in words if w.pos in ("PRON", "DET")):
        return True
    return verbs[0].lemma in listed("acts.hollow_verbs")
