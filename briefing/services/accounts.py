"""Accounts on servers, added, checked, renamed and removed: the same from the reader and from the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from briefing.core import clean
from briefing.core.account import Account, key_hint
from briefing.core.errors import BriefingError, UsageError
from briefing.core.sync import LostAccount
from briefing.sync.service import SyncService, UnknownAccount

KeepPassword = Callable[[str, str, str], None]
"""Puts a password into the keyring: the address, the user, the password. Raises FetchError."""


class AccountBook(Protocol):
    """Where the accounts stand. Each way to change it raises BriefingError."""

    def current(self) -> tuple[Account, ...]:
        """The accounts as they are now."""
        ...

    def add(self, account: Account) -> None:
        """Put an account at the end."""
        ...

    def rename(self, name: str, new: str) -> Account:
        """Give an account another name; what it is now."""
        ...

    def remove(self, name: str) -> Account:
        """Take an account out; what it was."""
        ...


class NoAccounts:
    """There are none, and there is no place to keep one."""

    def current(self) -> tuple[Account, ...]:
        """None."""
        return ()

    def add(self, account: Account) -> None:
        """Say that it cannot be."""
        raise BriefingError("there are no settings here in which an account could stand")

    def rename(self, name: str, new: str) -> Account:
        """Say that there is none."""
        raise BriefingError(f"there is no account {name!r}")

    def remove(self, name: str) -> Account:
        """Say that there is none."""
        raise BriefingError(f"there is no account {name!r}")


class AccountService:
    """Changes the accounts of one reader: in the settings, in the list of feeds and in the library."""

    def __init__(self, book: AccountBook, sync: SyncService, keep_password: KeepPassword | None = None) -> None:
        self._book = book
        self._sync = sync
        self._keep_password = keep_password or _to_keyring

    async def add(self, account: Account, password: str = "") -> str:
        """Log in and, if that works, put an account into the settings; whom its server takes us for.

        `password` was typed just now: it goes into the keyring and nowhere else. Raises BriefingError.
        """
        self._refuse_known(account)
        told, place = await self._sync.check(account, password)
        await self.add_unchecked(replace(account, api=place), password)  # it need not be looked for again
        return told

    async def add_unchecked(self, account: Account, password: str = "") -> None:
        """Put an account into the settings without logging in, and its password into the keyring.

        Raises BriefingError.
        """
        self._refuse_known(account)
        if password:
            await asyncio.to_thread(self._keep_password, account.url, account.user, password)
        self._book.add(account)

    async def check(self, account: Account) -> str:
        """Log in; whom the server takes us for. What made the account wait for a person is over then."""
        told, _ = await self._sync.check(account)
        return told

    async def rename(self, account: Account, name: str) -> Account:
        """Give an account another name, its feeds too; what it is now. Raises BriefingError."""
        return await self._sync.rename(account.name, name, lambda: self._book.rename(account.name, name))

    async def unsent(self, account: Account) -> int:
        """How many changes its server has not heard of."""
        return next((one.waiting.changes for one in await self._sync.statuses() if one.account == account), 0)

    async def remove(self, account: Account) -> tuple[int, tuple[str, ...]]:
        """Let an account go. Its feeds, so many, are read from their own addresses; its server hears nothing.

        The addresses are of those in the reader's own network, which are muted.
        """
        return await self._sync.forget(account, lambda: self._book.remove(account.name))

    async def lost(self, called: str) -> LostAccount:
        """The account of a name or an address that is not in the settings any more. Raises UnknownAccount."""
        for lost in await self._sync.lost():
            if lost.called == called:
                return lost
        raise UnknownAccount(called)

    async def remove_lost(self, lost: LostAccount) -> tuple[int, tuple[str, ...]]:
        """Let an account go that is not in the settings any more, as `remove` does."""
        return await self._sync.forget_lost(lost)

    def _refuse_known(self, account: Account) -> None:
        for other in self._book.current():
            if account.name == other.name:
                raise BriefingError(f"there is an account {account.name!r} already; another one needs another name")
            if account.login == other.login:
                raise BriefingError(
                    f"that is your account {other.name!r}, which has the same server, kind and user{key_hint(account)}"
                )


def server_address(typed: str) -> str:
    """The address of a server as a person types it. Raises UsageError."""
    url = clean.address(typed if "://" in typed else f"https://{typed}")
    if url is None or "@" in url.partition("://")[2].partition("/")[0]:
        raise UsageError("the address of the server is http or https, without a name or a password in it")
    return url


def _to_keyring(url: str, user: str, password: str) -> None:
    from briefing.fetch.logins import to_keyring  # late: who has no account needs none of it

    to_keyring(url, user, password)
