"""Accounts on servers, from inside: added, checked, renamed, synced and removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Protocol

from briefing.core.account import Account, AccountKind
from briefing.core.clean import shown_address
from briefing.core.errors import BriefingError
from briefing.core.formatting import counted
from briefing.core.sync import AccountStatus, status_lines
from briefing.services.clock import now
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Dialogs, Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.screens.account import KINDS, AccountScreen
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.confirm import ConfirmScreen
from briefing.ui.screens.correct import MenuScreen
from briefing.ui.screens.pick import Choice, PickScreen

VERBS = {"enter": "sync", "c": "check", "n": "name", "a": "add", "d": "remove"}
_KINDS: dict[str, AccountKind] = {"g": "greader", "m": "miniflux", "n": "nextcloud", "f": "fever"}


class Then(Enum):
    """What follows once one thing was done with the accounts."""

    AGAIN = "they are shown again"
    SYNC = "a sync was begun"
    CLOSE = "nothing"


class AccountsHost(Messages, Tasks, Dialogs, Protocol):
    """What the accounts need of the screen."""

    desk: Desk
    glyphs: Glyphs


class Accounts:
    """Shows the accounts, does what is asked for, and shows them again. `sync` syncs one, by a person's wish."""

    def __init__(self, host: AccountsHost, sync: Callable[[Account], Awaitable[None]]) -> None:
        self.host = host
        self._sync = sync

    def show(self) -> object:
        """The accounts and what can be done with each; where there is none, one is added."""
        return self.host.run_in_background(_awaited(self.manage()), "accounts")

    async def manage(self) -> bool:
        """As `show`, until it is closed; whether a sync was begun, which is to be seen."""
        while (then := await self._once()) is Then.AGAIN:
            pass
        return then is Then.SYNC

    async def _once(self) -> Then:
        """Show the accounts and do one thing."""
        host = self.host
        statuses = await host.desk.sync.statuses()
        if not statuses:
            return await self._add() or Then.CLOSE
        picked = await host.ask(PickScreen("Your accounts on servers", [_line(one) for one in statuses], VERBS))
        if picked is None:
            return Then.CLOSE
        account = statuses[picked.number].account
        try:
            return await self._do(picked.verb, account)
        except BriefingError as error:
            host.show_message(f"{account.name}: {error}", "error")
            return Then.AGAIN

    async def _do(self, verb: str, account: Account) -> Then:
        """Do something with an account."""
        host = self.host
        match verb:
            case "enter":
                return self._begin_sync(account)
            case "a":
                return await self._add() or Then.AGAIN
            case "c":
                host.show_message(f"{account.name}: {await host.desk.accounts.check(account)}")
            case "n":
                name = await host.ask(AskLineScreen("Name of this account", "", account.name))
                if name and name != account.name:
                    await host.desk.accounts.rename(account, name)
            case "d":
                await self._remove(account)
                return Then.AGAIN if host.desk.sync.accounts else Then.CLOSE  # who removed the last one adds none now
        return Then.AGAIN

    async def _add(self) -> Then | None:
        """Add an account and sync it; None where none was added."""
        host = self.host
        menu = MenuScreen("What is on the server?", {key: KINDS[kind].title for key, kind in _KINDS.items()})
        key = await host.ask(menu)
        if key is None:
            return None
        taken = {account.name for account in host.desk.sync.accounts}
        name = next(name for name in ("home", "work", "") if name not in taken)
        added = await host.ask(AccountScreen(host.desk.accounts, _KINDS[key], name, host.glyphs.ellipsis))
        if added is None:
            return None
        name = added.account.name
        if not added.is_checked:
            host.show_message(f"{name} is added; its server is asked again later.", "warning")
            return Then.AGAIN
        host.show_message(f"{name} is added; its feeds and stories come now.")
        return self._begin_sync(added.account)

    def _begin_sync(self, account: Account) -> Then:
        self.host.run_in_background(_awaited(self._sync(account)), "sync", newest_only=False)
        return Then.SYNC

    async def _remove(self, account: Account) -> None:
        """Let an account go, if a person agrees."""
        host = self.host
        unsent = await host.desk.accounts.unsent(account)
        lost = f" {counted(unsent, 'change')} that it has not heard of will not be sent." if unsent else ""
        question = (
            f"Remove the account {account.name}? Its feeds are fetched from their own addresses then. All stories"
            f" stay, and nothing changes on the server.{lost}"
        )
        if await host.ask(ConfirmScreen(question)):
            feeds, muted = await host.desk.accounts.remove(account)
            host.show_message(f"Removed: {account.name}. Its feeds ({feeds:,}) have their own addresses again.")
            if muted:
                inner = ", ".join(map(shown_address, muted))
                host.show_message(f"In your own network, so muted; x in the list of feeds unmutes: {inner}", "warning")


def _line(status: AccountStatus) -> Choice:
    account = status.account
    # How it is comes first: the end of a line is cut, and a fault is what one looks for.
    words = (*status_lines(status, now()), account.kind, account.user, shown_address(account.url))
    return Choice(account.name, ", ".join(filter(None, words)))


async def _awaited(work: Awaitable[object]) -> None:
    await work
