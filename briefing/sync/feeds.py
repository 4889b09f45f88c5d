"""The list of feeds: what the server changed is taken over here, and what was changed here is taken there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from briefing.core import clean
from briefing.core.account import Account
from briefing.core.feed import Feed
from briefing.core.remote_feeds import ADDRESS_UNTOLD, Edit, FeedPlan, KnownFeed, changed
from briefing.core.sync import SyncReport
from briefing.intake.subscriptions import Subscriptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.sync.failures import Failures
from briefing.sync.server import CallFailed, Declined, SyncServer

ANOTHER_TRY = timedelta(days=1)
"""How long a feed is not offered again that the server would not take."""


def sentences(plan: FeedPlan, account: str) -> list[str]:
    """What a plan does, for a person."""
    said = [f"new from {account}: {_name(taken.feed)}" for taken in plan.take_in if taken.is_new]
    said += [f"from now on by {account}: {_name(taken.feed)}" for taken in plan.take_in if not taken.is_new]
    said += [f"changed by {account}: {clean.shown_address(url)}" for url in plan.change_here]
    said += [f"to be changed on {account}: {edit.known.name}" for edit in plan.edits]
    said += [f"to be added on {account}: {_name(feed)}" for feed in plan.subscribe]
    said += [f"to be removed on {account}: {known.title}" for known in plan.unsubscribe]
    said += [f"gone on {account}, and kept here: {known.name}" for known in plan.gone]
    said += [f"back on {account}: {known.name}" for known in plan.back]
    said += [f"left out here, and still on {account}: {known.name}" for known in plan.left_out]
    return [*said, *plan.said]


class FeedSync:
    """Carries a plan out."""

    def __init__(
        self, account: Account, server: SyncServer, library: LibraryAccess, subscriptions: Subscriptions
    ) -> None:
        self._account = account
        self._server = server
        self._library = library
        self._subscriptions = subscriptions

    async def take_down(self, num: int, plan: FeedPlan, before: Sequence[KnownFeed]) -> dict[str, int]:
        """Take over what the server says of feeds; the rows of the feeds that it brings, by their ids there."""
        new = [taken.feed for taken in plan.take_in if taken.is_new]
        if new:
            await self._subscriptions.add(new)
        settings = {url: dict(values) for url, values in plan.change_here.items()}
        for taken in plan.take_in:
            if not taken.is_new:
                settings[taken.feed.url] = {"account": self._account.name, "group": taken.feed.group}
        if settings:
            await self._subscriptions.change_many(settings)
        local = {feed.url: feed for feed in self._subscriptions.feeds}
        await self.take_gone(num, plan.gone)

        def keep(library: Library) -> dict[str, int]:
            accounts = library.sync_accounts
            with library.together():
                for taken in plan.take_in:
                    accounts.take_in(taken.feed, taken.remote.title, taken.remote.site)
                for url, title in plan.retitle.items():
                    accounts.take_in(local[url], title, "")
                for known in plan.back:
                    accounts.say_of_feed(known.here, "")
                if plan.drop:  # first: what is kept may have the number of one that is dropped
                    accounts.drop_feeds(num, plan.drop)
                accounts.keep_feeds(num, changed(before, (*plan.keep, *(taken.known for taken in plan.take_in))))
                if plan.anew:
                    accounts.ask_again(num, plan.anew)
            living = [
                known
                for known in (*plan.keep, *(t.known for t in plan.take_in), *(edit.known for edit in plan.edits))
                if not known.left_out
            ]
            rows = accounts.feed_rows([known.here for known in living])
            return {known.remote: rows[known.here] for known in living if known.here in rows}

        return await self._library.write(keep)

    async def take_gone(self, num: int, gone: Sequence[KnownFeed]) -> None:
        """Take down that feeds are gone there: what was done in them waits until they are back."""
        if not gone:
            return
        words = _gone_words(self._account.name)

        def keep(library: Library) -> None:
            with library.together():
                for known in gone:
                    library.sync_accounts.say_of_feed(known.here, words, gone=True)
                library.sync_accounts.keep_feeds(num, [replace(known, gone=True) for known in gone])

        await self._library.write(keep)

    async def offered(self, feeds: Sequence[Feed], at: datetime) -> list[Feed]:
        """Those of new feeds that the server is asked to take now: one that it would not take waits for a while."""
        if not feeds:
            return []
        statuses = await self._library.read(lambda library: library.feeds.statuses(feeds))
        waits = {status.feed.url for status in statuses if status.next_fetch is not None and status.next_fetch > at}
        return [feed for feed in feeds if feed.url not in waits]

    async def take_up(self, num: int, plan: FeedPlan, at: datetime, report: SyncReport, failures: Failures) -> bool:
        """Change on the server what was changed here; whether a feed was added there. What it declines is said.

        What it fails at is tried again by the next sync, for it still differs.
        """
        added: list[bool] = []
        for deed in (
            *(partial(self._edit, num, edit, report) for edit in plan.edits),
            *(partial(self._subscribe, num, feed, at, report) for feed in plan.subscribe),
            *(partial(self._unsubscribe, num, known, report) for known in plan.unsubscribe),
        ):
            try:
                added.append(await deed())
            except CallFailed as error:
                failures.note(error)
            else:
                failures.end_row()
        return any(added)

    async def _edit(self, num: int, edit: Edit, report: SyncReport) -> bool:
        for title, group in ((edit.title, None), (None, edit.group)):  # one may be declined, and the other taken
            if title is not None or group is not None:
                try:
                    await self._server.edit(edit.known.remote, title, group)
                except Declined as error:
                    report.said.append(f"{edit.known.name} is not changed there: {error}")
        await self._keep(num, edit.known)
        return False

    async def _unsubscribe(self, num: int, known: KnownFeed, report: SyncReport) -> bool:
        try:
            await self._server.unsubscribe(known.remote)
        except Declined as error:
            report.said.append(f"{known.title} is not removed there: {error}")
            await self._keep(num, replace(known, unsubscribe=False, left_out=True))
        else:
            await self._library.write(lambda library: library.sync_accounts.drop_feeds(num, [known.remote]))
        return False

    async def _subscribe(self, num: int, feed: Feed, at: datetime, report: SyncReport) -> bool:
        await self._library.write(lambda library: library.sync_accounts.take_in(feed, "", ""))
        try:
            remote = await self._server.subscribe(feed.url, feed.title, feed.group)
            await self._check_is_new(num, remote, feed)
        except Declined as error:
            message = f"{self._account.name} does not take it: {error}"
            later = at + ANOTHER_TRY
            await self._library.write(
                lambda library: library.sync_accounts.say_of_feed(feed.url, message, next_try=later)
            )
            report.said.append(f"{_name(feed)}: {message}")
            return False
        asked = KnownFeed(remote, feed.url, ADDRESS_UNTOLD, feed.title, feed.group, feed.title, feed.group)
        await self._keep(num, asked)
        return True

    async def _check_is_new(self, num: int, remote: str, feed: Feed) -> None:
        """Raise Declined where the server has the feed for another one here: the two would take it from each other."""
        mine = {one.url for one in self._subscriptions.feeds if one.account == self._account.name} - {feed.url}
        for one in await self._library.read(lambda library: library.sync_accounts.feeds(num)):
            if one.remote == remote and one.here in mine:
                raise Declined(f"it is the feed {one.name}, which is here already")

    async def _keep(self, num: int, known: KnownFeed) -> None:
        await self._library.write(lambda library: library.sync_accounts.keep_feeds(num, [known]))


def _name(feed: Feed) -> str:
    return feed.title or clean.shown_address(feed.url)


def _gone_words(account: str) -> str:
    return (
        f"{account} no longer has this feed. Its stories stay. `briefing feeds set` with --account '' fetches it from"
        " its own address, `briefing feeds remove` removes it"
    )
