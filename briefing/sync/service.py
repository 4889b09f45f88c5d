"""The accounts of one reader: when each is synced, one sync at a time, and what comes of it is written down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from briefing.core.account import Account
from briefing.core.errors import BriefingError, FetchError
from briefing.core.feed import FeedSetting
from briefing.core.formatting import counted
from briefing.core.hosts import is_named_private
from briefing.core.journal import Field
from briefing.core.sync import (
    THROTTLED_WAIT,
    AccountState,
    AccountStatus,
    LostAccount,
    SyncReport,
    Waiting,
    is_due,
    may_be_asked,
    wait_after,
)
from briefing.core.sync_limits import SyncLimits
from briefing.intake.new_stories import OnNewStories
from briefing.intake.subscriptions import Subscriptions
from briefing.locks import if_free
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.sync.engine import Engine, OnProgress, ignore_progress
from briefing.sync.names import AccountNames
from briefing.sync.server import Refused, SyncError, SyncServer, Throttled

T = TypeVar("T")
HELD_WAIT = timedelta(hours=1)
_MOST_REFUSED = 50


class OpenAccount(Protocol):
    """Makes the server of an account; `typed` is a password that was just typed, else it is asked for when needed."""

    def __call__(self, account: Account, typed: str = "", /) -> SyncServer: ...


class Busy(BriefingError):
    """A sync is running, here or in another Briefing."""


class UnknownAccount(BriefingError):
    """No account has the name that was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no account {name!r} in the settings; `briefing accounts list` shows them")


