"""The analysis: what the rules cost beside the parse that they read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bench.clock import Ratio, best
from briefing.analysis import pipeline
from briefing.analyst import DEFAULT_MODEL
from briefing.demo import sample_feeds


def measure() -> Iterator[Ratio]:
    """The ratios of this part."""
    nlp = pipeline.load(DEFAULT_MODEL)
    stories = [entry for fetched in sample_feeds(datetime.now(UTC)) for entry in fetched.document.entries]
    texts = [entry.body.text for entry in stories]
    words = sum(len(text.split()) for text in texts)
    parsed = best(lambda: list(nlp.pipe(texts)))
    analysed = best(lambda: [pipeline.analyse(nlp, entry.title, entry.body) for entry in stories])
    yield Ratio(
        f"{words:,} words analysed ({words / analysed:,.0f} a second)", "the bare parse of them", analysed, parsed
    )
