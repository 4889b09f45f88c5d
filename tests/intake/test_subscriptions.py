"""The list of feeds, and the network that it needs for a moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.config.feeds import read_feeds
from briefing.core.document import Document, FeedLink, Fetched, Validators
from briefing.core.errors import FetchError
from briefing.core.feed import Feed, FeedState
from briefing.fetch.opml import Outline
from briefing.fetch.page import Page
from briefing.intake.subscriptions import Subscriptions, _feed
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.support.made import NOON
from tests.support.networks import opens

ADDRESS = "https://lists.example/feeds.opml"
LIST = b'<opml><body><outline xmlUrl="https://plains.example/rss"/></body></opml>'


class Network:
    """Has one list of feeds, or nothing; remembers whether it was closed."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.closed = False

    async def find_feeds(self, address: str) -> tuple[FeedLink, ...]:
        return (FeedLink((await self.fetch_page(address)).address),)

    async def fetch_page(self, address: str, typed: bool = True) -> Page:
        if not self._body:
            raise FetchError("nothing is here")
        return Page(address, self._body, "text/xml")

    async def aclose(self) -> None:
        self.closed = True


@pytest.mark.parametrize("body", [LIST, b""])
@pytest.mark.parametrize("use", [Subscriptions.find, Subscriptions.import_list])
async def test_the_network_is_closed_whatever_came_of_it(tmp_path: Path, use: object, body: bytes) -> None:
    file, network = tmp_path / "feeds.yaml", Network(body)
    file.write_text("feeds: []\n")
    access = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    subscriptions = Subscriptions((), file, opens(lambda: network), access, lambda library, new, at: None)
    with suppress(FetchError):
        await use(subscriptions, ADDRESS)  # type: ignore[operator]
    assert network.closed
    await access.close()


async def test_a_list_adds_no_feed_that_is_there_in_another_spelling(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  - url: https://PLAINS.example:443/rss\n")
    access = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    subscriptions = Subscriptions(
        read_feeds(file), file, opens(lambda: Network(b"")), access, lambda library, new, at: None
    )
    done = await subscriptions.import_document(LIST, "a list")
    assert (done.added, done.known) == ((), 1)
    assert len(read_feeds(file)) == 1
    await access.close()


async def test_two_spellings_of_one_feed_are_one_feed_as_it_was_first_written(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  - url: https://plains.example/rss\n    title: Plains\n")
    access = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    subscriptions = Subscriptions(
        read_feeds(file), file, opens(lambda: Network(b"")), access, lambda library, new, at: None
    )
    plains, quay = Feed("http://plains.example/%72ss"), Feed("https://quay.example")
    added, here = await subscriptions.subscribe([plains, quay, Feed("http://quay.example/")])
    assert added == (quay,)
    assert here == (Feed("https://plains.example/rss", title="Plains"), quay, quay)
    assert [feed.url for feed in read_feeds(file)] == ["https://plains.example/rss", "https://quay.example"]
    await access.close()


async def test_a_feed_whose_title_is_taken_away_has_its_own_again(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  - url: https://plains.example/rss\n    title: Mine\n")
    (feed,) = read_feeds(file)
    access = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    subscriptions = Subscriptions((feed,), file, opens(lambda: Network(b"")), access, lambda library, new, at: None)

    async def fetch(feed: Feed) -> str:
        document = Document("The Plains")
        answer = Fetched(feed, FeedState.NEW, NOON, document=document, validators=Validators("e1", "m1"))
        await access.write(lambda library: library.feeds.store(answer))
        return (await subscriptions.statuses())[0].title

    assert await fetch(feed) == "Mine"
    changed = await subscriptions.change("Mine", {"title": ""})
    (status,) = await subscriptions.statuses()
    assert status.title == "https://plains.example/rss", "its own is not known yet"
    known = await access.read(lambda library: library.feeds.known_of([changed.url]))
    assert known[changed.url].validators == Validators(), "so the next fetch brings it"
    assert await fetch(changed) == "The Plains"
    await access.close()


@pytest.mark.parametrize("most", ["²", "7" * 5_000, "-3", "many"])
def test_a_setting_of_a_list_that_makes_no_sense_is_left_out(most: str) -> None:
    outline = Outline("https://plains.example/rss", "The Plains", settings={"max_items": most, "every": "2h"})
    assert _feed(outline) == Feed("https://plains.example/rss", "The Plains", every=timedelta(hours=2))
