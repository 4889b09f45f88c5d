"""The analysis: what the whole of it costs beside the bare parse by the same model."""

from __future__ import annotations

import time
from collections.abc import Iterator

import spacy

from bench import gold
from bench.clock import Ratio
from briefing.analysis import pipeline
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.story import Body

RUNS = 5


def measure(runs: int = RUNS) -> Iterator[Ratio]:
    """The ratios of this part. The two take turns, so that what else the machine does falls on both."""
    bare, nlp = spacy.load(DEFAULT_MODEL), pipeline.load(DEFAULT_MODEL)
    texts = [story.text for story in gold.load()]
    stories = [("", Body.plain(text)) for text in texts]
    parsed = together = apart = float("inf")
    for _ in range(runs):
        parsed = min(parsed, _seconds(bare.pipe(texts)))
        together = min(together, _seconds(pipeline.analyse_all(nlp, stories)))
        apart = min(apart, _seconds(pipeline.analyse(nlp, *story) for story in stories))
    words = sum(len(text.split()) for text in texts)
    yield Ratio(f"{words:,} words analysed ({words / together:,.0f} a second)", "the bare parse", together, parsed)
    yield Ratio("the same, story by story", "the bare parse", apart, parsed)


def _seconds(work: Iterator[object]) -> float:
    """The processor's seconds until an iterator is at its end."""
    start = time.process_time()
    for _ in work:
        pass
    return time.process_time() - start
