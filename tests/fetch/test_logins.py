"""Where the passwords of feeds come from, and where they never go."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefing.core.document import Fetched, Known
from briefing.core.feed import Feed, FeedState
from briefing.fetch.client import Client
from tests.support.feeds import ReadHere, rss
from tests.support.server import FeedServer

SECRET = "se:cret\x1c\x85wörd"  # a line ends with a newline only


async def fetch(feed: Feed) -> Fetched:
    async with Client(documents=ReadHere()) as client:
        return await client.fetch_feed(feed, Known())


def says(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def sent(server: FeedServer) -> str:
    """The name and password that came with the last request."""
    return base64.b64decode(server.requests[-1].headers["authorization"].removeprefix("Basic ")).decode()


async def test_a_command_prints_the_password(feed_server: FeedServer) -> None:
    address = feed_server.serve("/f", rss(1))
    feed = Feed(address, user="ann", password_command=says(f"print({SECRET!r}); print('more')"))
    fetched = await fetch(feed)
    assert fetched.state is FeedState.NEW
    assert sent(feed_server) == f"ann:{SECRET}"
    feed_server.redirect("/f", "/g", 301)
    feed_server.serve("/g", rss(1))
    assert (await fetch(feed)).moved_to == "", "the password goes where the reader sent it"


async def test_a_password_stays_where_it_was_given_after_the_feed_has_moved(feed_server: FeedServer) -> None:
    other = FeedServer()
    try:
        moved_to = other.serve("/f", rss(1))
        own = feed_server.redirect("/f", moved_to, 301)
        feed = Feed(own, user="ann", password_command=says("print('secret')"))
        async with Client(documents=ReadHere()) as client:
            fetched = await client.fetch_feed(feed, Known(moved_to=moved_to))
            assert (fetched.state, fetched.moved_to) == (FeedState.NEW, "")
            assert "authorization" not in other.last("/f").headers
            assert sent(feed_server) == "ann:secret"
            feed_server.serve("/f", rss(1))
            assert (await client.fetch_feed(feed, Known(moved_to=moved_to))).moved_to == ""
            at_home = feed_server.serve("/g", rss(1))
            assert (await client.fetch_feed(feed, Known(moved_to=at_home))).moved_to == at_home
        assert sent(feed_server) == "ann:secret"
    finally:
        other.close()


async def test_trust_in_a_certificate_stays_where_it_was_given(feed_server: FeedServer) -> None:
    other = FeedServer()
    try:
        moved_to = other.serve("/f", rss(1))
        feed = Feed(feed_server.redirect("/f", moved_to, 301), trust_any_certificate=True)
        async with Client(documents=ReadHere()) as client:
            fetched = await client.fetch_feed(feed, Known(moved_to=moved_to))
        assert "another site, whose certificate" in fetched.message
        assert other.requests == []
    finally:
        other.close()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("no-such-program", SECRET), "no-such-program cannot be started: No such file"),
        (says(f"import sys; print({SECRET!r}); sys.exit(3)"), "failed with 3"),
        (says("pass"), "printed no password"),
        (says("print()"), "printed no password"),
        (says("open('/dev/tty')"), "failed with 1"),
    ],
)
async def test_a_command_that_fails_is_a_sentence(
    feed_server: FeedServer, command: tuple[str, ...], words: str
) -> None:
    fetched = await fetch(Feed(feed_server.serve("/f", rss(1)), user="ann", password_command=command))
    assert fetched.state is FeedState.FAILED
    assert words in fetched.message
    assert SECRET not in fetched.message
    assert feed_server.requests == []


async def test_the_keyring_has_the_password(feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = Feed(feed_server.serve("/f", rss(1)), user="ann")
    host = f"127.0.0.1:{feed_server.port}"
    monkeypatch.setitem(sys.modules, "keyring", None)
    without = (await fetch(feed)).message
    assert "install Briefing with the extra `keyring`, or name a program that prints the password" in without
    kept = {(f"briefing {host}", "ann"): SECRET}
    monkeypatch.setitem(
        sys.modules, "keyring", SimpleNamespace(get_password=lambda service, user: kept.get((service, user)))
    )
    assert (await fetch(feed)).state is FeedState.NEW
    assert sent(feed_server) == f"ann:{SECRET}"
    kept.clear()
    assert f"`keyring set 'briefing {host}' ann`" in (await fetch(feed)).message


LOGGED = """
import asyncio, sys
from pathlib import Path
from briefing.core.document import Known
from briefing.core.feed import Feed
from briefing.fetch.client import Client
from briefing.terminal import log_to
from tests.support.feeds import ReadHere

async def main():
    async with Client(documents=ReadHere()) as client:
        print((await client.fetch_feed(Feed(sys.argv[2]), Known())).message)

log_to(Path(sys.argv[1]), "debug")
asyncio.run(main())
"""


def test_no_login_and_no_cookie_is_in_the_log_at_any_level(feed_server: FeedServer, tmp_path: Path) -> None:
    secret = {"Set-Cookie": "session=TOPSECRET", "Location": "http://bob:TOPSECRET@h.invalid/"}
    address = feed_server.serve("/f", b"", secret, 302).replace("//", "//ann:TOPSECRET@")
    done = subprocess.run(
        [sys.executable, "-c", LOGGED, str(tmp_path / "log"), address], capture_output=True, text=True, check=True
    )
    log = tmp_path / "log"
    assert "TOPSECRET" not in done.stdout + done.stderr + log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    assert "h.invalid" in done.stdout
