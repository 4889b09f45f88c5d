"""The whole program in a real terminal: real server, real store, real model."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.support.terminal import ROOT, Terminal

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Loopback Wire</title><link>https://wire.example/</link>
<item><title>Chad offers Niger oil for water</title><guid>1</guid><link>https://wire.example/1</link>
<pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Chad offered Niger 40,000 barrels of oil on Tuesday.&lt;/p&gt;
&lt;p&gt;Niger rejected the offer and asked Chad for water.&lt;/p&gt;</description></item>
<item><title>[/bold] \x1b]0;owned\x07[@click=app.quit]Odd headline</title><guid>2</guid>
<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>Nothing in it.</description></item>
</channel></rss>"""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"save_folder: {tmp_path / 'saved'}\nfull_text: never\nfetch:\n  per_host: 0\n")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),  # of the processes that it starts, too
        "HOME": str(tmp_path),
        "BRIEFING_FEEDS": str(tmp_path / "feeds.yaml"),
        "BRIEFING_CONFIG": str(settings),
        "BRIEFING_DATA_DIR": str(tmp_path / "data"),
    }


@pytest.fixture
def started(feed_server, tmp_path: Path) -> Iterator[list[Terminal]]:  # type: ignore[no-untyped-def]
    feed_server.serve("/wire", FEED.encode(), {"Content-Type": "application/rss+xml"})
    (tmp_path / "feeds.yaml").write_text(
        f"feeds:\n  - url: {feed_server.url('/wire')}\n    title: Loopback Wire\n"
        f"  - url: {feed_server.url('/not-there')}\n    title: Broken\n"
    )
    terminals: list[Terminal] = []
    yield terminals
    for terminal in terminals:
        terminal.kill()


def test_from_an_empty_folder_to_a_saved_story(started: list[Terminal], env: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(env=env)
    started.append(terminal)
    terminal.wait_for("Chad offers Niger oil")
    terminal.press("\r")
    shown = terminal.wait_for(lambda: "Niger → Chad" in terminal.text and "REJECT" in terminal.text.upper())
    assert "40,000 barrels" in shown
    terminal.press("s")
    terminal.wait_for(lambda: any((tmp_path / "saved").glob("*.md")))
    terminal.press("q", "q", "q")
    assert terminal.end() == 0
    (saved,) = (tmp_path / "saved").glob("*.md")
    text = saved.read_text(encoding="utf-8")
    assert saved.name == "2026-11-03 chad-offers-niger-oil-for-water.md"
    assert yaml.safe_load(text.split("---\n")[1])["title"] == "Chad offers Niger oil for water"
    assert "| Niger | Chad |" in text


def test_a_hostile_headline_reaches_the_terminal_as_words(started: list[Terminal], env: dict[str, str]) -> None:
    terminal = Terminal(env=env)
    started.append(terminal)
    terminal.wait_for("[/bold]")
    terminal.wait_for("[@click=app.")
    terminal.press("j", "\r")
    terminal.wait_for("Nothing in it.")
    terminal.press("q", "q", "q")
    assert terminal.end() == 0
    assert b"\x1b]0;owned" not in terminal.raw


def test_what_was_read_stays_read_after_a_kill(started: list[Terminal], env: dict[str, str]) -> None:
    first = Terminal(env=env)
    started.append(first)
    first.wait_for("Chad offers Niger oil")
    first.press("\r")
    first.wait_for("1 unread of 2")
    first.kill()
    second = Terminal(env=env)
    started.append(second)
    second.wait_for("1 unread of 2")


def test_a_narrow_terminal_has_the_same_keys(started: list[Terminal], env: dict[str, str]) -> None:
    terminal = Terminal(env=env, columns=80, lines=24)
    started.append(terminal)
    terminal.wait_for("Chad offers Niger oil")
    terminal.press("\r")
    terminal.wait_for("40,000 barrels of oil")
    terminal.press("?")
    terminal.wait_for("In the story")
    terminal.press("\x1b")
    terminal.wait_for(lambda: "In the story" not in terminal.text)
    terminal.press("q", "q", "q")
    assert terminal.end() == 0
