"""A change draws no more than what it changes, and what is drawn in parts is what would be drawn whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from rich.console import RenderableType
from rich.segment import Segment
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from briefing.ui.panes import Pane
from briefing.ui.widgets.bars import Bar
from briefing.ui.widgets.lines import LineView
from briefing.ui.widgets.rows import Rows
from tests.ui.desks import HugeDesk, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading

KEYS = ("j", "j", "enter", "n", "f", "tab", "tab", "shift+tab", "escape", "X", "V", "escape", "m", "u", "pagedown", "n")


def papers(folder: Path) -> Shop:
    stories = (entry(f"Ferry {n} is late", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 31))
    return open_shop(folder, fetched(*stories))


@contextmanager
def noting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str | None, int]]]:
    """The lines that are drawn anew while this lasts: their pane and their number."""
    drawn: list[tuple[str | None, int]] = []
    draw = Rows._draw

    def noted(rows: Rows, look: Any, number: int) -> Strip:
        drawn.append((rows._view.id, number))
        return draw(rows, look, number)

    with monkeypatch.context() as patch:
        patch.setattr(Rows, "_draw", noted)
        yield drawn


def screen_of(reader: Reader) -> list[list[Segment]]:
    """All that is on the screen, with its looks."""
    return [list(strip.simplify()) for strip in reader.app.screen._compositor.render_strips()]


def redraw_all(reader: Reader) -> None:
    for kind in (LineView, Bar):
        for widget in reader.screen.query(kind):
            widget.refresh()


async def at_rest(reader: Reader) -> None:
    await reader.until(lambda: all(worker.is_finished for worker in reader.app.workers))
    await reader.pilot.pause()


@pytest.mark.parametrize("columns", [80, 120, 200])
async def test_what_is_drawn_in_parts_is_what_would_be_drawn_whole(tmp_path: Path, columns: int) -> None:
    async with reading(papers(tmp_path).desk, size=(columns, 30)) as reader:
        await reader.shows("Ferry 9")
        for key in KEYS:
            await reader.press(key)
            await at_rest(reader)
            drawn = screen_of(reader)
            redraw_all(reader)
            assert screen_of(reader) == drawn, key


async def test_going_from_pane_to_pane_draws_the_line_of_the_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 30)) as reader:
        await reader.open_first()
        await at_rest(reader)
        with noting(monkeypatch) as drawn:
            await reader.press("enter")
            await reader.until(lambda: reader.screen.pane is Pane.STORY and reader.screen.story.has_focus)
            await at_rest(reader)
            assert set(drawn) == {("list", reader.screen.list.cursor)}


async def test_a_story_that_is_marked_draws_its_own_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 30)) as reader:
        await reader.shows("Ferry 9")
        await reader.press("j", "j")
        await at_rest(reader)
        with noting(monkeypatch) as drawn:
            await reader.press("f")
            await reader.shows("★")
            await at_rest(reader)
            assert {number for pane, number in drawn if pane == "list"} == {2}


async def test_news_of_the_background_draws_no_pane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 30)) as reader:
        await reader.open_first()
        await at_rest(reader)
        screen = reader.screen
        with noting(monkeypatch) as drawn:
            screen.progress = replace(screen.progress, analysis_off="no model")
            screen.counts = screen.counts._replace(unread=3)
            screen.waiting = screen.waiting._replace(analyses=7)
            await reader.shows("3 unread of 30")
            await reader.shows("no model")
            assert not [pane for pane, _ in drawn if pane != "sidebar"]


async def test_headlines_are_there_before_a_page_shows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = (entry(f"Barge {n} sinks", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 301))
    async with reading(open_shop(tmp_path, fetched(*stories)).desk, size=(120, 30)) as reader:
        await reader.shows("Barge 9 ")
        for _ in range(6):
            await at_rest(reader)
            with noting(monkeypatch) as drawn:
                await reader.press("pagedown")
                await at_rest(reader)
                numbers = [number for pane, number in drawn if pane == "list"]
                assert numbers
                again = {number for number in numbers if numbers.count(number) > 1}
                assert again <= {reader.screen.list.cursor}, "drawn first without its headline"


async def test_a_scrollbar_is_drawn_where_its_thumb_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    steps, drawn, draw = 12, [], ScrollBar.render

    def noted(bar: ScrollBar) -> RenderableType:
        drawn.append(bar.parent)
        return draw(bar)

    async with reading(HugeDesk(600, "Canal {} is dry".format), size=(120, 30)) as reader:
        await reader.shows("Canal 9 ")
        await reader.press(*["pagedown"] * 2)
        await at_rest(reader)
        view, before = reader.screen.list, reader.screen.list.top
        monkeypatch.setattr(ScrollBar, "render", noted)
        await reader.press(*["j"] * steps)
        await at_rest(reader)
        assert view.top > before
        assert drawn.count(view) < steps / 2, "a step moves the thumb by less than an eighth of a cell"
        assert view.vertical_scrollbar.position == view.top
        await reader.press("G")
        await at_rest(reader)
        shown = screen_of(reader)
        view.vertical_scrollbar.refresh()
        assert screen_of(reader) == shown
