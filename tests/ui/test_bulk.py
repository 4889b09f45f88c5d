"""Several stories at once: above, below, a range, chosen ones; days; what `m` and passing by do."""

from __future__ import annotations

from pathlib import Path

from briefing.core.query.parsing import parse
from tests.ui.desks import NOW, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, quiet, reading


def papers(folder: Path) -> Shop:
    """Twelve stories, eight hours from one to the next."""
    stories = (entry(f"Part {n}", hours=8 * n, link=f"https://harbour.example/{n}") for n in range(12))
    return open_shop(folder, fetched(*stories))


def titles(shop: Shop, query: str) -> list[str]:
    found = shop.library.stories.find(parse(query, NOW))
    return [headline.title for headline in shop.library.stories.headlines(found)]


def read(reader: Reader) -> list[str]:
    found = (reader.screen.list.headline(story) for story in reader.screen.list.ids)
    return [headline.title.removeprefix("Part ") for headline in found if headline is not None and headline.read]


def cursor(reader: Reader) -> str:
    headline = reader.screen.list.headline(reader.screen.list.chosen)
    return "" if headline is None else headline.title.removeprefix("Part ")


async def test_all_above_and_all_below_are_marked_as_read(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("Part 11")
        await reader.press("j", "j", "circumflex_accent")
        await reader.until(lambda: read(reader) == ["0", "1"])
        await reader.press("G", "k", "dollar_sign")
        await reader.until(lambda: read(reader) == ["0", "1", "11"])
        await reader.press("u")
        await reader.until(lambda: read(reader) == ["0", "1"])
        await reader.press("g", "dollar_sign")
        await reader.until(lambda: len(read(reader)) == 12)


async def test_chosen_stories_are_starred_read_tagged_and_saved_together(tmp_path: Path) -> None:
    shop = papers(tmp_path)
    async with reading(shop.desk) as reader:
        await reader.shows("Part 11")
        await reader.press("X", "j", "X", "j", "j", "V")
        assert len(reader.screen.list.picked) == 5
        await reader.shows("✓ Part 0")
        await reader.press("m")
        await reader.until(lambda: read(reader) == ["0", "2", "3", "4", "5"])
        await reader.press("m")
        await reader.until(lambda: read(reader) == [])
        await reader.press("t", *"later", "enter")
        await reader.until(lambda: len(titles(shop, "tag:later")) == 5)
        await reader.press("s")
        await reader.until(lambda: "5 stories in" in reader.toasts())
        for file in list(shop.desk.saving.folder.iterdir())[:2]:
            file.unlink()
        await reader.press("s")
        await reader.until(lambda: "was deleted; it is written again, and so on with 1 other." in reader.toasts())
        assert len(list(shop.desk.saving.folder.iterdir())) == 5
        await reader.press("u")
        await reader.until(lambda: not titles(shop, "tag:later"))
        await reader.press("escape")
        assert reader.screen.list.picked == ()


async def test_m_goes_on_to_the_next_story_if_the_settings_say_so(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, quiet(mark_moves=True)) as reader:
        await reader.shows("Part 11")
        await reader.press("m", "m", "m")
        await reader.until(lambda: read(reader) == ["0", "1", "2"])
        assert cursor(reader) == "3"


async def test_what_was_marked_by_passing_can_be_undone(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, quiet(mark_read="passed")) as reader:
        await reader.shows("Part 11")
        await reader.press("j", "j")
        await reader.until(lambda: read(reader) == ["0", "1"])
        await reader.press("u")
        await reader.until(lambda: read(reader) == ["0"])
        await reader.press("u")
        await reader.until(lambda: read(reader) == [])


async def test_from_day_to_day(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("Part 11")
        days = {}
        for number, story in enumerate(reader.screen.list.ids):
            headline = reader.screen.list.headline(story)
            assert headline is not None
            days.setdefault((headline.published or headline.fetched).astimezone().date(), str(number))
        for first in list(days.values())[1:]:
            await reader.press("d")
            await reader.until(lambda first=first: cursor(reader) == first)
        await reader.press("k", "d", "d")
        await reader.until(lambda: "last day" in reader.toasts())
        await reader.press("p")
        await reader.until(lambda: cursor(reader) == list(days.values())[-2])


async def test_a_day_that_one_goes_to_stands_below_its_first_story(tmp_path: Path) -> None:
    stories = (entry(f"Part {n}", hours=2 * n, link=f"https://harbour.example/{n}") for n in range(60))
    async with reading(open_shop(tmp_path, fetched(*stories)).desk, size=(120, 24)) as reader:
        await reader.shows("Part 11")
        await reader.press("d")
        stories_list = reader.screen.list
        await reader.until(lambda: stories_list.cursor > 0)
        assert stories_list.top == stories_list.cursor * stories_list.lines_each
