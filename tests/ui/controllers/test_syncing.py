"""Syncing while one reads, without a screen: when, what is said, and what is asked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefing.core.account import Account
from briefing.core.errors import StorageError
from briefing.core.feed import Feed, FeedStatus
from briefing.core.sync import LostAccount, SyncReport, Waiting
from briefing.sync.server import Offline, Refused
from briefing.ui.controllers.syncing import Syncing
from tests.ui.controllers.fakes import FakeHost, FakeList, returns

HOME = Account("home", "greader", "https://reader.example", "ann")


class FakeSync:
    """The accounts of a desk, and what was asked of them."""

    def __init__(self, *reports: SyncReport | Exception) -> None:
        self.accounts = (HOME,)
        self.is_busy = False
        self.reports = list(reports)
        self.is_due = True
        self.waits = 0
        self.calls: list[str] = []
        self.left: tuple[LostAccount, ...] = ()
        self.is_locked = False

    async def lost(self) -> tuple[LostAccount, ...]:
        if self.is_locked:
            raise StorageError("the library is in use")
        return self.left

    async def due(self) -> tuple[Account, ...]:
        return self.accounts if self.is_due else ()

    async def waiting(self) -> int:
        return self.waits

    async def mend_names(self) -> tuple[str, ...]:
        return ()

    async def sync(self, account: Account, *, yes: bool = False, on_progress: Any) -> SyncReport:
        self.calls.append("sync yes" if yes else "sync")
        on_progress("fetching", 1, 2, ("abc1234",))
        told = self.reports.pop(0)
        if isinstance(told, Exception):
            raise told
        return told

    async def push(self, account: Account, *, release: bool = False) -> SyncReport:
        self.calls.append("send earlier" if release else "push")
        return SyncReport("home")

    async def push_all(self) -> None:
        self.calls.append("push all")


def syncing_host(
    *reports: SyncReport | Exception, answers: tuple[bool, ...] = ()
) -> tuple[FakeHost, FakeSync, Syncing]:
    sync = FakeSync(*reports)
    feeds = (FeedStatus(Feed("https://a.example/rss", account="home"), "A"), FeedStatus(Feed("https://b.example"), "B"))
    subscriptions = SimpleNamespace(statuses=returns(feeds))
    host = FakeHost(list=FakeList.of(s1=False), desk=SimpleNamespace(sync=sync, subscriptions=subscriptions))
    host.feeds, host.answers = feeds, list(answers)
    listing = SimpleNamespace(find_again_soon=lambda: host.drawn.append("list"))
    return host, sync, Syncing(cast(Any, host), cast(Any, listing))


async def test_new_stories_are_shown_and_worked_on() -> None:
    host, sync, syncing = syncing_host(SyncReport("home", new_stories=["abc1234"]))
    worked: list[str] = []
    syncing.process_new = lambda: worked.append("new")
    syncing.sync_due()
    await host.run()
    assert worked == ["new"]
    assert "list" in host.drawn
    assert host.messages == []
    assert host.progress.words() == ""
    assert sync.calls == ["sync"]


async def test_changes_are_sent_after_a_while_of_quiet_or_at_once_where_they_are_many() -> None:
    host, sync, syncing = syncing_host()
    sync.is_due = False
    for waits in (1, 2, 2):
        sync.waits = waits
        syncing.sync_due()
        await host.run()
    assert sync.calls == ["push all"]
    sync.waits = 150
    syncing.sync_due()
    await host.run()
    assert sync.calls == ["push all", "push all"]


async def test_a_fault_that_lasts_is_told_once_and_no_network_is_no_news() -> None:
    refused = Refused("the password is wrong")
    host, _, syncing = syncing_host(Offline("no answer"), refused, refused)
    for _ in range(3):
        syncing.sync_due()
        await host.run()
    assert host.messages == ["home: the password is wrong"]


async def test_by_hand_it_asks_what_a_person_is_to_decide() -> None:
    held = SyncReport("home", held="900 of 1,000 unread stories would become read")
    earlier = SyncReport("home", waiting=Waiting(held=3))
    host, sync, syncing = syncing_host(held, earlier, answers=(True, True))
    syncing.sync_all()
    await host.run()
    assert sync.calls == ["sync", "sync yes", "send earlier"]
    assert "900 of 1,000" in host.dialogs[0][0].question
    assert "3 changes from before" in host.dialogs[1][0].question


async def test_after_a_no_to_what_waits_nothing_more_is_asked() -> None:
    held = SyncReport("home", held="the server has no feeds any more", waiting=Waiting(held=7))
    host, sync, syncing = syncing_host(held, answers=(False, True))
    syncing.sync_all()
    await host.run()
    assert (sync.calls, len(host.dialogs)) == (["sync"], 1)


async def test_by_itself_it_decides_nothing() -> None:
    held = SyncReport("home", held="900 of 1,000 unread stories would become read")
    host, sync, syncing = syncing_host(held)
    syncing.sync_due()
    await host.run()
    assert sync.calls == ["sync"]
    assert "That was not done" in host.messages[0]
    assert host.dialogs == []


async def test_an_account_that_left_the_settings_is_named_once_even_where_it_was_the_only_one() -> None:
    host, sync, syncing = syncing_host()
    sync.accounts, sync.is_due, sync.left = (), False, (LostAccount("office", feeds=2, waiting=5),)
    for _ in range(2):
        syncing.sync_due()
        await host.run()
    (message,) = host.messages
    assert "'office' is not in the settings: 2 feeds" in message
    assert "5 changes are not sent" in message


async def test_an_account_that_left_the_settings_is_named_once_the_library_can_be_asked() -> None:
    host, sync, syncing = syncing_host()
    sync.accounts, sync.left, sync.is_locked = (), (LostAccount("shed", feeds=1),), True
    syncing.sync_due()
    with pytest.raises(StorageError):
        await host.run()
    sync.is_locked = False
    syncing.sync_due()
    await host.run()
    assert "'shed' is not in the settings" in host.messages[0]


async def test_a_feed_of_an_account_is_fetched_by_its_account() -> None:
    host, sync, syncing = syncing_host(SyncReport("home"))
    syncing.sync_feeds(["https://b.example"])
    assert host.tasks == []
    syncing.sync_feeds(["https://a.example/rss"])
    await host.run()
    assert sync.calls == ["sync"]


async def test_what_waits_is_sent_at_the_end() -> None:
    _, sync, syncing = syncing_host()
    await syncing.end()
    assert sync.calls == ["push all"]
    sync.is_busy = True
    await syncing.end()
    assert sync.calls == ["push all"]
    sync.accounts = ()
    syncing.sync_due()
    syncing.sync_all()
