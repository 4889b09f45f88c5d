"""Parsing passages in batches, one component of the pipeline after the other, so that urgent work may come between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from briefing.analysis.text.lemmas import CachedLemmatizer
from briefing.analysis.text.pos_tags import CachedAttributeRuler
from briefing.analysis.text.sentences import mark_sentence_starts

_BATCH_CHARACTERS = 6_000
"""Characters parsed at once: more takes a little less time in all, and makes an urgent story wait longer."""

_NONE_KNOWN: Mapping[int, Collection[int]] = MappingProxyType({})

Pause = Callable[[], None]
"""Called between steps of less than a tenth of a second, in case something else is urgent."""

Step = Callable[[list[Doc]], list[Doc]]


def no_pause() -> None:
    """Do nothing: the pause of a caller that has no urgent work."""


def parse(
    nlp: Language, texts: Sequence[str], pause: Pause, starts: Mapping[int, Collection[int]] = _NONE_KNOWN
) -> Iterator[Doc]:
    """The parsed texts, in the order given. `starts` says, by a text's place, which characters begin a sentence."""
    place = 0
    for batch in _batches(texts):
        docs = [mark_sentence_starts(nlp.make_doc(text), starts.get(at, ())) for at, text in enumerate(batch, place)]
        place += len(batch)
        for step in _steps(nlp):
            pause()
            docs = step(docs)
        yield from docs


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start = size = 0
    for end, text in enumerate(texts):
        if size and size + len(text) > _BATCH_CHARACTERS:
            yield texts[start:end]
            start, size = end, 0
        size += len(text)
    if start < len(texts):
        yield texts[start:]


@lru_cache(maxsize=1)
def _steps(nlp: Language) -> tuple[Step, ...]:
    """The components of a pipeline, with the answers of the attribute ruler and the lemmatizer remembered."""
    return tuple(_step(nlp, name) for name in nlp.pipe_names)


def _step(nlp: Language, name: str) -> Step:
    part = nlp.get_pipe(name)
    if isinstance(part, AttributeRuler):
        classes = CachedAttributeRuler(nlp.vocab, part)
        return lambda docs: [classes(doc) for doc in docs]
    if isinstance(part, Lemmatizer) and not part.overwrite:
        lemmas = CachedLemmatizer(part)
        return lambda docs: [lemmas(doc) for doc in docs]
    if hasattr(part, "pipe"):
        return lambda docs: list(part.pipe(docs, batch_size=len(docs)))
    return lambda docs: [part(doc) for doc in docs]
