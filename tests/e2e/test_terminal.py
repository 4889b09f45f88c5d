"""What terminals do to a program: other kinds, other sizes, suspension, floods of keys, an early end."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.feeds import item, rss
from tests.support.terminal import ROOT, Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}


@pytest.fixture
def start(env: dict[str, str]) -> Iterator[Start]:
    begun: list[Terminal] = []

    def begin(*arguments: str, **more: Any) -> Terminal:
        begun.append(Terminal(*arguments, env={**env, **more.pop("env", {})}, **more))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.kill()


@pytest.mark.parametrize("term", ["xterm", "screen", "tmux-256color", "linux"])
def test_it_reads_in_every_kind_of_terminal(start: Start, term: str) -> None:
    terminal = start("--demo", term=term, columns=100, lines=30)
    terminal.wait_for("Kazakh leader")
    terminal.press("?")
    terminal.wait_for("In the list of stories")
    terminal.press("q", "q")
    assert terminal.end() == 0


def test_a_light_terminal_gets_a_light_reader(start: Start) -> None:
    terminal = start("--demo", env={"COLORFGBG": "0;15"})
    terminal.wait_for("Sample Wire")
    terminal.wait_for(lambda: terminal.screen.buffer[20][5].bg == "f8f5ee")
    terminal.press("q")
    assert terminal.end() == 0


def test_without_colours_none_are_sent(start: Start) -> None:
    terminal = start("--demo", env={"NO_COLOR": "1"})
    terminal.wait_for("Sample Wire")
    terminal.press("\r")
    terminal.wait_for("[ ")
    cells = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
    coloured = {cell.fg for cell in cells if len(cell.fg) == 6}
    assert all(len({colour[:2], colour[2:4], colour[4:]}) == 1 for colour in coloured), coloured
    assert any(cell.underscore for cell in cells)
    terminal.press("q", "q")
    assert terminal.end() == 0


def test_a_storm_of_sizes_down_to_one_cell_and_back(start: Start) -> None:
    terminal = start("--demo", columns=160, lines=45)
    terminal.wait_for("Sample Wire")
    terminal.press("\r")
    for size in ((80, 24), (1, 1), (200, 60), (2, 40), (60, 1), (1, 60), (119, 3), (5, 5), (60, 18), (1, 1), (160, 45)):
        terminal.resize(*size)
        terminal.press("j", "\t")
        terminal.look()
    terminal.resize(150, 40)
    # Which pane the keys ended in depends on how they fell between the sizes; the open story is there in any.
    terminal.wait_for("Kazakh leader dangles copper as Europe courts Chilean lithium")
    assert "Traceback" not in terminal.text
    terminal.press("q", "q", "q", "q")
    assert terminal.end() == 0


def test_a_flood_of_keys_is_worked_off(start: Start) -> None:
    terminal = start("--demo", columns=120, lines=30)
    terminal.wait_for("Sample Wire")
    for keys in (
        "j" * 200,
        "jk" * 100,
        "nN" * 40,
        "JK" * 40,
        "\t" * 50,
        " " * 60,
        "]" * 30,
        "123" * 20,
        "\x1b[A" * 100,
    ):
        terminal.press(keys)
        terminal.look()
    terminal.press("\x1b")
    terminal.press("?")
    terminal.wait_for("searches the keys")
    terminal.press("\x1b")
    terminal.wait_for(lambda: "searches the keys" not in terminal.text)
    for _ in range(6):
        if terminal.runs:
            terminal.press("q")
            terminal.look()
    assert terminal.end() == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
def test_it_is_suspended_and_brought_back(start: Start) -> None:
    terminal = start("--norc", "--noprofile", "-i", command="bash", columns=120, lines=30, env={"PS1": "shell$ "})
    terminal.wait_for("shell$")
    terminal.press(f"{sys.executable} -m briefing --demo\r")
    terminal.wait_for("Meridian")
    terminal.press("\x1a")
    terminal.wait_for("Stopped")
    terminal.press("echo still $((40 + 2)) here\r")
    terminal.wait_for("still 42 here")
    # In the background it may not draw, and stops again.
    terminal.press("clear; bg; until jobs -s | grep Stopped; do sleep 0.1; done; clear; echo again $((40 + 3))\r")
    terminal.wait_for("again 43")
    terminal.press("clear; fg\r")
    # Nothing changes in the sidebar: it is there again because all is drawn.
    terminal.wait_for(lambda: all(name in terminal.text for name in ("Starred", "▾ Samples", "Harbour Samp")))
    terminal.press("?")
    terminal.wait_for("In the list of stories")
    terminal.press("q", "q")
    terminal.wait_for("shell$")
    terminal.press("exit\r")
    terminal.end()


def test_it_is_left_while_feeds_are_fetched(start: Start, feed_server: Any, tmp_path: Path) -> None:
    async def hanging(request: object, out: object) -> None:
        await asyncio.sleep(600)

    url = feed_server.play("/hanging", hanging)
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n  - url: {url}\n")
    settings = tmp_path / "settings.yaml"
    settings.write_text("fetch: {feed_seconds: 600, total_seconds: 7200}\n")
    places = {
        "BRIEFING_FEEDS": str(tmp_path / "feeds.yaml"),
        "BRIEFING_DATA_DIR": str(tmp_path / "data"),
        "BRIEFING_CONFIG": str(settings),
    }
    terminal = start(env=places)
    terminal.wait_for("fetching 0/1")
    terminal.press("q")
    assert terminal.end() == 0, "it waits for the feed, which takes longer than the test"


def test_a_program_of_ones_own_gets_the_terminal_and_gives_it_back(start: Start, tmp_path: Path) -> None:
    script = "import sys; t = sys.stdin.read(); print('GOT', len(t) > 99, flush=True); open('/dev/tty').readline()"
    run = f'[{sys.executable}, -c, "{script}"]'
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"commands:\n  - {{name: pager, run: {run}, input: text, terminal: true}}\n")
    terminal = start("--demo", env={"BRIEFING_CONFIG": str(settings)})
    terminal.wait_for("Sample Wire")
    terminal.press("|")
    terminal.wait_for("Send the story to")
    terminal.press("a")
    terminal.wait_for("GOT True")
    terminal.press("\r")
    terminal.wait_for("Sample Wire")
    terminal.press("?")
    terminal.wait_for("In the list of stories")
    terminal.press("q", "q")
    assert terminal.end() == 0


def test_the_terminal_is_told_of_what_a_rule_finds_and_shows_nothing_of_it(
    start: Start, feed_server: Any, tmp_path: Path
) -> None:
    feed_server.serve("/rss", rss(item(title="A ship of tin &#x9d;52;c;aGk=&#7;")))
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n  - url: {feed_server.url('/rss')}\n")
    settings = tmp_path / "settings.yaml"
    settings.write_text("notices: {by: terminal}\nrules: [{query: tin, name: metals, notify: true}]\n")
    places = {"BRIEFING_FEEDS": str(tmp_path / "feeds.yaml"), "BRIEFING_DATA_DIR": str(tmp_path / "data")}
    terminal = start(env={**places, "BRIEFING_CONFIG": str(settings)})
    told = b"\x1b]9;Briefing: metals: A ship of tin"
    terminal.wait_for(lambda: told in terminal.raw)
    assert b"\x1b]52" not in terminal.raw
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.raw.count(told) == 1


def test_what_libraries_write_past_python_is_not_on_the_screen(start: Start, tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    script = f"""
import os, sys, threading, time
from briefing.__main__ import main

