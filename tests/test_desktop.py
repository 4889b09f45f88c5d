"""Notices reach the desktop by a sequence of the terminal, by its program, or by one of the reader's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefing.core.notices import DesktopNotice
from briefing.desktop import Desktop, Way, sequence

NOTICE = DesktopNotice("tin; or <b>zinc</b>", "--offered & refused")


def program(folder: Path, name: str) -> Path:
    """A program of this name on the path, which writes its arguments and its input to the file that is returned."""
    said = folder / f"{name}.said"
    file = folder / name
    file.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"print(*sys.argv[1:], sys.stdin.read(), sep='\\n', file=open({str(said)!r}, 'a'))\n"
    )
    file.chmod(0o755)
    return said


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"TERM": "xterm-kitty"}, "\x1b]9;Briefing: tin; or <b>zinc</b>: --offered & refused\x1b\\"),
        ({"TERM": "foot"}, "\x1b]777;notify;tin, or <b>zinc</b>;--offered & refused\x1b\\"),
        (
            {"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"},
            "\x1b]777;notify;tin, or <b>zinc</b>;--offered & refused\x1b\\",
        ),
        (
            {"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"},
            "\x1bPtmux;\x1b\x1b]9;Briefing: tin; or <b>zinc</b>: --offered & refused\x1b\x1b\\\x1b\\",
        ),
    ],
)
def test_each_terminal_gets_what_it_knows(env: dict[str, str], told: str) -> None:
    assert sequence(NOTICE, env) == told


async def test_the_desktop_is_asked_first_and_tags_are_words_there(tmp_path: Path) -> None:
    said, written = program(tmp_path, "notify-send"), list[str]()
    env = {"PATH": str(tmp_path), "DISPLAY": ":0", "TERM": "xterm"}
    assert await Desktop(env=env, write=written.append, platform="linux").show(NOTICE) == ""
    assert said.read_text().splitlines() == [
        "--app-name=Briefing", "--", "tin; or <b>zinc</b>", "--offered &amp; refused", "",
    ]  # fmt: skip
    assert written == []


@pytest.mark.parametrize(
    ("more", "writes"),
    [
        ({"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, True),
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "linux"}, False),
    ],
)
async def test_over_ssh_and_without_a_desktop_the_terminal_tells(
    tmp_path: Path, more: dict[str, str], writes: bool
) -> None:
    said, written = program(tmp_path, "notify-send"), list[str]()
    env = {"PATH": str(tmp_path), "TERM": "xterm", **more}
    assert await Desktop(env=env, write=written.append, platform="linux").show(NOTICE) == ""
    assert not said.exists()
    assert bool(written) is writes


async def test_where_the_desktop_fails_the_terminal_tells(tmp_path: Path) -> None:
    (tmp_path / "notify-send").write_text("#!/bin/sh\necho no bus >&2\nexit 1\n")
    (tmp_path / "notify-send").chmod(0o755)
    written: list[str] = []
    env = {"PATH": str(tmp_path), "DISPLAY": ":0", "TERM": "xterm"}
    assert await Desktop(env=env, write=written.append, platform="linux").show(NOTICE) == ""
    assert len(written) == 1
    problem = await Desktop(Way.DESKTOP, env=env, write=written.append, platform="linux").show(NOTICE)
    assert problem == "the desktop's program for notices failed (exit code 1): no bus"
    assert len(written) == 1


async def test_a_program_of_ones_own_is_the_only_way(tmp_path: Path) -> None:
    said, mine, written = program(tmp_path, "notify-send"), program(tmp_path, "mine"), list[str]()
    env = {"PATH": str(tmp_path), "DISPLAY": ":0", "TERM": "xterm"}
    desktop = Desktop(run=(str(tmp_path / "mine"), "{title}", "to: {text} {title}"), env=env, write=written.append)
    assert await desktop.show(DesktopNotice("{text}", "--x")) == ""
    assert mine.read_text().splitlines() == ["{text}", "to: x {text}", "{text}", "--x", ""]
    assert not said.exists()
    assert written == []


async def test_what_fails_is_a_sentence(tmp_path: Path) -> None:
    assert "no program of the desktop" in await Desktop(Way.DESKTOP, env={"PATH": str(tmp_path)}).show(NOTICE)
    assert "could not be started" in await Desktop(run=("/no/such/program",)).show(NOTICE)
    written: list[str] = []
    assert await Desktop(Way.NONE, env={"TERM": "xterm"}, write=written.append).show(NOTICE) == ""
    assert written == []
