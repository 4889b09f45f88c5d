"""Text that tries to be markup, a terminal command or wider than the screen, in every place where text is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.core.document import Fetched
from briefing.core.feed import Feed, FeedState
from briefing.core.story import Body
from briefing.ui.panes import Pane
from tests.ui.desks import FEED, NOW, entry, fetched, open_shop
from tests.ui.driving import Reader, reading

HOSTILE = (
    "[VIDEO] Port [/bold] opens [@click=app.quit]Egypt offered Romania wheat[/]",
    "Esc \x1b[2J\x1b]0;owned\x07 and \x9b31m C1 \x90 and \x1b]52;c;aGVsbG8=\x07 Egypt offered Romania wheat.",
    "[$error]not a colour[/$error] [link=file:///etc/passwd]x[/link] Egypt offered Romania [b]wheat[/b].",
    "right \u202eto left\u202c and \u2066isolated\u2069 Egypt offered Romania wheat.",
    "a" * 900,
    "\u0301" * 300 + "e" + "\u0301" * 300,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 60,
    "漢字" * 200,
    "\ttabs\tand\nlines\r\nEgypt offered Romania wheat.\x00",
    "",
    " ",
    "\\[escaped\\] \\n $title {braces} %s",
)
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


async def look_everywhere(reader: Reader) -> None:
    await reader.open_first()
    await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
    for keys in (
        ("tab", "tab", "enter"),
        ("escape", "a"),
        ("x", "escape"),
        ("s",),
        ("F",),
        ("escape", "o"),
        ("y", "A"),
    ):
        await reader.press(*keys)
        assert not CONTROLS.search(reader.text())
    await reader.press("n", "escape", "escape", "escape")
    assert reader.app.is_running
    assert not CONTROLS.search(reader.toasts())


@pytest.mark.parametrize("number", range(len(HOSTILE)))
async def test_no_text_is_markup_or_reaches_the_terminal_raw(tmp_path: Path, number: int) -> None:
    # The store is given what no fetch would let through, so that the drawing boundary is on its own.
    raw = HOSTILE[number]
    feed = Feed(FEED.url, title=raw or "feed")
    odd = entry(raw, f"{raw}\n\nEgypt offered Romania wheat {raw}.", link="https://[bad")
    shop = open_shop(tmp_path, Fetched(feed, FeedState.NEW, NOW, raw, fetched(odd).document), feeds=(feed,))
    async with reading(shop.desk, size=(130, 40)) as reader:
        await look_everywhere(reader)


async def test_markup_is_shown_as_it_was_written(tmp_path: Path) -> None:
    title = "[VIDEO] Port [/bold] opens [@click=app.quit]now[/]"
    shop = open_shop(tmp_path, fetched(entry(title, f"{title}. The end.")))
    async with reading(shop.desk, size=(200, 30)) as reader:
        await reader.open_first()
        assert reader.text().count(title) == 2, "above the story and in it"
        assert reader.text().count(title[:20]) == 3, "and cut in the list"


async def test_a_story_with_no_words_is_honest(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Only a title", "")))
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.shows("No offers or measures were found")
        assert shop.library.stories.get(reader.screen.list.chosen) is not None


async def test_a_body_without_blocks_is_shown(tmp_path: Path) -> None:
    plain = entry("Plain", "One.\n\nTwo.")
    shop = open_shop(tmp_path, fetched(type(plain)("Plain", Body("One.\n\nTwo."), guid="1", published=NOW)))
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.shows("Two.")


@pytest.mark.parametrize("raw", HOSTILE[:4])
async def test_the_sidebar_and_the_search_are_no_way_in_either(tmp_path: Path, raw: str) -> None:
    feed = Feed(FEED.url, title=raw, group=raw)
    shop = open_shop(tmp_path, Fetched(feed, FeedState.NEW, NOW, raw, fetched(entry(raw)).document), feeds=(feed,))
    async with reading(shop.desk, size=(200, 30)) as reader:
        await reader.until(lambda: len(reader.screen.sidebar.rows_shown) > 6)
        reader.screen.pane = Pane.SIDEBAR
        await reader.press("G", "slash")
        reader.screen.search_box.value = raw
        await reader.press("space", *"feed", "colon", "tab")
        assert not CONTROLS.search(reader.text())
        await reader.press("ctrl+s")
        await reader.press("enter", "escape", "escape")
        assert reader.app.is_running
        assert not CONTROLS.search(reader.text())
        assert not CONTROLS.search(reader.toasts())


async def test_a_feed_is_named_in_the_sidebar_as_it_calls_itself(tmp_path: Path) -> None:
    feed = Feed(FEED.url, title="[LIVE] [/b]")
    shop = open_shop(tmp_path, fetched(entry("Part 1"), feed=feed), feeds=(feed,))
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.text().count("[LIVE] [/b]") == 2, "in the sidebar and in the list")
