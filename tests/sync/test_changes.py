"""A server that tells what changed is asked for that alone; its whole lists are compared now and then, as a proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from briefing.core.account import Account
from briefing.core.journal import Field
from briefing.sync import engine
from briefing.sync.engine import WHOLE_EVERY
from briefing.sync.server import Offline
from tests.sync.memory import Client, MemoryServer, World

Make = Callable[..., Client]
TAGGING = Account("home", "greader", "https://reader.example", "ann", labels=("*",))
USUAL = ["subscriptions", "contents", "changes"]  # the contents of one story: whether it is the same


@pytest.fixture
def desk(world: World, make: Make) -> Client:
    return make(server=MemoryServer(world, tells_changes=True), account=TAGGING)


async def calls_of_a_sync(world: World, client: Client) -> list[str]:
    world.calls.clear()
    await client.sync()
    return world.calls


async def test_the_first_sync_compares_whole_lists_and_the_next_only_what_changed(world: World, desk: Client) -> None:
    old, other = world.publish("Old"), world.publish("Other")
    assert "ids read" in await calls_of_a_sync(world, desk)
    assert await calls_of_a_sync(world, desk) == USUAL
    world.mark(old, read=True)
    world.mark(other, starred=True, labels=("grain",))
    world.publish("New", labels=("zinc",))
    world.publish("New and read elsewhere", read=True)
    world.publish("Kept elsewhere", read=True, starred=True)
    world.publish("Labelled elsewhere", read=True, labels=("zinc",))
    assert await calls_of_a_sync(world, desk) == USUAL  # the texts of new ones came with it
    assert desk.state("Old")[0]
    assert desk.state("Other") == (False, True, frozenset({"grain"}))
    assert desk.titles() == ["Kept elsewhere", "Labelled elsewhere", "New", "Old", "Other"]
    assert desk.state("New")[2] == {"zinc"}


async def test_whole_lists_are_the_proof_once_a_day(world: World, desk: Client) -> None:
    remote = world.publish("Thrown away there", starred=True)
    await desk.sync()
    del world.items[remote]
    assert await calls_of_a_sync(world, desk) == USUAL  # that is not told as a change
    desk.at += WHOLE_EVERY
    world.calls.clear()
    report = await desk.sync()
    assert "ids starred" in world.calls
    assert report.gone == 1
    assert desk.state("Thrown away there")[1]
    desk.at -= timedelta(days=700)  # the clock was ahead, and is put right
    world.calls.clear()
    await desk.sync()
    assert "ids starred" in world.calls
    desk.at += timedelta(hours=1)
    assert await calls_of_a_sync(world, desk) == ["subscriptions", "changes"]  # no story is known by which to tell


async def test_where_much_changed_or_a_feed_is_new_whole_lists_are_compared(
    world: World, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.sync()
    monkeypatch.setattr(engine, "MOST_CHANGES", 3)
    for number in range(4):
        world.publish(f"Story {number}")
    assert "ids read" in await calls_of_a_sync(world, desk)
    assert len(desk.titles()) == 4
    world.feed("https://other.example/rss", "Other")
    world.publish("From the other", "feed/2")
    assert "ids read" in await calls_of_a_sync(world, desk)
    assert "From the other" in desk.titles()


async def test_what_breaks_off_is_told_again_next_time(world: World, desk: Client) -> None:
    remote = world.publish("Story")
    await desk.sync()
    world.mark(remote, starred=True)

    def break_off(name: str, _done: bool) -> None:
        if name == "changes":
            raise Offline("no answer")

    world.on_call = break_off
    with pytest.raises(Offline):
        await desk.sync()
    world.on_call = lambda _name, _done: None
    await desk.sync()
    assert desk.state("Story")[1]


async def test_what_is_clicked_while_the_changes_come_stays_and_goes_up(world: World, desk: Client) -> None:
    remote = world.publish("Story")
    await desk.sync()
    world.mark(remote, read=True, starred=True)

    def click(name: str, _done: bool) -> None:
        if name == "changes":
            desk.set(desk.story("Story"), Field.STARRED, True)
            desk.set(desk.story("Story"), Field.STARRED, False)
            world.on_call = lambda _name, _done: None

    world.on_call = click
    await desk.sync()
    assert desk.state("Story")[:2] == (True, False)
    await desk.sync()
    assert not world.items[remote].starred


async def test_a_yes_without_a_deed_is_noticed_though_nothing_changed_there(world: World, desk: Client) -> None:
    world.publish("Story")
    await desk.sync()
    world.deaf = True
    desk.set(desk.story("Story"), Field.READ, True)
    for _ in range(2):
        await desk.sync()
        assert desk.state("Story")[0]
    assert desk.library.outbox.waiting(1).refused == 1
