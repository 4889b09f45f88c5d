"""The reader as lines: what a script sees, and what a person at a terminal that can only print sees."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pexpect
import pytest

from briefing.cli.plain import SHORT, VERBS
from briefing.cli.plain_ledger import NO_SUCH
from briefing.services.clock import now
from briefing.storage.library import Library
from tests.support.fresh import fresh
from tests.support.made import entry, fetched
from tests.support.program import COMMAND, environment, run

LONG_STORY = 2
"""The one that is longer than a page: it stands second in the list, too."""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    library = Library(fresh(tmp_path / "data" / "briefing.db"))
    text = "Norland offered Sudland two million tons of zinc. "
    long = text + "Nobody knew how long the winter would last. " * 70
    stories = (entry(f"Story number {n}", long if n == LONG_STORY else text) for n in range(1, 15))
    library.feeds.store(fetched(*stories, entry("Hostile \x1b[2J", "x")))
    library.close()
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    return environment(tmp_path, TERM="dumb")


def script(env: dict[str, str], *lines: str, code: int = 0) -> str:
    """All that the reader says to these lines."""
    done = run(["--plain"], env, "".join(f"{line}\n" for line in lines))
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)
    return done.stdout


def test_a_script_lists_opens_and_reads_on(env: dict[str, str]) -> None:
    said = script(env, "list", "more", "more", "list title:hostile", "1", "list number 14", "open 1", "next")
    assert said.startswith("Briefing. 15 unread of 15 stories.\n15 stories.\n1. ")
    assert "5 more stories. The command more goes on.\n11. " in said
    assert "That was all." in said
    assert "Story number 14 (unread, Example News, " in said
    assert "Norland offered Sudland two million tons" in said
    assert said.endswith("No unread story is left here.\n")
    assert "briefing>" not in said
    assert "15 unread" not in script(env)


def test_what_is_kept_is_kept(env: dict[str, str], tmp_path: Path) -> None:
    said = script(
        env, "list number 3", "1", "star", "note ask the mine", "star", "star", "note", "offers", "quit", "star"
    )
    assert said.count("Starred.") == 2
    assert said.count("Star removed.") == 1
    assert "ask the mine\n" in said
    assert "Norland → Sudland" in said
    assert "1. Story number 3 (starred, with a note, " in script(env, "list is:starred")


def test_what_a_note_replaces_and_a_file_that_was_deleted_are_told(env: dict[str, str], tmp_path: Path) -> None:
    said = script(env, "list number 3", "1", "note ask the mine", "note ask the port", "note", "save")
    assert "Note saved.\nNote saved. The command undo brings back the one in its place:\nask the mine\n" in said
    (saved,) = (tmp_path / "briefing").iterdir()
    saved.unlink()
    told = f"{saved.name} was deleted; it is written again. Saved: {saved}\n"
    assert told in script(env, "list number 3", "1", "save")


def test_undo_takes_back_notes_and_stars_in_their_order_and_no_opening(env: dict[str, str]) -> None:
    said = script(env, "list number 3", "1", "note ask the mine", "note ask the port", "star", *["undo"] * 4, "note")
    undone = said.partition("Starred.\n")[2].splitlines()
    assert undone == [
        "Undone: starred 1 story.",
        "Undone: the note ask the port",
        "Undone: the note ask the mine",
        "There is nothing to undo.",
        "There is no note.",
    ]


def test_what_cannot_be_done_is_said_in_a_sentence(env: dict[str, str]) -> None:
    said = script(env, "star", "open 99", "open", "dance", "list is:odd", "99999999999999999999", "help")
    assert said.count("No story is open.") == 1
    assert "There is no story 99. The list has 15 stories." in said
    assert "Say which story by its number: open 1. The list has 15 stories." in said
    assert "dance is not a command." in said
    assert "is:odd" in said
    for name in VERBS:
        assert f"\n{name}" in said


def test_a_line_in_another_encoding_is_no_end(env: dict[str, str]) -> None:
    lines = "list number 3\n1\nnote café\nnote\nquit\n".encode("latin-1")
    usual = {**env, "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8:strict"}  # as in most languages' settings
    done = subprocess.run([*COMMAND, "--plain"], input=lines, env=usual, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith("Note saved.\ncaf\N{REPLACEMENT CHARACTER}\n")


def test_what_only_looks_like_a_number_opens_nothing(env: dict[str, str]) -> None:
    long = "7" * 5_000
    said = script(env, "open ²", "³", f"open {long}", "go ²", f"go {long}")
    assert "There is no story ²." in said
    assert "³ is not a command." in said
    assert "There is no story 777" in said
    assert said.count(NO_SUCH) == 2


def test_the_ledger_says_what_is_not_in_it_yet(env: dict[str, str]) -> None:
    said = " ".join(script(env, "ledger zinc").split())
    assert "0 entries. Not in this yet: 15 stories not analysed yet. The command fetch goes on with them." in said
    # The fourteen stories say it in one sentence, which is taken for one that their feed always says.
    said = script(env, "fetch", "ledger zinc sure:all")
    assert "Norland" in said.partition("1 entry.")[2]
    assert "Not in this yet" not in said


def test_the_ledger_is_words_that_can_be_read_aloud(env: dict[str, str], tmp_path: Path) -> None:
    library = Library(tmp_path / "data" / "briefing.db")
    told, an_hour_ago = "Norland demanded cheap copper from Sudland.", now() - timedelta(hours=1)
    library.feeds.store(fetched(entry("Copper for Sudland", told, published=an_hour_ago), at=an_hour_ago))
    library.close()
    said = script(env, "fetch", "watch metal: copper", "ledger copper", "resource copper")
    assert re.search(r"^1\. watched +1 h demand +Norland → Sudland", said, re.MULTILINE)
    assert "1 entry, 1 in the last 28 days\n" in said
    assert not set("◉▁▂▃▄▅▆▇█") & set(said)


def test_short_names_lead_to_commands() -> None:
    assert set(SHORT.values()) <= set(VERBS)
    assert not set(SHORT) & set(VERBS)


def test_a_person_is_prompted_and_gets_a_page_at_a_time(env: dict[str, str]) -> None:
    reader = pexpect.spawn(
        sys.executable, ["-m", "briefing", "--plain"], env=env, dimensions=(12, 70), encoding="utf-8", timeout=60
    )
    reader.expect_exact("The command help lists all commands.")
    reader.expect_exact("briefing> ")
    reader.sendline("2")
    reader.expect(r"\d+ lines left\. The command more goes on\.")
    assert reader.before is not None
    assert "\x1b[" not in reader.before.replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")
    reader.sendline("")
    reader.expect(r"\d+ lines left")
    reader.sendline("quit")
    reader.expect(pexpect.EOF)
    reader.close()
    assert reader.exitstatus == 0


def test_a_terminal_that_can_only_print_is_told_of_it(env: dict[str, str]) -> None:
    reader = pexpect.spawn(sys.executable, ["-m", "briefing"], env=env, encoding="utf-8", timeout=60)
    reader.expect_exact("`briefing --plain` reads line by line")
    reader.expect(pexpect.EOF)
    reader.close()
    assert reader.exitstatus == 2


def test_a_reader_without_a_library_ends_with_a_sentence(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("no folder", encoding="utf-8")
    words = ["-m", "briefing", "--data-dir", str(tmp_path / "taken")]
    drawable = {**env, "TERM": "xterm-256color"}
    reader = pexpect.spawn(sys.executable, words, env=drawable, encoding="utf-8", timeout=60)
    reader.expect_exact("taken cannot be made")
    reader.expect(pexpect.EOF)
    reader.close()
    assert reader.exitstatus == 1
    served = subprocess.run([sys.executable, *words, "serve", "--port", "0"], env=env, capture_output=True, timeout=60)
    assert (served.returncode, served.stdout) == (1, b"")


def test_a_list_is_marked_as_read_and_that_is_taken_back(env: dict[str, str]) -> None:
    said = script(env, "list number", "read", "read", "list is:unread", "undo", "list is:unread", "undo")
    assert (
        "Marked 14 stories as read. The command undo takes it back.\nAll of these stories are read.\n1 story." in said
    )
    assert said.endswith("There is nothing to undo.\n")
    assert "Undone: marked 14 stories as read.\n15 stories." in said