class SyncService:
    """Syncs accounts. A server is opened for each sync, and the password asked for when it is needed."""

    def __init__(
        self,
        accounts: Callable[[], Sequence[Account]],
        limits: SyncLimits,
        library: LibraryAccess,
        subscriptions: Subscriptions,
        on_new: OnNewStories,
        open_server: OpenAccount,
        lock: Path | None = None,
    ) -> None:
        """`accounts` are asked for each time: they change while one reads.

        `lock` is the file by which several Briefings of one library keep out of each other's way.
        """
        self._accounts = accounts
        self._limits = limits
        self._library = library
        self._subscriptions = subscriptions
        self._on_new = on_new
        self._open_server = open_server
        self._lock = lock
        self._lane = asyncio.Lock()

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts as they are now."""
        return tuple(self._accounts())

    @property
    def every(self) -> timedelta:
        """How often an account is synced by itself."""
        return self._limits.every

    @property
    def is_busy(self) -> bool:
        """Whether a sync is running here."""
        return self._lane.locked()

    def account(self, name: str) -> Account:
        """The account of a name. Raises UnknownAccount."""
        for account in self.accounts:
            if account.name == name:
                return account
        raise UnknownAccount(name)

    # ------------------------------------------------------------------------------------------------------- looking

    async def statuses(self) -> tuple[AccountStatus, ...]:
        """How every account is."""
        found = []
        for account in self.accounts:
            state = await self._state(account)
            waiting = Waiting()
            if state is not None:
                num = state.num
                waiting = await self._library.read(lambda library, num=num: library.outbox.waiting(num))  # type: ignore[misc]
            found.append(AccountStatus(account, state, waiting))
        return tuple(found)

    async def refused(self, account: Account) -> tuple[tuple[str, str, Field, str, bool], ...]:
        """What the server does not take: id and title of each story, and the change."""
        state = await self._state(account)
        if state is None:
            return ()
        return await self._library.read(lambda library: library.outbox.refused(state.num, _MOST_REFUSED))

    async def check(self, account: Account, password: str = "") -> tuple[str, str]:
        """Log in; who the server takes us for, in one sentence, and where its protocol was found, if it was looked for.

        `password` is one that was just typed. Raises SyncError, FetchError.
        """
        async with aclosing(self._open_server(account, password)) as server:
            told, place = await server.check(), server.place
        state = await self._state(account)
        if state is not None and state.blocked:
            await self._library.write(lambda library: library.sync_accounts.allow(state.num))
        return told, place

    async def due(self) -> tuple[Account, ...]:
        """The accounts whose turn it is, but for those that wait for a person."""
        now = datetime.now(UTC)
        found = []
        for account in self.accounts:
            state = await self._state(account)
            if state is None or is_due(state, now, self.every):
                found.append(account)
        return tuple(found)

    async def starred_of(self, url: str) -> int:
        """How many stories of a feed are starred: a server that removes the feed deletes them."""
        return await self._library.read(lambda library: library.sync_accounts.starred_of(url))

    # -------------------------------------------------------------------------------------------------------- syncing

    async def sync(
        self, account: Account, *, yes: bool = False, on_progress: OnProgress = ignore_progress
    ) -> SyncReport:
        """Make both sides the same. Raises SyncError, FetchError and Busy; how it ended is written down."""
        async with self._ready(account), self._writing_down(account), aclosing(self._open_server(account)) as server:
            report = await self._engine(account, server, on_progress).sync(yes=yes)
        await self._note_rest(account, report)
        return report

    async def plan(self, account: Account) -> SyncReport:
        """What a sync would do. Nothing is written, here or there. Raises SyncError, FetchError and Busy."""
        async with self._alone(), aclosing(self._open_server(account)) as server:
            state, earlier = await self._state(account), await self.earlier_names()
            return await self._engine(account, server, ignore_progress).plan(state, earlier)

    async def push(self, account: Account, *, release: bool = False) -> SyncReport:
        """Only send what waits; with `release` also what was here before the first sync. Raises as `sync`."""
        async with self._ready(account), self._writing_down(account), aclosing(self._open_server(account)) as server:
            report = await self._engine(account, server, ignore_progress).push(release=release)
        await self._note_rest(account, report)
        return report

    async def waiting(self) -> int:
        """How many changes are to be sent, to all accounts that can be asked now."""
        now = datetime.now(UTC)
        return sum(
            status.waiting.changes
            for status in await self.statuses()
            if status.state is not None and may_be_asked(status.state, now)
        )

    async def push_all(self) -> None:
        """Send what waits for any account; one that cannot be asked is passed over."""
        now = datetime.now(UTC)
        for status in await self.statuses():
            if status.waiting.changes and status.state is not None and may_be_asked(status.state, now):
                await self.push(status.account)

    async def can_unsubscribe(self, name: str) -> bool:
        """Whether the server of an account removes feeds for us; not where there is no such account."""
        account = next((account for account in self.accounts if account.name == name), None)
        if account is None:
            return False
        async with aclosing(self._open_server(account)) as server:
            return server.abilities.subscribe

    async def unsubscribe(self, url: str, wanted: bool = True) -> bool:
        """Let the next sync remove a feed on its server as well, or after all not; whether an account has it."""
        return await self._library.write(lambda library: library.sync_accounts.unsubscribe(url, wanted))

    async def forget(
        self, account: Account, take_out: Callable[[], object] = lambda: None
    ) -> tuple[int, tuple[str, ...]]:
        """Let an account go: its feeds are read from their own addresses again, all stories stay.

        How many feeds that are, and which of them are muted: those in the reader's own network, whose addresses the
        server named and no person has typed. `take_out` takes the account out of the settings, and raises where that
        cannot be: then nothing is changed.
        """
        async with self._alone():
            take_out()
            await self._subscriptions.read_again()
            state = await self._state(account)
            return await self._let_go(account.name, None if state is None else state.num)

    async def lost(self) -> tuple[LostAccount, ...]:
        """The accounts that are not in the settings, but have feeds or changes here: nobody asks their servers."""
        return await self._names.lost()

    async def forget_lost(self, lost: LostAccount) -> tuple[int, tuple[str, ...]]:
        """Let an account go that is not in the settings any more, as `forget` does."""
        async with self._alone():
            await self._subscriptions.read_again()
            return await self._let_go(lost.name, lost.num)

    async def rename(self, name: str, new: str, rename_account: Callable[[], T]) -> T:
        """Let the feeds of an account follow it to its new name. `rename_account` gives it that name, or raises."""
        async with self._alone():
            renamed = rename_account()
            await self._subscriptions.read_again()
            mine = self._feeds_of(name)
            if mine:
                await self._subscriptions.change_many({url: {"account": new} for url in mine})
            return renamed

    async def earlier_names(self) -> dict[str, str]:
        """The names that feeds still have of accounts, each with the name that its account has by now."""
        return await self._names.earlier()

    async def mend_names(self) -> tuple[str, ...]:
        """Let feeds follow an account that has another name by now. A sentence for each account that was mended."""
        if not await self.earlier_names():
            return ()
        try:
            async with self._alone():
                await self._subscriptions.read_again()
                return tuple([await self._mend(old, name) for old, name in (await self.earlier_names()).items()])
        except Busy:
            return ()  # the next start finds the same

    # --------------------------------------------------------------------------------------------------------- inside

    @property
    def _names(self) -> AccountNames:
        return AccountNames(self.accounts, self._library, self._subscriptions)

    async def _mend(self, old: str, name: str) -> str:
        urls = self._feeds_of(old)
        await self._subscriptions.change_many({url: {"account": name} for url in urls})
        return f"{name}: {counted(len(urls), 'feed')} still had the earlier name {old!r}; mended"

    async def _let_go(self, name: str, num: int | None) -> tuple[int, tuple[str, ...]]:
        """Give feeds back to their own addresses, and forget what is known of their account; as `forget` tells it."""
        mine = self._feeds_of(name) if name else []
        inner = tuple(url for url in mine if is_named_private(url))
        changes: dict[str, dict[str, FeedSetting]] = {url: {"account": ""} for url in mine}
        for url in inner:
            changes[url]["muted"] = True
        if mine:
            await self._subscriptions.change_many(changes)
        if num is not None:
            await self._library.write(lambda library: library.sync_accounts.forget(num))
        return len(mine), inner

    def _engine(self, account: Account, server: SyncServer, on_progress: OnProgress) -> Engine:
        return Engine(
            account, server, self._library, self._subscriptions, self._on_new, self._limits, on_progress=on_progress
        )

    def _feeds_of(self, name: str) -> list[str]:
        """The addresses of the feeds of an account, as feeds.yaml was read last."""
        return [feed.url for feed in self._subscriptions.feeds if feed.account == name]

    async def _state(self, account: Account) -> AccountState | None:
        """What is known of an account, also where that is about another address than it has now."""
        return await self._names.state_of(account)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """One sync at a time: a push beside it would make its lists older than what was sent."""
        if self._lane.locked():
            raise Busy("a sync is running already")
        async with self._lane:
            with nullcontext(True) if self._lock is None else if_free(self._lock) as is_free:
                if not is_free:
                    raise Busy("another Briefing is syncing at this moment; try again when it is done")
                yield

    @asynccontextmanager
    async def _ready(self, account: Account) -> AsyncIterator[None]:
        """Alone, and with what is known of the account, wherever it stood before."""
        async with self._alone():
            state = await self._state(account)
            if state is not None:
                await self._library.write(lambda library: library.sync_accounts.move(state.num, account))
            yield

    @asynccontextmanager
    async def _writing_down(self, account: Account) -> AsyncIterator[None]:
        """Write down why a sync broke off, and when it may be tried again."""
        try:
            yield
        except Throttled as error:
            await self._note(account, str(error), error.retry_after or THROTTLED_WAIT)
            raise
        except Refused as error:
            await self._note(account, str(error), None)
            raise
        except (SyncError, FetchError) as error:
            state = await self._state(account)
            await self._note(account, str(error), wait_after(1 if state is None else state.failures + 1))
            raise

    async def _note_rest(self, account: Account, report: SyncReport) -> None:
        """Write down what a sync left for another time, and when it may be tried again."""
        if report.held:
            await self._note(account, report.held, HELD_WAIT)
        elif report.failed:
            await self._note(account, report.failed, wait_after(1))

    async def _note(self, account: Account, message: str, wait: timedelta | None) -> None:
        """`wait` is None where only a person can mend it."""
        later = None if wait is None else datetime.now(UTC) + wait

        def note(library: Library) -> None:
            accounts = library.sync_accounts
            accounts.failed(accounts.open(account).num, message, later, blocked=wait is None)

        await self._library.write(note)
