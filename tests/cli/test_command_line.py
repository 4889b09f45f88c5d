"""What a command line says, though only the parsers that it may need are made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from argparse import Namespace

import pytest

from briefing import __main__
from briefing.cli.commands import COMMANDS, parse


@pytest.mark.parametrize(
    ("words", "command", "data"),
    [
        ("", None, None),
        ("--demo", None, None),
        ("--data-dir kept --plain --feeds list", None, "kept"),
        ("--data-dir=kept", None, "kept"),
        ("list --limit 3", "list", None),
        ("list --data-dir kept", "list", "kept"),
        ("--data-dir kept list", "list", "kept"),
        ("--data-dir list", None, "list"),
        ("--data-dir list show s1", "show", "list"),
    ],
)
def test_the_command_and_the_places_are_understood(words: str, command: str | None, data: str | None) -> None:
    args = parse(words.split())
    assert (args.command, args.data_dir) == (command, data)


@pytest.mark.parametrize("words", ["fetchh", "--data-dir kept fetchh", "--demo fetchh"])
def test_a_command_that_is_none_is_told_with_all_that_are(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words.split())
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "did you mean `briefing fetch`?" in told
    assert all(command.name in told for command in COMMANDS)


def test_a_dash_is_standard_output() -> None:
    assert parse(["brief", "--out", "-"]).out is None
    assert parse(["corrections", "export", "--out", "-"]).out is None


def test_help_has_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(f" {command.name} " in told for command in COMMANDS)


@pytest.mark.parametrize("words", ["--data-dir", "--feeds --demo", "--lines", "list --lines"])
def test_what_is_wrong_ends_with_2(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words.split())
    assert ended.value.code == 2
    assert "usage: briefing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["offers", "-from:us"], ["-from:us"]),
        (["offers", "-hormuz", "-1979", "--limit", "3"], ["-hormuz", "-1979"]),
        (["offers", "act:offer", "--", "-from:us"], ["act:offer", "-from:us"]),
        (["list", "--query", "-feed:gazette"], "-feed:gazette"),
        (["save", "--query", "-is:read"], "-is:read"),
        (["picture", "network", "-q", "-qatar"], "-qatar"),
        (["picture", "network", "-qoil"], "oil"),
        (["archive", "query", "desk1", "-copper"], "-copper"),
        (["archive", "import", "desk1", "--query", "-copper"], "-copper"),
        (["watch", "add", "neg", "-from:us", "oil"], ["-from:us", "oil"]),
    ],
)
def test_a_search_may_begin_with_what_it_leaves_out(words: list[str], found: str | list[str]) -> None:
    args = parse(words)
    assert args.query == found


def test_a_wrong_option_beside_a_search_is_still_told(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["offers", "--odd"], ["list", "-odd"]):
        with pytest.raises(SystemExit):
            parse(words)
        assert "-odd" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    ["--data-dir= list", "list --feeds=", "read --config=", "save s1 --out=", "brief --out=", "feeds export @"],
)
def test_a_path_that_is_empty_is_told_and_not_taken_for_another(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["" if word == "@" else word for word in words.split()])
    assert ended.value.code == 2
    assert "nothing is named; say a path" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["list extra", "list --limt 3", "feeds set wire --titel X", "watch run all"])
def test_what_a_command_does_not_take_is_told_with_its_own_usage(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words.split())
    assert ended.value.code == 2
    command = " ".join(word for word in words.split()[:2] if word in {"list", "feeds", "set", "watch", "run"})
    assert capsys.readouterr().err.startswith(f"usage: briefing {command} [-h]")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["list", "--help"]])
def test_help_that_nobody_takes_ends_quietly(words: list[str]) -> None:
    gone, ours = os.pipe()
    os.close(gone)
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run([sys.executable, "-m", "briefing", *words], env=usual, stdout=ours, stderr=subprocess.PIPE)
    os.close(ours)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


def test_a_value_may_be_empty_where_that_takes_it_away() -> None:
    assert parse(["feeds", "set", "Wire", "--full-text", "", "--reliability", ""]).reliability == ""


def test_ctrl_c_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__, "parse", lambda _argv: Namespace(run=interrupted))
    assert __main__.main(["save", "s1"]) == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "briefing: stopped before the end; what was done by then is kept\n")
