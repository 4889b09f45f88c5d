"""`briefing fetch --watch` as a service runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.feeds import rss
from tests.support.server import FeedServer

PATIENCE = 60.0


def _heeds_signals() -> None:
    """Also where the tests themselves run in the background, or under nohup."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Watch:
    """The program, watching over a folder."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.feeds = folder / "feeds.yaml"
        places = ("--feeds", str(self.feeds), "--data-dir", str(folder / "data"))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "fetch", "--watch", "--no-analysis", *places, *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1"},
            preexec_fn=_heeds_signals,
        )

    def line(self) -> str:
        """The next line it prints, its spaces made one."""
        assert self.process.stdout is not None
        return " ".join(self.process.stdout.readline().split())

    def end(self, number: int) -> tuple[int, str]:
        """Send a signal; the exit code and what was said on standard error."""
        self.process.send_signal(number)
        _, told = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, told


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Watch]]:
    started: list[Watch] = []

    def one(*more: str) -> Watch:
        started.append(Watch(tmp_path, *more))
        return started[-1]

    yield one
    for watch in started:
        watch.process.kill()
        watch.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_is_a_good_end(
    start: Callable[..., Watch], tmp_path: Path, feed_server: FeedServer, number: int
) -> None:
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n- url: {feed_server.serve('/f', rss(3))}\n")
    watch = start()
    assert [watch.line(), watch.line()] == ["3 new Wire", "3 new stories from 1 feed"]
    assert watch.end(number) == (0, "")
    assert feed_server.count("/f") == 1, "a feed that is not due is left alone"


def test_the_feeds_that_brought_stories_are_counted_apart_from_those_that_failed(
    start: Callable[..., Watch], tmp_path: Path, feed_server: FeedServer
) -> None:
    gone = feed_server.serve("/gone", b"", status=500)
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n- url: {feed_server.serve('/f', rss(3))}\n- url: {gone}\n")
    watch = start()
    assert [watch.line() for _ in range(3)][-1] == "3 new stories from 1 feed; 1 feed failed"


def test_a_missing_network_is_told_and_ends_nothing(start: Callable[..., Watch], tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("feeds:\n- url: http://no-such-host.invalid/\n")
    watch = start()
    assert watch.process.stderr is not None
    assert watch.process.stderr.readline().startswith("you seem to be offline")
    assert watch.end(signal.SIGTERM) == (0, "")


def test_a_watch_names_the_accounts_that_it_does_not_ask(start: Callable[..., Watch], tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("feeds:\n- url: https://harbour.example/rss\n  account: quay\n")
    watch = start("--quiet")
    assert watch.process.stderr is not None
    assert "'quay'" in watch.process.stderr.readline()
    assert watch.end(signal.SIGTERM) == (0, "")


def test_one_watch_a_folder_and_others_are_told(start: Callable[..., Watch], tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    first = start()
    lock = tmp_path / "data" / "watch.lock"
    end = time.monotonic() + PATIENCE
    while not (lock.exists() and lock.read_text().strip()):
        assert time.monotonic() < end
    second = start()
    _, told = second.process.communicate(timeout=PATIENCE)
    assert second.process.returncode == 1
    assert f"another `briefing fetch --watch` is already running on {tmp_path / 'data'} (process" in told
    assert f"(process {first.process.pid})" in told
    first.process.kill()
    first.process.communicate()
    third = start()
    while lock.read_text().strip() != str(third.process.pid):
        assert time.monotonic() < end
    assert third.end(signal.SIGTERM)[0] == 0
