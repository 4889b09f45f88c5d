"""README, manual page and docs say what is: keys of the table of actions, commands of the parser, files that are there.

`python -m tests.test_readme` writes the table of keys and the manual page anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from briefing.cli.commands import build_parser
from briefing.ui.actions import ACTIONS, Where, shown_keys
from docs import manpage

README = Path(__file__).parents[1] / "README.md"
PROGRAMS = ("bench", "briefing", "docs", "learn", "tests")
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->"


def keys_table() -> str:
    """The actions as a Markdown table, group by group."""
    rows = ["| keys | does | name |", "| --- | --- | --- |"]
    for where in Where:
        rows += [
            f"| {' '.join(f'`{key}`' for key in shown_keys(action).split())} | {action.description} | {action.id} |"
            for action in ACTIONS
            if action.where is where
        ]
    return "\n".join(rows) + "\n"


def test_the_keys_are_those_of_the_reader() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0] == keys_table()


def test_the_manual_page_is_that_of_the_reader() -> None:
    assert manpage.TARGET.read_text(encoding="utf-8") == manpage.page()


def test_the_commands_are_those_of_the_parser() -> None:
    text = README.read_text(encoding="utf-8")
    commands = next(action for action in build_parser()._actions if action.dest == "command")
    for name in commands.choices or ():
        assert re.search(rf"^briefing.*\b{name}\b", text, re.MULTILINE), name


def test_what_it_points_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    named = re.findall(r"\]\((docs/[^)]+)\)|`(docs/[^`]+)`", text)
    assert named
    for path in (one or other for one, other in named):
        assert (README.parent / path).is_file(), path


def test_the_programs_that_pages_name_are_there() -> None:
    """Written whole (`core/clean.py`) or by the last names alone (`clean.py`)."""
    root = README.parent
    programs = [f"/{file.relative_to(root)}" for part in PROGRAMS for file in (root / part).rglob("*.py")]
    for page in (*root.glob("*.md"), *(root / "docs").glob("*.md")):
        for named in re.findall(r"`([\w/]+\.py)`", page.read_text(encoding="utf-8")):
            assert any(program.endswith(f"/{named}") for program in programs), f"{page.name} names {named}"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    README.write_text(before + BEGIN + keys_table() + END + rest.partition(END)[2], encoding="utf-8")
    manpage.TARGET.write_text(manpage.page(), encoding="utf-8")
