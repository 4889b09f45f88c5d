"""Accounts on servers, added, checked, renamed and removed while one reads; no password is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from briefing.config.accountsfile import AccountsFile
from briefing.config.feeds import read_feeds
from briefing.core.account import Account
from briefing.core.sync import SyncLimits
from briefing.services.accounts import AccountService
from briefing.services.desk import Desk
from briefing.sync.server import Refused, SyncServer
from briefing.sync.service import SyncService
from briefing.ui.screens.account import AccountScreen
from briefing.ui.screens.feeds import FeedsScreen
from tests.sync.memory import MemoryServer, World
from tests.ui.desks import FEED, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading

PASSWORD = "seven&horses"


class Door(MemoryServer):
    """Lets in who has the password, and says where its protocol was found."""

    def __init__(self, world: World, account: Account, typed: str) -> None:
        super().__init__(world)
        self.place = f"{account.url}/api"
        self.may = typed == PASSWORD or account.password_command == ("pass", "show", "reader")

    async def check(self) -> str:
        if not self.may:
            raise Refused("reader.example: the server does not take this name and password (401)")
        return await super().check()


@dataclass
class House:
    """A reader whose accounts can be changed, a server, and a keyring."""

    folder: Path
    shop: Shop
    world: World = field(default_factory=World)
    keyring: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def book(self) -> AccountsFile:
        return AccountsFile(self.folder / "settings.yaml")

    def desk(self) -> Desk:
        desk = self.shop.desk
        book, file = self.book, self.folder / "sync.lock"

        def open_server(account: Account, typed: str = "", /) -> SyncServer:
            return Door(self.world, account, typed)

        sync = SyncService(
            book.current, SyncLimits(), desk.library, desk.subscriptions, lambda _l, _n, _a: None, open_server, file
        )

        def keep(url: str, user: str, password: str) -> None:
            self.keyring[url, user] = password

        desk.sync, desk.accounts = sync, AccountService(book, sync, keep)
        return desk


def house(folder: Path) -> House:
    made = House(folder, open_shop(folder, fetched(entry("Wheat moves"))))
    made.world.feed("https://news.example/rss", "Example News")
    made.world.publish("Harbour opens")
    return made


async def type_into(reader: Reader, which: str, words: str) -> None:
    screen = reader.app.screen
    assert isinstance(screen, AccountScreen)
    screen.query_one(f"#{which}").focus()
    await reader.press(*["backspace"] * 12, *words)


async def open_form(reader: Reader) -> None:
    await reader.press("F")
    await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen))
    await reader.press("A")
    await reader.shows("What is on the server?")
    await reader.press("g")
    await reader.until(lambda: isinstance(reader.app.screen, AccountScreen))


def closed(reader: Reader) -> Callable[[], bool]:
    return lambda: not isinstance(reader.app.screen, AccountScreen)


async def test_an_account_is_added_from_the_feeds_and_its_stories_come(tmp_path: Path) -> None:
    made = house(tmp_path)
    async with reading(made.desk(), size=(80, 24)) as reader:
        await open_form(reader)
        await reader.press("enter")
        await reader.shows("Type the address")
        await type_into(reader, "address", "reader.example")
        await type_into(reader, "user", "ann")
        await type_into(reader, "password", "wrong")
        await reader.press("enter")
        await reader.shows("does not take this name and password")
        assert made.keyring == {}
        assert made.book.current() == ()
        await type_into(reader, "password", PASSWORD)
        assert PASSWORD not in reader.text()
        await reader.press("enter")
        await reader.until(closed(reader))
        await reader.until(lambda: "1 new story" in reader.toasts(), "the first sync")
        assert PASSWORD not in reader.toasts()
    (account,) = made.book.current()
    assert account == Account("home", "greader", "https://reader.example", "ann", api="https://reader.example/api")
    assert made.keyring == {("https://reader.example", "ann"): PASSWORD}
    assert PASSWORD not in (tmp_path / "settings.yaml").read_text()


async def test_a_password_does_not_travel_for_all_to_read_without_a_second_enter(tmp_path: Path) -> None:
    made = house(tmp_path)
    async with reading(made.desk()) as reader:
        await open_form(reader)
        await type_into(reader, "address", "http://reader.example")
        await type_into(reader, "command", 'pass "show')
        await reader.press("enter")
        await reader.shows("a quote that is not closed")
        await type_into(reader, "command", "pass show reader")
        await reader.press("enter")
        await reader.shows("press Enter again")
        assert made.book.current() == ()
        await reader.press("enter")
        await reader.until(closed(reader))
    (account,) = made.book.current()
    assert (account.insecure, account.password_command) == (True, ("pass", "show", "reader"))


async def test_an_account_is_checked_renamed_and_removed(tmp_path: Path) -> None:
    made = house(tmp_path)
    made.book.add(Account("home", "greader", "https://reader.example", "ann", ("pass", "show", "reader")))
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n  - url: {FEED.url}\n    account: home\n")
    desk = made.desk()
    await desk.subscriptions.read_again()

    def accounts_of_feeds() -> list[str]:
        return [feed.account for feed in read_feeds(tmp_path / "feeds.yaml")]

    async with reading(desk) as reader:
        reader.screen.controllers.accounts.show()
        await reader.shows("Your accounts on servers")
        await reader.press("c")
        await reader.until(lambda: "home: ann, on a server in memory" in reader.toasts())
        await reader.shows("Your accounts on servers")
        await reader.press("n")
        await reader.shows("Name of this account")
        await reader.press(*["backspace"] * 4, *"desk", "enter")
        await reader.until(lambda: accounts_of_feeds() == ["desk"])
        await reader.shows("Your accounts on servers")
        assert [account.name for account in desk.sync.accounts] == ["desk"]
        await reader.press("d")
        await reader.shows("Remove the account desk?")
        await reader.press("n")
        await reader.shows("Your accounts on servers")
        await reader.press("d")
        await reader.shows("Remove the account desk?")
        await reader.press("y")
        await reader.until(lambda: accounts_of_feeds() == [""])
        await reader.shows("What is on the server?")
        await reader.press("escape")
    assert desk.sync.accounts == ()
