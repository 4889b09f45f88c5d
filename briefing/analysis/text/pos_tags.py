"""Word classes: what the pipeline's attribute ruler says of the words of a passage, remembered.

The ruler's patterns look at a word's tag and its label in the parse, and at the word itself only if one of them names
it. So the answer for one word holds for all that are alike in these. It costs a tenth of what the patterns cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import numpy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

_LOOKED_AT: list[int | str] = ["TAG", "DEP", "LOWER", "IS_SPACE"]
_ATTRIBUTES: list[int | str] = ["POS", "MORPH", "LEMMA"]


class CachedAttributeRuler:
    """The answers of one ruler. Patterns by regular expression, which are for slang ("nothin'"), are not asked."""

    def __init__(self, vocab: Vocab, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        rules = cast(list[dict[str, Any]], ruler.patterns)
        patterns = [tokens for rule in rules for tokens in rule["patterns"]]
        self._understood = all(set(token) <= set(_LOOKED_AT) for tokens in patterns for token in tokens)
        self._named = {vocab.strings.add(w) for tokens in patterns for token in tokens for w in _values(token, "LOWER")}
        openings = [tokens[0] for tokens in patterns if len(tokens) > 1]
        self._opening_words = {vocab.strings.add(w) for token in openings for w in _values(token, "LOWER")}
        self._opening_labels = {vocab.strings.add(w) for token in openings for w in _values(token, "DEP")}
        for rule in rules:  # for good, not for the memory zone in which a word is first met
            vocab.morphology.add(rule["attrs"].get("MORPH", ""))
        self._known: dict[tuple[int, int, int], list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The doc, with part of speech and morphology on each word, and the lemma where a pattern gives one."""
        words = doc.to_array(_LOOKED_AT).tolist()
        if not self._understood or any(self._is_odd(*word) for word in words):
            return self._ruler(doc)
        attributes = []
        for i, (tag, label, word, _) in enumerate(words):
            key = (tag, label, word if word in self._named else 0)
            if key not in self._known:
                self._known[key] = self._apply_ruler(doc, i)
            attributes.append(self._known[key])
        table = numpy.asarray(attributes, dtype="uint64")
        return doc.from_array(_ATTRIBUTES, table) if attributes else doc  # type: ignore[arg-type]  # the stub knows no numpy

    def _is_odd(self, _tag: int, label: int, word: int, is_space: int) -> bool:
        """Whether the ruler must see the words around this one."""
        return bool(is_space) or label in self._opening_labels or word in self._opening_words

    def _apply_ruler(self, doc: Doc, i: int) -> list[int]:
        token = doc[i]
        alone = Doc(doc.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        answer: list[list[int]] = self._ruler(alone).to_array(_ATTRIBUTES).tolist()
        return answer[0]


def _values(token: Mapping[str, Any], key: str) -> Iterable[str]:
    """The values that a pattern names for an attribute of a token."""
    given = token.get(key, ())
    if isinstance(given, str):
        return (given,)
    return given.get("IN", ()) if isinstance(given, Mapping) else ()
