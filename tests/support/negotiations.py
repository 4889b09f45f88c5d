"""Stories with hand-built analyses for tests of the ledger: a line is written as it is meant to be found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Part, Party, Resource, Span, Terms
from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import Feed, FeedState
from briefing.core.matter import Matter
from briefing.core.story import Body
from briefing.storage.library import Library
from tests.support.fresh import fresh
from tests.support.made import NOON

KINDS = {kind.value: kind for kind in ActorKind}


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a story. Parties are written `name`, or `person of side`; `quote` is a sentence of the story."""

    act: str
    proposer: str
    recipient: str
    terms: str
    quote: str
    quantity: str = ""
    resources: tuple[str, ...] = ()
    confidence: float = 0.9
    negated: bool = False
    answers: str = ""
    in_title: bool = False
    matter: Matter = Matter.PUBLIC


def tell(
    library: Library, paper: str, title: str, text: str, at: datetime | None, *said: Said,
    fetched: datetime | None = None, kind: ActorKind = ActorKind.STATE,
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """Store a story of a paper with its lines; the id of the story, and those of the lines."""
    feed = Feed(f"https://{paper}.example/rss", title=paper.title())
    link = f"https://{paper}.example/{abs(hash((title, at)))}"
    entry = Entry(title, Body.plain(text), guid=f"{title}{at}", link=link, published=at)
    came = fetched or at or NOON
    report = library.feeds.store(Fetched(feed, FeedState.NEW, came, document=Document(paper, entries=(entry,))))
    (story_id,) = report.new_stories
    return story_id, analyse(library, story_id, *said, kind=kind)


def analyse(library: Library, story_id: str, *said: Said, kind: ActorKind = ActorKind.STATE) -> tuple[str, ...]:
    """Give a story these lines in place of those that it has; their ids."""
    story = library.stories.get(story_id)
    assert story is not None
    analysis = _analysis(story.title, story.body.text, story.text_hash, said, kind)
    return tuple(line.id for line in library.analyses.store(story_id, analysis).lines)


def _analysis(title: str, text: str, text_hash: str, said: tuple[Said, ...], kind: ActorKind) -> Analysis:
    actors: dict[str, Actor] = {}
    goods: dict[str, Resource] = {}

    def span(words: str, in_title: bool = False) -> Span:
        start = (title if in_title else text).lower().find(words.lower())
        assert start >= 0, (words, text)
        return Span(start, start + len(words), Part.TITLE if in_title else Part.TEXT)

    def party(name: str) -> Party | None:
        if not name:
            return None
        person, _, side = name.partition(" of ")
        for one in filter(None, (side, person)):
            if one not in actors:
                is_person = bool(side) and one == person
                speaks_for = side if is_person else ""
                actors[one] = Actor(one, one, ActorKind.PERSON if is_person else kind, (Span(0, 1),), speaks_for)
        return Party(person, person)

    lines = []
    for one in said:
        for name in one.resources:
            goods.setdefault(name, Resource(name, name, "goods", (Span(0, 1),)))
        quote = span(one.quote, one.in_title)
        terms = Terms(one.terms, span(one.terms, one.in_title) if one.in_title or one.terms in text else quote)
        lines.append(
            Line(
                Act(one.act),
                terms,
                (quote,),
                party(one.proposer),
                party(one.recipient),
                negated=one.negated,
                resources=one.resources,
                quantity=one.quantity or None,
                confidence=one.confidence,
                answers=span(one.answers) if one.answers else None,
                matter=one.matter,
            )
        )
    return Analysis(tuple(actors.values()), tuple(goods.values()), tuple(lines), "1/test", text_hash)


def open_library(folder: Path) -> Library:
    """An empty library."""
    return Library(fresh(folder / "ledger.db"))
