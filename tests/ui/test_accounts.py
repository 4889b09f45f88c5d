"""Accounts on servers, added, checked, renamed and removed while one reads; no password is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from briefing.config.accounts_file import AccountsFile
from briefing.config.feeds import read_feeds
from briefing.core.account import Account
from briefing.core.errors import BriefingError
from briefing.core.sync_limits import SyncLimits
from briefing.services.accounts import AccountService
from briefing.services.desk import Desk
from briefing.sync.server import Abilities, Offline, Refused, SyncServer
from briefing.sync.service import SyncService
from briefing.ui.screens.account import AccountScreen
from briefing.ui.screens.feeds import FeedsScreen
from tests.sync.memory import MemoryServer, World
from tests.ui.desks import FEED, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading

PASSWORD = "seven&horses"


class Door(MemoryServer):
    """Lets in who has the password, and says where its protocol was found."""

    def __init__(self, house: House, account: Account, typed: str) -> None:
        super().__init__(house.world, house.can)
        self.is_away = house.is_away
        self.place = f"{account.url}/api"
        self.may = typed == PASSWORD or account.password_command == ("pass", "show", "reader")

    async def check(self) -> str:
        if self.is_away:
            raise Offline("reader.example: no answer came")
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
    is_away: bool = False
    can: Abilities | None = None

    @property
    def book(self) -> AccountsFile:
        return AccountsFile(self.folder / "settings.yaml")

    def desk(self) -> Desk:
        desk = self.shop.desk
        book, file = self.book, self.folder / "sync.lock"

        def open_server(account: Account, typed: str = "", /) -> SyncServer:
            return Door(self, account, typed)

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


async def test_what_is_typed_right_behind_tab_is_not_shown_in_the_line_before(tmp_path: Path) -> None:
    made = house(tmp_path)
    async with reading(made.desk()) as reader:
        await open_form(reader)
        form = reader.app.screen
        form.query_one("#command").focus()
        for key, character in (("p", "p"), ("tab", "\t"), ("s", "s"), ("h", "h")):
            reader.app.post_message(events.Key(key, character))
        await reader.until(lambda: form.query_one("#password", Input).value == "sh")
        assert form.query_one("#command", Input).value == "p"


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


async def test_an_account_that_cannot_be_kept_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = house(tmp_path)
    desk = made.desk()

    async def fail(account: Account, password: str) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(desk.accounts, "add", fail)
    async with reading(desk) as reader:
        await open_form(reader)
        await type_into(reader, "address", "https://reader.example")
        await reader.press("enter")
        await reader.shows("Something went wrong (KeyError: 'a bug'); the reader goes on.")
        assert "Logging in" not in reader.text()


@pytest.mark.parametrize("words", ["account 'home' already", "your account 'home'"])
async def test_an_account_is_added_once(tmp_path: Path, words: str) -> None:
    made = house(tmp_path)
    before = Account("home", "fever", "https://reader.example", "ann", ("pass", "show", "reader"))
    made.book.add(before)
    name, url = ("home", "https://tin.example") if "already" in words else ("work", "https://reader.example/")
    again = Account(name, "fever", url, "ann", ("pass", "show", "reader"))
    accounts = made.desk().accounts
    for add in (accounts.add, accounts.add_unchecked):
        with pytest.raises(BriefingError, match=words):
            await add(again, PASSWORD)
    assert (made.book.current(), made.keyring) == ((before,), {})


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
        await reader.until(lambda: "Removed: desk." in reader.toasts())
        await reader.until(lambda: all(worker.is_finished for worker in reader.screen.workers))
        assert accounts_of_feeds() == [""]
        assert reader.app.screen is reader.screen  # no other account is asked for
    assert desk.sync.accounts == ()


@pytest.mark.parametrize("size", [(80, 24), (60, 24)])
async def test_each_line_of_the_form_says_what_it_is_for(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(house(tmp_path).desk(), size=size) as reader:
        await open_form(reader)
        await type_into(reader, "address", "reader.example")
        await type_into(reader, "user", "ann")
        rows = reader.text().splitlines()
        for label, typed in (("Server", "reader.example"), ("User", "ann"), ("Name", "home")):
            assert any(f"{label} " in row and typed in row for row in rows), label
        for label in ("Program", "or password", "Enter logs in"):
            assert label in reader.text()


async def test_an_account_is_added_anyway_where_its_server_does_not_answer(tmp_path: Path) -> None:
    made = house(tmp_path)
    made.is_away = True
    async with reading(made.desk(), size=(80, 24)) as reader:
        await open_form(reader)
        await type_into(reader, "address", "reader.example")
        await type_into(reader, "user", "ann")
        await type_into(reader, "password", PASSWORD)
        await reader.press("ctrl+s")
        assert made.book.current() == ()
        await reader.press("enter")
        await reader.shows("no answer came. Ctrl+S adds")
        await type_into(reader, "user", "bo")
        await reader.press("ctrl+s")
        assert made.book.current() == ()  # what did not answer is not what stands there now
        await reader.press("enter")
        await reader.shows("no answer came. Ctrl+S adds")
        await reader.press("ctrl+s")
        await reader.until(lambda: "home is added; its server is asked again later." in reader.toasts())
        await reader.shows("home  not synced yet, greader, bo, https://reader.example")
    assert made.book.current() == (Account("home", "greader", "https://reader.example", "bo"),)
    assert made.keyring == {("https://reader.example", "bo"): PASSWORD}


async def test_a_feed_of_an_account_is_removed_there_too_if_a_person_says_so(tmp_path: Path) -> None:
    made = house(tmp_path)
    made.book.add(Account("home", "greader", "https://reader.example", "ann", ("pass", "show", "reader")))
    desk = made.desk()
    (account,) = desk.sync.accounts
    await desk.sync.sync(account)
    (url,) = (feed.url for feed in desk.subscriptions.feeds if feed.account == "home")
    async with reading(desk) as reader:
        reader.screen.controllers.feed_care.show()
        await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen))
        screen = reader.app.screen
        assert isinstance(screen, FeedsScreen)
        down = next(number for number, status in enumerate(screen.feeds) if status.feed.url == url)
        await reader.press(*["j"] * down, "d")
        await reader.shows("Remove it on home as well?")
        await reader.press("n")
        await reader.until(lambda: "It stays on home." in reader.toasts())
        await reader.shows("u brings the last back")
        await desk.sync.sync(account)
        assert len(made.world.feeds) == 1
        await reader.press("u")
        await reader.until(lambda: "Back again" in reader.toasts())
        await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen) and reader.app.screen is not screen)
        screen = reader.app.screen
        assert isinstance(screen, FeedsScreen)
        down = next(number for number, status in enumerate(screen.feeds) if status.feed.url == url)
        await reader.press(*["k"] * 9, *["j"] * down, "d")
        await reader.shows("Remove it on home as well?")
        await reader.press("y")
        await reader.until(lambda: "The next sync removes it on home." in reader.toasts())
        await desk.sync.sync(account)
        assert made.world.feeds == {}


async def test_a_removal_on_the_server_can_be_taken_back_before_the_next_sync(tmp_path: Path) -> None:
    made = house(tmp_path)
    made.book.add(Account("home", "greader", "https://reader.example", "ann", ("pass", "show", "reader")))
    desk = made.desk()
    (account,) = desk.sync.accounts
    await desk.sync.sync(account)
    (feed,) = (feed for feed in desk.subscriptions.feeds if feed.account == "home")
    await desk.subscriptions.remove(feed.url)
    assert await desk.sync.unsubscribe(feed.url)
    await desk.subscriptions.add([feed])
    assert await desk.sync.unsubscribe(feed.url, wanted=False)
    await desk.sync.sync(account)
    assert len(made.world.feeds) == 1
    assert [one.account for one in desk.subscriptions.feeds if one.url == feed.url] == ["home"]
    await desk.close()


async def test_a_server_that_removes_no_feeds_is_not_asked_to(tmp_path: Path) -> None:
    made = house(tmp_path)
    made.book.add(Account("home", "greader", "https://reader.example", "ann", ("pass", "show", "reader")))
    desk = made.desk()
    assert await desk.sync.can_unsubscribe("home")
    assert not await desk.sync.can_unsubscribe("nobody")
    made.can = Abilities(subscribe=False)
    assert not await desk.sync.can_unsubscribe("home")
    await desk.close()


async def test_a_rename_that_broke_off_is_mended_at_the_next_look_and_said(tmp_path: Path) -> None:
    made = house(tmp_path)
    made.book.add(Account("home", "greader", "https://reader.example", "ann", ("pass", "show", "reader")))
    desk = made.desk()
    await desk.sync.sync(desk.sync.accounts[0])

    class Killed(BaseException):
        pass

    async def die(*_: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.subscriptions, "change_many", die)
        with pytest.raises(Killed):
            await desk.accounts.rename(desk.sync.accounts[0], "harbour")
    assert [account.name for account in made.book.current()] == ["harbour"]
    names = {feed.account for feed in read_feeds(tmp_path / "feeds.yaml")}
    assert "home" in names
    async with reading(made.desk()) as reader:
        reader.screen.controllers.background.refresh_due()
        await reader.until(lambda: "harbour: 1 feed still had the earlier name 'home'; mended" in reader.toasts())
    assert {feed.account for feed in read_feeds(tmp_path / "feeds.yaml")} == {*names, "harbour"} - {"home"}


async def test_feeds_of_an_account_that_nobody_knows_stay_as_they_are(tmp_path: Path) -> None:
    made = house(tmp_path)
    made.book.add(Account("home", "greader", "https://reader.example", "ann", ("pass", "show", "reader")))
    desk = made.desk()
    await desk.sync.sync(desk.sync.accounts[0])
    with (tmp_path / "feeds.yaml").open("a") as file:
        file.write("  - url: https://later.example/rss\n    account: later\n")
    await desk.subscriptions.read_again()
    assert await desk.sync.mend_names() == ()
    assert {feed.account for feed in read_feeds(tmp_path / "feeds.yaml")} >= {"home", "later"}
    await desk.close()
