"""The program as commands start it: each in a process of its own, with its own environment and standard streams.

They are forked from a process that has loaded the commands before: to load them for each of some hundred commands anew
took a tenth of the time of all tests. Where Python itself is told how to begin, or what stands in the program's place,
a test starts it from the beginning.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from briefing.storage.library import Library
from tests.support.fresh import fresh
from tests.support.made import fetched

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "briefing")
LONGEST = 120.0
"""Seconds that a command may take."""
_STREAMS = ("stdin", "stdout", "stderr")
_BY_PYTHON = ("PYTHONUTF8", "PYTHONIOENCODING", "LC_ALL", "LANG", "TZ")
"""What Python reads before the program begins."""
_LOADED = ("clustering", "cli", "config", "core", "intake", "services", "storage", "sync")
"""Packages that are loaded before."""

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    [name for one in _LOADED for _, name, _ in walk_packages([f"{ROOT}/briefing/{one}"], f"briefing.{one}.")]
)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """That of a user whose home and library are in this folder, and no other variables but a few."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),  # of the processes that it starts, too
        "PYTHONUTF8": "1",
        "HOME": str(folder),
        "BRIEFING_FEEDS": str(folder / "feeds.yaml"),
        "BRIEFING_DATA_DIR": str(folder / "data"),
        **more,
    }


def run(arguments: Sequence[str], env: Mapping[str, str], text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command, with a text as its standard input, to its end."""
    if env.get("PYTHONUTF8") != "1" or any(name in env for name in _BY_PYTHON[1:]):
        return subprocess.run(
            [*COMMAND, *arguments], input=text, capture_output=True, text=True, env=env, timeout=LONGEST
        )
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in _STREAMS]
        streams[0].write_text(text, encoding="utf-8")
        process = _forks.Process(target=_begin, args=(list(arguments), dict(env), list(map(str, streams))))
        process.start()
        process.join(LONGEST)
        code = process.exitcode
        if code is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired([*arguments], LONGEST)
        out, err = (path.read_text(encoding="utf-8") for path in streams[1:])
    return subprocess.CompletedProcess([*arguments], code, out, err)


def _begin(arguments: list[str], env: dict[str, str], streams: list[str]) -> None:
    """Become the program."""
    for number, (name, path) in enumerate(zip(_STREAMS, streams, strict=True)):
        file = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["briefing", *arguments]
    from briefing.__main__ import main

    sys.exit(main())


class Briefing:
    """The program with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.feeds = folder / "feeds.yaml"
        self.settings = folder / "settings.yaml"
        self.settings.write_text("full_text: never\nfetch:\n  per_host: 0\n")
        self.feeds.write_text("feeds: []\n")

    def __call__(self, *arguments: str, text: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        done = run(arguments, environment(self.folder, BRIEFING_CONFIG=str(self.settings)) | more, text)
        assert "Traceback" not in done.stderr, done.stderr
        controls = {c for c in done.stdout + done.stderr if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
        assert controls == set()
        return done

    def json(self, *arguments: str, code: int = 0, text: str = "") -> Any:
        done = self(*arguments, "--format", "json", text=text)
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def store(self, *entries: Any) -> tuple[str, ...]:
        library = Library(fresh(self.data / "briefing.db"))
        ids = library.feeds.store(fetched(*entries)).new_stories
        library.close()
        return ids
