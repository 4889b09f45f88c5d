"""A note that is being typed outlives the death of the reader."""

from __future__ import annotations

import os
import time
from pathlib import Path

from briefing.core.query import ALL
from briefing.storage.library import Library
from tests.support.made import entry, fetched
from tests.support.terminal import Terminal


def test_kill_9_while_typing_loses_at_most_the_last_second(tmp_path: Path) -> None:
    library = Library(tmp_path / "data" / "briefing.db")
    library.store(fetched(entry("Zinc for Sudland")))
    (story,) = library.find(ALL)
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "BRIEFING_FEEDS": str(tmp_path / "feeds.yaml"),
        "BRIEFING_DATA_DIR": str(tmp_path / "data"),
    }
    terminal = Terminal(env=env, columns=100, lines=30)
    try:
        terminal.wait_for("Zinc for Sudland")
        terminal.press("\r")
        terminal.wait_for("Norland offered")
        terminal.press("a")
        terminal.wait_for("Note on:")
        typed = ""
        began = time.monotonic()
        on_screen: dict[float, str] = {}
        while time.monotonic() - began < 3:
            word = f"w{len(on_screen)} "
            terminal.press(word)
            terminal.wait_for(word.strip())  # it is on the screen, so the reader has it
            typed += word
            on_screen[time.monotonic()] = typed
        killed = time.monotonic()
    finally:
        terminal.kill()
    must_be_there = max((text for at, text in on_screen.items() if at < killed - 1), key=len)
    assert must_be_there.strip()
    assert library.note(story).startswith(must_be_there.strip())
    assert typed.startswith(library.note(story))
