"""Nobody hears of one event twice, and in quiet hours the desktop is left alone."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from briefing.config.commands import Command
from briefing.core.notices import NO_QUIET_HOURS, Notice, QuietHours
from briefing.core.rules import Rule
from briefing.desktop import Desktop, Way
from briefing.services.desk import open_desk
from briefing.services.first import DeskOptions
from briefing.services.notices import NoticeService
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.ui.desks import FEED, Newsstand, WordAnalyst, entry, fetched

TIN, ZINC = Notice("tin", "A ship of tin", "story 1", "1"), Notice("zinc", "No zinc", "story 2", "2")
EVENING = datetime(2026, 11, 24, 23, 0).astimezone()
WHOLE_NIGHT = QuietHours(time(22), time(7))


def service(
    folder: Path, written: list[str], quiet: QuietHours = NO_QUIET_HOURS
) -> tuple[NoticeService, LibraryAccess]:
    library = LibraryAccess(lambda: Library(folder / "library.db"))
    desktop = Desktop(Way.TERMINAL, env={"TERM": "xterm"}, write=written.append)
    return NoticeService(library, desktop, quiet, lambda: EVENING), library


async def test_an_event_is_told_once_by_all_who_share_a_library(tmp_path: Path) -> None:
    written: list[str] = []
    one, first = service(tmp_path, written)
    other, second = service(tmp_path, written)
    assert (await one.tell([TIN])).notices == (TIN,)
    assert (await other.tell([TIN, ZINC])).notices == (ZINC,)
    assert (await one.tell([ZINC])).notices == ()
    assert ["tin: A ship" in words for words in written] == [True, False]
    assert len(written) == 2
    await first.close()
    await second.close()


async def test_quiet_hours_leave_the_desktop_alone_then_and_later(tmp_path: Path) -> None:
    written: list[str] = []
    quiet, first = service(tmp_path, written, WHOLE_NIGHT)
    assert (await quiet.tell([TIN])).notices == (TIN,)
    loud, second = service(tmp_path, written)
    assert (await loud.tell([TIN])).notices == ()
    assert written == []
    await first.close()
    await second.close()


async def test_a_rule_sends_each_new_story_to_a_command_once(tmp_path: Path) -> None:
    said = tmp_path / "said"
    keep = Command("keep", ("sh", "-c", f'echo "$1" >> {said}; cat >> {said}', "sh", "{title}"), "address")
    options = DeskOptions(tmp_path, rules=(Rule("wheat", run="keep"), Rule("quiet", run="keep")), commands=(keep,))
    papers = {
        FEED.url: fetched(entry("Wheat is sold"), entry("A quiet day", "Nothing.", link=""), entry("Tin", "Tin."))
    }
    library = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    desk = open_desk(library, (FEED,), lambda: Newsstand(papers), Newsstand, WordAnalyst(), options)
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
    desk = open_desk(library, (FEED,), lambda: Newsstand(papers), Newsstand, WordAnalyst(), options)
    async for _ in desk.refresher.refresh(everything=True):
        pass
    assert await desk.commands.run(desk.rules.take_errands()) == (
        "keep could not be started: No such file or directory: /no/such",
    )
    await desk.close()