def noise():
    while True:
        time.sleep(0.5)
        os.write(2, b"a parser says\\n" * 9)

threading.Thread(target=noise, daemon=True).start()
sys.exit(main(["--feeds", {str(tmp_path / "feeds.yaml")!r}, "--data-dir", {str(tmp_path / "data")!r}]))
"""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    terminal = start("-c", script, command="python", env={"PATH": path})
    terminal.wait_for("Welcome to Briefing")
    log = tmp_path / "data" / "briefing.log"
    terminal.wait_for(lambda: log.exists() and "a parser says" in log.read_text())
    terminal.press("?")
    terminal.wait_for("In the list of stories")
    assert "a parser says" not in terminal.text
    terminal.press("q", "q")
    assert terminal.end() == 0


ODD = "é 中 👩 e\u0301 ñ"


def test_letters_of_all_kinds_are_typed_searched_and_kept(start: Start) -> None:
    terminal = start("--demo", columns=120, lines=30)
    terminal.wait_for("Sample Wire")
    terminal.press("/")
    terminal.wait_for("Enter searches")
    terminal.press(ODD)
    terminal.wait_for("0 found")
    assert all(letter in terminal.text for letter in "é中👩ñ")
    terminal.press("\x7f" * 20, "Errázuriz\r")
    terminal.wait_for("search: Errázuriz")
    terminal.press("\r")
    terminal.wait_for("Kazakhstan's president")
    terminal.press("a")
    terminal.wait_for("Note on")
    terminal.press(ODD)
    terminal.wait_for(lambda: "ñ" in terminal.text)
    terminal.press("\x1b")
    terminal.wait_for(lambda: "Note on" not in terminal.text and "中" in terminal.text)
    assert "Traceback" not in terminal.text


def test_keys_are_held_while_feeds_come_in_and_what_was_read_outlives_a_kill(
    start: Start, feed_server: Any, tmp_path: Path
) -> None:
    async def hanging(request: object, out: object) -> None:
        await asyncio.sleep(600)

    items = "".join(f"<item><title>Story {n}</title><link>http://a.example/{n}</link></item>" for n in range(400))
    news = feed_server.serve("/news", f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>")
    hung = feed_server.play("/hanging", hanging)
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n  - url: {news}\n  - url: {hung}\n")
    places = {"BRIEFING_FEEDS": str(tmp_path / "feeds.yaml"), "BRIEFING_DATA_DIR": str(tmp_path / "data")}
    terminal = start(env=places)
    terminal.wait_for("fetching")
    for keys in ("j" * 70, "J" * 70, "n" * 70, "k" * 35, " " * 70, "K" * 35, "N" * 35):
        terminal.press(keys)
        terminal.look()
    terminal.wait_for("of 400")
    terminal.press("1", "g", "\r")
    terminal.wait_for(lambda: bool(re.search(r"3\d\d unread of 400", terminal.text)))
    assert "Traceback" not in terminal.text
    terminal.kill()
    again = start("list", "--query", "is:read", env=places)
    again.wait_for("Story")
    assert again.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_at_the_first_drawing_ends_it_in_order(start: Start, number: signal.Signals) -> None:
    terminal = start("--demo", columns=100, lines=30)
    terminal.wait_for(lambda: b"\x1b[?1049h" in terminal.raw)  # the screen is taken over; nothing is on it yet
    terminal.signal(number)
    assert terminal.end() == 128 + number
    assert b"\x1b[?1049l" in terminal.raw
    assert b"Traceback" not in terminal.raw


def test_a_signal_while_the_terminal_is_asked_for_its_colour_puts_it_right(start: Start) -> None:
    terminal = start("--demo", columns=100, lines=30)
    terminal.wait_for(lambda: b"\x1b]11;?" in terminal.raw)
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
