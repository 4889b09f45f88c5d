"""What a firm does with its own plants, jobs and flights is no measure: it has no force over anybody by them."""

from __future__ import annotations

from briefing.analysis.learned.document import Candidate, Document
from briefing.analysis.vocabulary import words as listed

_OBJECTS = ("dobj", "nsubjpass")
_OWNING = ("poss", "compound", "nmod")
_MAYBE_FIRMS = ("body", "group")
"""Kinds of actors among which firms are that no list knows."""


def is_own_business(document: Document, word: int, maker: Candidate) -> bool:
    """Whether what a measure's word is done to is what the maker runs itself: "Sund Air [suspended] its flights"."""
    words, sentence = document.words, document.sentence(word)
    verbs = {word, *document.children(word, "xcomp")}
    objects = [i for i in sentence if words[i].head in verbs and words[i].dep in _OBJECTS]
    own = [i for i in objects if words[i].lemma in listed("parties.own_business")]
    if not own or any(_is_of_another(document, i, maker) for i in own):
        return False
    is_firm = maker.kind == "company" or words[maker.head].lemma in listed("names.company_words")
    return is_firm or (maker.kind in _MAYBE_FIRMS and any(_is_its(document, i) for i in own))


def _is_its(document: Document, thing: int) -> bool:
    below = (document.words[i] for i in document.children(thing, "poss"))
    return any(w.text.lower() in listed("acts.others_possessives") for w in below)


def _is_of_another(document: Document, thing: int, maker: Candidate) -> bool:
    """Whether somebody else is named as the owner: "closed [Peru]'s plants"."""
    owners = (c for c in document.candidates if document.words[c.head].head == thing and c.party != maker.party)
    return any(document.words[c.head].dep in _OWNING and c.sort == "name" for c in owners)
