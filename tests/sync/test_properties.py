"""Two readers, one server, a line that breaks: whatever the order, nothing that was done is lost, and all agree."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from briefing.core.account import Account
from briefing.core.journal import Field
from briefing.sync.server import NotUnderstood, Offline
from tests.sync.memory import Client, MemoryServer, World

Make = Callable[..., Client]
TAGGING = Account("home", "greader", "https://reader.example", "ann", labels=("*",))
TAGS = ("grain", "zinc")
FLAGS = [(Field.READ, ""), (Field.STARRED, ""), *((Field.TAG, tag) for tag in TAGS)]
MOST_ROUNDS = 8


class Weather:
    """Breaks calls at random, before or after the deed, and lets people click while answers are on their way."""

    def __init__(self, dice: random.Random, world: World) -> None:
        self.dice = dice
        self.world = world
        self.storm = 0.3
        self.clicks: Callable[[], None] = lambda: None
        world.on_call = self.on_call

    def on_call(self, name: str, done: bool) -> None:
        if self.dice.random() < 0.2:
            self.clicks()
        if self.dice.random() < self.storm / 3:
            raise Offline(f"{name} broke {'after' if done else 'before'} the deed")
        if name == "contents" and self.dice.random() < self.storm / 10:
            raise NotUnderstood("the answer is cut off")


class People:
    """Two readers and somebody at the server; every deed is taken down."""

    def __init__(self, dice: random.Random, world: World, clients: list[Client]) -> None:
        self.dice = dice
        self.world = world
        self.clients = clients
        self.deeds: dict[tuple[str, Field, str], dict[int, bool]] = {}
        self.undone: set[int] = set()

    def click(self) -> None:
        who = self.dice.randrange(len(self.clients))
        client = self.clients[who]
        if client.titles():
            title = self.dice.choice(client.titles())
            what, tag = self.dice.choice(FLAGS)
            read, starred, tags = client.state(title)
            now = {Field.READ: read, Field.STARRED: starred}.get(what, tag in tags)
            client.set(client.story(title), what, not now, tag)
            self.deeds.setdefault((title, what, tag), {})[who] = not now

    def undo(self) -> None:
        """What is undone is a deed of its own, with the value from before."""
        who = self.dice.randrange(len(self.clients))
        step = self.clients[who].library.journal.undo()
        for change in step.changes if step else ():
            (row,) = self.clients[who].library._db.rows("SELECT title FROM story WHERE id = ?", change.story)
            title = row["title"]
            read, starred, tags = self.clients[who].state(title)
            now = {Field.READ: read, Field.STARRED: starred}.get(change.field, change.tag in tags)
            self.deeds.setdefault((title, change.field, change.tag), {})[who] = now


def states(client: Client) -> dict[str, tuple[bool, bool, frozenset[str]]]:
    return {title: client.state(title) for title in client.titles()}


@pytest.mark.parametrize(("seed", "tells_changes"), [*((seed, seed % 2 == 1) for seed in range(12))])
async def test_nothing_is_lost_and_all_agree_in_the_end(
    seed: int, tells_changes: bool, world: World, make: Make
) -> None:
    dice = random.Random(seed)
    for number in range(12):
        world.publish(f"Story {number}", starred=dice.random() < 0.3)
    clients = [
        make(name, account=TAGGING, server=MemoryServer(world, tells_changes=tells_changes)) for name in ("desk", "lap")
    ]
    people, weather = People(dice, world, clients), Weather(dice, world)
    weather.clicks = people.click
    for _ in range(40):
        deed = dice.random()
        if deed < 0.35:
            people.click()
        elif deed < 0.45:
            people.undo()
        elif deed < 0.5:
            world.publish(f"Story {len(world.items)}")
        else:
            client = dice.choice(clients)
            with suppress(Offline, NotUnderstood):
                await client.sync()
    weather.storm, weather.clicks = 0.0, lambda: None
    for _ in range(MOST_ROUNDS):
        for client in clients:
            await client.sync()
    there = {item.entry.title: (item.read, item.starred, frozenset(item.labels)) for item in world.items.values()}
    mine, theirs = states(clients[0]), states(clients[1])
    assert not any(client.library.outbox.waiting(1).changes for client in clients)
    for title in mine.keys() & theirs.keys():
        assert mine[title] == theirs[title] == there[title], (seed, title)
    for (title, what, tag), last in people.deeds.items():
        read, starred, tags = there[title]
        now = {Field.READ: read, Field.STARRED: starred}.get(what, tag in tags)
        assert now in last.values(), (seed, title, what, tag, last)
    before, writes = [client.dump() for client in clients], world.writes
    for client in clients:
        await client.sync()
    assert [client.dump() for client in clients] == before
    assert world.writes == writes


@pytest.mark.parametrize("after", range(1, 14))
async def test_a_sync_that_broke_off_anywhere_ends_as_one_that_did_not(
    after: int, world: World, make: Make, tmp_path: Path
) -> None:
    whole = await _story_of_a_sync(world, make("whole"), 0)
    other = World()
    other.feed()
    broken = Client(tmp_path / "broken", other)
    assert await _story_of_a_sync(other, broken, after) == whole
    await broken.close()


async def _story_of_a_sync(world: World, client: Client, breaks_at: int) -> dict[str, object]:
    for number in range(120):
        world.publish(f"Story {number}", starred=number % 7 == 0)
    await client.sync()
    for number in range(0, 60, 5):
        client.set(client.story(f"Story {number}"), Field.READ, True)
    for remote in list(world.items)[60:70]:
        world.mark(remote, read=True, starred=True)
    for number in range(120, 180):
        world.publish(f"Story {number}")
    calls = 0

    def break_off(_name: str, _done: bool) -> None:
        nonlocal calls
        calls += 1
        if calls == breaks_at:
            raise Offline("broke off")

    world.on_call = break_off
    await client.sync_until_done()
    return {
        "here": states(client),
        "there": {remote: (item.read, item.starred) for remote, item in world.items.items()},
        "waiting": client.waiting(),
    }
