"""The care for a library that a service takes: what it lets go, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.core.query import ALL
from briefing.core.retention import RetentionPolicy
from briefing.services.maintenance import NOT_SURE, MaintenanceService
from briefing.storage.library_access import LibraryAccess
from briefing.storage.maintenance import LibraryMaintenance
from tests.support.made import entry, fetched


@pytest.mark.parametrize(
    ("keep", "left", "said"),
    [
        (RetentionPolicy(per_feed=2), 40, (NOT_SURE,)),
        (RetentionPolicy(days=1, per_feed=2), 40, (NOT_SURE,)),
        (RetentionPolicy(per_feed=35), 35, ()),
        (RetentionPolicy(), 40, ()),
    ],
)
async def test_limits_that_would_take_most_stories_take_none_at_once(
    tmp_path: Path, keep: RetentionPolicy, left: int, said: tuple[str, ...]
) -> None:
    files = LibraryMaintenance(tmp_path / "briefing.db")
    library = files.open()
    library.feeds.store(fetched(*(entry(f"Ship {number}", text=f"Load {number}") for number in range(40))))
    access = LibraryAccess(files.open)
    service = MaintenanceService(access, files, keep)
    await service.run_daily()
    assert (len(library.stories.find(ALL)), service.take_warnings()) == (left, said)
    library.close()
    await access.close()
