"""What the words around a name call it: "the airline Belavia", "the refiners' committee, Sucreurope"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.names.name import Label

_KINDS = (("company_words", Label.COMPANY), ("group_words", Label.GROUP), ("body_words", Label.BODY))


def kind_of_noun(noun: Token) -> Label | None:
    """The kind of organisation that a common noun calls something; None for other nouns."""
    word = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or noun.tag_ == "NNS" or noun.text[0].isupper():
        return None
    return next((label for kind, label in _KINDS if word in vocabulary.words(f"names.{kind}")), None)


def kind_before(words: Span) -> Label | None:
    """What the noun right before a name calls it, or the noun that it stands behind between commas."""
    doc, root = words.doc, words.root
    if words.start and doc[words.start - 1].lemma_.lower() not in vocabulary.words("names.ambiguous_kind_nouns"):
        label = kind_of_noun(doc[words.start - 1])
        if label is not None:
            return label
    apposed = words.start > 1 and root.dep_ == "appos" and root.head.i == words.start - 2
    return kind_of_noun(root.head) if apposed and doc[words.start - 1].text == "," else None
