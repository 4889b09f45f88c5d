"""Feeds and groups, both ways, and what is never done by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.core.account import Account
from briefing.core.feed import Feed
from briefing.core.journal import Field
from briefing.core.remote import RemoteFeed
from briefing.core.remote_feeds import KnownFeed, plan_feeds
from briefing.core.sync import report_lines
from briefing.sync.server import Abilities, Declined, Offline
from tests.support.made import entry, fetched
from tests.sync.memory import FEED, Client, MemoryServer, World

Make = Callable[..., Client]
OTHER = "https://other.example/rss"


def of(client: Client, url: str = FEED) -> Feed:
    (feed,) = [feed for feed in client.feeds if feed.url == url]
    return feed


async def test_a_title_and_a_group_follow_the_side_that_changed_them(world: World, make: Make) -> None:
    desk = make()
    await desk.sync()
    world.feeds["feed/1"] = replace(world.feeds["feed/1"], title="Renamed there", group="Ports")
    await desk.sync()
    assert (of(desk).title, of(desk).group) == ("Renamed there", "Ports")
    await desk.subscriptions.change(FEED, {"title": "Renamed here", "group": "Trade"})
    await desk.sync()
    assert (world.feeds["feed/1"].title, world.feeds["feed/1"].group) == ("Renamed here", "Trade")
    writes = world.writes
    await desk.sync()
    assert world.writes == writes


async def test_what_was_changed_on_both_sides_stays_as_it_is_here_and_is_said(world: World, make: Make) -> None:
    desk = make()
    await desk.sync()
    world.feeds["feed/1"] = replace(world.feeds["feed/1"], title="There")
    await desk.subscriptions.change(FEED, {"title": "Here"})
    report = await desk.sync()
    assert world.feeds["feed/1"].title == "Here"
    assert any("on both sides" in sentence for sentence in report.feeds)


async def test_a_title_that_only_looks_otherwise_is_not_pushed(world: World, make: Make) -> None:
    world.feeds["feed/1"] = replace(world.feeds["feed/1"], title="Ships ＆ Ports； daily")
    desk = make(feeds=f"feeds:\n  - url: {FEED}\n    title: Ships & Ports; daily\n")
    for _ in range(2):
        await desk.sync()
    assert world.writes == 0
    assert of(desk).title == "Ships & Ports; daily"


async def test_a_feed_that_was_local_is_handed_over_and_others_stay_local(world: World, make: Make) -> None:
    address = "http://www.news.example/rss/"
    desk = make(feeds=f"feeds:\n  # mine\n  - url: {address}\n    every: 2h\n  - url: {OTHER}\n")
    await desk.sync()
    text = desk.file.read_text()
    assert "# mine" in text
    assert of(desk, address).account == "home"
    assert of(desk, OTHER).account == ""
    assert FEED not in [feed.url for feed in desk.feeds]
    assert list(world.feeds) == ["feed/1"]


async def test_a_feed_that_is_meant_for_the_account_is_added_there(world: World, make: Make) -> None:
    desk = make()
    await desk.sync()
    await desk.subscriptions.add([Feed(OTHER, "Other", "Trade", account="home")])
    await desk.sync()
    made = world.feeds["feed/2"]
    assert (made.url, made.title, made.group) == (OTHER, "Other", "Trade")
    await desk.sync()
    assert len(world.feeds) == 2


async def test_a_feed_the_server_does_not_take_stops_nothing_and_is_not_offered_again_and_again(
    world: World, make: Make
) -> None:
    world.unreadable.add(OTHER)
    world.publish("One")
    desk = make(feeds=f"feeds:\n  - url: {OTHER}\n    account: home\n")
    report = await desk.sync()
    assert desk.titles() == ["One"]
    assert any("does not take it" in sentence for sentence in report.said)
    (status,) = [s for s in await desk.subscriptions.statuses() if s.feed.url == OTHER]
    assert "cannot be read" in status.message
    assert report_lines(await desk.sync()) == ()
    assert not (await desk.plan()).did_something, "nor is it said to be added"
    assert world.calls.count("subscribe") == 1


async def test_a_feed_is_not_offered_again_and_again_where_the_server_takes_none(world: World, make: Make) -> None:
    world.unreadable.add(OTHER)
    server = MemoryServer(world, Abilities(subscribe=False))
    desk = make(feeds=f"feeds:\n  - url: {OTHER}\n    account: home\n", server=server)
    assert (await desk.plan()).did_something
    assert any("does not take it" in sentence for sentence in (await desk.sync()).said)
    assert report_lines(await desk.sync()) == ()
    assert not (await desk.plan()).did_something
    world.feed(OTHER)  # by hand, there
    await desk.sync()
    (status,) = [one for one in await desk.subscriptions.statuses() if one.feed.url == OTHER]
    assert status.message == ""


async def test_a_feed_that_was_added_before_the_line_broke_is_not_added_twice(world: World, make: Make) -> None:
    desk = make(feeds=f"feeds:\n  - url: {OTHER}\n    account: home\n")

    def cut(name: str, done: bool) -> None:
        if name == "subscribe" and done:
            world.on_call = lambda _name, _done: None
            raise Offline("the answer is lost")

    world.on_call = cut
    with pytest.raises(Offline):
        await desk.sync()
    await desk.sync()
    assert sorted(feed.url for feed in world.feeds.values()) == [FEED, OTHER]
    assert of(desk, OTHER).account == "home"


async def test_a_feed_that_is_gone_there_stays_here_with_its_stories_and_is_taken_up_again(
    world: World, make: Make
) -> None:
    for number in range(4):
        world.feed(f"https://more.example/{number}")
    one = world.publish("One", starred=True)
    desk = make()
    await desk.sync()
    hidden = world.feeds.pop("feed/1")
    await desk.sync()
    assert of(desk).account == "home"
    assert desk.state("One") == (False, True, frozenset())
    (status,) = [s for s in await desk.subscriptions.statuses() if s.feed.url == FEED]
    assert "no longer has this feed" in status.message
    desk.set(desk.story("One"), Field.READ, True)
    await desk.sync()
    world.feeds["feed/1"] = hidden
    await desk.sync()
    assert world.items[one].read
    (status,) = [s for s in await desk.subscriptions.statuses() if s.feed.url == FEED]
    assert status.message == ""
    world.mark(one, starred=False)
    await desk.sync()
    assert desk.state("One") == (True, False, frozenset())


@pytest.mark.parametrize("only_push", [True, False])
async def test_what_was_done_while_a_feed_was_away_there_goes_up_once_it_is_back(
    world: World, make: Make, only_push: bool
) -> None:
    for number in range(4):
        world.feed(f"https://more.example/{number}")
    kept, left = world.publish("To be kept"), world.publish("To be left", starred=True)
    seen, other = world.publish("To be read"), world.publish("Elsewhere", feed="feed/2")
    desk = make()
    await desk.sync()
    as_it_was = world.feeds.pop("feed/1"), dict(world.items)
    desk.set(desk.story("To be kept"), Field.STARRED, True)
    desk.set(desk.story("To be left"), Field.STARRED, False)
    desk.set(desk.story("To be read"), Field.READ, True)
    desk.set(desk.story("Elsewhere"), Field.READ, True)
    report = await (desk.engine.push() if only_push else desk.sync())
    assert report.sent == {"read": 1}
    world.feeds["feed/1"] = as_it_was[0]
    for remote in (kept, left, seen):
        world.items[remote] = as_it_was[1][remote]  # as they were in a copy that was put back
    for _ in range(2):
        await desk.sync()
    assert (world.items[kept].starred, world.items[left].starred, world.items[seen].read) == (True, False, True)
    assert desk.state("To be kept") == (False, True, frozenset())
    assert desk.state("To be left") == (False, False, frozenset())
    assert desk.state("To be read") == (True, False, frozenset())
    assert world.items[other].read


async def test_what_waits_for_a_feed_that_is_gone_there_is_nothing_to_be_sent_now(world: World, make: Make) -> None:
    world.feed(OTHER)
    world.publish("One")
    desk = make()
    await desk.sync()
    del world.feeds["feed/1"]
    desk.set(desk.story("One"), Field.STARRED, True)
    assert (await desk.plan()).sent == {}
    report = await desk.engine.push()
    assert (report.waiting.changes, report_lines(report)) == (0, ("gone on home, and kept here: Example News",))
    await desk.sync()
    assert not (await desk.plan()).did_something
    assert desk.waiting() == 1
    await desk.subscriptions.remove(FEED)
    for _ in range(2):
        await desk.sync()
    assert desk.waiting() == 0


async def test_a_feed_that_the_server_has_at_another_address_than_was_asked_for_is_the_same(
    world: World, make: Make
) -> None:
    page = "https://other.example/"
    world.detours[page] = OTHER
    desk = make(feeds=f"feeds:\n  - url: {page}\n    account: home\n")
    for _ in range(3):
        report = await desk.sync()
    assert report_lines(report) == ()
    assert sorted(feed.url for feed in desk.feeds) == sorted([FEED, page])
    world.publish("From a detour", feed="feed/2")
    await desk.sync()
    assert desk.titles() == ["From a detour"]
    assert KnownFeed("feed/3", page, "").name == page, "a feed without a title is said by its address"


async def test_two_addresses_of_one_feed_on_the_server_do_not_take_it_from_each_other(world: World, make: Make) -> None:
    desk = make()
    await desk.sync()
    page = "https://news.example/"
    world.detours[page] = FEED
    await desk.subscriptions.add([Feed(page, account="home")])
    report = await desk.sync()
    assert "it is the feed Example News, which is here already" in report.said[0]
    for _ in range(3):
        await desk.sync()
    assert world.calls.count("subscribe") == 1
    world.publish("One", feed="feed/1")
    await desk.sync()
    (status,) = [one for one in await desk.subscriptions.statuses() if one.feed.url == FEED]
    assert status.unread == 1


async def test_a_feed_that_is_gone_there_can_go_on_from_its_own_address(world: World, make: Make) -> None:
    world.feed(OTHER)
    desk = make()
    await desk.sync()
    del world.feeds["feed/1"]
    await desk.sync()
    await desk.subscriptions.change(FEED, {"account": ""})
    (status,) = [s for s in await desk.subscriptions.statuses() if s.feed.url == FEED]
    assert (status.state, status.message, status.feed.account) == (None, "", "")
    await desk.sync()
    assert of(desk).account == ""


async def test_a_feed_without_a_title_of_its_own_follows_the_server_and_keeps_its_group(
    world: World, make: Make
) -> None:
    desk = make(feeds=f"feeds:\n  - url: {FEED}\n    group: Ports\n")
    await desk.sync()
    world.feeds["feed/1"] = replace(world.feeds["feed/1"], title="Renamed there")
    await desk.sync()
    (status,) = await desk.subscriptions.statuses()
    assert (status.title, status.feed.title, status.feed.group) == ("Renamed there", "", "Ports")
    (row,) = desk.library._db.rows("SELECT grouped FROM feed")
    assert row["grouped"] == "Ports"


async def test_a_feed_that_was_taken_out_here_is_left_alone_there_and_brings_nothing(world: World, make: Make) -> None:
    world.publish("One")
    desk = make()
    await desk.sync()
    await desk.subscriptions.remove(FEED)
    world.publish("Two", starred=True)
    await desk.sync()
    assert desk.titles() == ["One"]
    assert list(world.feeds) == ["feed/1"]
    world.calls.clear()
    await desk.sync()
    assert world.calls.count("contents") == 1  # whether the newest that is known is the same
    assert desk.feeds == ()
    await desk.subscriptions.add([Feed(FEED, account="home")])
    await desk.sync()
    await desk.sync()
    assert desk.titles() == ["One", "Two"]
    assert list(world.feeds) == ["feed/1"]


async def test_a_feed_is_removed_there_only_where_a_person_said_so(world: World, make: Make) -> None:
    world.publish("One", starred=True)
    desk = make()
    await desk.sync()
    assert desk.library.sync_accounts.starred_of(FEED) == 1
    await desk.subscriptions.remove(FEED)
    assert desk.library.sync_accounts.unsubscribe(FEED)
    await desk.sync()
    assert world.feeds == {}
    assert desk.state("One")[1] is True
    await desk.sync()
    assert world.calls.count("unsubscribe") == 1


async def test_feeds_that_all_vanish_wait_for_a_yes(world: World, make: Make) -> None:
    desk = make()
    await desk.sync()
    kept = dict(world.feeds)
    world.feeds.clear()
    report = await desk.sync()
    assert "no feeds any more" in report.held
    (status,) = await desk.subscriptions.statuses()
    assert status.message == ""
    world.feeds.update(kept)
    assert not (await desk.sync()).held


@pytest.mark.parametrize("only_push", [True, False])
async def test_a_server_that_lost_its_data_for_a_while_is_told_nothing_and_nothing_is_lost(
    world: World, make: Make, only_push: bool
) -> None:
    tin = world.publish("Tin")
    desk = make()
    await desk.sync()
    desk.set(desk.story("Tin"), Field.STARRED, True)
    kept, items = dict(world.feeds), dict(world.items)
    world.feeds.clear()
    world.items.clear()
    report = await (desk.engine.push() if only_push else desk.sync())
    assert (report.sent, report.waiting.changes) == ({}, 1)
    assert "no feeds any more" in report.held
    world.feeds.update(kept)
    world.items.update(items)
    await desk.sync()
    assert desk.state("Tin")[1] is world.items[tin].starred is True


async def test_a_purged_feed_of_an_account_does_not_come_back(world: World, make: Make) -> None:
    world.publish("One")
    desk = make()
    await desk.sync()
    await desk.subscriptions.remove(FEED)
    assert desk.library.feeds.purge(FEED) == 1
    await desk.sync()
    assert desk.titles() == []
    assert desk.feeds == ()


async def test_stories_of_a_feed_that_goes_back_to_its_own_address_are_the_same(world: World, make: Make) -> None:
    world.publish("One")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.READ, True)
    stored = desk.library.feeds.store(fetched(entry("One")))
    assert stored.new_stories == ()
    assert desk.state("One")[0] is True


def test_a_feed_of_another_account_is_left_to_it() -> None:
    other = Feed(FEED, account="work")
    plan = plan_feeds("home", [other], [], [RemoteFeed("feed/1", FEED, "Example")])
    assert not plan.take_in
    assert not plan.subscribe


def test_what_neither_side_has_is_forgotten() -> None:
    plan = plan_feeds("home", [], [KnownFeed("feed/1", FEED, FEED)], [])
    assert plan.drop == ["feed/1"]


async def test_a_title_and_a_group_that_the_server_cannot_be_told_of_stay_here(world: World, make: Make) -> None:
    desk = make(server=MemoryServer(world, Abilities(rename=False, move=False)))
    await desk.sync()
    await desk.subscriptions.change(FEED, {"title": "Mine", "group": "Ports"})
    report = await desk.sync()
    assert report.feeds == ["Mine is changed here alone: home cannot be told"]
    for _ in range(2):
        assert (await desk.sync()).feeds == []
        assert (of(desk).title, of(desk).group) == ("Mine", "Ports")
    assert world.writes == 0
    world.feeds["feed/1"] = replace(world.feeds["feed/1"], title="Renamed there")
    await desk.sync()
    assert (of(desk).title, of(desk).group) == ("Renamed there", "Ports")


async def test_a_title_that_the_server_declines_stays_here_and_is_not_offered_again(world: World, make: Make) -> None:
    class Strict(MemoryServer):
        async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
            if title is not None:
                self.world.calls.append("rename")
                raise Declined("the title is too long")
            await super().edit(remote, title, group)

    desk = make(server=Strict(world))
    await desk.sync()
    await desk.subscriptions.change(FEED, {"title": "Mine", "group": "Ports"})
    report = await desk.sync()
    assert report.feeds == ["to be changed on home: Mine"]
    assert report.said == ["Mine is not changed there: the title is too long"]
    for _ in range(2):
        report = await desk.sync()
        assert (report.feeds, report.said) == ([], [])
    assert (of(desk).title, of(desk).group) == ("Mine", "Ports")
    assert (world.feeds["feed/1"].title, world.feeds["feed/1"].group) == ("Example News", "Ports")
    assert world.calls.count("rename") == 1


@pytest.mark.parametrize("twin", [FEED, "http://www.news.example/rss/"])
async def test_two_subscriptions_of_one_feed_here_bring_its_stories_and_change_nothing(
    twin: str, world: World, make: Make
) -> None:
    world.feed(twin, "With the other login", "Private")
    world.publish("One")
    world.publish("Two", feed="feed/2")
    desk = make()
    assert any("twice on home" in sentence for sentence in (await desk.sync()).feeds)
    assert [(feed.url, feed.title, feed.group) for feed in desk.feeds] == [(FEED, "Example News", "")]
    assert desk.titles() == ["One", "Two"]
    for _ in range(2):
        assert not (await desk.sync()).did_something
    await desk.subscriptions.change(FEED, {"title": "Mine"})
    await desk.sync()
    assert [feed.title for feed in world.feeds.values()] == ["Mine", "With the other login"]
    del world.feeds["feed/1"]  # the other one stands for the feed now
    assert not (await desk.sync()).did_something
    world.feeds["feed/2"] = replace(world.feeds["feed/2"], title="Renamed there")
    await desk.sync()
    assert [(feed.title, feed.account) for feed in desk.feeds] == [("Renamed there", "home")]


async def test_two_feeds_here_whose_addresses_differ_little_are_each_tied_to_its_own(world: World, make: Make) -> None:
    twin = "http://www.news.example/rss"
    world.feed(twin, "Twin")
    desk = make(feeds=f"feeds:\n  - url: {twin}\n  - url: {FEED}\n")
    await desk.sync()
    assert {feed.url: feed.account for feed in desk.feeds} == {twin: "home", FEED: "home"}
    assert {known.here: known.url for known in desk.library.sync_accounts.feeds(1)} == {twin: twin, FEED: FEED}


class Hiding(MemoryServer):
    """Lists stories of feeds that are not in its list of feeds, as where one is added between the two answers."""

    hidden = frozenset({"feed/2"})

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        return tuple(feed for feed in await super().subscriptions() if feed.remote not in self.hidden)


@pytest.mark.parametrize("tells_changes", [False, True])
@pytest.mark.parametrize("breaks_off", [False, True])
async def test_stories_that_were_seen_before_their_feed_come_with_it(
    tells_changes: bool, breaks_off: bool, world: World, make: Make
) -> None:
    world.feed(OTHER, "Other")
    world.publish("One")
    world.publish("Two", feed="feed/2")
    server = Hiding(world, tells_changes=tells_changes)
    desk = make(server=server)
    await desk.sync()
    assert desk.titles() == ["One"]
    server.hidden = frozenset()
    assert (await desk.plan()).to_fetch == 1

    def break_off(name: str, _done: bool) -> None:
        if name == "contents":
            world.on_call = lambda _name, _done: None
            raise Offline("the line is cut")

    if breaks_off:
        world.on_call = break_off
        with pytest.raises(Offline):
            await desk.sync()
    await desk.sync()
    assert desk.titles() == ["One", "Two"]


async def test_feeds_that_move_to_another_account_are_synced_with_it(world: World, make: Make) -> None:
    ids = [world.publish(f"Story {number}") for number in range(3)]
    other, there = Account("work", "greader", "https://other.example", "ann"), World()
    there.next_id = 5_000
    there.feed()
    there.publish("Story 0"), there.publish("Story 1"), there.publish("Only there")
    desk = make()
    await desk.sync()
    second = make(account=other, server=MemoryServer(there))
    assert report_lines(await second.sync()) == ("1 feed left to home, which it comes from",)
    assert not (await second.sync()).did_something
    desk.library.sync_accounts.forget(1)
    await second.subscriptions.change(FEED, {"account": ""})
    report = await second.sync()
    assert (report.joined, len(report.new_stories), report.elsewhere) == (2, 1, {})
    second.set(second.story("Story 0"), Field.READ, True)
    await second.sync()
    assert [item.read for item in there.items.values()] == [True, False, False]
    assert not any(world.items[remote].read for remote in ids)
