"""Accounts while one reads: synced behind the reading, and what was done here is sent after a while of quiet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from briefing.core.account import Account
from briefing.core.errors import BriefingError, FetchError
from briefing.core.sync import SyncReport, earlier_words, lost_words, report_lines
from briefing.sync.server import Offline, SyncError
from briefing.sync.service import Busy
from briefing.ui.controllers.host import CurrentStory, Dialogs, KnownFeeds, Messages, StoryPanes, Tasks
from briefing.ui.controllers.listing import Listing
from briefing.ui.progress import Progress
from briefing.ui.screens.confirm import ConfirmScreen

MANY_CHANGES = 100
"""So many changes are sent without waiting for quiet."""

LAST_SECONDS = 3.0
"""How long the reader's end may wait for what is sent."""


class SyncingHost(Messages, Tasks, Dialogs, CurrentStory, StoryPanes, KnownFeeds, Protocol):
    """What syncing needs of the screen."""

    progress: Progress


class Syncing:
    """Syncs accounts while one reads. `process_new` is called once new stories are here."""

    def __init__(self, host: SyncingHost, listing: Listing) -> None:
        self.host = host
        self.process_new: Callable[[], None] = lambda: None
        self._listing = listing
        self._waiting = 0
        self._said = ""
        self._told_lost = False

    def sync_due(self) -> None:
        """Sync the accounts whose turn it is, else send what waits; called every so often."""
        sync = self.host.desk.sync
        if (sync.accounts or not self._told_lost) and not sync.is_busy:
            self.host.run_in_background(self._sync_due(), "sync")

    async def _sync_due(self) -> None:
        sync = self.host.desk.sync
        await self._tell_lost()
        for sentence in await sync.mend_names():
            self.host.show_message(sentence)
        due = await sync.due()
        if due:
            await self._sync(due)
            return
        waiting = await sync.waiting()
        is_quiet = waiting == self._waiting  # nothing was done since the last time
        self._waiting = waiting
        if waiting and (is_quiet or waiting >= MANY_CHANGES):
            with suppress(SyncError, FetchError, Busy):  # how it ended is written down, and tried again later
                await sync.push_all()
                self._waiting = 0

    def sync_all(self) -> None:
        """Sync all accounts now, and ask what a person is to decide."""
        host = self.host
        if not host.desk.sync.accounts:
            host.show_message("There are no accounts. “your accounts on servers” in the palette adds one.")
        elif host.desk.sync.is_busy:
            host.show_message("Your accounts are being synced already.")
        else:
            host.run_in_background(self._sync(host.desk.sync.accounts, by_hand=True), "sync")

    async def sync_account(self, account: Account) -> None:
        """Sync one account by a person's wish."""
        await self._sync([account], by_hand=True)

    def sync_feeds(self, urls: Sequence[str] | None) -> None:
        """Sync the accounts that have one of these feeds, or all."""
        names = {status.feed.account for status in self.host.feeds if urls is None or status.feed.url in urls}
        accounts = [account for account in self.host.desk.sync.accounts if account.name in names or urls is None]
        if accounts and not self.host.desk.sync.is_busy:
            self.host.run_in_background(self._sync(accounts), "sync")

    async def end(self) -> None:
        """Send what waits, for a few seconds at most: the rest waits for the next start."""
        sync = self.host.desk.sync
        if sync.accounts and not sync.is_busy:
            with suppress(BriefingError, TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    await sync.push_all()

    # --------------------------------------------------------------------------------------------------------- inside

    async def _sync(self, accounts: Sequence[Account], by_hand: bool = False) -> None:
        for account in accounts:
            try:
                report = await self._sync_one(account)
            except Busy as error:
                if by_hand:
                    self.host.show_message(f"{account.name}: {error}", "warning")
                continue
            except (SyncError, FetchError) as error:
                self._tell_fault(account, error, by_hand)
                continue
            self._said = ""
            if by_hand:
                what = "; ".join(report_lines(report)) or "nothing changed"
                self.host.show_message(f"{account.name}: {what}")
            await self._decide(account, report, by_hand)

    async def _sync_one(self, account: Account, yes: bool = False) -> SyncReport:
        host = self.host

        def show(doing: str, done: int, total: int, new: Sequence[str]) -> None:
            far = f" {done:,}/{total:,}" if total else ""
            host.progress = host.progress.syncing(f"{account.name}: {doing}{far}")
            if new:
                self._listing.find_again_soon()

        try:
            report = await host.desk.sync.sync(account, yes=yes, on_progress=show)
        finally:
            host.progress = host.progress.syncing("")
        if report.adopted or report.feeds or report.new_stories:
            host.feeds = await host.desk.subscriptions.statuses()
            host.list.invalidate(host.list.ids)
            self._listing.find_again_soon()
        if report.new_stories:
            self.process_new()
        return report

    async def _tell_lost(self) -> None:
        """Name the accounts that left the settings, once: their feeds get no stories, and no server hears of them."""
        if not self._told_lost:
            found = await self.host.desk.sync.lost()
            self._told_lost = True
            for lost in found:
                self.host.show_message(lost_words(lost), "warning")

    def _tell_fault(self, account: Account, error: BriefingError, by_hand: bool) -> None:
        """A fault that lasts is told once; that there is no network is no news."""
        said = f"{account.name}: {error}"
        if by_hand or (said != self._said and not isinstance(error, Offline)):
            self.host.show_message(said, "warning")
        self._said = said

    async def _decide(self, account: Account, report: SyncReport, by_hand: bool) -> None:
        """Ask what a person is to decide, if one asked for the sync; else say how it is decided."""
        host = self.host
        if report.held and not by_hand:
            words = f"{account.name}: {report.held}. That was not done; “sync your accounts” in the palette asks."
            host.show_message(words, "warning")
        elif report.held and await self._agrees(f"{account.name}: {report.held}. Do it?"):
            report = await self._sync_one(account, yes=True)
        held = 0 if report.held else report.waiting.held  # nothing goes up before a person said yes to the rest
        if held and by_hand:
            if await self._agrees(f"{earlier_words(held, account.name)}. Send?"):
                await host.desk.sync.push(account, release=True)
        elif held and report.new_stories:
            host.show_message(
                f"{earlier_words(held, account.name)}; “sync your accounts” in the palette asks whether to send."
            )

    async def _agrees(self, question: str) -> bool:
        agreed: bool | None = await self.host.ask(ConfirmScreen(question))
        return agreed is True
