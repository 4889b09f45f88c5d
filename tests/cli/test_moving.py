from __future__ import annotations

import errno
import os
import signal
import zipfile
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.core.query import ALL
from briefing.storage import backups
from briefing.storage.library import Library
from tests.support.made import entry, fetched


def _places(folder: Path) -> list[str]:
    """Options that keep all of it in one folder; there is no settings file in it yet."""
    names = (("--data-dir", folder), ("--feeds", folder / "feeds.yaml"), ("--config", folder / "settings.yaml"))
    return [str(part) for pair in names for part in pair]


def test_a_library_moves_house(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, packed = tmp_path / "old", tmp_path / "new", tmp_path / "briefing.zip"
    library = Library(old / "briefing.db")
    library.feeds.store(fetched(entry("One")))
    library.close()
    (old / "feeds.yaml").write_text("feeds: []\n")
    assert main([*_places(old), "backup", str(packed)]) == 0
    assert capsys.readouterr().out == f"{packed}\n"
    assert main([*_places(new), "restore", str(packed)]) == 0
    assert len(Library(new / "briefing.db").stories.find(ALL)) == 1
    assert (new / "feeds.yaml").read_text() == "feeds: []\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_backup_that_is_ended_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    Library(tmp_path / "briefing.db").close()
    monkeypatch.setattr(backups, "is_sound", lambda _: os.kill(os.getpid(), number))
    before = signal.signal(number, signal.SIG_DFL)  # under nohup it is ignored
    try:
        with pytest.raises(SystemExit, match=str(128 + number)):
            main([*_places(tmp_path), "backup", str(tmp_path / "stick" / "briefing.zip")])
    finally:
        signal.signal(number, before)
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_library_that_is_there_is_only_replaced_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library(tmp_path / "briefing.db")
    library.close()
    packed = tmp_path / "briefing.zip"
    assert main([*_places(tmp_path), "backup", str(packed)]) == 0
    assert main([*_places(tmp_path), "restore", str(packed)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main([*_places(tmp_path), "restore", str(packed), "--replace"]) == 0
    assert "is kept as" in capsys.readouterr().err


def test_a_backup_that_is_missing_is_said_before_the_library_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Library(tmp_path / "briefing.db").close()
    assert main([*_places(tmp_path), "restore", str(tmp_path / "mistyped.zip")]) == 1
    assert capsys.readouterr().err == f"briefing: there is no file {tmp_path / 'mistyped.zip'}\n"
    assert main([*_places(tmp_path), "restore", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"briefing: {tmp_path} is not a file\n"


@pytest.mark.parametrize("text", ["", "ann:x:1000:1000::/home/ann:/bin/sh\n", "SQLite format 3"])
def test_a_file_that_is_no_backup_is_refused_without_advice_to_replace_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    Library(tmp_path / "briefing.db").close()
    other = tmp_path / "accounts.txt"
    other.write_text(text)
    assert main([*_places(tmp_path), "restore", str(other)]) == 1
    assert capsys.readouterr().err == f"briefing: {other} holds no library of Briefing\n"


def test_a_folder_below_one_that_was_removed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(SystemExit) as ended:
        main([*_places(tmp_path), "save", "some-id", "--out", "notes"])
    assert ended.value.code == 2
    assert "argument --out: notes: the folder in which this runs was removed" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["backup", "FILE"], ["restore", "FILE"], ["list"], ["doctor"]])
def test_a_folder_that_nobody_may_enter_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    Library(tmp_path / "briefing.db").close()
    (tmp_path / "settings.yaml").write_text("")
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    shut = str(tmp_path / "shut" / "x")
    asked = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        """As for a file below a folder without the right to enter it."""
        if str(path).startswith(shut):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return asked(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    places = _places(tmp_path) if "FILE" in words else [*_places(tmp_path), "--data-dir", shut]
    assert main([*places, *(shut if word == "FILE" else word for word in words)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("briefing: ")
    assert shut in told
    assert told.endswith(": Permission denied\n")


def test_nothing_to_back_up_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*_places(tmp_path), "backup", str(tmp_path / "x.zip")]) == 1
    assert "nothing to back up" in capsys.readouterr().err


RAN = "touch ran"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("feeds.yaml", "feeds:\n- url: https://paper.example/f\n  user: ann\n  password_command: [touch, ran]\n", RAN),
        ("settings.yaml", "commands:\n- name: send\n  run: [touch, ran]\n", RAN),
        ("settings.yaml", "notices:\n  run: [touch, ran]\n", RAN),
        (
            "settings.yaml",
            "accounts:\n- name: home\n  kind: miniflux\n  url: https://h.example\n  password_command: [touch, ran]\n",
            RAN,
        ),
        (
            "settings.yaml",
            "commands:\n- {name: send, run: [sh, -c, 'keep {title}']}\n",
            "The command send is left out. settings.yaml, line 2: {address} and {title} would be run as code here; give"
            """ them as arguments of their own, behind it: [sh, -c, 'echo "$1"', sh, "{address}"]""",
        ),
        ("settings.yaml", "save_folder: ~/.config/autostart\n", "~/.config/autostart"),
        ("settings.yaml", "download_folder: ~/.local/bin\n", "~/.local/bin"),
        ("settings.yaml", "download_folder: /etc/profile.d\n", "/etc/profile.d"),
        ("feeds.yaml", "feeds:\n- url: http://ann:secret@192.168.0.1/reboot\n", "http://192.168.0.1/reboot"),
        ("feeds.yaml", "feeds:\n- url: http://nas/feed\n", "http://nas/feed"),
        (
            "feeds.yaml",
            "feeds:\n- url: https://paper.example/f\n  private_network: true\n",
            "https://paper.example/f",
        ),
        (
            "settings.yaml",
            "accounts:\n- {name: a, kind: fever, url: 'http://127.0.0.1:8000'}\n",
            "http://127.0.0.1:8000",
        ),
    ],
)
def test_what_a_backup_would_run_and_ask_is_told_and_agreed_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, told: str
) -> None:
    Library(tmp_path / "briefing.db").close()
    packed, new = tmp_path / "briefing.zip", tmp_path / "new"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(tmp_path / "briefing.db", "briefing.db")
        archive.writestr(name, text)
    assert main([*_places(new), "restore", str(packed)]) == 1
    told = told.replace("~", str(Path.home()))
    assert f"\n{told}\n" in capsys.readouterr().err
    assert not (new / name).exists()
    assert main([*_places(new), "restore", str(packed), "--yes"]) == 0
    assert (new / name).read_text() == text


def test_folders_of_ones_own_are_not_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    Library(tmp_path / "briefing.db").close()
    (tmp_path / "settings.yaml").write_text("save_folder: ~/notes/news\ndownload_folder: ~/Downloads\n")
    packed = tmp_path / "briefing.zip"
    assert main([*_places(tmp_path), "backup", str(packed)]) == 0
    assert main([*_places(tmp_path / "new"), "restore", str(packed)]) == 0


@pytest.mark.parametrize("name", ["feeds.yaml", "settings.yaml", "actors.yaml"])
def test_a_file_that_could_not_be_read_is_not_put_in_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    Library(tmp_path / "briefing.db").close()
    packed, new = tmp_path / "briefing.zip", tmp_path / "new"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(tmp_path / "briefing.db", "briefing.db")
        archive.writestr(name, "actors: [1]")
    assert main([*_places(new), "restore", str(packed), "--yes"]) == 1
    assert f"({name} of the backup)" in capsys.readouterr().err
    assert not (new / "briefing.db").exists()
