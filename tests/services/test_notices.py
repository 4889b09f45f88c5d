"""Every event is heard of, nobody hears of one twice, and in quiet hours the desktop is left alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from threading import Event

import pytest
from msgspec import field

from briefing.config.commands import Command
from briefing.core.errors import StorageError
from briefing.core.ledger.watches import Watch
from briefing.core.notices import NO_QUIET_HOURS, DesktopNotice, Notice, QuietHours
from briefing.core.rules import Rule
from briefing.desktop import Desktop, Way
from briefing.services.desk import open_desk
from briefing.services.first import DeskOptions
from briefing.services.notices import NoticeService, Told
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.storage.notices import NoticeRepository
from tests.storage.ledger.test_entries import OFFER, PUT
from tests.support.fresh import fresh
from tests.support.made import hours
from tests.support.negotiations import tell
from tests.support.networks import MadeNetwork
from tests.ui.desks import FEED, Newsstand, WordAnalyst, entry, fetched

TIN, ZINC = Notice("tin", "A ship of tin", "story 1", "1"), Notice("zinc", "No zinc", "story 2", "2")
EVENING = datetime(2026, 11, 24, 23, 0).astimezone()
WHOLE_NIGHT = QuietHours(time(22), time(7))


def service(
    folder: Path, written: list[str], quiet: QuietHours = NO_QUIET_HOURS
) -> tuple[NoticeService, LibraryAccess]:
    library = LibraryAccess(lambda: Library(fresh(folder / "library.db")))
    desktop = Desktop(Way.TERMINAL, env={"TERM": "xterm"}, write=written.append)
    return NoticeService(library, desktop, quiet, lambda: EVENING), library


async def told_by(one: NoticeService, *notices: Notice) -> Told:
    """What a service shows of some notices."""
    shown: list[Told] = []
    await one.tell(notices, shown.append)
    return shown[0] if shown else Told()


async def test_an_event_is_told_once_by_all_who_share_a_library(tmp_path: Path) -> None:
    written: list[str] = []
    one, first = service(tmp_path, written)
    other, second = service(tmp_path, written)
    assert await told_by(one, TIN) == Told((TIN,))
    assert await told_by(other, TIN, ZINC) == Told((ZINC,))
    assert await told_by(one, ZINC) == Told()
    assert ["tin: A ship" in words for words in written] == [True, False]
    assert len(written) == 2
    await first.close()
    await second.close()


async def test_quiet_hours_leave_the_desktop_alone_then_and_later(tmp_path: Path) -> None:
    written: list[str] = []
    quiet, first = service(tmp_path, written, WHOLE_NIGHT)
    assert await told_by(quiet, TIN) == Told((TIN,))
    loud, second = service(tmp_path, written)
    assert await told_by(loud, TIN) == Told()
    assert written == []
    await first.close()
    await second.close()


class SlowDesktop(Desktop):
    """Notices wait until they may go on; `begun` is set when the first one waits."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    may_go_on: asyncio.Event = field(default_factory=asyncio.Event)
    shown: list[str] = field(default_factory=list)

    async def show(self, notice: DesktopNotice) -> str:
        self.begun.set()
        await self.may_go_on.wait()
        self.shown.append(notice.title)
        return "the desktop is not there"


@asynccontextmanager
async def watched(folder: Path, desktop: Desktop) -> AsyncIterator[tuple[NoticeService, LibraryAccess]]:
    """Notices over a library in which a watch has something to tell."""
    access, moment = LibraryAccess(lambda: Library(fresh(folder / "library.db"))), datetime.now(UTC)
    await access.write(lambda library: library.watches.keep(Watch("grain", "wheat"), moment))
    await access.write(lambda library: tell(library, "post", "Wheat for Sudland", OFFER, moment - hours(1), PUT))
    yield NoticeService(access, desktop, NO_QUIET_HOURS, lambda: EVENING), access
    await access.close()


async def cancel(task: asyncio.Task[None]) -> None:
    """Do what newer work does to the work that it replaces."""
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def names(shown: Iterable[Told]) -> list[str]:
    """Who found what was shown, a name for each notice."""
    return [notice.by for told in shown for notice in told.notices]


