"""A server that fails (500) at one thing and does all others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from briefing.core.journal import Field
from briefing.sync.server import CallFailed, RemoteItem
from tests.sync.memory import FEED, Client, MemoryServer, World

Make = Callable[..., Client]
ZINC = "https://zinc.example/rss"


class Failing(MemoryServer):
    """Fails at stories and feeds that are broken, and at every mark where `all_marks` is set."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.broken: set[str] = set()
        self.all_marks = False
        self.marks = 0

    def _fail_at(self, *things: str) -> None:
        if not self.broken.isdisjoint(things):
            raise CallFailed("reader.example: it failed (500)")

    async def contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        self._fail_at(*ids)
        return await super().contents(ids)

    async def set_state(self, field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
        self.marks += 1
        if self.all_marks:
            raise CallFailed("reader.example: it failed (500)")
        self._fail_at(*ids)
        await super().set_state(field, value, ids, label)

    async def subscribe(self, url: str, title: str = "", group: str = "") -> str:
        self._fail_at(url)
        return await super().subscribe(url, title, group)

    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        self._fail_at(remote)
        await super().edit(remote, title, group)


@pytest.fixture
def server(world: World) -> Failing:
    return Failing(world)


@pytest.fixture
def desk(make: Make, server: Failing) -> Client:
    return make(server=server)


async def test_a_story_that_cannot_be_marked_holds_up_no_other(world: World, desk: Client, server: Failing) -> None:
    ids = [world.publish(f"Zinc {number}") for number in range(40)]
    await desk.sync()
    server.broken = {ids[17]}
    for number in range(40):
        desk.set(desk.story(f"Zinc {number}"), Field.READ, True)
    world.publish("Tin")
    report = await desk.sync()
    assert [one for one in ids if not world.items[one].read] == [ids[17]]
    assert "Tin" in desk.titles()
    assert report.sent == {"read": 39}
    assert (report.waiting.changes, report.waiting.refused) == (1, 0)
    assert "500" in report.failed
    assert desk.state("Zinc 17")[0], "what was done here stays"
    server.broken = set()
    assert not (await desk.sync()).failed
    assert world.items[ids[17]].read


async def test_a_server_that_takes_no_mark_still_brings_its_stories(
    world: World, desk: Client, server: Failing
) -> None:
    for number in range(40):
        world.publish(f"Zinc {number}")
    await desk.sync()
    for number in range(40):
        desk.set(desk.story(f"Zinc {number}"), Field.STARRED, True)
    server.all_marks = True
    world.publish("Tin")
    report = await desk.sync()
    assert "Tin" in desk.titles()
    assert server.marks < 40, "it is not asked once for each story"
    assert report.waiting.changes == 40
    assert all(desk.state(f"Zinc {number}")[1] for number in range(40))


async def test_a_story_that_cannot_be_told_holds_up_no_other_and_is_not_taken_for_gone(
    world: World, desk: Client, server: Failing
) -> None:
    ids = [world.publish(f"Zinc {number}") for number in range(30)]
    server.broken = {ids[11]}
    report = await desk.sync()
    assert len(desk.titles()) == 29
    assert "500" in report.failed
    server.broken = set()
    await desk.sync()
    assert len(desk.titles()) == 30

    world.mark(ids[3], read=True)
    world.mark(ids[4], read=True)
    server.broken = {ids[4]}
    report = await desk.sync()
    assert (desk.state("Zinc 3")[0], desk.state("Zinc 4")[0], report.gone) == (True, False, 0)
    server.broken = set()
    await desk.sync()
    assert desk.state("Zinc 4")[0]


async def test_a_mark_done_in_vain_of_a_story_that_cannot_be_told_is_not_given_up(
    world: World, desk: Client, server: Failing
) -> None:
    one = world.publish("One")
    world.publish("Two")
    await desk.sync()
    desk.set(desk.story("One"), Field.STARRED, True)
    world.deaf = True
    await desk.sync()
    world.deaf = False
    server.set_state = _saying_yes  # type: ignore[method-assign]
    server.broken = {one}
    report = await desk.sync()
    assert (report.waiting.changes, report.waiting.refused) == (1, 0)


async def _saying_yes(field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
    """Says yes to a mark, and makes none."""


async def test_a_feed_at_which_the_server_fails_holds_up_no_other(world: World, make: Make) -> None:
    server = Failing(world)
    tin = "https://tin.example/rss"
    feeds = "".join(f"  - {{url: '{url}', title: {name}, account: home}}\n" for url, name in ((ZINC, "Z"), (tin, "T")))
    desk = make(server=server, feeds=f"feeds:\n{feeds}")
    server.broken = {ZINC}
    report = await desk.sync()
    assert {feed.url for feed in world.feeds.values()} == {FEED, tin}
    assert "500" in report.failed
    server.broken = set()
    report = await desk.sync()
    assert {feed.url for feed in world.feeds.values()} == {FEED, tin, ZINC}
    assert not report.failed
