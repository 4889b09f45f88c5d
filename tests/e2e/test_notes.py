"""A note that is being typed outlives the end of the reader, whoever ends it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from briefing.core.query import ALL
from briefing.storage.library import Library
from briefing.ui.screens.note import SOON
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


MOST_WORDS = 2_000


def test_a_note_is_kept_while_one_types_on_and_kill_9_loses_only_the_rest(writing: Writing) -> None:
    """It is kept every `SOON` seconds, and not when the typing stops."""
    assert SOON <= 1.0
    words: list[str] = []
    kept: list[str] = []
    while len(kept) < 2 and len(words) < MOST_WORDS:
        words.append(f"w{len(words)}")
        writing.terminal.press(f"{words[-1]} ")
        writing.terminal.wait_for(words[-1])  # it is on the screen, so the reader has it
        if (now := writing.kept) and now not in kept:
            kept.append(now)
    writing.terminal.kill()
    assert len(kept) == 2, "nothing is kept while one types"
    assert writing.kept.startswith(kept[1])
    assert " ".join((*words, "")).startswith(writing.kept)


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
