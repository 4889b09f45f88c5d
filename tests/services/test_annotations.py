"""What the reader puts on stories, over a library."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefing.core.query import ALL
from tests.ui.desks import Shop, entry, fetched, open_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    shop = open_shop(tmp_path, fetched(entry("Tin"), entry("Lead", hours=2, link="https://harbour.example/lead")))
    yield shop
    await shop.desk.close()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("Ore", "ORE", "ore"), ("Ore",)),
        (("ore", "smelter"), ("Ore", "smelter")),
        (("smelter",), ("smelter",)),
        ((), ()),
    ],
)
async def test_tags_that_differ_in_capitals_are_one(shop: Shop, typed: tuple[str, ...], kept: tuple[str, ...]) -> None:
    stories, annotations = shop.desk.stories, shop.desk.annotations
    one, other = await stories.find(ALL)
    await annotations.set_tags(one, ["Ore"])
    await annotations.set_tags(one, typed)
    assert (await stories.open(one)).annotations.tags == kept
    await annotations.add_tags([one, other], ["ORE", "Ore"])
    assert (await stories.open(one)).annotations.tags == tuple(sorted({*kept, "Ore" if "Ore" in kept else "ORE"}))
