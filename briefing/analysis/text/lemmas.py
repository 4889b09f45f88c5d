"""Lemmas: what the pipeline's lemmatizer says of the words of a passage, remembered.

The lemmatizer looks at a word, its part of speech and its morphology. It is asked once for all words that are alike in
these, and the lemmas of a passage are set together.
"""

from __future__ import annotations

import numpy
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

_LOOKED_AT: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]

_KEPT = 50_000
"""Words whose lemmas are remembered: every story has names of its own."""


class CachedLemmatizer:
    """The answers of one lemmatizer. They are kept as words: what a memory zone knows by number is gone with it."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        _look_up_at_once(lemmatizer)
        self._known: dict[tuple[int, int, int], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The doc, with a lemma on each word that has none."""
        if len(self._known) > _KEPT:
            self._known.clear()
            self._lemmatizer.cache.clear()
        add, numbers, lemmas = doc.vocab.strings.add, dict[tuple[int, int, int], int](), []
        for i, (word, part_of_speech, morphology, lemma) in enumerate(doc.to_array(_LOOKED_AT).tolist()):
            key = (word, part_of_speech, morphology)
            if not lemma and key not in numbers:
                numbers[key] = add(self._lemma(doc, i, key))
            lemmas.append(lemma or numbers[key])
        return doc.from_array(["LEMMA"], numpy.asarray(lemmas, dtype="uint64")) if lemmas else doc  # type: ignore[arg-type]  # as in pos_tags

    def _lemma(self, doc: Doc, i: int, key: tuple[int, int, int]) -> str:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._lemmatizer.lemmatize(doc[i])[0]
        return found


def _look_up_at_once(lemmatizer: Lemmatizer) -> None:
    """Make sets of the lemmas that are known: spaCy looks through a list of tens of thousands for each form."""
    if lemmatizer.lookups.has_table("lemma_index"):
        known = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech in list(known):
            known[part_of_speech] = frozenset(known[part_of_speech])
