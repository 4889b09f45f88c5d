"""A note that is being typed outlives the end of the reader, whoever ends it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from briefing.core.query import ALL
from briefing.storage.library import Library
from tests.support.made import entry, fetched
from tests.support.terminal import Terminal


class Writing(NamedTuple):
    """A reader in whose terminal a note is begun, and the library that it is for."""

    terminal: Terminal
    library: Library
    story: str

    @property
    def kept(self) -> str:
        """The note as the store has it."""
        return self.library.annotations.note(self.story)


@pytest.fixture
def writing(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Writing]:
    library = Library(tmp_path / "data" / "briefing.db")
    library.feeds.store(fetched(entry("Zinc for Sudland")))
    (story,) = library.stories.find(ALL)
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "BRIEFING_FEEDS": str(tmp_path / "feeds.yaml"),
        "BRIEFING_DATA_DIR": str(tmp_path / "data"),
    }
    terminal = Terminal(env=env, columns=100, lines=30, ignore_hangup=getattr(request, "param", False))
    try:
        terminal.wait_for("Zinc for Sudland")
        terminal.press("\r")
        terminal.wait_for("Norland offered")
        terminal.press("a")
        terminal.wait_for("Note on:")
        yield Writing(terminal, library, story)
    finally:
        terminal.kill()
        library.close()


def test_kill_9_while_typing_loses_at_most_the_last_second(writing: Writing) -> None:
    typed = ""
    began = time.monotonic()
    on_screen: dict[float, str] = {}
    while time.monotonic() - began < 3:
        word = f"w{len(on_screen)} "
        writing.terminal.press(word)
        writing.terminal.wait_for(word.strip())  # it is on the screen, so the reader has it
        typed += word
        on_screen[time.monotonic()] = typed
    killed = time.monotonic()
    writing.terminal.kill()
    must_be_there = max((text for at, text in on_screen.items() if at < killed - 1), key=len)
    assert must_be_there.strip()
    assert writing.kept.startswith(must_be_there.strip())
    assert typed.startswith(writing.kept)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_a_signal_to_end_keeps_the_note_ends_the_child_and_restores_the_terminal(writing: Writing) -> None:
    terminal = writing.terminal
    terminal.wait_for(lambda: bool(terminal.children))  # the analysis
    (child,) = terminal.children
    assert not terminal.echoes
    terminal.press("half a thou")
    terminal.wait_for("half a thou")
    terminal.signal(signal.SIGTERM)
    terminal.wait_for(lambda: terminal.echoes)
    assert terminal.end() == 128 + signal.SIGTERM
    assert writing.kept == "half a thou"
    assert not Path(f"/proc/{child}").exists()
    for put_right in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l"):  # screen, cursor, mouse, paste
        assert put_right in terminal.raw
    assert b"Traceback" not in terminal.raw


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("writing", [False, True], ids=["told by SIGHUP", "as under nohup"], indirect=True)
def test_a_connection_that_drops_keeps_the_note_and_leaves_nothing_running(writing: Writing, tmp_path: Path) -> None:
    terminal = writing.terminal
    terminal.wait_for(lambda: bool(terminal.children))
    (child,) = terminal.children
    terminal.press("half a thou")
    terminal.wait_for("half a thou")
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert writing.kept == "half a thou"
    assert not Path(f"/proc/{child}").exists()
    assert "Traceback" not in (tmp_path / "data" / "briefing.log").read_text()
