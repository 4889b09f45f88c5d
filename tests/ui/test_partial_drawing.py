"""What is written for a change makes of the terminal what writing all of the screen would."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyte
import pytest
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen

from briefing.ui.partial_drawing import NEEDED, PartialDrawing, changed_parts, draw_in_parts
from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import reading

LINES = 30
KEYS = (
    "j", "enter", "n", "pagedown", "n", "tab", "tab", "escape", "question_mark", "escape", "slash", "f", "escape",
    "X", "V", "m", "u", "L", "j", "escape", "s", "n",
)  # fmt: skip


class Terminal:
    """What a terminal shows after all that was written to it."""

    def __init__(self, columns: int) -> None:
        self.screen = pyte.Screen(columns, LINES)
        self._stream = pyte.Stream(self.screen)

    def write(self, app: App[Any], update: Any) -> None:
        """Write an update of the app."""
        self._stream.feed(update.render_segments(app.console).replace("\n", "\r\n"))

    @property
    def cells(self) -> list[list[tuple[Any, ...]]]:
        """Its characters with their looks, row by row."""
        rows = range(self.screen.lines)
        return [[self.screen.buffer[row][cell] for cell in range(self.screen.columns)] for row in rows]


@pytest.mark.parametrize("columns", [80, 160])
async def test_parts_make_what_the_whole_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    terminal, parts = Terminal(columns), []

    def shown(app: App[Any], screen: Screen[Any], update: Any) -> None:
        if update is not None:
            terminal.write(app, update)

    def noted(compositor: PartialDrawing) -> Any:
        parts.append(compositor)
        return draw(compositor)

    draw = PartialDrawing.render_partial_update
    monkeypatch.setattr(App, "_display", shown)
    monkeypatch.setattr(PartialDrawing, "render_partial_update", noted)
    stories = (entry(f"Ferry {n} is late", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 61))
    async with reading(open_shop(tmp_path, fetched(*stories)).desk, size=(columns, LINES)) as reader:
        await reader.shows("Ferry 9")
        for key in KEYS:
            parts.clear()
            await reader.press(key)
            await reader.until(lambda: all(worker.is_finished for worker in reader.app.workers))
            await reader.pilot.pause()
            whole = Terminal(columns)
            whole.write(reader.app, reader.app.screen._compositor.render_full_update())
            assert terminal.cells == whole.cells, key
            assert parts or key in ("question_mark", "escape", "L"), f"{key} drew the whole screen"


@pytest.mark.parametrize("missing", ["", *sorted(NEEDED)])
def test_a_compositor_that_lacks_what_is_needed_stays_as_it_is(missing: str) -> None:
    stock = type("Stock", (), dict.fromkeys(NEEDED - {missing}))()
    screen: Any = SimpleNamespace(_compositor=stock)
    draw_in_parts(screen)
    assert isinstance(screen._compositor, type(stock))
    assert isinstance(screen._compositor, PartialDrawing) is (not missing)


async def test_a_screen_without_parts_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.ui.partial_drawing.NEEDED", NEEDED | {"_of_another_version"})
    async with reading(open_shop(tmp_path, fetched(entry("Ferry is late"))).desk) as reader:
        assert not isinstance(reader.app.screen._compositor, PartialDrawing)
        await reader.shows("Ferry is late")


@pytest.mark.parametrize(
    ("changed", "parts"),
    [
        ([], []),
        ([Region(0, 0, 10, 2)], []),
        ([Region(12, 4, 3, 2)], [Region(10, 4, 20, 2)]),
        ([Region(0, 6, 80, 1), Region(15, 5, 2, 1)], [Region(10, 5, 20, 2)]),
        ([Region(12, 0, 3, 6), Region(29, 11, 9, 9)], [Region(10, 4, 20, 2), Region(10, 11, 20, 1)]),
        ([Region(30, 4, 5, 5), Region(0, 4, 10, 5)], []),
    ],
)
def test_the_parts_of_a_widget_are_the_rows_that_changed(changed: list[Region], parts: list[Region]) -> None:
    assert list(changed_parts(Region(10, 4, 20, 8), changed)) == parts
