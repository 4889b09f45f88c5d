"""The ledger: its first screen, and the whole of it, against the bare rows it is made of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bench.clock import Ratio, best
from bench.store import FEED, NOW
from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Offer, Party, Span, Terms
from briefing.core.corrections import NO_ALIASES
from briefing.core.feed import Document, Entry, FeedState, Fetched
from briefing.core.ledger.reports import merge_reports
from briefing.core.query import ALL
from briefing.core.story import Body, Story
from briefing.services.ledger import FIRST_STORIES
from briefing.storage.library import Library

STORIES = 2_000
WHO = ("Norland", "Sudland", "Westport", "Easthaven", "Oldmark", "Newmark", "Highfen", "Lowfen")
WHAT = ("zinc", "wheat", "barley", "copper", "timber", "salmon", "cement")


def measure() -> Iterator[Ratio]:
    """The ratios of this part."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "ledger.db")
        entries = tuple(_entry(number) for number in range(STORIES))
        library.feeds.store(Fetched(FEED, FeedState.NEW, NOW, document=Document("Bench", entries=entries)))
        for story_id in library.stories.find(ALL):
            story = library.stories.get(story_id)
            assert story is not None
            library.analyses.store(story_id, _analysis(story))
        rows = best(lambda: library.ledger.reports(None, False, NO_ALIASES))
        name = f"the bare offers read: {2 * STORIES:,}"
        yield Ratio("the ledger, its first screen", name, best(lambda: _first(library)), rows)
        everything = best(lambda: merge_reports(library.ledger.reports(None, False, NO_ALIASES)))
        yield Ratio("the ledger, all of it", name, everything, rows)
        library.close()


def _first(library: Library) -> None:
    merge_reports(library.ledger.reports(library.ledger.nth_newest(None, FIRST_STORIES), False, NO_ALIASES))


def _entry(number: int) -> Entry:
    one, other = WHO[number % 8], WHO[(number + 1 + number // 8 % 7) % 8]
    what = f"{number % 97} thousand tons of {WHAT[number % 7]}"
    text = f"{one} offered {other} {what}. {other} demanded from {one} {what} by the {number % 31} of the month."
    at = NOW - timedelta(minutes=7 * number)
    return Entry(f"Talks {number}", Body.plain(text), guid=str(number), link=f"{FEED.url}/{number}", published=at)


def _analysis(story: Story) -> Analysis:
    text = story.body.text
    offered, demanded = text.split(". ")
    one, other = offered.split()[0], demanded.split()[0]
    start = len(offered) + 2
    actors = tuple(Actor(name, name, ActorKind.STATE, (Span(0, 1),)) for name in (one, other))
    parties = {name: Party(name, name) for name in (one, other)}
    offers = (
        _offer(text, Act.OFFER, Span(0, len(offered)), parties[one], parties[other]),
        _offer(text, Act.DEMAND, Span(start, len(text) - 1), parties[other], parties[one]),
    )
    return Analysis(actors, (), offers, "bench", story.text_hash)


def _offer(text: str, act: Act, said: Span, proposer: Party, recipient: Party) -> Offer:
    terms = Span(said.start + len(proposer.name) + len(recipient.name) + 10, said.end)
    return Offer(act, Terms(text[terms.start : terms.end], terms), (said,), proposer, recipient)
