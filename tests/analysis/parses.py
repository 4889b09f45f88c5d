"""Passages whose parse is written by hand: rules on them need no model."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab


def parse(*rows: str) -> Doc:
    """A passage from rows of "word lemma tag pos dep head" and perhaps an entity, the head as the index of a word."""
    columns = [(*row.split(), "")[:7] for row in rows]
    words, lemmas, tags, pos, deps, heads, entities = zip(*columns, strict=True)
    return Doc(
        _vocab(),
        words=list(words),
        lemmas=list(lemmas),
        tags=list(tags),
        pos=list(pos),
        deps=list(deps),
        heads=[int(head) for head in heads],
        ents=[f"B-{entity}" if entity else "O" for entity in entities],
    )


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab
