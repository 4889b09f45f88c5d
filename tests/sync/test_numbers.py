"""A server that gives the numbers of feeds and stories to others: after it was set up anew, or from an older copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.core.journal import Field
from briefing.sync.engine import WHOLE_EVERY
from tests.sync.memory import FEED, Client, MemoryServer, World

Make = Callable[..., Client]
OTHER, THIRD = "https://other.example/rss", "https://third.example/rss"


@pytest.fixture(params=[False, True], ids=["whole lists", "changes"])
def desk(request: pytest.FixtureRequest, world: World, make: Make) -> Client:
    return make(server=MemoryServer(world, tells_changes=request.param))


def known(client: Client) -> dict[str, str]:
    return {one.remote: one.here for one in client.library.sync_accounts.feeds(1) if not one.gone}


async def test_a_server_that_is_set_up_anew_changes_and_is_given_no_other_story(world: World, desk: Client) -> None:
    world.feed(OTHER, "Other")
    for number in range(4):
        world.publish(f"Old {number}", starred=number == 0)
    world.publish("Old of the other", feed="feed/2")
    await desk.sync()
    desk.set(desk.story("Old 1"), Field.STARRED, True)
    world.feeds.clear(), world.items.clear()
    world.next_id = 1000
    world.feed(THIRD, "Third"), world.feed(FEED, "Example News")
    for number in range(3):
        world.publish(f"New {number}", starred=number == 2)
    world.publish("Old 2", feed="feed/2", read=True, starred=True)
    plan = await desk.plan()
    assert (plan.renumbered, plan.adopted) == (4, {})
    report = await desk.sync()
    assert report.renumbered == 4
    assert [(feed.url, feed.title) for feed in desk.feeds] == [
        (FEED, "Example News"),
        (OTHER, "Other"),
        (THIRD, "Third"),
    ]
    assert known(desk) == {"feed/1": THIRD, "feed/2": FEED}
    assert any("gone on home, and kept here: Other" in sentence for sentence in report.feeds)
    assert [desk.state(f"Old {number}")[:2] for number in range(3)] == [(False, True), (False, True), (True, True)]
    assert [desk.state(f"New {number}")[:2] for number in range(3)] == [(False, False), (False, False), (False, True)]
    assert [item.starred for item in world.items.values()] == [False, False, True, True]
    assert world.writes == 0
    desk.set(desk.story("New 1"), Field.READ, True)
    await desk.sync()
    assert [item.read for item in world.items.values()] == [False, True, False, True]
    assert not (await desk.sync()).did_something
    assert not {"subscribe", "unsubscribe", "edit"} & set(world.calls)


async def test_an_older_copy_of_a_server_gives_the_last_numbers_to_others(world: World, desk: Client) -> None:
    for number in range(4):
        world.publish(f"Story {number}")
    await desk.sync()
    desk.set(desk.story("Story 0"), Field.STARRED, True)
    desk.set(desk.story("Story 3"), Field.READ, True)
    desk.set(desk.story("Story 2"), Field.STARRED, True)
    del world.items["1003"], world.items["1004"]
    world.next_id = 1002
    world.publish("Story 3"), world.publish("After the accident")
    report = await desk.engine.push()
    assert (report.renumbered, report.sent) == (2, {"starred": 1})
    await desk.sync()
    assert desk.titles() == ["After the accident", *(f"Story {number}" for number in range(4))]
    assert desk.state("Story 2")[:2] == (False, True)
    assert desk.state("After the accident")[:2] == (False, False)
    await desk.sync()
    assert [(item.read, item.starred) for item in world.items.values()] == [
        (False, True),
        (False, False),
        (True, False),
        (False, False),
    ]


async def test_a_number_that_was_gone_and_comes_back_for_another_story_is_a_new_one(world: World, desk: Client) -> None:
    one = world.publish("One", starred=True)
    await desk.sync()
    del world.items[one]
    desk.at += WHOLE_EVERY
    assert (await desk.sync()).gone == 1
    world.next_id = 1000
    world.publish("Another")
    await desk.sync()
    assert desk.titles() == ["Another", "One"]
    assert desk.state("One")[:2] == (False, True)
    assert not world.items[one].starred


async def test_a_feed_that_moves_to_another_address_there_is_known_by_its_stories(world: World, desk: Client) -> None:
    world.publish("One")
    await desk.sync()
    world.feeds["feed/1"] = replace(world.feeds["feed/1"], url=THIRD, title="Example Weekly")
    world.publish("Two")
    report = await desk.sync()
    assert report.renumbered == 0
    assert [(feed.url, feed.title) for feed in desk.feeds] == [(FEED, "Example Weekly")]
    assert known(desk) == {"feed/1": FEED}
    assert desk.titles() == ["One", "Two"]


async def test_a_number_of_a_feed_that_goes_to_another_one_does_not_take_the_feed_along(
    world: World, desk: Client
) -> None:
    world.publish("One")
    await desk.sync()
    world.feed(OTHER, "Other")
    world.items.clear()
    world.feeds["feed/1"] = replace(world.feeds["feed/1"], url=THIRD, title="Third")
    world.publish("Two"), world.publish("Three", feed="feed/2")
    desk.library.sync_accounts.unsubscribe(FEED)
    await desk.subscriptions.remove(FEED)
    await desk.sync()
    assert {feed.url: feed.title for feed in desk.feeds} == {THIRD: "Third", OTHER: "Other"}
    assert sorted(world.feeds) == ["feed/1", "feed/2"]
    assert desk.titles() == ["One", "Three", "Two"]
