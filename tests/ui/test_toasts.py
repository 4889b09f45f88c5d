from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ui.toasts import cut_message, number_kept, text_width
from briefing.ui.wrap import wrap_lines
from tests.ui.desks import Shop, entry, fetched, open_shop
from tests.ui.driving import reading

MORE = "(M shows all of it)"


@given(st.text(min_size=1), st.integers(40, 240), st.integers(12, 90))
def test_a_message_takes_a_third_of_the_lines_at_most(message: str, columns: int, rows: int) -> None:
    cut = cut_message(message, columns, rows, MORE)
    lines = [line for part in cut.split("\n") for line in wrap_lines(part, text_width(columns))]
    assert cut == message or len(lines) <= max(2, rows // 3)


def test_what_was_cut_says_so() -> None:
    cut = cut_message("No. " * 400, 80, 24, MORE)
    assert cut.endswith(MORE)
    assert cut.startswith("No. No.")
    assert cut_message("Short.", 80, 24, MORE) == "Short."


@pytest.mark.parametrize(("shown", "kept"), [([], 0), (["one"], 1), (["a", "b", "c", "d"], 3), (["x " * 400], 0)])
def test_older_messages_make_room(shown: list[str], kept: int) -> None:
    assert number_kept(shown, "A new one.", 80, 24) == kept


async def test_a_theme_is_shown_under_the_cursor_and_left_by_esc(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(80, 24)) as reader:
        await reader.shows("Wheat moves")
        before = reader.app.theme
        reader.app.action_change_theme()
        await reader.shows("Enter chooses")
        await reader.press("down")
        await reader.until(lambda: reader.app.theme != before)
        await reader.press("escape")
        await reader.until(lambda: reader.app.theme == before)
        reader.app.action_change_theme()
        await reader.shows("Enter chooses")
        await reader.press("up", "enter")
        await reader.until(lambda: reader.app.theme != before)


def papers(folder: Path) -> Shop:
    return open_shop(folder, fetched(entry("Wheat moves")))


async def test_a_flood_of_messages_leaves_two_thirds_of_the_screen(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(80, 24)) as reader:
        for number in range(12):
            reader.screen.show_message(f"Message {number}. " + "It goes on and on. " * 20, "warning")
        await reader.shows("shows all of it")
        assert len(reader.app._notifications) == 1
        assert "Wheat moves" in reader.text()
        assert sum("on and on" in line for line in reader.text().split("\n")) <= 8


@pytest.mark.parametrize("size", [(45, 10), (60, 20)], ids=str)
async def test_a_message_is_whole_in_a_small_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(papers(tmp_path).desk, size=size) as reader:
        await reader.press("E")
        await reader.until(lambda: "This widens a search" in reader.toasts())
        await reader.until(lambda: "to all stories; / searches." in " ".join(reader.text().replace("▌", " ").split()))


@pytest.mark.parametrize("size", [(80, 24), (79, 24)], ids=str)
async def test_the_last_line_of_a_message_is_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(papers(tmp_path).desk, size=size) as reader:
        for words in range(8, 32):
            reader.screen.show_message("Rye is up. " * (words // 3) + "Oats " * (words % 3) + f"rest{words}")
            await reader.shows(f"rest{words}")


async def test_messages_leave_a_search_that_is_typed(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(60, 20)) as reader:
        reader.screen.show_message("The barge is late. " * 11)
        await reader.shows("The barge is late.")
        await reader.press("slash", *"rye")
        await reader.shows("│  rye")
        assert "The barge is late." in reader.text()
        await reader.press("escape")
        await reader.until(lambda: "The barge is late." in "".join(reader.text().splitlines()[-4:]))


async def test_a_message_that_is_repeated_is_shown_once(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(80, 24)) as reader:
        for words in ("The port is shut.", "The wind is up.", "The port is shut."):
            reader.screen.show_message(words)
        await reader.shows("The port is shut.")
        await reader.until(lambda: [one.message for one in reader.app._notifications][-1] == "The port is shut.")
        assert reader.text().count("The port is shut.") == 1
        assert reader.text().count("The wind is up.") == 1
