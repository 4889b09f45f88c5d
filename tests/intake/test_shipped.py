"""The feeds that ship: offered until somebody chooses, left out for a list that was brought, changed ones untouched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import pytest

from briefing.config.feeds import put_default, read_feeds, read_shipped
from briefing.core.document import Document, Entry, Fetched, Known
from briefing.core.events import FeedDone
from briefing.core.feed import Feed, FeedState
from briefing.core.journal import Change, Field
from briefing.core.query import ALL
from briefing.core.story import Body
from briefing.intake.refresher import Refresher
from briefing.intake.shipped import ShippedFeeds
from briefing.intake.subscriptions import Subscriptions
from briefing.services.rules import RuleRunner
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.support.fresh import fresh
from tests.support.made import NOON
from tests.support.networks import opens

ENERGY = next(feed for feed in read_shipped() if feed.group == "Energy")
FOOD = next(feed for feed in read_shipped() if feed.group == "Food")
GROUPS = ["Geopolitics", "Trade", "Energy", "Minerals", "Food"]
NO_RULES = RuleRunner(()).run_on_new


@dataclass
class Beginning:
    """A first run: the file, the library, and what chooses."""

    file: Path
    library: Library
    access: LibraryAccess
    subscriptions: Subscriptions
    shipped: ShippedFeeds

    @property
    def groups(self) -> set[str]:
        """The groups of feeds.yaml."""
        return {feed.group for feed in read_feeds(self.file)}

    def titles(self) -> list[str]:
        """The stories that are there."""
        return sorted(one.title for one in self.library.stories.headlines(self.library.stories.find(ALL)))


@pytest.fixture
async def first(tmp_path: Path) -> AsyncIterator[Beginning]:
    file, path = tmp_path / "feeds.yaml", fresh(tmp_path / "library.db")
    put_default(file)
    library, access = Library(path), LibraryAccess(lambda: Library(path))
    for feed, title in ((ENERGY, "Gas moves"), (FOOD, "Wheat moves"), (FOOD, "Maize moves")):
        entry = Entry(title, Body.plain(f"{title} today."), guid=title, link=f"https://news.example/{title}")
        library.feeds.store(Fetched(feed, FeedState.NEW, NOON, document=Document(feed.title, entries=(entry,))))
    subscriptions = Subscriptions(read_feeds(file), file, _no_network, access, NO_RULES)
    yield Beginning(file, library, access, subscriptions, ShippedFeeds(subscriptions, access))
    await access.close()
    library.close()


async def _no_network(_with_documents: bool) -> NoReturn:
    raise AssertionError("nothing is fetched here")


async def test_groups_are_offered_until_somebody_chooses(first: Beginning) -> None:
    assert [group.name for group in await first.shipped.offered()] == GROUPS
    choice = await first.shipped.choose(["Energy"])
    assert await first.shipped.offered() == ()
    assert first.groups == {"Energy"}
    assert not choice.added
    assert choice.sentence == "20 feeds left out"
    assert first.titles() == ["Gas moves"]
    again = await first.shipped.choose(["Energy", "Food"])
    assert {feed.group for feed in again.added} == {"Food"}
    assert first.groups == {"Energy", "Food"}


async def test_to_keep_all_is_a_choice_too(first: Beginning) -> None:
    before = first.file.read_text()
    choice = await first.shipped.choose(GROUPS)
    assert (choice.added, choice.left_out, choice.sentence) == ((), (), "The feeds stay as they are")
    assert first.file.read_text() == before
    assert await first.shipped.offered() == ()


async def test_what_the_reader_starred_stays_with_its_feed(first: Beginning) -> None:
    [story] = [one for one in first.library.stories.headlines(first.library.stories.find(ALL)) if "Wheat" in one.title]
    first.library.journal.record([Change(story.id, Field.STARRED, True)], NOON)
    await first.shipped.choose(["Energy"])
    assert first.titles() == ["Gas moves", "Maize moves", "Wheat moves"]


async def test_a_second_choice_takes_no_story_away(first: Beginning) -> None:
    await first.shipped.choose(GROUPS)
    await first.shipped.choose(["Energy"])
    assert "Wheat moves" in first.titles()


async def test_a_feed_that_was_changed_or_removed_by_hand_is_the_readers_own(first: Beginning) -> None:
    await first.subscriptions.change(FOOD.url, {"title": "My wheat"})
    assert await first.shipped.offered()
    await first.shipped.choose(["Energy"])
    assert {feed.title for feed in read_feeds(first.file) if feed.group == "Food"} == {"My wheat"}
    await first.subscriptions.remove(ENERGY.url)
    assert await first.shipped.offered() == ()


async def test_a_list_that_was_brought_takes_their_place(first: Beginning) -> None:
    mine = Feed("https://mine.example/rss")
    await first.subscriptions.add([mine])
    choice = await first.shipped.make_room()
    assert len(choice.left_out) == len(read_shipped())
    assert read_feeds(first.file) == (mine,)
    assert first.titles() == []
    assert (await first.shipped.make_room()).left_out == ()


@pytest.mark.parametrize("has_chosen", [True, False])
async def test_what_was_chosen_or_read_stays_beside_a_list_that_was_brought(first: Beginning, has_chosen: bool) -> None:
    if has_chosen:
        await first.shipped.choose(GROUPS)
    else:
        story = first.library.stories.find(ALL)[0]
        first.library.journal.record([Change(story, Field.READ, True)], NOON)
    assert (await first.shipped.make_room()).left_out == ()
    assert first.groups == set(GROUPS)


async def test_a_feed_that_was_left_out_while_it_was_asked_brings_nothing(first: Beginning) -> None:
    class Slow:
        """Answers once the feed was left out."""

        async def fetch_feed(self, feed: Feed, known: Known) -> Fetched:
            await first.subscriptions.remove(FOOD.url)
            late = Entry("Late", Body.plain("Late."), guid="late", link="https://news.example/late")
            return replace(Fetched(feed, FeedState.NEW, NOON), document=Document(feed.title, entries=(late,)))

        async def aclose(self) -> None:
            """Nothing is open."""

    refresher = Refresher(first.access, opens(Slow), lambda: first.subscriptions.feeds, NO_RULES)
    done = [event async for event in refresher.refresh([FOOD.url]) if isinstance(event, FeedDone)]
    assert [len(event.new_stories) for event in done] == [0]
    assert "Late" not in first.titles()
