"""What a shell offers: options from the command line, names from the library, and nothing of a name is run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from briefing.cli.commands import build_parser
from briefing.cli.completions import NAMES, completions
from tests.support.made import entry
from tests.support.program import Briefing

TITLES = ("Harbour Post", "Wörter & Häfen", "$(touch run) `touch run` it's")


def offered(folder: Path, script: str, *words: str, names: tuple[str, ...] = TITLES) -> list[str]:
    """What bash offers for a command line that it parted into words, where the library has these names."""
    (folder / "names").write_text("".join(f"{name}\n" for name in names))
    typed = " ".join(f"'{word}'" for word in words)
    ask = f"""briefing() {{ [[ "$*" == "completions --names "* ]] && cat names; }}
COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _briefing_whole_words; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(
        ["bash"], input=f"{script}\n{ask}", text=True, stdout=subprocess.PIPE, cwd=folder, env={"LC_ALL": "C.UTF-8"}
    )
    assert not (folder / "run").exists()
    return done.stdout.splitlines()


def test_completions_have_files_and_all_values_of_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert completions(build_parser(filled=False), "bash") == 0
    told = capsys.readouterr().out
    assert "_shtab_briefing_feeds_set___full_text_choices=(auto always never '')" in told
    assert "_shtab_briefing_feeds_add___reliability_choices=(low normal high '')" in told
    assert "_shtab_briefing_archive_analyze_pos_0_COMPGEN=_shtab_compgen_files" in told


def test_bash_offers_names_as_they_must_be_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    completions(build_parser(filled=False), "bash")
    script = capsys.readouterr().out
    whole = offered(tmp_path, script, "briefing", "feeds", "remove", "")
    assert whole == ["Harbour\\ Post", "Wörter\\ \\&\\ Häfen", "\\$\\(touch\\ run\\)\\ \\`touch\\ run\\`\\ it\\'s"]
    assert offered(tmp_path, script, "briefing", "fetch", "Harbour\\ P") == ["Harbour\\ Post"]
    assert offered(tmp_path, script, "briefing", "feeds", "set", '"') == ["Harbour Post", "Wörter & Häfen"]
    assert offered(tmp_path, script, "briefing", "feeds", "add", "") == [""], "what is new has no name yet"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("tag", ":"), ["oil", "ore"]),
        (("tag", ":", "oi"), ["oil"]),
        (("ta",), ["tag:oil", "tag:ore"]),
        (("feed", ":", "A", ":"), ["B"]),
        (("'tag:o",), ["tag:oil", "tag:ore"]),
        (("tag:oi",), ["oil"]),  # Bash 3.2, that of macOS, has this as one word
    ],
)
def test_bash_offers_what_stands_behind_a_colon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], said: list[str]
) -> None:
    completions(build_parser(filled=False), "bash")
    script = capsys.readouterr().out
    assert "[-1]" not in script, "Bash 3.2 knows no last word"
    words = [word.replace("'", "'\\''") for word in typed]
    assert (
        offered(tmp_path, script, "briefing", "list", "--query", *words, names=("tag:oil", "tag:ore", "feed:A:B"))
        == said
    )


@pytest.mark.parametrize(("shell", "asked"), [("bash", "={}"), ("zsh", ":{}"), ("fish", "completions --names {}")])
def test_every_shell_asks_for_every_kind_of_names(shell: str, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    completions(build_parser(filled=False), shell)
    script = capsys.readouterr().out
    for kind in NAMES.values():
        assert asked.format(kind if shell == "fish" else f"_briefing_{kind}") in script


def test_the_names_of_a_library(tmp_path: Path) -> None:
    briefing = Briefing(tmp_path)
    briefing.feeds.write_text(
        "feeds:\n- {url: https://a.example/rss, title: Harbour Post, group: Sea, more_groups: [Ice]}\n"
    )
    briefing.settings.write_text(
        "accounts:\n- {name: home, kind: greader, url: 'https://reader.example', user: ann, password_command: [pass]}\n"
    )
    briefing.store(entry("One"))
    assert briefing("watch", "add", "grain", "wheat").returncode == 0
    named = {kind: briefing("completions", "--names", kind).stdout.splitlines() for kind in NAMES.values()}
    assert named["feeds"] == ["Harbour Post"]
    assert named["groups"][:3] == ["Sea", "Ice", "Geopolitics"]
    assert (named["accounts"], named["watches"]) == (["home"], ["grain"])
    assert 'feed:"Example News"' in named["searches"]
    assert briefing("completions").returncode == 2
