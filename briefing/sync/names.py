"""Whose feeds and changes are here: of accounts under another name or at another address, and of none any more."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.account import Account
from briefing.core.sync import AccountState, LostAccount
from briefing.intake.subscriptions import Subscriptions
from briefing.storage.library_access import LibraryAccess


class AccountNames:
    """Compares the accounts of the settings with feeds.yaml and the library. Nothing is written."""

    def __init__(self, accounts: Sequence[Account], library: LibraryAccess, subscriptions: Subscriptions) -> None:
        self._accounts = accounts
        self._library = library
        self._subscriptions = subscriptions

    async def state_of(self, account: Account) -> AccountState | None:
        """What is known of an account, or was known of it at another address; None where it never was synced."""
        state = await self._library.read(lambda library: library.sync_accounts.find(account))
        mine = self._feeds_by_name().get(account.name)
        if state is not None or not mine:
            return state
        others = [other for other in self._accounts if other != account]
        return await self._library.read(lambda library: library.sync_accounts.former(account, mine, others))

    async def earlier(self) -> dict[str, str]:
        """The names that feeds have of accounts with another name by now, as after a rename that broke off in the
        middle, each with the name of now.

        Whose feeds they are is known from earlier syncs; an account that has feeds under its name is left alone.
        """
        unknown, feeds = self._unknown_names(), self._feeds_by_name()
        without = [account for account in self._accounts if account.name not in feeds] if unknown else []
        known = {account.name: await self._known_feeds(account) for account in without}
        owners = {old: [name for name, urls in known.items() if not urls.isdisjoint(feeds[old])] for old in unknown}
        return {old: names[0] for old, names in owners.items() if len(names) == 1}

    async def lost(self) -> tuple[LostAccount, ...]:
        """The accounts that are not in the settings, but have feeds or changes here: nobody asks their servers."""
        states = [await self.state_of(account) for account in self._accounts]
        mine = [state.num for state in states if state is not None]
        feeds, earlier = self._feeds_by_name(), await self.earlier()
        names = [name for name in self._unknown_names() if name not in earlier]
        lost = []
        for one in await self._library.read(lambda library: library.sync_accounts.others(mine)):
            name = next((name for name in names if not one.known.isdisjoint(feeds[name])), "")
            if name:
                names.remove(name)
            if name or one.waiting:
                lost.append(LostAccount(name, len(feeds.get(name, ())), one.num, one.url, one.waiting))
        return (*lost, *(LostAccount(name, len(feeds[name])) for name in names))

    def _unknown_names(self) -> list[str]:
        return sorted(self._feeds_by_name().keys() - {account.name for account in self._accounts})

    def _feeds_by_name(self) -> dict[str, list[str]]:
        feeds: dict[str, list[str]] = {}
        for feed in self._subscriptions.feeds:
            if feed.account:
                feeds.setdefault(feed.account, []).append(feed.url)
        return feeds

    async def _known_feeds(self, account: Account) -> frozenset[str]:
        """The addresses of the feeds that an account brought, as far as was synced."""
        state = await self.state_of(account)
        if state is None:
            return frozenset()
        known = await self._library.read(lambda library: library.sync_accounts.feeds(state.num))
        return frozenset(one.here for one in known if one.here)
