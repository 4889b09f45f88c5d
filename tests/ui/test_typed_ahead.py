"""Keys that are typed before the reader can read them, over a real pseudo-terminal and in the reader."""

from __future__ import annotations

import os
import select
import termios
from pathlib import Path

from msgspec.structs import replace
from textual.events import Key

from briefing.ui.terminal_background import without_answers
from briefing.ui.typed_ahead import keys_of, typed_so_far
from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import QUIET, reading


def test_what_was_typed_is_read_without_waiting_for_the_end_of_a_line(line: tuple[int, int]) -> None:
    terminal, program = line
    before = termios.tcgetattr(program)
    os.write(terminal, b"jn")
    select.select([terminal], [], [], 60)  # the terminal has echoed it, so it has come
    assert typed_so_far(program) == b"jn"
    assert typed_so_far(program) == b""
    assert termios.tcgetattr(program) == before


def test_a_file_has_no_keys(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("q")
    with path.open() as words:
        assert typed_so_far(words.fileno()) == b""


def test_answers_of_the_terminal_are_no_keys() -> None:
    said = b"j\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\k\x1b[?62;22c/oats"
    assert without_answers(said) == b"jk/oats"


def test_bytes_become_keys() -> None:
    typed = b"?\n\x1b[B\xc3\xb8\xff\x1b"
    keys = [key for key in keys_of(typed) if isinstance(key, Key)]
    assert [key.key for key in keys] == ["question_mark", "enter", "down", "ø", "escape"]
    assert list(keys_of(b"")) == []


async def test_keys_typed_ahead_count_as_all_others_do(tmp_path: Path) -> None:
    shop = open_shop(
        tmp_path,
        fetched(*(entry(f"Oats, part {n}", hours=n, link=f"https://harbour.example/oats/{n}") for n in range(1, 4))),
    )
    async with reading(shop.desk, replace(QUIET, typed_ahead=lambda: b"j\n")) as reader:
        await reader.until(lambda: reader.screen.opened is not None, "the second story is open")
        assert reader.screen.opened is not None
        assert reader.screen.opened.story.title == "Oats, part 2"