@pytest.fixture
def slow_taking(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """The taking of notices begins and waits: set when it has begun, and to be set when it may go on."""
    begun, may_go_on, take = Event(), Event(), NoticeRepository.take

    def slowly(self: NoticeRepository, events: Iterable[str], at: datetime) -> frozenset[str]:
        begun.set()
        assert may_go_on.wait(60)
        return take(self, events, at)

    monkeypatch.setattr(NoticeRepository, "take", slowly)
    return begun, may_go_on


async def test_what_is_being_taken_is_shown_although_who_asked_was_cancelled(
    tmp_path: Path, slow_taking: tuple[Event, Event]
) -> None:
    begun, may_go_on = slow_taking
    shown: list[Told] = []
    async with watched(tmp_path, Desktop(Way.NONE)) as (notices, _):
        asked = asyncio.create_task(notices.tell_hits(shown.append))
        await asyncio.to_thread(begun.wait, 60)
        await cancel(asked)
        assert shown == []
        may_go_on.set()
        await notices.tell_hits(shown.append)
        assert names(shown) == ["grain"]


async def test_a_slow_desktop_holds_up_nobody_and_is_told_to_the_end(tmp_path: Path) -> None:
    desktop, shown = SlowDesktop(), list[Told]()
    failed = asyncio.Event()

    def show(told: Told) -> None:
        shown.append(told)
        if told.problems:
            failed.set()

    async with watched(tmp_path, desktop) as (notices, _):
        asked = asyncio.create_task(notices.tell_hits(show))
        await desktop.begun.wait()
        assert names(shown) == ["grain"], "the reader sees it before the desktop has it"
        await cancel(asked)
        desktop.may_go_on.set()
        await failed.wait()
        assert desktop.shown == ["grain"]
        assert [told.problems for told in shown] == [(), ("the desktop is not there",)]


async def test_what_is_not_taken_when_the_reader_ends_is_told_the_next_time(tmp_path: Path) -> None:
    writing, may_end = Event(), Event()

    def write(library: Library) -> None:
        writing.set()
        assert may_end.wait(60)

    shown: list[Told] = []
    async with watched(tmp_path, Desktop(Way.NONE)) as (notices, access):
        others = asyncio.create_task(access.write(write))
        await asyncio.to_thread(writing.wait, 60)
        asked = asyncio.create_task(notices.tell_hits(shown.append))
        await asyncio.sleep(0)  # it asks
        await asyncio.sleep(0)  # and waits behind what is being written
        notices.close()
        with pytest.raises(asyncio.CancelledError):
            await asked
        may_end.set()
        await others
        assert shown == []
        await notices.tell_hits(shown.append)
        assert names(shown) == ["grain"]


async def test_a_library_that_cannot_be_written_is_told_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> frozenset[str]:
        raise StorageError("the disk is full")

    shown: list[Told] = []
    async with watched(tmp_path, Desktop(Way.NONE)) as (notices, _):
        with monkeypatch.context() as patched, pytest.raises(StorageError, match="the disk is full"):
            patched.setattr(NoticeRepository, "take", full)
            await notices.tell_hits(shown.append)
        assert shown == []
        await notices.tell_hits(shown.append)
        assert names(shown) == ["grain"]


async def test_a_rule_sends_each_new_story_to_a_command_once(tmp_path: Path) -> None:
    said = tmp_path / "said"
    keep = Command("keep", ("sh", "-c", f'echo "$1" >> {said}; cat >> {said}', "sh", "{title}"), "address")
    options = DeskOptions(tmp_path, rules=(Rule("wheat", run="keep"), Rule("quiet", run="keep")), commands=(keep,))
    papers = {
        FEED.url: fetched(entry("Wheat is sold"), entry("A quiet day", "Nothing.", link=""), entry("Tin", "Tin."))
    }
    library = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    desk = open_desk(library, (FEED,), MadeNetwork(lambda: Newsstand(papers), Newsstand), WordAnalyst(), options)
    for _ in range(2):
        async for _ in desk.refresher.refresh(everything=True):
            pass
        assert await desk.commands.run(desk.rules.take_errands()) == ()
    # The story without an address is of no use to a command that reads one.
    assert said.read_text() == "Wheat is sold\nhttps://harbour.example/1\n"
    await desk.close()


async def test_a_command_of_a_rule_that_fails_is_told(tmp_path: Path) -> None:
    options = DeskOptions(tmp_path, rules=(Rule("wheat", run="keep"),), commands=(Command("keep", ("/no/such",)),))
    library = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    papers = {FEED.url: fetched(entry("Wheat is sold"))}
    desk = open_desk(library, (FEED,), MadeNetwork(lambda: Newsstand(papers), Newsstand), WordAnalyst(), options)
    async for _ in desk.refresher.refresh(everything=True):
        pass
    assert await desk.commands.run(desk.rules.take_errands()) == (
        "keep could not be started: No such file or directory: /no/such",
    )
    await desk.close()
