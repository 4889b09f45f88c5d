"""The line above the panes: what is to come is told where there is room for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import quiet, reading


@pytest.mark.parametrize(("columns", "is_told"), [(40, False), (120, True)])
async def test_what_waits_for_an_analysis_is_told_where_there_is_room(
    tmp_path: Path, columns: int, is_told: bool
) -> None:
    shop = open_shop(tmp_path, fetched(entry("A"), entry("B", link="https://harbour.example/2")))
    async with reading(shop.desk, size=(columns, 24)) as reader:
        await reader.until(lambda: reader.screen.waiting.analyses == 2)
        await reader.shows("2 unread of 2")
        assert ("2 to analyse" in reader.text()) is is_told


async def test_an_action_that_has_lost_its_key_is_no_hint(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Barley is dear")))
    async with reading(shop.desk, quiet(keys={"page_down": ("s",)})) as reader:
        await reader.open_first()
        await reader.press("tab")
        await reader.shows("Space read on  a note")
        assert "palette" not in reader.text().splitlines()[-1]
