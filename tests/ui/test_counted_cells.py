"""Emoji in a terminal that counts their cells in another way: what stands behind them stays in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unicodedata import category

import pyte
import pytest
from textual.app import App
from textual.screen import Screen

from briefing.ui.counted_cells import count_spacing_marks, draw_in_counted_cells, in_counted_cells
from briefing.ui.text import width
from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import reading

EMOJI = (
    "\N{WARNING SIGN}\ufe0f",  # one sign here, two cells there
    "\N{REGIONAL INDICATOR SYMBOL LETTER U}\N{REGIONAL INDICATOR SYMBOL LETTER A}",
    "\N{WOMAN}\u200d\N{PERSONAL COMPUTER}",
    "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
    "1\ufe0f\u20e3",
)
COLUMNS, LINES = 120, 20


def cell_of_end(written: str) -> int:
    """The cell in which that terminal draws the last word."""
    screen = pyte.Screen(40, 2)
    pyte.Stream(screen).feed(written)
    return next(cell for cell in range(40) if screen.buffer[0][cell].data == "|")


@pytest.mark.parametrize("emoji", EMOJI)
@pytest.mark.parametrize(("command", "before"), [("", ""), ("", "wheat "), ("\x1b[1m", "")])
def test_what_follows_an_emoji_is_in_its_cell(command: str, before: str, emoji: str) -> None:
    assert cell_of_end(in_counted_cells(f"{command}{before}{emoji} |")) == width(f"{before}{emoji} ")


@pytest.mark.parametrize(
    ("words", "cells"), [("हिन्दी समाचार", 12), ("தமிழ் செய்தி", 10), ("বাংলা", 5), ("日本", 4), ("e\u0301", 1)]
)
def test_signs_beside_their_letters_take_a_cell_whatever_the_terminal_counts(words: str, cells: int) -> None:
    count_spacing_marks()
    assert width(words) == cells
    assert cell_of_end(in_counted_cells(f"{words} |")) == cells + 1


def test_nothing_of_what_stood_there_before_stays() -> None:
    assert cell_of_end(f"x|{in_counted_cells(EMOJI[0])}\r{in_counted_cells(EMOJI[0])} |") == width(f"{EMOJI[0]} ")


def test_an_emoji_at_the_edge_begins_no_line() -> None:
    screen = pyte.Screen(10, 2)
    pyte.Stream(screen).feed(f"12345678{in_counted_cells(EMOJI[2])}")
    assert screen.buffer[1][0].data == " "


@pytest.mark.parametrize("text", ["", "Wheat, “wheat” │ ●\x1b[0m", "日本 égalité", "\x1b[1m\x1b[2;3H│"])
def test_other_text_is_written_as_it_is(text: str) -> None:
    assert in_counted_cells(text) == text


def test_a_sign_that_belongs_to_what_another_style_has_leaves_commands_whole() -> None:
    assert "\x1b[0m" in in_counted_cells("⚠\x1b[0m\ufe0f |")


async def test_what_stands_behind_words_in_hindi_is_drawn_in_its_cell(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("भारत और पाकिस्तान के बीच वार्ता फिर से शुरू हुई " * 3)))
    async with reading(shop.desk, size=(COLUMNS, LINES)) as reader:
        await reader.shows("पाकिस्तान")
        row = next(line for line in reader.text().splitlines() if "पाकिस्तान" in line)
        other = next(line for line in reader.text().splitlines() if "Noted" in line)
        assert [width(part) for part in row.split("│")] == [width(part) for part in other.split("│")]
        assert sum(category(sign) not in ("Mn", "Me") for sign in row) == COLUMNS


def test_an_update_of_another_kind_stays() -> None:
    assert draw_in_counted_cells(None) is None


async def test_panes_stay_straight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = pyte.Screen(COLUMNS, LINES)
    stream = pyte.Stream(terminal)

    def written(app: App[Any], screen: Screen[Any], update: Any) -> None:
        if update is not None:
            stream.feed(update.render_segments(app.console).replace("\n", "\r\n"))

    monkeypatch.setattr(App, "_display", written)
    stories = (
        entry(f"{emoji} wheat {emoji}", f"{emoji} Egypt asked.", hours=n, link=f"https://harbour.example/{n}")
        for n, emoji in enumerate(EMOJI)
    )
    async with reading(open_shop(tmp_path, fetched(*stories)).desk, size=(COLUMNS, LINES)) as reader:
        await reader.open_first()
        for _ in EMOJI[1:]:
            await reader.press("J")
            await reader.until(lambda: all(worker.is_finished for worker in reader.app.workers))
        edges = {column for column, sign in enumerate(reader.text().splitlines()[1]) if sign == "│"}
        assert edges
        for line in range(1, LINES - 1):
            assert {column for column in range(COLUMNS) if terminal.buffer[line][column].data == "│"} == edges, line
