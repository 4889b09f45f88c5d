"""The offers of a story."""

from __future__ import annotations

from briefing.analysis.actors import Cast
from briefing.analysis.reading import Reading
from briefing.analysis.resources import Goods
from briefing.core.analysis import Offer


def find_offers(reading: Reading, cast: Cast, goods: Goods) -> tuple[Offer, ...]:
    """The offers of a story, in text order."""
    return ()
