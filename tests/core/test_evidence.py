"""An offer goes out with all that it rests on."""

from __future__ import annotations

import hashlib

from briefing.core.evidence import evidence_text
from briefing.core.formatting import ARROW
from tests.support.made import SENTENCE, analysis_of, story


def test_quote_source_address_times_and_hash() -> None:
    of = story("Zinc", link="https://news.example/zinc", authors=("A. B",))
    assert evidence_text(of, analysis_of(of).offers[0], ARROW).split("\n") == [
        "Norland → Sudland · offer: two million tons of zinc",
        f"“{SENTENCE}”",
        "source: Example News, A. B",
        "title: Zinc",
        "address: https://news.example/zinc",
        "published: 2026-11-01T12:00:00Z",
        "fetched: 2026-11-01T12:00:00Z",
        f"sha256: {hashlib.sha256(SENTENCE.encode()).hexdigest()}",
    ]
