"""Every dialog, at the sizes of common terminals: how to leave it is told, and leads back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from briefing.config.commands import Command
from briefing.core.document import Fetched
from briefing.core.feed import Feed, FeedState
from briefing.intake.shipped import ShippedGroup
from briefing.ui.glyphs import UNICODE
from briefing.ui.panes import Pane
from briefing.ui.screens.account import KINDS, AccountScreen
from briefing.ui.screens.reading import ReadingScreen
from briefing.ui.screens.shipped import ShippedScreen
from briefing.ui.screens.why import WhyScreen
from tests.ui.desks import FEED, NOW, OTHER, entry, fetched, open_shop
from tests.ui.driving import Reader, quiet, reading

DIALOGS = (
    (Pane.LIST, "question_mark"),
    (Pane.LIST, "F"),
    (Pane.LIST, "M"),
    (Pane.LIST, "O"),
    (Pane.LIST, "S"),
    (Pane.LIST, "L"),
    (Pane.LIST, "W"),
    (Pane.LIST, "t"),
    (Pane.LIST, "a"),
    (Pane.LIST, "Y"),
    (Pane.LIST, "|"),
    (Pane.LIST, "plus"),
    (Pane.STORY, "h"),
    (Pane.STORY, "v"),
    (Pane.STORY, "c"),
    (Pane.PANEL, "c"),
    (Pane.PANEL, "i"),
)
WAY_OUT = re.compile(r"\bEsc [a-z]+")


def over(reader: Reader) -> bool:
    """Whether something lies over the reading screen."""
    return not isinstance(reader.app.screen, ReadingScreen)


@pytest.mark.parametrize("size", [(45, 10), (60, 18), (80, 24), (100, 30), (160, 45)], ids=str)
async def test_every_dialog_tells_its_way_out(tmp_path: Path, size: tuple[int, int]) -> None:
    title = "A title that is longer than a narrow terminal has columns, as many are"
    shop = open_shop(tmp_path, fetched(entry(title)))
    options = quiet(commands=(Command("bookmark", ("true", "{title}"), "text"),))
    async with reading(shop.desk, options, size=size) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        for pane, key in DIALOGS:
            reader.screen.pane = pane
            await reader.until(
                lambda pane=pane: reader.screen.active_pane.id == pane and reader.screen.active_pane.has_focus
            )
            await reader.press(key)
            await reader.until(lambda: over(reader) and WAY_OUT.search(reader.text()), f"a way out of {key} in {pane}")
            await reader.press("escape")
            await reader.until(lambda: not over(reader), f"the way out of {key}")


@pytest.mark.parametrize("size", [(45, 10), (60, 20), (80, 24)], ids=str)
async def test_what_is_long_gives_way_and_the_keys_stay(tmp_path: Path, size: tuple[int, int]) -> None:
    papers = tuple(Feed(f"https://harbour.example/{n}", f"The Evening Gazette of Town {n}") for n in range(9))
    groups = [ShippedGroup(f"Group {n}", papers, is_in=True) for n in range(5)]
    async with reading(open_shop(tmp_path).desk, size=size) as reader:
        why = WhyScreen("Egypt → Romania · offer: credit for wheat, and for much else. " * 5, "It is sought…")
        for screen, way_out in ((ShippedScreen(groups, UNICODE), "Esc decides later"), (why, "Esc closes")):
            reader.app.push_screen(screen)
            await reader.shows(way_out)
            await reader.press("escape")
            await reader.until(lambda: not over(reader))


@pytest.mark.parametrize("key", ["t", "a"])
@pytest.mark.parametrize(("word", "words"), [("barley ", 60), ("小麦", 90)])
async def test_a_title_that_is_cut_in_a_dialog_ends_in_an_ellipsis(
    tmp_path: Path, key: str, word: str, words: int
) -> None:
    shop = open_shop(tmp_path, fetched(entry(f"Begin {(word * words).strip()} end")))
    async with reading(shop.desk, size=(80, 24)) as reader:
        await reader.shows("Begin")
        await reader.press(key)
        await reader.shows(" of: Begin" if key == "t" else " on: Begin")
        shown = [line for line in reader.text().splitlines() if "│" in line and word.strip() in line]
        assert [line.rstrip(" │").endswith("…") for line in shown][-2:] in ([False, True], [True])


async def test_what_a_login_is_asked_for_is_whole(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    async with reading(shop.desk, size=(80, 24)) as reader:
        for kind in KINDS:
            await reader.app.push_screen(screen := AccountScreen(shop.desk.accounts, kind, "home"))
            await reader.until(lambda screen=screen: screen.query_one("#name").size.width)
            for line in screen.query(Input):
                assert cell_len(line.placeholder) <= line.size.width, line.placeholder


@pytest.mark.parametrize("pane", [Pane.LIST, Pane.STORY])
async def test_a_search_tells_its_way_out_in_a_narrow_terminal(tmp_path: Path, pane: Pane) -> None:
    async with reading(open_shop(tmp_path, fetched(entry("A"))).desk, size=(45, 15)) as reader:
        await reader.open_first()
        reader.screen.pane = pane
        await reader.until(lambda: reader.screen.active_pane.has_focus)
        await reader.press("/")
        await reader.shows("Esc closes")


async def test_what_an_empty_list_says_is_wrapped(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    async with reading(shop.desk, size=(24, 18)) as reader:
        await reader.shows("No stories yet. R")
        await reader.shows("fetches all feeds.")


async def test_what_went_on_leaves_room_for_the_hints(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    shop.newsstand.papers = {FEED.url: fetched(entry("A"))}
    async with reading(shop.desk, size=(80, 24)) as reader:
        await reader.press("R")
        await reader.shows("1 new · Enter open  / search")
        assert reader.text().splitlines()[-1].rstrip().endswith("? help")


async def test_what_went_on_is_cut_before_help_goes(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    shop.newsstand.papers = {
        feed.url: Fetched(feed, FeedState.FAILED, NOW, message="the proxy cannot be reached", offline=True)
        for feed in (FEED, OTHER)
    }
    async with reading(shop.desk, size=(36, 18)) as reader:
        await reader.press("R")
        await reader.shows("offline: the proxy canno… · ? help")


async def test_hints_give_way_whole_and_help_stays(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("A")))
    async with reading(shop.desk, size=(60, 18)) as reader:
        await reader.open_first()
        await reader.shows("Space read on  ? help")
        assert "marks" in reader.text().splitlines()[-1]


async def test_a_theme_is_seen_on_the_story_before_it_is_chosen(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path, fetched(entry("Wheat"))).desk, size=(120, 30)) as reader:
        await reader.open_first()
        before = reader.app.theme
        reader.app.action_change_theme()
        await reader.shows("Enter chooses")
        box = reader.app.screen.query_one(".box").region
        assert box.right == 120, "beside the story"
        assert reader.app.screen.styles.background.a == 0, "nothing lies over the theme"
        await reader.press("k")
        await reader.until(lambda: reader.app.theme != before)
        await reader.press("escape")
        await reader.until(lambda: reader.app.theme == before)
        reader.app.action_change_theme()
        await reader.press("j", "enter")
        await reader.until(lambda: not over(reader))
        assert reader.app.theme != before
