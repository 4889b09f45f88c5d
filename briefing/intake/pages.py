"""Web pages as texts: of stories whose feed gives the beginning only, and of any address a reader wants to keep."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefing.core import clean
from briefing.core.address_input import typed_addresses
from briefing.core.document import Entry
from briefing.core.errors import FetchError, OfflineError, UnknownStory
from briefing.core.events import StoryCompleted
from briefing.core.feed import Feed, FullText
from briefing.core.fulltext import gives_more, is_wall, says_little
from briefing.core.story import Story
from briefing.intake.new_stories import OnNewStories
from briefing.intake.options import PageOptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.storage.pages import PageState

if TYPE_CHECKING:
    from briefing.fetch.article import Article  # only their names: late, as all of the network
    from briefing.fetch.page import Page

MOST_AT_ONCE = 100
MOST_COUNTED = 100_000
MOST_OF_A_HOST = 25
HOSTS_AT_ONCE = 4
FAILURES_OF_A_HOST = 3
_QUESTION = "asks you to sign in, to pay, to accept cookies or to prove that you are no robot"
_AT_WALL = f"The page {_QUESTION}; the story has only what it shows."
_LITTLE = "The page shows only a few words: a script may write its story, or it may not be there any more."
FRESH = timedelta(days=7)
RETRY = timedelta(days=1)


class SavedPage(NamedTuple):
    """A page that became a story, or whose story was there; `note` is a sentence where it shows less than a story."""

    story: str
    is_new: bool
    note: str = ""


class PageFetcher(Protocol):
    """What is needed of the network."""

    async def fetch_page(self, address: str, typed: bool = True, user_agent: str = "") -> Page:
        """Ask for one page; `typed` says that a person chose its host. Raises FetchError."""
        ...


class Reader(Protocol):
    """What finds the article in a page."""

    async def read(self, page: Page, whole: bool = True) -> Article:
        """The article; `whole` lets all text of the page stand in for it. Raises FetchError."""
        ...

    async def close(self) -> None:
        """Let go of what was opened."""
        ...


class Pages:
    """Fetches pages, reads their texts, and keeps those of stories."""

    def __init__(
        self,
        library: LibraryAccess,
        open_network: Callable[[], PageFetcher],
        open_reader: Callable[[], Reader],
        feeds: Callable[[], Sequence[Feed]],
        options: PageOptions,
        on_new: OnNewStories,
    ) -> None:
        self._library = library
        self._open_network = open_network
        self._open_reader = open_reader
        self._readers: dict[bool, Reader] = {}  # one for whoever waits, one for the queue: a slow page holds nobody up
        self._feeds = feeds
        self._options = options
        self._on_new = on_new

    async def close(self) -> None:
        """Let go of the processes that read pages."""
        for reader in self._readers.values():
            await reader.close()

    # ------------------------------------------------------------------------------------------------- any address

    async def read(self, typed: str) -> Story:
        """The article at a web address, which is not kept. Raises FetchError."""
        return _story(*await self._article(typed))

    async def read_page(self, page: Page) -> Story:
        """The article of a page, which is not kept. Raises FetchError."""
        return _story(page, await self._article_of(page))

    async def add(self, typed: str) -> SavedPage:
        """Keep the article at an address as a story. Raises FetchError."""
        from briefing.fetch.addresses import without_login  # late, as all of the network

        page, article = await self._article(typed)
        link = without_login(page.lasting_address).partition("#")[0]
        at_wall = is_wall(article.body, article.is_beginning)
        entry = Entry(
            title=article.title or clean.shown_address(link),
            body=article.body,
            guid=link,
            link=link,
            authors=(article.author,) if article.author else (),
            published=article.published,
        )

        def keep(library: Library) -> tuple[str, bool]:
            with library.together():
                story, is_new = library.saved_pages.add(entry, _now())
                if is_new:
                    self._on_new(library, [story], _now())
            return story, is_new

        story, is_new = await self._library.write(keep)
        state = await self._state(story)
        if not is_new and not at_wall and not state.has_text and gives_more(article.body, state.feed_text):
            await self._library.write(lambda library: library.pages.store(story, article.body, _now()))
        note = _AT_WALL if at_wall else _LITTLE if says_little(article.body) else ""
        return SavedPage(story, is_new, note if is_new else "")

    async def _article(self, typed: str) -> tuple[Page, Article]:
        addresses = typed_addresses(typed)
        if not addresses:
            raise FetchError(f"{clean.line(typed)!r} is not an http or https address")
        network = await self._network()
        for address in addresses[:-1]:
            try:
                page = await network.fetch_page(address)
                break
            except FetchError:
                continue
        else:
            page = await network.fetch_page(addresses[-1])
        return page, await self._article_of(page)

    # ------------------------------------------------------------------------------------------- the text of a story

    async def has_text(self, story: str) -> bool:
        """Whether the text of a story's page is kept. Raises UnknownStory."""
        return (await self._state(story)).has_text

    async def toggle(self, story: str) -> bool:
        """Show the other of a story's two texts, its page being asked for once; whether it is the page's text.

        Raises FetchError where the page gives none, UnknownStory.
        """
        state = await self._state(story)
        if not state.has_text:
            await self.complete(story)
            return True
        return await self._library.write(lambda library: library.pages.swap_text(story))

    async def complete(self, story: str) -> None:
        """Ask for a story's page, even if that was done before, and show its text. Raises FetchError, UnknownStory."""
        await self._complete(await self._network(), await self._state(story))

    async def complete_once(self, story: str) -> None:
        """Show the text of a story's page, asking for it only if it is not kept. Raises as `complete`."""
        state = await self._state(story)
        if not state.has_text:
            await self.complete(story)
        elif not state.shown:
            await self._library.write(lambda library: library.pages.swap_text(story))

    async def complete_if_wanted(self, story: str) -> bool:
        """Complete a story that is opened, if its feed wants that and it was not tried; whether its text changed."""
        state = await self._state(story)
        wanted = self._wish_of(state.feed_url)
        if state.asked or not state.link or not (wanted == "always" or (wanted == "auto" and state.cut)):
            return False
        try:
            await self.complete(story)
        except FetchError:
            return False
        return True

    async def complete_waiting(self) -> AsyncIterator[StoryCompleted]:
        """Complete the new stories of feeds that want it, politely and within limits; what fails is left for later.

        Where the library fails, what other hosts gave comes first and its error behind.
        """
        waiting = await self._waiting(MOST_AT_ONCE)
        if not waiting:
            return
        states = [await self._state(story) for story in waiting]
        by_host: dict[str, list[PageState]] = defaultdict(list)
        for state in states:
            by_host[clean.host(state.link)].append(state)
        hosts = [found[:MOST_OF_A_HOST] for found in by_host.values()]
        network, slots = await self._network(), asyncio.Semaphore(HOSTS_AT_ONCE)
        results: asyncio.Queue[tuple[str, bool] | None] = asyncio.Queue()
        tasks = [asyncio.create_task(self._complete_host(network, states, slots, results)) for states in hosts]
        done, total, ended = 0, sum(map(len, hosts)), 0
        try:
            while ended < len(tasks):
                result = await results.get()
                if result is None:
                    ended += 1
                    continue
                story, is_complete = result
                done += 1
                if is_complete:
                    yield StoryCompleted(story, done, total)
            await asyncio.gather(*tasks)  # for what went wrong
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def waiting_count(self) -> int:
        """How many stories wait to be completed from their pages."""
        return len(await self._waiting(MOST_COUNTED))

    async def _waiting(self, limit: int) -> tuple[str, ...]:
        by_wish: dict[FullText, list[str]] = defaultdict(list)
        for feed in self._feeds():
            by_wish[self._wish_of(feed.url)].append(feed.url)
        auto, always, moment = by_wish["auto"], by_wish["always"], _now()
        return await self._library.read(
            lambda library: library.pages.waiting(auto, always, moment - FRESH, moment - RETRY, limit)
        )

    async def _complete_host(
        self,
        network: PageFetcher,
        states: Sequence[PageState],
        slots: asyncio.Semaphore,
        results: asyncio.Queue[tuple[str, bool] | None],
    ) -> None:
        """Ask one host for its pages, one after another; a host that fails time and again is left alone."""
        failures = 0
        try:
            async with slots:
                for number, state in enumerate(states):
                    if number:
                        await asyncio.sleep(self._options.pause)
                    try:
                        page = await self._page(network, state)
                    except (FetchError, UnknownStory):
                        failures += 1
                        results.put_nowait((state.story, False))
                        if failures == FAILURES_OF_A_HOST:
                            return
                        continue
                    failures = 0
                    try:
                        await self._take(page, state, urgent=False)
                        results.put_nowait((state.story, True))
                    except (FetchError, UnknownStory):  # retention may have removed it meanwhile
                        results.put_nowait((state.story, False))
        finally:
            results.put_nowait(None)

    async def _complete(self, network: PageFetcher, state: PageState) -> None:
        """Put the text of a page in place, or remember why there is none and raise FetchError."""
        await self._take(await self._page(network, state), state, urgent=True)

    async def _page(self, network: PageFetcher, state: PageState) -> Page:
        """The page of a story. Raises FetchError, which is remembered unless the network is missing."""
        try:
            if not state.link:
                raise FetchError("this story has no address")
            # A feed of the own network may have its pages there; no feed may point anywhere else in it.
            feed = self._feed(state.feed_url) or Feed(state.feed_url)
            at_home = feed.may_be_private and clean.host(state.link) == clean.host(state.feed_url)
            return await network.fetch_page(state.link, at_home, feed.user_agent)
        except OfflineError:
            raise
        except FetchError as error:
            await self._remember(error, state)
            raise

    async def _take(self, page: Page, state: PageState, urgent: bool) -> None:
        """Show the text of a page in place of the feed's. Raises FetchError, which is remembered, if it is no more."""
        try:
            article = await self._article_of(page, whole=False, urgent=urgent)
            if is_wall(article.body, article.is_beginning):
                raise FetchError(f"the page {_QUESTION}; the feed's text stays")
            if not gives_more(article.body, state.feed_text):
                raise FetchError("the page gives no more text than the feed; the feed's text stays")
        except FetchError as error:
            await self._remember(error, state)
            raise
        await self._library.write(lambda library: library.pages.store(state.story, article.body, _now()))

    async def _remember(self, error: FetchError, state: PageState) -> None:
        message = str(error)
        await self._library.write(lambda library: library.pages.store_failure(state.story, message, _now()))

    def _wish_of(self, feed_url: str) -> FullText:
        feed = self._feed(feed_url)
        return "never" if feed is None else feed.full_text or self._options.full_text

    def _feed(self, url: str) -> Feed | None:
        return next((feed for feed in self._feeds() if feed.url == url), None)

    async def _state(self, story: str) -> PageState:
        return await self._library.read(lambda library: library.pages.state(story))

    async def _article_of(self, page: Page, whole: bool = True, urgent: bool = True) -> Article:
        if urgent not in self._readers:
            reader = await asyncio.to_thread(self._open_reader)  # its libraries are slow to import
            self._readers.setdefault(urgent, reader)
        return await self._readers[urgent].read(page, whole)

    async def _network(self) -> PageFetcher:
        return await asyncio.to_thread(self._open_network)


def _story(page: Page, article: Article) -> Story:
    return Story(
        id="",
        title=article.title,
        body=article.body,
        link=page.address,
        authors=(article.author,) if article.author else (),
        source=article.site,
        published=article.published,
        fetched=_now(),
        from_page=True,
    )


def _now() -> datetime:
    return datetime.now(UTC)
