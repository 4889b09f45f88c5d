"""Domain values for tests, made from as little as a test cares about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Party, Resource, Span, Terms
from briefing.core.document import Document, Entry, Fetched, Known, Validators
from briefing.core.feed import Feed, FeedState
from briefing.core.story import Body, Story
from briefing.storage.library import Library

NOON = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/rss", title="Example News", group="Energy")
SENTENCE = "Norland offered Sudland two million tons of zinc."


def entry(title: str = "A story", text: str = SENTENCE, **fields: object) -> Entry:
    """An entry; its guid and link follow from its title unless they are given."""
    name = title.replace(" ", "-").lower()
    usual: dict[str, object] = {"guid": name, "link": f"https://news.example/{name}", "published": NOON}
    return Entry(title=title, body=Body.plain(text), **{**usual, **fields})  # type: ignore[arg-type]


def fetched(*entries: Entry, feed: Feed = FEED, at: datetime = NOON, **fields: object) -> Fetched:
    """A feed that answered with these entries."""
    usual: dict[str, object] = {"state": FeedState.NEW, "validators": Validators('"v1"', "")}
    document = Document("Example News", entries=entries)
    return Fetched(feed, at=at, document=document, **{**usual, **fields})  # type: ignore[arg-type]


def known_of(library: Library, url: str) -> Known:
    """What the library knows of one feed."""
    return library.feeds.known_of([url])[url]


def failed(message: str = "the server is down", feed: Feed = FEED, at: datetime = NOON, **fields: object) -> Fetched:
    """A feed that could not be had."""
    return Fetched(feed, FeedState.FAILED, at, message=message, **fields)  # type: ignore[arg-type]


def story(title: str = "A story", text: str = SENTENCE, **fields: object) -> Story:
    """A story as the library hands it out."""
    usual: dict[str, object] = {"id": "abc1234", "source": "Example News", "published": NOON, "fetched": NOON}
    return Story(title=title, body=Body.plain(text), **{**usual, **fields})  # type: ignore[arg-type]


def analysis_of(of: Story, version: str = "1/test") -> Analysis:
    """An analysis such as `SENTENCE` deserves, at its first occurrence in the story's text."""
    text = of.body.text

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    offer = Line(
        act=Act.OFFER,
        terms=Terms("two million tons of zinc", span("two million tons of zinc")),
        evidence=(span(SENTENCE),),
        proposer=Party("Norland", "norland", span("Norland")),
        recipient=Party("Sudland", "sudland", span("Sudland")),
        resources=("zinc",),
        quantity="two million tons",
        confidence=0.9,
    )
    return Analysis(
        actors=(
            Actor("norland", "Norland", ActorKind.STATE, (span("Norland"),)),
            Actor("sudland", "Sudland", ActorKind.STATE, (span("Sudland"),)),
        ),
        resources=(Resource("zinc", "zinc", "metal", (span("zinc"),)),),
        lines=(offer,),
        version=version,
        text_hash=of.text_hash,
    )


def hours(number: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=number)
