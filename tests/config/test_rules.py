"""The rules of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config.settings_file import read_settings
from briefing.core.errors import ConfigError
from briefing.core.rules import Rule


def test_a_rule_may_run_a_command(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("rules: [{query: oil, run: mail}]\ncommands: [{name: mail, run: [mail, me]}]\n")
    assert read_settings(file).rules == (Rule("oil", run="mail"),)


def test_rules_are_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(
        "rules:\n  - {query: 'feed:gossip -port', mark_read: true, hide: false}\n"
        "  - {query: 'act:offer', name: offers, star: true, notify: true, tag: [wheat, late]}\n"
        "  - {query: tin, tag: metals}\n"
    )
    assert read_settings(file).rules == (
        Rule("feed:gossip -port", mark_read=True),
        Rule("act:offer", "offers", star=True, notify=True, tags=("wheat", "late")),
        Rule("tin", tags=("metals",)),
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("rules:\n  - {star: true}\n", 2, "needs a query"),
        ("rules:\n  - query: oil\n", 2, "does nothing"),
        ("rules:\n  - star: true\n    query: 'is:odd'\n", 3, "is:odd is not understood"),
        ("rules:\n  - {query: oil, starr: true}\n", 2, "unknown key 'starr'"),
        ("rules: oil\n", 1, "must be a list"),
        ("rules:\n  - query: oil\n    run: mail\n", 3, "no command called 'mail'"),
        (
            "commands: [{name: less, run: [less], terminal: true}]\nrules: [{query: oil, run: less}]\n",
            2,
            "the terminal",
        ),
    ],
)
def test_what_is_wrong_and_on_which_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=words) as caught:
        read_settings(file)
    assert caught.value.line == line
