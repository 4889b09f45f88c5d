"""Read, star and tag, both ways: what goes up, what comes down, and who wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.core.account import Account
from briefing.core.journal import Field
from briefing.core.rules import Rule
from briefing.core.sync_limits import SyncLimits
from briefing.sync.server import Abilities, NotUnderstood, Offline, Stream
from tests.support.made import NOON, entry, fetched
from tests.sync.memory import FEED, Client, MemoryServer, World

Make = Callable[..., Client]
TAGGING = Account("home", "greader", "https://reader.example", "ann", labels=("*",))


async def test_the_first_sync_brings_what_is_unread_and_what_is_starred(world: World, make: Make) -> None:
    world.publish("Unread")
    world.publish("Kept", read=True, starred=True)
    world.publish("Old", read=True)
    desk = make()
    report = await desk.sync()
    assert desk.titles() == ["Kept", "Unread"]
    assert desk.state("Kept") == (True, True, frozenset())
    assert len(report.new_stories) == 2
    assert [(feed.url, feed.account) for feed in desk.feeds] == [(FEED, "home")]
    assert world.writes == 0


async def test_what_is_done_here_goes_up_and_what_is_done_there_comes_down(world: World, make: Make) -> None:
    one, two = world.publish("One"), world.publish("Two")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.READ, True)
    desk.set(desk.story("One"), Field.STARRED, True)
    world.mark(two, read=True, starred=True)
    report = await desk.sync()
    assert (world.items[one].read, world.items[one].starred) == (True, True)
    assert desk.state("Two") == (True, True, frozenset())
    assert report.sent == {"read": 1, "starred": 1}
    assert report.adopted == {"read": 1, "starred": 1}
    world.mark(one, read=False, starred=False)
    await desk.sync()
    assert desk.state("One") == (False, False, frozenset())
    assert desk.waiting() == 0


async def test_a_sync_with_nothing_to_do_makes_six_calls_and_writes_nothing(world: World, make: Make) -> None:
    for number in range(30):
        world.publish(f"Story {number}", starred=number % 3 == 0)
    desk = make(account=TAGGING)
    await desk.sync()
    before, world.calls[:] = desk.dump(), []
    report = await desk.sync()
    assert len(world.calls) == 6
    assert world.writes == 0
    assert desk.dump() == before
    assert not report.did_something


async def test_undo_sends_the_value_from_before_as_the_newest(world: World, make: Make) -> None:
    one = world.publish("One")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.STARRED, True)
    await desk.sync()
    desk.library.journal.undo()
    assert desk.waiting() == 1
    await desk.sync()
    assert not world.items[one].starred
    desk.library.journal.redo()
    await desk.sync()
    assert world.items[one].starred


async def test_a_change_of_mind_is_sent_although_the_first_one_may_never_have_arrived(world: World, make: Make) -> None:
    """The answer is lost after the deed; what was done is undone meanwhile. Both values are as before, yet one goes."""
    one = world.publish("One")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.READ, True)

    def lose(name: str, done: bool) -> None:
        if name == "set_state" and done:
            raise Offline("the line is cut")

    world.on_call = lose
    with pytest.raises(Offline):
        await desk.sync()
    assert world.items[one].read
    desk.library.journal.undo()
    world.on_call = lambda _name, _done: None
    await desk.sync()
    assert not world.items[one].read
    assert desk.state("One")[0] is False


async def test_a_click_while_its_former_value_is_on_its_way_stays_and_goes_up(world: World, make: Make) -> None:
    one = world.publish("One")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.READ, True)

    def click(name: str, done: bool) -> None:
        if name == "set_state" and done:
            world.on_call = lambda _name, _done: None
            desk.set(desk.story("One"), Field.READ, False)

    world.on_call = click
    await desk.sync()
    assert desk.state("One")[0] is False
    await desk.sync()
    assert not world.items[one].read


@pytest.mark.parametrize("call", ["subscriptions", "ids read", "ids starred", "contents"])
async def test_a_click_during_a_sync_is_never_overwritten(world: World, make: Make, call: str) -> None:
    one = world.publish("One", read=True, starred=True)
    world.publish("Two")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.STARRED, False)
    await desk.sync()
    world.mark(one, starred=True)  # theirs, while ours is not known there
    world.publish("Three")

    def click(name: str, _done: bool) -> None:
        if name == call:
            world.on_call = lambda _name, _done: None
            desk.set(desk.story("Two"), Field.READ, True)

    world.on_call = click
    await desk.sync()
    assert desk.state("Two")[0] is True
    assert desk.state("One")[1] is True
    await desk.sync()
    assert world.items["1002"].read


async def test_what_the_server_says_yes_to_and_does_not_do_is_given_up_and_kept(world: World, make: Make) -> None:
    one = world.publish("One")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.STARRED, True)
    world.deaf = True
    for _ in range(4):
        await desk.sync()
    assert desk.state("One")[1] is True
    assert not world.items[one].starred
    assert world.writes == 2
    waiting = desk.library.outbox.waiting(1)
    assert (waiting.changes, waiting.refused) == (0, 1)
    world.deaf = False
    desk.library.journal.undo()
    desk.set(desk.story("One"), Field.STARRED, True)  # a new deed is tried anew
    await desk.sync()
    assert world.items[one].starred


async def test_a_story_that_is_missing_in_a_list_is_asked_for_before_it_is_believed(world: World, make: Make) -> None:
    for number in range(12):
        world.publish(f"Story {number}", starred=True)
    desk = make()
    await desk.sync()
    world.listed = lambda _stream, ids: ids[1:]  # lost between two pages
    await desk.sync()
    assert all(desk.state(title)[:2] == (False, True) for title in desk.titles())


async def test_what_is_gone_on_the_server_stays_and_is_taken_up_again(world: World, make: Make) -> None:
    one = world.publish("One")
    desk = make()
    await desk.sync()
    gone = world.items.pop(one)
    report = await desk.sync()
    assert report.gone == 1
    assert desk.state("One") == (False, False, frozenset())
    world.calls.clear()
    await desk.sync()
    assert "contents" not in world.calls
    world.items[one] = gone
    await desk.sync()
    world.mark(one, read=True)
    await desk.sync()
    assert desk.state("One")[0] is True


async def test_a_new_id_for_a_story_that_was_read_does_not_bring_it_back_unread(world: World, make: Make) -> None:
    one = world.publish("One")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.READ, True)
    await desk.sync()
    del world.items[one]
    again = world.publish("One")
    await desk.sync()
    assert desk.titles() == ["One"]
    assert desk.state("One")[0] is True
    await desk.sync()
    assert world.items[again].read


async def test_two_ids_of_one_story_follow_each_other_and_do_not_flap(world: World, make: Make) -> None:
    world.feed("https://other.example/rss", "Other")
    one = world.publish("One", link="https://news.example/one")
    two = world.publish("One", feed="feed/2", link="https://news.example/one")
    desk = make()
    await desk.sync()
    assert desk.titles() == ["One"]
    world.mark(one, read=True)
    for _ in range(3):
        await desk.sync()
        assert desk.state("One")[0] is True
    assert world.items[two].read
    world.mark(two, read=False)
    for _ in range(3):
        await desk.sync()
        assert desk.state("One")[0] is False
    assert not world.items[one].read


async def test_a_story_that_is_here_from_the_feed_itself_is_the_servers_story(world: World, make: Make) -> None:
    """Marks, notes and what was read stay; what the server lacks waits for a yes."""
    desk = make(feeds=f"feeds:\n  - url: {FEED}\n    title: Mine\n")
    here = fetched(entry("One"), entry("Two"), entry("Only here"))
    ids = dict(zip(("One", "Two", "Only here"), desk.library.feeds.store(here).new_stories, strict=True))
    desk.set(ids["One"], Field.READ, True)
    desk.set(ids["Only here"], Field.STARRED, True)
    desk.library.annotations.set_note(ids["Two"], "Ask the harbour.", NOON)
    one = world.publish("One", link="http://www.news.example/one?utm_source=reader")
    two = world.publish("Two", starred=True)
    report = await desk.sync()
    assert report.joined == 2
    assert sorted(desk.titles()) == ["One", "Only here", "Two"]
    assert [(feed.title, feed.account) for feed in desk.feeds] == [("Mine", "home")]
    assert desk.state("One")[0] is True
    assert desk.state("Two")[:2] == (False, True)
    assert desk.state("Only here")[1] is True
    assert desk.library.annotations.note(ids["Two"]) == "Ask the harbour."
    assert report.waiting.held == 1
    await desk.sync()
    assert not world.items[one].read
    await desk.engine.push(release=True)
    assert world.items[one].read
    assert world.items[two].starred


async def test_a_story_whose_link_the_server_tells_otherwise_is_known_by_title_and_day(
    world: World, make: Make
) -> None:
    desk = make(feeds=f"feeds:\n  - url: {FEED}\n")
    (here,) = desk.library.feeds.store(fetched(entry("One"))).new_stories
    desk.set(here, Field.STARRED, True)
    world.publish("One", link="https://redirect.example/?u=one", text="Another cut of it.")
    world.publish("One", link="https://redirect.example/?u=two", text="And one more of the day.")
    report = await desk.sync()
    assert (report.joined, len(report.new_stories)) == (1, 1)


async def test_what_waits_for_a_yes_is_forgotten_once_it_is_so_there(world: World, make: Make) -> None:
    desk = make(feeds=f"feeds:\n  - url: {FEED}\n")
    (here,) = desk.library.feeds.store(fetched(entry("One"))).new_stories
    desk.set(here, Field.READ, True)
    one = world.publish("One")
    assert (await desk.sync()).waiting.held == 1
    world.mark(one, read=True)
    assert (await desk.sync()).waiting.held == 0
    world.mark(one, read=False)
    await desk.sync()
    assert desk.state("One")[0] is False


async def test_what_was_done_after_the_first_sync_needs_no_yes(world: World, make: Make) -> None:
    desk = make(feeds=f"feeds:\n  - url: {FEED}\n")
    (here,) = desk.library.feeds.store(fetched(entry("One"))).new_stories
    desk.set(here, Field.READ, True)
    one = world.publish("One")
    await desk.sync()
    desk.set(here, Field.READ, False)
    desk.set(here, Field.READ, True)
    await desk.sync()
    assert world.items[one].read


async def test_the_first_sync_takes_the_newest_and_goes_on_where_it_broke_off(world: World, make: Make) -> None:
    for number in range(300):
        world.publish(f"Story {number:03}")
    desk = make(limits=SyncLimits(unread=200))
    calls = 0

    def cut(name: str, _done: bool) -> None:
        nonlocal calls
        calls += name == "contents"
        if calls == 3 and name == "contents":
            raise Offline("the line is cut")

    world.on_call = cut
    with pytest.raises(Offline):
        await desk.sync()
    assert len(desk.titles()) == 100
    await desk.sync()
    assert desk.titles() == [f"Story {number:03}" for number in range(100, 300)]
    assert calls == 6  # one more, for whether the newest that is known is the same
    await desk.sync()
    assert len(desk.titles()) == 200
    world.mark("1001", starred=True)
    await desk.sync()
    assert "Story 000" in desk.titles()


async def test_lists_that_are_cut_prove_nothing_of_what_is_older(world: World, make: Make) -> None:
    for number in range(100):
        world.publish(f"Story {number:03}")
    desk = make()
    await desk.sync()
    desk = make(limits=SyncLimits(most=40))
    world.mark("1001", read=True)
    world.mark("1090", read=True)
    world.calls.clear()
    await desk.sync()
    assert desk.state("Story 089")[0] is True
    assert desk.state("Story 000")[0] is False
    assert world.calls.count("contents") == 2


async def test_rules_run_on_what_comes_from_a_server_and_their_marks_go_up(world: World, make: Make) -> None:
    rule = Rule("title:port", mark_read=True)
    desk = make(rules=[rule])
    await desk.sync()
    one = world.publish("A port opens")
    await desk.sync()
    assert desk.state("A port opens")[0] is True
    await desk.sync()
    assert world.items[one].read
    assert desk.state("A port opens")[0] is True


async def test_tags_are_labels_where_that_is_wanted(world: World, make: Make) -> None:
    one, two = world.publish("One", labels=("grain",)), world.publish("Two")
    world.labels.add("grain")
    desk = make(account=TAGGING)
    await desk.sync()
    assert desk.state("One")[2] == {"grain"}
    desk.set(desk.story("Two"), Field.TAG, True, "harbour")
    desk.set(desk.story("One"), Field.TAG, False, "grain")
    await desk.sync()
    assert world.items[two].labels == ("harbour",)
    assert world.items[one].labels == ()
    world.mark(two, labels=("zinc",))
    world.labels = {"zinc"}
    await desk.sync()
    assert desk.state("Two")[2] == {"zinc"}


async def test_tags_stay_here_where_labels_are_not_wanted(world: World, make: Make) -> None:
    one = world.publish("One", labels=("grain",))
    world.labels.add("grain")
    desk = make()
    await desk.sync()
    desk.set(desk.story("One"), Field.TAG, True, "mine")
    desk.library.annotations.set_note(desk.story("One"), "see #later", NOON)
    await desk.sync()
    assert desk.state("One")[2] == {"mine", "later"}
    assert world.items[one].labels == ("grain",)
    tagging = make(account=TAGGING)
    await tagging.sync()
    assert tagging.state("One")[2] == {"mine", "later", "grain"}  # no tag was taken away by the change of the settings
    assert world.items[one].labels == ("grain",)
    assert tagging.library.outbox.waiting(1).held == 1


@pytest.mark.parametrize(
    ("what", "listed"),
    [
        ("a list that is not whole", lambda stream, ids: ids[: len(ids) // 2] if stream.field is Field.READ else ids),
        ("everything for what is starred", None),
    ],
)
async def test_a_list_that_cannot_be_right_changes_nothing(
    world: World, make: Make, what: str, listed: Callable[[Stream, tuple[str, ...]], tuple[str, ...]] | None
) -> None:
    for number in range(60):
        world.publish(f"Story {number}")
    desk = make()
    await desk.sync()
    before = desk.dump()
    everything = tuple(world.items)
    world.listed = listed or (lambda stream, ids: everything if stream.field is Field.STARRED else ids)
    with pytest.raises(NotUnderstood):
        await desk.sync()
    assert desk.dump() == before, what


async def test_an_empty_list_of_unread_stories_is_right_where_the_count_is_zero(world: World, make: Make) -> None:
    one = world.publish("One")
    desk = make()
    await desk.sync()
    world.mark(one, read=True)
    await desk.sync()
    assert desk.state("One")[0] is True


async def test_a_large_change_waits_for_a_yes(world: World, make: Make) -> None:
    for number in range(1_200):
        world.publish(f"Story {number}")
    desk = make()
    await desk.sync()
    for remote in list(world.items)[:700]:
        world.mark(remote, read=True)
    before = desk.dump()
    report = await desk.sync()
    assert "700 of 1,200 unread stories would become read" in report.held
    assert desk.dump() == before
    report = await desk.sync(yes=True)
    assert not report.held
    assert report.adopted == {"read": 700}


async def test_a_dry_run_writes_nothing_on_either_side(world: World, make: Make) -> None:
    desk = make(feeds=f"feeds:\n  - url: {FEED}\n  - url: https://mine.example/rss\n")
    world.feed("https://other.example/rss", "Other", "Energy")
    one = world.publish("One")
    file, before = desk.file.read_text(), desk.dump()
    report = await desk.plan()
    assert (desk.file.read_text(), desk.dump(), world.writes) == (file, before, 0)
    assert report.to_fetch == 1
    assert any("Other" in sentence for sentence in report.feeds)
    await desk.sync()
    desk.set(desk.story("One"), Field.STARRED, True)
    world.mark(one, read=True)
    world.publish("Two")
    before = desk.dump()
    report = await desk.plan()
    assert (report.sent, report.adopted, report.to_fetch) == ({"starred": 1}, {"read": 1}, 1)
    assert desk.dump() == before


async def test_a_story_with_something_to_send_is_not_let_go_and_one_that_is_let_go_is_not_fetched_again(
    world: World, make: Make
) -> None:
    from datetime import timedelta

    from briefing.core.retention import RetentionPolicy

    world.publish("Sent"), world.publish("Waiting")
    desk = make()
    await desk.sync()
    desk.set(desk.story("Waiting"), Field.READ, True)
    much_later = NOON + timedelta(days=400)
    assert desk.library.retention.forget_some(RetentionPolicy(days=30), much_later) == 1
    assert desk.titles() == ["Waiting"]
    await desk.sync()
    assert desk.titles() == ["Waiting"]
    world.calls.clear()
    await desk.sync()
    assert world.calls.count("contents") == 1  # of the one that is still here
    desk.library.retention.forget_some(RetentionPolicy(days=30), much_later)
    assert desk.titles() == []


async def test_labels_go_up_in_a_push_alone_though_a_login_must_tell_that_there_are_any(
    world: World, make: Make
) -> None:
    class Late(MemoryServer):
        """Says what it can do only after the login."""

        async def prepare(self) -> None:
            self.abilities = replace(self.abilities, labels=True)

    world.publish("One")
    desk = make(account=TAGGING)
    await desk.sync()
    server = Late(world, Abilities(labels=False))
    again = make(account=TAGGING, server=server)
    again.set(again.story("One"), Field.TAG, True, "grain")
    report = await again.engine.push()
    assert report.sent == {"tagged": 1}
    assert again.waiting() == 0
    assert [item.labels for item in world.items.values()] == [("grain",)]
