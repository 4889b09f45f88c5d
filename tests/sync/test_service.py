"""Accounts over time: what is known of one goes with it, whatever becomes of its entry in the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.core.account import Account
from briefing.core.journal import Field
from briefing.core.sync_limits import SyncLimits
from briefing.sync.server import SyncServer
from briefing.sync.service import SyncService
from tests.sync.memory import ACCOUNT, FEED, Client, MemoryServer, World

Make = Callable[..., Client]


def service_of(client: Client, *accounts: Account, world: World | None = None) -> SyncService:
    """The sync of a reader with these accounts, all on one server."""

    def opened(_account: Account, _typed: str = "", /) -> SyncServer:
        return MemoryServer(world or client.world)

    return SyncService(
        lambda: accounts, SyncLimits(), client.access, client.subscriptions, lambda _l, _n, _a: None, opened
    )


@pytest.fixture
async def desk(world: World, make: Make) -> Client:
    """A reader that was synced, and then took a star away without a line."""
    world.publish("Tin", starred=True)
    world.publish("Zinc")
    client: Client = make()
    await service_of(client, ACCOUNT).sync(ACCOUNT)
    client.set(client.story("Tin"), Field.STARRED, False)
    client.set(client.story("Zinc"), Field.READ, True)
    return client


@pytest.mark.parametrize("now", [replace(ACCOUNT, url="https://new.example/rss"), replace(ACCOUNT, user="ann.b")])
async def test_what_waits_goes_along_to_another_address(world: World, desk: Client, now: Account) -> None:
    service = service_of(desk, now)
    (status,) = await service.statuses()
    assert status.waiting.changes == 2
    assert (await service.plan(now)).joined == 0
    report = await service.sync(now)
    assert (report.joined, report.adopted, report.waiting.held) == (0, {}, 0)
    assert desk.state("Tin")[1] is False
    assert [(item.starred, item.read) for item in world.items.values()] == [(False, False), (False, True)]
    assert len(desk.library._db.rows("SELECT * FROM sync_account")) == 1


async def test_another_server_at_the_new_address_has_nothing_sent_for_its_numbers(world: World, desk: Client) -> None:
    other = World()
    other.feed()
    for title in ("Iron", "Lead"):  # they have the numbers of Tin and Zinc
        other.publish(title, starred=True)
    now = replace(ACCOUNT, url="https://new.example")
    report = await service_of(desk, now, world=other).sync(now)
    assert (report.renumbered, len(report.new_stories), report.sent) == (2, 2, {})
    assert all(item.starred and not item.read for item in other.items.values())


async def test_an_account_takes_nothing_from_one_that_is_still_there(desk: Client) -> None:
    other = replace(ACCOUNT, name="work", url="https://work.example")
    await desk.subscriptions.change(FEED, {"account": "work"})
    service = service_of(desk, ACCOUNT, other)
    home, work = await service.statuses()
    assert (home.waiting.changes, work.state) == (2, None)
