"""A reader that dies at any call and at any commit of a sync: the next sync ends where an unbroken one would have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from briefing.core.account import Account
from briefing.core.journal import Field
from tests.sync.memory import Client, World

TAGGING = Account("home", "greader", "https://reader.example", "ann", labels=("*",))
Scene = Callable[[World, Client], object]


class Killed(BaseException):
    """The process is no more: nothing of it may tidy up what it had in hand."""


class Clockwork:
    """Counts the moments of a sync and kills it at one of them: before and after each call, and after each commit."""

    def __init__(self, client: Client, at: int = -1) -> None:
        self.moments = 0
        self._at = at
        client.world.on_call = lambda _name, _done: self.tick()
        write = client.access.write

        async def dying_write(work: Any) -> Any:
            done = await write(work)
            self.tick()
            return done

        cast(Any, client.access).write = dying_write

    def tick(self) -> None:
        self.moments += 1
        if self.moments == self._at:
            raise Killed


def world_of() -> World:
    world = World()
    world.feed()
    world.feed("https://other.example/rss", "Other", "Ports")
    for number in range(6):
        world.publish(f"Story {number}", f"feed/{number % 2 + 1}", starred=number == 1, read=number == 1)
    return world


async def first(world: World, client: Client) -> None:
    """Nothing is here yet."""


async def later(world: World, client: Client) -> None:
    """Both sides have done something since the last sync."""
    await client.sync()
    client.set(client.story("Story 2"), Field.READ, True)
    client.set(client.story("Story 3"), Field.STARRED, True)
    client.set(client.story("Story 4"), Field.TAG, True, "grain")
    remotes = {item.entry.title: remote for remote, item in world.items.items() if item.entry is not None}
    world.mark(remotes["Story 5"], read=True)
    world.mark(remotes["Story 1"], starred=False)
    world.publish("Story 6", starred=True)


def outcome(world: World, client: Client) -> tuple[object, ...]:
    """What both sides have in the end."""
    here = {title: client.state(title) for title in client.titles()}
    there = {
        item.entry.title: (item.read, item.starred, sorted(item.labels))
        for item in world.items.values()
        if item.entry is not None
    }
    return here, there, client.waiting(), sorted((feed.url, feed.group, feed.account) for feed in client.feeds)


async def played(scene: Any, folder: Path, at: int = -1) -> tuple[int, tuple[object, ...]]:
    """The moments of the sync after a scene, and the outcome; killed at one of them it is begun anew."""
    world = world_of()
    client = Client(folder, world, account=TAGGING)
    await scene(world, client)
    clockwork = Clockwork(client, at)
    try:
        await client.sync()
    except Killed:
        await client.close()
        client = Client(folder, world, account=TAGGING)
        await client.subscriptions.read_again()
        world.on_call = lambda _name, _done: None
        await client.sync()
    world.on_call = lambda _name, _done: None
    found = outcome(world, client)
    await client.close()
    return clockwork.moments, found


@pytest.mark.parametrize("scene", [first, later])
async def test_a_sync_that_dies_at_any_moment_ends_where_an_unbroken_one_does(scene: Any, tmp_path: Path) -> None:
    moments, whole = await played(scene, tmp_path / "whole")
    assert moments > 10
    for at in range(1, moments + 1):
        assert (await played(scene, tmp_path / str(at), at))[1] == whole, f"killed at moment {at} of {moments}"
