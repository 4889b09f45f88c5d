"""Desks to test screens with: a real one without network and model, and a huge make-believe one."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Part, Party, Resource, Span, Terms
from briefing.core.document import Document, Entry, FeedLink, Fetched, Known
from briefing.core.errors import AnalysisOffError, FetchError
from briefing.core.events import Event, RefreshFinished, RefreshStarted
from briefing.core.feed import Feed, FeedState, FeedStatus
from briefing.core.headline import Counts, Headline
from briefing.core.notices import Notice
from briefing.core.party_names import NO_NAMES, PartyNames
from briefing.core.query import ALL, Query
from briefing.core.rules import Errand
from briefing.core.saved_search import SavedSearch
from briefing.core.story import Body, Story
from briefing.core.waiting import Waiting
from briefing.core.why import Role, Why
from briefing.fetch.download import Destination, OnProgress
from briefing.fetch.options import FetchOptions
from briefing.fetch.page import Page
from briefing.fetch.page_client import PageClient
from briefing.pace import Pace
from briefing.services.desk import Desk, open_desk
from briefing.services.first import DeskOptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.support.fresh import fresh
from tests.support.networks import MadeNetwork

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FEED = Feed("https://harbour.example/rss", title="Harbour Post")
OTHER = Feed("https://plains.example/rss", title="Plains Gazette")

WHEAT = (
    "Egypt offered Romania credit for wheat on Monday. The two have traded since spring.\n\n"
    "Nobody in Bucharest would say more. " + "Grain prices moved little in the week. " * 60 + "\n\n"
    "Romania rejected Egypt and its credit, and asked for cash."
)


def clock() -> datetime:
    """The time of every test."""
    return NOW


def entry(title: str, text: str = WHEAT, hours: int = 1, link: str = "https://harbour.example/1") -> Entry:
    """An item of a feed document, so many hours old."""
    return Entry(title, Body.plain(text), guid=title, link=link, published=NOW - timedelta(hours=hours))


def fetched(*entries: Entry, feed: Feed = FEED) -> Fetched:
    """A feed as it was just fetched."""
    return Fetched(feed, FeedState.NEW, NOW, document=Document(feed.title, entries=entries))


@dataclass
class Newsstand:
    """A fetcher that gives out what was put there, by the address of the feed; and nothing new else."""

    papers: dict[str, Fetched] = field(default_factory=dict)
    sites: dict[str, tuple[FeedLink, ...]] = field(default_factory=dict)
    network: PageClient | None = None

    async def fetch_feed(self, feed: Feed, known: Known) -> Fetched:
        return self.papers.get(feed.url) or Fetched(feed, FeedState.UNCHANGED, NOW)

    async def find_feeds(self, address: str) -> tuple[FeedLink, ...]:
        if address not in self.sites:
            raise FetchError(f"{address}: no feed was found")
        return self.sites[address]

    async def fetch_page(self, address: str, typed: bool = True, user_agent: str = "") -> Page:
        if self.network is None:
            raise FetchError(f"{address}: there is no network here")
        return await self.network.fetch_page(address, typed, user_agent)

    async def download(self, address: str, to: Destination, on_progress: OnProgress, typed: bool = False) -> Path:
        if self.network is None:
            raise FetchError(f"{address}: there is no network here")
        return await self.network.download(address, to, on_progress, typed)

    async def aclose(self) -> None:
        """Nothing was opened."""

    def use_network(self) -> None:
        """Ask for pages in earnest, of loopback."""
        self.network = PageClient(FetchOptions(per_host=0))


@dataclass
class WordAnalyst:
    """Finds states and wheat by their names, and an offer in each sentence with one of three verbs."""

    off: str = ""
    closed: bool = False

    async def version(self) -> str:
        if self.off:
            raise AnalysisOffError(self.off)
        return "words 1"

    async def analyse(self, story: Story, urgent: bool = False, explain: bool = False) -> Analysis:
        await self.version()
        found = word_analysis(story)
        if not explain:
            return found
        return replace(found, lines=tuple(replace(offer, why=_why(offer)) for offer in found.offers))

    async def close(self) -> None:
        self.closed = True


def _why(line: Line) -> Why:
    role = Role("recipient", "Romania", "[b]the object")
    return Why(f"{line.act}ed", f"{line.act} (verb)", "give", "Peru offered Chile copper.", (role,), ("so it seems",))


def word_analysis(story: Story) -> Analysis:
    """The analysis of the word analyst."""
    text = story.body.text
    actors = tuple(
        Actor(f"a{number}", name, ActorKind.STATE, mentions)
        for number, name in enumerate(("Egypt", "Romania"))
        if (mentions := _mentions(story, name))
    )
    resources = tuple(Resource("r0", "wheat", "food", found) for found in [_mentions(story, "wheat")] if found)
    offers = tuple(
        Line(
            act,
            Terms(match[3], Span(match.start(3), match.end(3))),
            (Span(match.start(), match.end()),),
            *_parties(match),
        )
        for act, verb in ((Act.OFFER, "offered"), (Act.REJECT, "rejected"))
        for match in re.finditer(rf"(\w+) {verb} (\w+) ([^.]+)\.", text)
    )
    return Analysis(actors, resources, offers, "words 1", story.text_hash)


def _mentions(story: Story, name: str) -> tuple[Span, ...]:
    return tuple(
        Span(match.start(), match.end(), part)
        for part, text in ((Part.TITLE, story.title), (Part.TEXT, story.body.text))
        for match in re.finditer(name, text)
    )


def _parties(match: re.Match[str]) -> tuple[Party, Party]:
    return Party(match[1]), Party(match[2])


@dataclass
class Shop:
    """A real desk with the parts of it that a test wants to reach."""

    desk: Desk
    library: Library
    newsstand: Newsstand
    analyst: WordAnalyst


def open_shop(
    folder: Path, *papers: Fetched, feeds: Sequence[Feed] = (FEED, OTHER), names: PartyNames = NO_NAMES
) -> Shop:
    """A desk over a library in a folder, with papers stored in it, and the names by which searches know parties."""
    path = fresh(folder / "library.db")
    (folder / "feeds.yaml").write_text("feeds:\n" + "".join(f"  - url: {feed.url}\n" for feed in feeds))
    library = Library(path, names=lambda: names)
    for paper in papers:
        library.feeds.store(paper)
    newsstand, analyst = Newsstand(), WordAnalyst()

    def open_library() -> Library:
        return Library(path, names=lambda: names)

    options = DeskOptions(folder / "saved", feeds_file=folder / "feeds.yaml")
    desk = open_desk(
        LibraryAccess(open_library), feeds, MadeNetwork(lambda: newsstand, lambda: newsstand), analyst, options
    )
    return Shop(desk, library, newsstand, analyst)


class NoState:
    """Remembers nothing."""

    async def values(self) -> dict[str, object]:
        return {}

    async def keep(self, key: str, value: object) -> None:
        pass

    async def searches(self) -> tuple[SavedSearch, ...]:
        return ()

    async def keep_reading_position(self, story_id: str, offset: int) -> None:
        pass


class HugeDesk:
    """A hundred thousand stories that cost nothing; counts what is asked of it."""

    def __init__(self, stories: int, title: Callable[[int], str] = "Story number {}".format) -> None:
        self.ids = tuple(f"s{number}" for number in range(stories))
        self.title = title
        self.loaded = 0
        self.save_folder = Path("saved")
        self.reader_state = NoState()
        self.stories = self.annotations = self.subscriptions = self.refresher = self
        self.rules = self.analysis = self.maintenance = self.notices = self
        self.ledger = self.ledger_pages = self.shipped = self
        self.sync = SimpleNamespace(accounts=(), is_busy=False)
        self.pace = Pace()
        self.offline = False
        self.feeds = (FEED,)

    async def count_each(self, queries: Sequence[Query]) -> tuple[int, ...]:
        return tuple(0 for _ in queries)

    async def unread_of(self, ids: Sequence[str]) -> frozenset[str]:
        return frozenset(ids)

    async def find(self, query: Query, limit: int | None = None) -> tuple[str, ...]:
        return self.ids[:limit]

    async def headlines(self, ids: Sequence[str], found_by: Query = ALL) -> tuple[Headline, ...]:
        self.loaded += len(ids)
        return tuple(
            Headline(story, self.title(int(story[1:])), "A source", "", NOW - timedelta(hours=1), NOW) for story in ids
        )

    async def counts(self) -> Counts:
        return Counts(len(self.ids), len(self.ids))

    async def statuses(self) -> tuple[FeedStatus, ...]:
        return ()

    async def read_if_changed(self) -> bool:
        return False

    async def offered(self) -> tuple[()]:
        return ()

    async def waiting(self) -> Waiting:
        return Waiting()

    async def refresh(self, urls: object = None, everything: bool = False) -> AsyncIterator[Event]:
        yield RefreshStarted(0)
        yield RefreshFinished(0, 0, 0)

    def take_notices(self) -> tuple[Notice, ...]:
        return ()

    async def begin_session(self) -> None:
        pass

    async def since_words(self) -> str:
        return ""

    async def tell_hits(self, show: object) -> None:
        pass

    def use_terminal(self, write: object) -> None:
        pass

    def take_errands(self) -> tuple[Errand, ...]:
        return ()

    def take_warnings(self) -> tuple[str, ...]:
        return ()

    async def run_daily(self) -> None:
        pass

    async def backfill(self) -> int:
        return 0

    async def analyse_waiting(self) -> AsyncIterator[Event]:
        for event in ():
            yield event

    async def close(self) -> None:
        pass
