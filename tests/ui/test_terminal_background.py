"""Asking the terminal for its ground, over a real pseudo-terminal."""

from __future__ import annotations

import os
import select
import termios
from threading import Thread

import pytest

from briefing.ui.terminal_background import ask_is_light

DA1 = b"\x1b[?62;22c"


def is_light(env: dict[str, str], terminal: int, seconds: float = 5.0) -> bool | None:
    with ask_is_light(env, terminal, terminal, seconds) as answer:
        return answer()


def asked(line: tuple[int, int], answer: bytes, seconds: float = 5.0) -> bool | None:
    """What is made of a terminal that answers so once it has been asked."""
    terminal, program = line

    def answering() -> None:
        said = b""
        while not said.endswith(b"\x1b[c"):
            said += os.read(terminal, 100)
        assert b"\x1b]11;?" in said
        os.write(terminal, answer)

    thread = Thread(target=answering)
    thread.start()
    before = termios.tcgetattr(program)
    try:
        return is_light({}, program, seconds)
    finally:
        thread.join()
        assert termios.tcgetattr(program) == before


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\" + DA1, True),
        (b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07" + DA1, False),
        (b"\x1b]11;rgb:fd/f6/e3\x07" + DA1, True),
        (b"\x1b]11;rgba:0000/0000/0000/ffff\x1b\\" + DA1, False),
        (DA1, None),
        (b"jj\x1b]11;rgb:zz\x07" + DA1, None),
    ],
)
def test_the_terminal_tells_its_ground(line: tuple[int, int], answer: bytes, light: bool | None) -> None:
    assert asked(line, answer) is light


def test_a_terminal_that_says_nothing_is_not_waited_for(line: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    wait = select.select

    def noted(reads: list[int], writes: list[int], faults: list[int], seconds: float) -> object:
        waits.append(seconds)
        return wait(reads, writes, faults, seconds)

    monkeypatch.setattr(select, "select", noted)
    assert asked(line, b"", seconds=0.1) is None
    assert len(waits) == 1
    assert waits[0] <= 0.1


@pytest.mark.parametrize(("told", "light"), [("15;0", False), ("0;15", True), ("0;default;7", True), ("12;8", False)])
def test_a_variable_is_believed_and_nothing_is_asked(line: tuple[int, int], told: str, light: bool) -> None:
    assert is_light({"COLORFGBG": told}, line[1]) is light


def test_what_is_no_terminal_is_not_asked() -> None:
    reader, writer = os.pipe()
    try:
        assert is_light({"COLORFGBG": "default"}, reader) is None
        assert is_light({}, 9_999) is None
    finally:
        os.close(reader)
        os.close(writer)


def test_what_is_typed_before_the_answer_is_kept(line: tuple[int, int]) -> None:
    terminal, program = line
    kept: list[bytes] = []
    with ask_is_light({}, program, program, 60.0, kept.append) as answer:
        os.write(terminal, b"n\x1b]11;rgb:ffff/ffff/ffff\x07j" + DA1)
        assert answer() is True
    assert b"".join(kept) == b"nj"
