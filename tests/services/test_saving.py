"""Stories saved out of a library that can only be read, what else is done with one, and a saving that is ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from briefing.core.brief import Brief
from briefing.core.errors import StorageError
from briefing.core.ledger.search import EVERYTHING
from briefing.core.query import ALL
from briefing.core.saved_file import SaveResult
from briefing.services.analysis import AnalysisService
from briefing.services.briefs import LAST_PRINTED, BriefService
from briefing.services.ledger import LedgerService
from briefing.services.rules import RuleRunner
from briefing.services.saving import SavingService
from briefing.services.stories import StoryReader
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.storage.ledger.test_entries import OFFER, PUT
from tests.support.made import NOON, entry, fetched, hours
from tests.support.negotiations import tell
from tests.ui.desks import WordAnalyst

READER = StoryReader(dict)


@pytest.fixture
def closed(tmp_path: Path) -> Callable[[], Library]:
    """Opens a library with one story that has an offer; nothing can be kept in it."""
    library = Library(tmp_path / "shut.db")
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON - hours(3), PUT)
    library.close()
    return lambda: Library(tmp_path / "shut.db", to_read=True)


def only_story(open_library: Callable[[], Library]) -> str:
    library = open_library()
    (headline,) = library.stories.headlines(library.stories.find(ALL))
    library.close()
    return headline.id


async def test_a_story_is_saved_elsewhere_and_a_second_time(closed: Callable[[], Library], tmp_path: Path) -> None:
    access = LibraryAccess(closed)
    service = SavingService(access, READER, tmp_path / "saved")
    story = only_story(closed)
    file = (await service.save(story)).path
    file.write_text(f"{file.read_text()}\nMy own words.\n")
    assert (await service.save(story)).path == file
    text = file.read_text()
    assert text.count("# Wheat for Sudland") == text.count("My own words.") == 1
    assert [path.name for path in (tmp_path / "saved").iterdir()] == [file.name]
    await access.close()


async def test_a_story_that_somebody_waits_for_is_analysed(closed: Callable[[], Library], tmp_path: Path) -> None:
    access = LibraryAccess(closed)
    service = AnalysisService(access, READER, WordAnalyst(), RuleRunner(()))
    story, _ = await service._open(only_story(closed))
    assert await service._analyse(story, urgent=True)
    with pytest.raises(StorageError):
        await service._analyse(story)
    await access.close()


async def test_the_ledger_is_read_and_a_briefing_made(closed: Callable[[], Library], tmp_path: Path) -> None:
    access = LibraryAccess(closed)
    ledger = LedgerService(access, dict, clock=lambda: NOON)
    await ledger.settle()
    assert (await ledger.find(EVERYTHING, 0, 9)).total == 1
    briefs = BriefService(access, tmp_path, lambda: NOON)
    made = await briefs.make(NOON - timedelta(days=1))
    await briefs.remember(made)
    assert (await briefs.make_longer(made)).since == NOON - timedelta(days=7)
    assert (await briefs.make_longer(Brief(NOON - timedelta(days=400), NOON))).since == NOON - timedelta(days=1)
    await access.close()


async def test_a_briefing_that_is_printed_stays_new_in_the_reader(tmp_path: Path) -> None:
    access = LibraryAccess(lambda: Library(tmp_path / "open.db"))
    clock = iter(NOON + timedelta(hours=hour) for hour in range(9))
    briefs = BriefService(access, tmp_path, lambda: next(clock))
    before = await briefs.make()
    printed = await briefs.make(mark=LAST_PRINTED)
    await briefs.save(printed, "What is new.", ".md")
    await briefs.remember(printed, LAST_PRINTED)
    assert (await briefs.make()).since == before.since + timedelta(hours=2), "a day ago, by a later clock"
    assert (await briefs.make(mark=LAST_PRINTED)).since == printed.until
    await access.close()


async def test_who_ends_the_saving_leaves_no_file_that_the_library_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path / "open.db")
    library.feeds.store(fetched(*(entry(f"Story {number}") for number in range(4))))
    ids = library.stories.find(ALL)
    access = LibraryAccess(lambda: Library(tmp_path / "open.db"))
    service = SavingService(access, READER, tmp_path / "saved")
    began, go_on, put = Event(), Event(), service._put

    def put_slowly(*given: object) -> SaveResult:
        began.set()
        go_on.wait()
        return put(*given)  # type: ignore[arg-type]

    async def save() -> None:
        async for _ in service.save_all(ids):
            pass

    monkeypatch.setattr(service, "_put", put_slowly)
    saving = asyncio.create_task(save())
    await asyncio.to_thread(began.wait)
    saving.cancel()
    await asyncio.sleep(0)
    saving.cancel()  # as who presses Ctrl+C once more
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await saving
    remembered = [last.path for one in ids if (last := library.saved_files.last(one, tmp_path / "saved"))]
    assert list((tmp_path / "saved").iterdir()) == remembered
    assert len(remembered) == 1
    await access.close()
    library.close()
