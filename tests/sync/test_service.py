"""Accounts over time: what is known of one goes with it, whatever becomes of its entry in the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.core.account import Account
from briefing.core.feed import Feed
from briefing.core.journal import Field
from briefing.core.sync import lost_words
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


def everything(client: Client) -> list[object]:
    """What a plan must not touch: the whole library, accounts and all, and feeds.yaml."""
    rows = client.library._db.rows("SELECT * FROM sync_account")
    return [client.dump(), [tuple(row) for row in rows], client.file.read_text()]


async def test_looking_at_an_account_that_moved_writes_nothing(desk: Client) -> None:
    service, before = service_of(desk, now := replace(ACCOUNT, url="https://new.example/rss")), everything(desk)
    assert (await service.plan(now)).sent == {"not starred": 1, "read": 1}
    assert (await service.statuses())[0].waiting.changes == 2
    assert await service.lost() == ()
    assert everything(desk) == before
    await service.sync(now)
    assert everything(desk) != before


async def test_an_account_that_moved_is_asked_although_it_was_blocked_where_it_was(desk: Client) -> None:
    desk.library.sync_accounts.failed(1, "the password is wrong", None, blocked=True)
    assert await service_of(desk, ACCOUNT).waiting() == 0
    assert await service_of(desk, replace(ACCOUNT, user="ann.b")).waiting() == 2


async def test_the_plan_for_an_account_that_was_renamed_in_the_middle_is_that_of_the_mended_feeds(desk: Client) -> None:
    service, before = service_of(desk, now := replace(ACCOUNT, name="harbour")), everything(desk)
    report = await service.plan(now)
    assert (report.feeds, report.elsewhere) == ([], {})
    assert await service.lost() == ()
    assert everything(desk) == before
    assert await service.mend_names() == ("harbour: 1 feed still had the earlier name 'home'; mended",)
    assert (await service.plan(now)).feeds == []


async def test_an_account_that_left_the_settings_is_known_by_its_feeds_and_what_waits(desk: Client) -> None:
    (lost,) = await service_of(desk).lost()
    assert (lost.called, lost.feeds, lost.waiting) == ("home", 1, 2)
    assert "'home' (https://reader.example) is not in the settings" in lost_words(lost)
    await desk.subscriptions.change(FEED, {"account": ""})
    (lost,) = await service_of(desk).lost()
    assert (lost.called, lost.feeds, lost.waiting) == ("https://reader.example", 0, 2)
    other = replace(ACCOUNT, name="work", url="https://work.example")
    assert await service_of(desk, other).forget_lost(lost) == (0, ())
    assert await service_of(desk, other).lost() == ()
    assert (desk.waiting(), len(desk.titles())) == (0, 2)


async def test_feeds_of_an_account_that_was_never_synced_are_given_back(desk: Client) -> None:
    await desk.subscriptions.add([Feed("http://192.168.1.20/rss", account="shed")])
    service = service_of(desk, ACCOUNT)
    (lost,) = await service.lost()
    assert (lost.called, lost.feeds, lost.num) == ("shed", 1, None)
    assert await service.forget_lost(lost) == (1, ("http://192.168.1.20/rss",))
    assert await service.lost() == ()
    assert {feed.url: feed.account for feed in desk.feeds} == {FEED: "home", "http://192.168.1.20/rss": ""}
    assert desk.waiting() == 2
