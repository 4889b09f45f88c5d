"""WordPiece: words as pieces of a fixed vocabulary, lower-cased, as the encoder was trained on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 40
"""Characters of a word that are looked at: no word of a language is longer."""
_KEPT = 100_000
"""Words whose pieces are remembered: every story has names of its own."""


class WordPiece:
    """Pieces of words by a vocabulary; `vocabulary` is in the order of the numbers."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: i for i, piece in enumerate(vocabulary)}
        self._unknown = self._numbers[UNKNOWN]
        self.begin, self.end = self._numbers[BEGIN], self._numbers[END]
        self._found: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        known = self._found.get(word)
        if known is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            known = tuple(n for part in _parts(word) for n in self._split_part(part)) or (self._unknown,)
            self._found[word] = known
        return known

    def _split_part(self, part: str) -> list[int]:
        """The longest pieces from the left; one unknown piece where the vocabulary lacks one."""
        found: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start:
                number = self._numbers.get(("##" if start else "") + part[start:end])
                if number is not None:
                    break
                end -= 1
            else:
                return [self._unknown]
            found.append(number)
            start = end
        return found


def _parts(word: str) -> list[str]:
    """A word in small letters without accents, cut around each mark of punctuation."""
    plain = unicodedata.normalize("NFD", word[:_LONGEST].lower())
    parts = [""]
    for c in plain:
        category = unicodedata.category(c)
        if category == "Mn" or category[0] == "C":
            continue
        if category[0] in "PS" and (category[0] == "P" or ord(c) < 128):
            parts += [c, ""]
        elif c.isspace():
            parts.append("")
        else:
            parts[-1] += c
    return [part for part in parts if part]
