from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.core.query import ALL
from briefing.storage import library_access
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library


async def test_work_runs_on_one_thread_of_its_own_in_order(tmp_path: Path) -> None:
    lane = DatabaseThread(lambda: Library(tmp_path / "briefing.db"))
    seen: list[tuple[int, str]] = []

    def note(number: int) -> None:
        seen.append((number, threading.current_thread().name))

    await asyncio.gather(*(lane.call(lambda _, n=n: note(n)) for n in range(20)))  # type: ignore[misc]
    await lane.close()
    assert [number for number, _ in seen] == list(range(20))
    assert len({name for _, name in seen}) == 1
    assert threading.current_thread().name not in {name for _, name in seen}


async def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    lane = DatabaseThread(lambda: Library(tmp_path / "briefing.db"))
    assert list(tmp_path.iterdir()) == []
    assert await lane.call(lambda library: library.stories.find(ALL)) == ()
    await lane.close()


async def test_what_cannot_be_opened_says_so_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lane = DatabaseThread(lambda: Library(tmp_path / "file" / "briefing.db"))
    for _ in range(2):
        with pytest.raises(StorageError):
            await lane.call(lambda library: library.stories.find(ALL))
    await lane.close()


async def test_what_a_key_waits_for_does_not_wait_for_a_long_search(tmp_path: Path) -> None:
    access = library_access.LibraryAccess(lambda: Library(tmp_path / "briefing.db"))
    is_over = threading.Event()
    search = asyncio.create_task(access.read(lambda _: is_over.wait(60)))
    counts = await access.read_at_once(lambda library: library.stories.counts())
    assert counts.total == 0
    assert not search.done()
    is_over.set()
    assert await search
    await access.close()
