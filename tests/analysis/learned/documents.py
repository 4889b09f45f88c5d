"""Documents of short texts, and what a network might say of one of their words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from spacy.language import Language

from briefing.analysis.actors.cast import find_actors
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.document_map import describe
from briefing.analysis.learned.network import ACTS, TriggerScores
from briefing.analysis.names import gazetteer
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.story import Body


def read_document(model: Language, text: str) -> Document:
    """A text as the learned part reads it."""
    story = parse_story(model, "", Body.plain(text))
    return describe(story, find_actors(story, gazetteer.load())).document


def word_of(document: Document, text: str) -> int:
    """The number of the first word with this text."""
    return next(i for i, word in enumerate(document.words) if word.text == text)


def trigger(
    document: Document, word: str, takers: Mapping[str, float] | None = None, terms: str = "", act: str = "pledge"
) -> TriggerScores:
    """Scores of a word: the chances of who takes the act by name, the rest nobody's, and the words of its terms."""
    takes = np.zeros(len(document.candidates) + 1, dtype=np.float32)
    for number, candidate in enumerate(document.candidates):
        takes[number] = (takers or {}).get(candidate.name, 0.0)
    takes[-1] = 1 - takes.sum()
    makes = np.zeros_like(takes)
    makes[-1] = 1
    acts = tuple(0.92 if name == act else 0.01 for name in ACTS)
    return TriggerScores(word_of(document, word), 0.9, 0.8, acts, 0.1, makes, takes, words_of(document, terms), 0.7)


def words_of(document: Document, text: str) -> tuple[int, int]:
    """The words `[first, last)` that read so; none for no text."""
    wanted = text.split()
    texts = [word.text for word in document.words]
    first = next(i for i in range(len(texts)) if texts[i : i + len(wanted)] == wanted)
    return first, first + len(wanted)


def text_of(document: Document, terms: tuple[int, int]) -> str:
    """The words of terms."""
    return " ".join(word.text for word in document.words[slice(*terms)])
