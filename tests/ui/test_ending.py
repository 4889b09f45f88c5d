"""A reader that is told to end before it has drawn itself."""

from __future__ import annotations

from pathlib import Path

from briefing.app import BriefingApp
from tests.ui.desks import clock, entry, fetched, open_shop
from tests.ui.driving import QUIET


async def test_it_draws_itself_and_ends_with_the_code(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("One", hours=1)))
    app = BriefingApp(shop.desk, QUIET, clock)
    app.end(143)
    await app.run_async(headless=True, size=(100, 30))
    assert app.return_code == 143
    assert app._exception is None
