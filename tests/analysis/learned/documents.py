"""Documents of short texts, and what a network might say of one of their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from spacy.language import Language

from briefing.analysis.actors.cast import find_actors
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.document_map import DocumentMap, describe
from briefing.analysis.learned.network import ACTS, StoryScores, TriggerScores
from briefing.analysis.names import gazetteer
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.story import Body


def read_document(model: Language, text: str) -> Document:
    """A text as the learned part reads it."""
    return read_map(model, text).document


def read_map(model: Language, text: str, title: str = "") -> DocumentMap:
    """A text as the learned part reads it, with where its words stand."""
    story = parse_story(model, title, Body.plain(text))
    return describe(story, find_actors(story, gazetteer.load()))


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
    return TriggerScores(
        word_of(document, word), 0.9, 0.8, surely(act), 0.1, makes, takes, words_of(document, terms), 0.7
    )


def surely(act: str) -> tuple[float, ...]:
    """The chances of the acts that a word may tell, where it tells this one."""
    return tuple(0.92 if name == act else 0.01 for name in ACTS)


def scores_of(document: Document, *triggers: TriggerScores) -> StoryScores:
    """Scores of a story in which these words tell acts, and nothing is a name."""
    return StoryScores(triggers, np.zeros((len(document.words), 6), dtype=np.float32))


def even_chances(document: Document) -> dict[str, float]:
    """The same chance for everybody who is named."""
    return {c.name: 0.9 / len(document.candidates) for c in document.candidates}


def possible(document: Document, chances: Iterable[float]) -> set[str]:
    """The names of those who have a chance."""
    return {c.name for c, chance in zip(document.candidates, chances, strict=False) if chance > 0}


def words_of(document: Document, text: str) -> tuple[int, int]:
    """The words `[first, last)` that read so; none for no text."""
    wanted = text.split()
    texts = [word.text for word in document.words]
    first = next(i for i in range(len(texts)) if texts[i : i + len(wanted)] == wanted)
    return first, first + len(wanted)


def text_of(document: Document, terms: tuple[int, int]) -> str:
    """The words of terms."""
    return " ".join(word.text for word in document.words[slice(*terms)])
