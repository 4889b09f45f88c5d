"""The client against a server that misbehaves: a state and a sentence each time."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import socket
import sys
import time
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.core.document import Fetched, Known, Validators
from briefing.core.errors import FetchError
from briefing.core.feed import Feed, FeedState
from briefing.core.identity import keys
from briefing.fetch import get
from briefing.fetch.client import Client
from briefing.fetch.options import FetchOptions
from briefing.pace import Pace
from tests.support.feeds import ATOM, JSON, PAGE, RSS_TYPE, ReadHere, rss
from tests.support.server import Answer, FeedServer, Request

MIB = 1024 * 1024
NONE = Known()
CERTIFICATES = Path(__file__).parents[1] / "data" / "tls"


async def fetch(address: str, known: Known = NONE, feed: Feed | None = None, **options: float) -> Fetched:
    async with Client(FetchOptions(**options), ReadHere()) as client:  # type: ignore[arg-type]
        return await client.fetch_feed(feed or Feed(address), known)


async def test_a_good_feed(feed_server: FeedServer) -> None:
    fetched = await fetch(
        feed_server.serve("/f", rss(3), {**RSS_TYPE, "ETag": 'W/"a\xe9"', "Last-Modified": "some day"})
    )
    assert (fetched.state, fetched.message, len(fetched.document.entries)) == (FeedState.NEW, "", 3)
    assert fetched.validators == Validators('W/"a\xe9"', "some day")
    assert fetched.at.tzinfo is not None
    assert feed_server.last("/f").headers["user-agent"].startswith("Briefing/")


def pages(number: int, following: str) -> str:
    item = {"id": f"{number}", "url": f"/{number}", "title": f"Story {number}"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item], "next_url": following})


async def test_a_feed_that_goes_on_is_read_on_but_not_for_ever(feed_server: FeedServer) -> None:
    kind = {"Content-Type": "application/feed+json", "ETag": '"e"'}
    addresses = [feed_server.serve(f"/f{n}", pages(n, f"/f{n + 1}"), kind) for n in range(9)]
    fetched = await fetch(addresses[0], Known(Validators('"old"')))
    assert [entry.title for entry in fetched.document.entries] == [f"Story {n}" for n in range(4)]
    assert fetched.document.keys in ((), keys(fetched.document.entries))
    assert fetched.validators.etag == '"e"'
    assert "if-none-match" not in feed_server.last("/f1").headers
    few = await fetch(addresses[0], feed=Feed(addresses[0], max_items=2))
    assert len(few.document.entries) == 2


@pytest.mark.parametrize(
    "following", ["/first", "/missing", "/broken", "http://elsewhere.invalid/f", "javascript:x", ""]
)
async def test_where_a_feed_does_not_go_on_its_first_entries_are_here(feed_server: FeedServer, following: str) -> None:
    feed_server.serve("/broken", '{"version": ')
    fetched = await fetch(feed_server.serve("/first", pages(1, following)))
    assert (fetched.state, fetched.message) == (FeedState.NEW, "")
    assert [entry.title for entry in fetched.document.entries] == ["Story 1"]


async def test_validators_go_back_byte_for_byte(feed_server: FeedServer) -> None:
    address = feed_server.serve("/f", b"", {"Content-Length": "0", "ETag": '"new"'}, 304)
    fetched = await fetch(address, Known(Validators('W/"a\xe9"', "some day")), Feed(address, user_agent="Mine/1"))
    assert (fetched.state, fetched.message) == (FeedState.UNCHANGED, "")
    assert fetched.validators == Validators('"new"', "some day")
    asked = feed_server.last("/f").headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('W/"a\xe9"', "some day")
    assert asked["user-agent"] == "Mine/1"


@pytest.mark.parametrize(
    ("status", "headers", "state", "words", "wait"),
    [
        (304, {}, FeedState.FAILED, "nothing changed", None),
        (401, {}, FeedState.FAILED, "name and a password (401)", None),
        (403, {}, FeedState.FAILED, "the site refuses readers (403)", None),
        (404, {}, FeedState.FAILED, "nothing at this address (404)", None),
        (410, {}, FeedState.GONE, "the feed is gone for good (410)", None),
        (418, {}, FeedState.FAILED, "418", None),
        (429, {"Retry-After": "120"}, FeedState.FAILED, "fewer requests (429)", timedelta(minutes=2)),
        (429, {"Retry-After": "1"}, FeedState.FAILED, "fewer requests (429)", timedelta(minutes=1)),
        (429, {"Retry-After": "9" * 40}, FeedState.FAILED, "fewer requests (429)", timedelta(hours=24)),
        (429, {"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}, FeedState.FAILED, "(429)", timedelta(hours=24)),
        (429, {"Retry-After": "soon"}, FeedState.FAILED, "fewer requests (429)", timedelta(minutes=5)),
        (503, {"Retry-After": "90"}, FeedState.FAILED, "down for now (503)", timedelta(seconds=90)),
        (500, {}, FeedState.FAILED, "fault of its own (500)", None),
        (204, {}, FeedState.FAILED, "sent an empty page", None),
        (302, {}, FeedState.FAILED, "redirects without saying where (302)", None),
    ],
)
async def test_each_status_has_its_sentence(
    feed_server: FeedServer,
    status: int,
    headers: dict[str, str],
    state: FeedState,
    words: str,
    wait: timedelta | None,
) -> None:
    fetched = await fetch(feed_server.serve("/f", b"", headers, status))
    assert (fetched.state, fetched.retry_after) == (state, wait)
    assert words in fetched.message
    assert fetched.validators == Validators()


def packed(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(body) + engine.flush()


FEED = rss(3).encode()
ZIPPED = gzip.compress(FEED)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", ZIPPED),
        ("utf-8", FEED),
        ("x-gzip", gzip.compress(FEED[:50]) + gzip.compress(FEED[50:]) + b"\0\0"),
        ("", ZIPPED),
        ("deflate", zlib.compress(FEED)),
        ("deflate", packed(FEED)),
        ("identity", FEED),
        ("identity, gzip", ZIPPED),
        ("gzip", gzip.compress(ZIPPED)),
        ("gzip, gzip", gzip.compress(ZIPPED)),
        ("gzip, gzip", ZIPPED),
        ("gzip", FEED),
        ("deflate", FEED),
        ("br", b"\n" + FEED),
    ],
)
async def test_codings_are_understood(feed_server: FeedServer, coding: str, body: bytes) -> None:
    fetched = await fetch(feed_server.serve("/f", body, {**RSS_TYPE, "Content-Encoding": coding}))
    assert (fetched.message, len(fetched.document.entries)) == ("", 3)


@pytest.mark.parametrize(
    ("coding", "body", "words"),
    [
        ("gzip", ZIPPED[: len(ZIPPED) // 2], "broke off in the middle"),
        ("gzip", b"\x1b\x05\x00" + FEED, "damaged"),
        ("br", b"\x1b\x05\x00" + FEED, "compression that was not asked for"),
        ("gzip, br", b"\x1b\x05\x00" + FEED, "compression that was not asked for"),
        ("gzip", gzip.compress(gzip.compress(b" " * 30 * MIB)), "sent more than 20 MB"),
        ("gzip", gzip.compress(ZIPPED[:2] + b"no gzip", mtime=0), "damaged"),
        ("gzip", gzip.compress(b" " * 30 * MIB), "sent more than 20 MB"),
        ("", b" " * 21 * MIB, "sent more than 20 MB"),
        ("", b"", "sent an empty page"),
        ("", b"  \n ", "sent an empty page"),
        ("", b"/etc/hostname", "not a feed"),
        ("", b"\x89PNG\r\n\x1a\n", "not a feed"),
        ("", b"{", "broken JSON"),
        ("", b"[" * 200_000, "broken JSON"),
        ("", b"<html><body>x", "this address is a web page, not a feed"),
    ],
)
async def test_what_is_no_feed_fails(feed_server: FeedServer, coding: str, body: bytes, words: str) -> None:
    fetched = await fetch(feed_server.serve("/f", body, {"Content-Encoding": coding, "ETag": '"x"'}))
    assert fetched.state is FeedState.FAILED
    assert words in fetched.message
    assert fetched.validators == Validators()


async def test_a_page_names_its_feed(feed_server: FeedServer) -> None:
    fetched = await fetch(feed_server.serve("/blog/", PAGE, {"Content-Type": "text/html"}))
    assert fetched.message.endswith(f"it names the feed {feed_server.url('/blog/feed.xml')}")
    async with Client(documents=ReadHere()) as client:
        assert [link.title for link in await client.find_feeds(feed_server.url("/blog/"))] == ["News", "Comments"]
        feed = feed_server.serve("/a", ATOM)
        assert [link.address for link in await client.find_feeds(feed)] == [feed]


async def test_a_feed_without_entries_is_empty(feed_server: FeedServer) -> None:
    fetched = await fetch(feed_server.serve("/f", rss(0), {"ETag": '"x"'}))
    assert (fetched.state, fetched.document.title, fetched.validators.etag) == (FeedState.EMPTY, "Wire", '"x"')


async def hang(request: Request, out: Answer) -> None:
    await out.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>")
    await asyncio.sleep(60)


async def drip(request: Request, out: Answer) -> None:
    await out.raw(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await out.raw(b" ")
        await asyncio.sleep(0.05)


async def drip_headers(request: Request, out: Answer) -> None:
    await out.raw(b"HTTP/1.1 200 OK\r\n")
    while True:
        await out.raw(b"X: y\r\n")
        await asyncio.sleep(0.05)


async def endless(request: Request, out: Answer) -> None:
    await out.raw(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        await out.raw(b" " * 65_536)


async def closed(request: Request, out: Answer) -> None:
    return


async def reset(request: Request, out: Answer) -> None:
    await out.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>")
    out.reset()


async def short(request: Request, out: Answer) -> None:
    await out.send(FEED[:-20], {"Content-Length": str(len(FEED))})


async def unchunked(request: Request, out: Answer) -> None:
    await out.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n")


async def garbage(request: Request, out: Answer) -> None:
    await out.raw(b"\x1b]0;owned\x07 not HTTP at all\r\n\r\n")


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (hang, "took longer than 0.5 seconds"),
        (drip, "took longer than 0.5 seconds"),
        (drip_headers, "took longer than 0.5 seconds"),
        (closed, "broke off"),
        (reset, "broke off"),
        (short, "broke off before its end"),
        (unchunked, "broke off before its end"),
        (garbage, "not proper HTTP"),
    ],
)
async def test_broken_transports_fail_in_time(feed_server: FeedServer, handler: object, words: str) -> None:
    address = feed_server.play("/f", handler)  # type: ignore[arg-type]
    async with asyncio.timeout(5):
        fetched = await fetch(address, feed_deadline=0.5)
    assert fetched.state is FeedState.FAILED
    assert words in fetched.message
    assert fetched.message.isprintable()
    assert not fetched.offline


@pytest.mark.parametrize("ending", ["closed", "reset", "left open"])
@pytest.mark.parametrize("headers", ["Content-Length: 9999", "Transfer-Encoding: chunked", "Content-Encoding: gzip"])
@pytest.mark.parametrize("body", [FEED, FEED + b"\n<!-- made in 3 ms", JSON.encode()], ids=["xml", "note", "json"])
async def test_a_whole_feed_is_read_however_its_answer_ends(
    feed_server: FeedServer, headers: str, body: bytes, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(get, "_GRACE", 0.05)
    sent = gzip.compress(body)[:-8] if "gzip" in headers else body
    sent = b"%x\r\n%s\r\n" % (len(sent), sent) if "chunked" in headers else sent

    async def answer(request: Request, out: Answer) -> None:
        await out.raw(f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + sent)
        if ending == "reset":
            out.reset()
        elif ending == "left open":
            await asyncio.Event().wait()

    fetched = await fetch(feed_server.play("/f", answer))
    assert (fetched.state, fetched.message) == (FeedState.NEW, "")
    assert fetched.document.entries


async def test_an_endless_body_is_left(feed_server: FeedServer) -> None:
    fetched = await fetch(feed_server.play("/f", endless))
    assert fetched.message == "sent more than 20 MB"


async def test_a_feed_that_is_cut_is_kept_but_asked_for_again(feed_server: FeedServer) -> None:
    cut = rss(3).rpartition("<item>")[0]
    fetched = await fetch(feed_server.serve("/f", cut, {"ETag": '"x"'}))
    assert (fetched.state, len(fetched.document.entries), fetched.validators) == (FeedState.NEW, 2, Validators())
    assert "breaks off" in fetched.message


@pytest.mark.parametrize(
    ("address", "words", "offline"),
    [
        ("http://127.0.0.1:1/", "refuses the connection", False),
        ("http://no-such-host.invalid/", "no network", True),
        ("file:///etc/hostname", "not an http or https address", False),
        ("http://127.0.0.1:99999/", "not an http or https address", False),
        ("http://[::1", "not an http or https address", False),
    ],
)
async def test_addresses_that_lead_nowhere(address: str, words: str, offline: bool) -> None:
    fetched = await fetch(address)
    assert (fetched.state, fetched.offline) == (FeedState.FAILED, offline)
    assert words in fetched.message


async def test_https_where_there_is_none(feed_server: FeedServer) -> None:
    fetched = await fetch(feed_server.url("/f").replace("http:", "https:"))
    assert (fetched.state, fetched.message) == (FeedState.FAILED, "the site does not speak https there")


async def test_a_redirect_that_names_its_place_twice_or_not_at_all(feed_server: FeedServer) -> None:
    feed_server.serve("/new", rss(1))

    async def twice(request: Request, out: Answer) -> None:
        await out.raw(b"HTTP/1.1 301 Moved\r\nLocation: /new\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n")

    async def nowhere(request: Request, out: Answer) -> None:
        await out.raw(b"HTTP/1.1 301 Moved\r\nLocation: \r\nContent-Length: 0\r\n\r\n")

    assert (await fetch(feed_server.play("/twice", twice))).state is FeedState.NEW
    fetched = await fetch(feed_server.play("/nowhere", nowhere))
    assert fetched.message == "redirects without saying where (301)"


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301,), True), ((301, 308), True), ((301, 302), False), ((307,), False)]
)
async def test_a_move_is_remembered_when_every_hop_is_permanent(
    feed_server: FeedServer, statuses: tuple[int, ...], moved: bool
) -> None:
    for number, status in enumerate(statuses):
        feed_server.redirect(f"/{number}", f"/{number + 1}", status)
    end = feed_server.serve(f"/{len(statuses)}", rss(1))
    fetched = await fetch(feed_server.url("/0"))
    assert (fetched.state, fetched.moved_to) == (FeedState.NEW, end if moved else "")


async def test_a_move_to_a_page_is_not_remembered(feed_server: FeedServer) -> None:
    feed_server.redirect("/0", "/1", 301)
    feed_server.serve("/1", PAGE)
    fetched = await fetch(feed_server.url("/0"))
    assert (fetched.state, fetched.moved_to) == (FeedState.FAILED, "")


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/f", "redirects to itself"),
        ("file:///etc/hostname", "not a web address (file:///etc/hostname)"),
        ("ftp://a.example/", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("data:application/rss+xml,<rss/>", "not a web address"),
        ("http://[", "not a web address"),
        ("http://127.0.0.1:99999/", "not a web address"),
        ("http://0177.0.0.1/", "not a web address"),
        ("http://127.0.0.2/", "private network (127.0.0.2)"),
        ("http://2130706433/", "private network (2130706433)"),
        ("http://0x7f000001/", "private network"),
        ("http://127.1/", "private network"),
        ("http://[::ffff:127.0.0.1]/", "private network"),
        ("http://localhost/", "private network (localhost)"),
        ("http://169.254.169.254/latest", "private network"),
        ("http://[::1\x1b]0;x/", ""),
    ],
)
async def test_redirects_that_are_refused(feed_server: FeedServer, location: str, words: str) -> None:
    fetched = await fetch(feed_server.redirect("/f", location))
    assert fetched.state is FeedState.FAILED
    assert words in fetched.message
    assert fetched.message.isprintable()


async def test_a_long_chain_ends(feed_server: FeedServer) -> None:
    for number in range(20):
        feed_server.redirect(f"/{number}", f"/{number + 1}")
    assert "more than 10 times" in (await fetch(feed_server.url("/0"))).message


async def test_a_page_of_a_feed_may_not_lead_into_the_own_network(feed_server: FeedServer) -> None:
    address = feed_server.serve("/p", "text", {"Content-Type": "text/plain"})
    async with Client(documents=ReadHere()) as client:
        assert (await client.fetch_page(address)).body == b"text"
        with pytest.raises(FetchError, match="private network"):
            await client.fetch_page(address, typed=False)
    assert feed_server.count("/p") == 1


async def test_a_name_that_turns_home_at_the_last_moment_is_sent_nothing(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def abroad(address: str) -> bool:
        return False

    monkeypatch.setattr("briefing.fetch.door.leads_home", abroad)
    address = feed_server.serve("/p", "text")
    async with Client(documents=ReadHere()) as client:
        with pytest.raises(FetchError, match="private network"):
            await client.fetch_page(address, typed=False)
    assert feed_server.requests == []


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name that ends in .test is this machine."""
    asked = socket.getaddrinfo

    def found(host: str | bytes, *rest: object, **more: object) -> object:
        name = host.decode() if isinstance(host, bytes) else host
        return asked("127.0.0.1" if name and name.endswith(".test") else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.mark.usefixtures("names")
async def test_a_name_that_could_be_anybodys_leads_home_only_if_the_person_says_so(feed_server: FeedServer) -> None:
    address = feed_server.serve("/f", rss(1)).replace("127.0.0.1", "pub.test")
    fetched = await fetch(address)
    assert fetched.message.startswith("leads to an address of a private network (pub.test")
    assert "`private_network: true` in feeds.yaml" in fetched.message
    assert feed_server.requests == []
    assert (await fetch(address, NONE, Feed(address, private_network=True))).state is FeedState.NEW


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("spelling", ["{host}", "{place}", "http://{host}", "http://{place}", "{host},127.0.0.1"])
async def test_no_spelling_of_no_proxy_opens_the_own_network(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, spelling: str
) -> None:
    inside = FeedServer()
    try:
        secret = inside.serve("/secret", rss(1)).replace("127.0.0.1", "intern.test")
        feed_server.redirect("http://news.example/f", secret)
        monkeypatch.setenv("HTTP_PROXY", feed_server.url(""))
        monkeypatch.setenv("NO_PROXY", spelling.format(host="intern.test", place=f"intern.test:{inside.port}"))
        fetched = await fetch("http://news.example/f")
        assert fetched.state is FeedState.FAILED
        assert inside.requests == []
    finally:
        inside.close()


async def test_a_redirect_to_a_name_that_is_gone_is_no_missing_network(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(address: str) -> bool:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr("briefing.fetch.door.leads_home", gone)
    fetched = await fetch(feed_server.redirect("/f", "http://gone.example/"))
    assert not fetched.offline
    assert fetched.message.startswith("redirects to gone.example: the name of the site is not known")


async def test_a_page_that_is_not_there(feed_server: FeedServer) -> None:
    async with Client(documents=ReadHere()) as client:
        with pytest.raises(FetchError, match="nothing at this address") as caught:
            await client.fetch_page(feed_server.url("/none").replace("//", "//ann:secret@"))
    assert "secret" not in str(caught.value)


async def test_logins_go_to_their_own_host_only(feed_server: FeedServer) -> None:
    other = FeedServer()
    try:
        other.serve("/f", rss(1))
        feed_server.redirect("/f", other.url("/f").replace("//", "//eve:trap@"), 301)
        address = feed_server.url("/f").replace("//", "//ann:secret@")
        fetched = await fetch(address)
        assert (fetched.state, fetched.moved_to) == (FeedState.NEW, "")
        assert feed_server.last("/f").headers["authorization"].startswith("Basic ")
        assert "authorization" not in other.last("/f").headers
    finally:
        other.close()


async def test_a_login_that_is_refused_is_told_from_one_that_is_missing(feed_server: FeedServer) -> None:
    address = feed_server.serve("/f", b"", {"WWW-Authenticate": 'Basic realm="x"'}, 401)
    assert (await fetch(address)).message == "the site wants a name and a password (401)"
    with_login = address.replace("//", "//ann:secret@")
    assert (await fetch(with_login)).message == "the site does not accept this name and password (401)"
    async with Client(documents=ReadHere()) as client:
        with pytest.raises(FetchError, match="does not accept this name and password"):
            await client.find_feeds(with_login)


async def test_cookies_live_for_one_request(feed_server: FeedServer) -> None:
    async def wants_cookie(request: Request, out: Answer) -> None:
        if "cookie" in request.headers:
            await out.send(FEED)
        else:
            await out.send(b"", {"Location": "/f", "Set-Cookie": "a=b"}, 302)

    address = feed_server.play("/f", wants_cookie)
    async with Client(documents=ReadHere()) as client:
        for _ in range(2):
            assert (await client.fetch_feed(Feed(address), NONE)).state is FeedState.NEW
    assert ["cookie" in request.headers for request in feed_server.requests] == [False, True, False, True]


@pytest.mark.parametrize(("concurrency", "per_host", "most"), [(3, 0, 3), (16, 2, 2), (2, 16, 2)])
async def test_requests_are_bounded(feed_server: FeedServer, concurrency: int, per_host: int, most: int) -> None:
    class Counted(Pace):
        """Counts the requests that are begun, which all of them are at once that nothing holds back."""

        begun = 0

        async def turn(self) -> None:
            self.begun += 1

    pace, full, begun = Counted(), asyncio.Event(), list[int]()

    async def slow(request: Request, out: Answer) -> None:
        if request.running >= most:
            begun.append(pace.begun)
            full.set()
        await full.wait()
        await out.send(FEED)

    feeds = [Feed(feed_server.play(f"/{number}", slow)) for number in range(9)]
    async with Client(FetchOptions(concurrency=concurrency, per_host=per_host), ReadHere(), pace) as client:
        results = await asyncio.gather(*(client.fetch_feed(feed, NONE) for feed in feeds))
    assert {result.state for result in results} == {FeedState.NEW}
    assert begun[0] == most, "none is begun before another has ended"
    assert max(request.running for request in feed_server.requests) == most


@pytest.mark.parametrize("per_host", [0, 2])
async def test_a_request_is_made_when_it_is_its_turn(feed_server: FeedServer, per_host: int) -> None:
    class Held(Pace):
        def __init__(self) -> None:
            super().__init__()
            self.waiting = asyncio.Queue[None]()
            self.may_go = asyncio.Event()

        async def turn(self) -> None:
            self.waiting.put_nowait(None)
            await self.may_go.wait()

    pace = Held()
    feed = Feed(feed_server.serve("/feed", rss(1)))
    async with Client(FetchOptions(per_host=per_host), ReadHere(), pace) as client:
        asked = asyncio.create_task(client.fetch_feed(feed, NONE))
        await pace.waiting.get()
        assert not feed_server.requests
        pace.may_go.set()
        assert (await asked).state is FeedState.NEW
    assert feed_server.count("/feed") == 1


async def test_a_pause_that_a_host_wants_while_others_wait_for_their_turn_is_kept(feed_server: FeedServer) -> None:
    class Second(Pace):
        """The second request has its turn once the first has been answered."""

        def __init__(self) -> None:
            super().__init__()
            self.number = 0
            self.answered = asyncio.Event()

        async def turn(self) -> None:
            self.number += 1
            if self.number == 2:
                await self.answered.wait()

    pace = Second()
    busy = Feed(feed_server.serve("/busy", b"", {"Retry-After": "60"}, 429))
    other = Feed(feed_server.serve("/other", rss(1)))
    async with Client(FetchOptions(per_host=2), ReadHere(), pace) as client:
        first, second = (asyncio.create_task(client.fetch_feed(feed, NONE)) for feed in (busy, other))
        assert (await first).state is FeedState.FAILED
        pace.answered.set()
        assert (await second).state is FeedState.SKIPPED
    assert feed_server.count("/other") == 0


async def test_a_feed_that_moved_is_asked_where_it_is(feed_server: FeedServer) -> None:
    feed_server.redirect("/old", "/new", 301)
    new = feed_server.serve("/new", rss(1))
    old = Feed(feed_server.url("/old"))
    assert (await fetch(old.url)).moved_to == new
    fetched = await fetch(old.url, Known(moved_to=new), old)
    assert (fetched.feed, fetched.state, fetched.moved_to) == (old, FeedState.NEW, new)
    assert (feed_server.count("/old"), feed_server.count("/new")) == (1, 2)


async def test_a_move_counts_where_nothing_changed(feed_server: FeedServer) -> None:
    feed_server.redirect("/old", "/new", 308)
    new = feed_server.serve("/new", b"", {"Content-Length": "0"}, 304)
    fetched = await fetch(feed_server.url("/old"), Known(Validators('"x"')))
    assert (fetched.state, fetched.moved_to) == (FeedState.UNCHANGED, new)


async def test_a_moved_feed_may_not_lead_into_the_own_network(feed_server: FeedServer) -> None:
    new = feed_server.serve("/new", rss(1))
    fetched = await fetch("http://news.example/", Known(moved_to=new))
    assert "leads to an address of a private network" in fetched.message
    assert feed_server.count("/new") == 0


async def test_gone_by_a_detour_is_not_gone_for_good(feed_server: FeedServer) -> None:
    feed_server.redirect("/f", "/end", 302)
    feed_server.serve("/end", b"", status=410)
    fetched = await fetch(feed_server.url("/f"))
    assert (fetched.state, fetched.message) == (FeedState.FAILED, "leads to an address that is gone (410)")


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({}, None),
        ({"Cache-Control": "public, max-age=7200"}, timedelta(hours=2)),
        ({"Cache-Control": 'max-age="60"', "Expires": "Fri, 01 Jan 2100 00:00:00 GMT"}, timedelta(minutes=1)),
        ({"Cache-Control": "s-maxage=60"}, None),
        ({"Cache-Control": "max-age=7200", "Age": "5400"}, timedelta(minutes=30)),
        ({"Cache-Control": "max-age=7200", "Age": "9000"}, timedelta()),
        ({"Cache-Control": "max-age=7200", "Age": "old"}, timedelta(hours=2)),
        ({"Cache-Control": "no-cache, max-age=7200"}, None),
        ({"Cache-Control": "max-age=99999999999999"}, timedelta(hours=24)),
        (
            {"Expires": "Wed, 01 Jan 2025 02:00:00 GMT", "Date": "Wed, 01 Jan 2025 01:00:00 GMT"},
            timedelta(hours=1),
        ),
        ({"Expires": "0"}, None),
        ({"Expires": "Wed, 01 Jan 2020 00:00:00 GMT"}, timedelta()),
    ],
)
async def test_how_long_an_answer_stays_fresh(
    feed_server: FeedServer, headers: dict[str, str], fresh: timedelta | None
) -> None:
    assert (await fetch(feed_server.serve("/f", rss(1), headers))).fresh_for == fresh


async def test_a_pause_of_an_earlier_run_is_kept(feed_server: FeedServer) -> None:
    address = feed_server.serve("/f", rss(1))
    fetched = await fetch(address, Known(paused_until=datetime.now(UTC) + timedelta(minutes=9)))
    assert (fetched.state, feed_server.count("/f")) == (FeedState.SKIPPED, 0)
    assert "127.0.0.1" in fetched.message
    assert "asks for fewer requests" in fetched.message
    assert fetched.retry_after is not None
    assert timedelta(minutes=8) < fetched.retry_after < timedelta(minutes=10)
    for known in (
        Known(paused_until=datetime.now(UTC) - timedelta(minutes=1)),
        Known(paused_until=datetime.now(UTC) + timedelta(days=9)),  # the clock was set back since
    ):
        assert (await fetch(address, known)).state is FeedState.NEW


async def test_feeds_that_wait_for_a_host_learn_of_its_pause(feed_server: FeedServer) -> None:
    feeds = [Feed(feed_server.serve(f"/{number}", b"", {"Retry-After": "300"}, 503)) for number in range(9)]
    async with Client(FetchOptions(per_host=2), ReadHere()) as client:
        results = await asyncio.gather(*(client.fetch_feed(feed, NONE) for feed in feeds))
    asked = [result for result in results if result.state is FeedState.FAILED]
    assert 1 <= len(asked) <= 2
    assert len(feed_server.requests) == len(asked)
    assert all(result.pause is not None and result.pause.place.startswith("127.0.0.1:") for result in asked)


async def test_proxies_of_the_environment_are_used(feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    feed_server.serve("http://news.example/f", rss(2), RSS_TYPE)
    monkeypatch.setenv("HTTP_PROXY", feed_server.url(""))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fetched = await fetch("http://news.example/f")
    assert (fetched.state, len(fetched.document.entries)) == (FeedState.NEW, 2)
    direct = await fetch(feed_server.serve("/f", rss(1)))
    assert direct.state is FeedState.NEW
    assert [request.path for request in feed_server.requests] == ["http://news.example/f", "/f"]
    feed_server.serve("http://news.example/f", b"", status=407)
    assert (await fetch("http://news.example/f")).message == "the proxy wants a name and a password (407)"
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    fetched = await fetch("http://news.example/f")
    assert (fetched.message, fetched.offline) == ("the proxy cannot be reached", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTPS_PROXY", "gopher://x:1"), ("SSL_CERT_FILE", "/nowhere/at/all.pem")],
)
async def test_a_machine_that_is_set_up_wrongly_is_no_fault_of_a_feed(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    address = feed_server.serve("/f", rss(1))
    get.ssl_context.cache_clear()
    monkeypatch.setenv(name, value)
    try:
        fetched = await fetch(address)
    finally:
        get.ssl_context.cache_clear()
    assert (fetched.state, fetched.offline) == (FeedState.FAILED, True)
    assert name in fetched.message


def test_certificates_are_loaded_before_the_first_request_and_never_stop_a_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    get.ssl_context.cache_clear()
    get.prepare()
    assert get.ssl_context.cache_info().currsize == 1
    get.ssl_context.cache_clear()
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    get.prepare()
    assert get.ssl_context.cache_info().currsize == 0


async def test_the_first_request_loads_no_library_that_could_be_loaded_before(feed_server: FeedServer) -> None:
    address = feed_server.serve("/f", rss(1))
    program = f"""
import asyncio, sys
from briefing.core.feed import Feed
from briefing.fetch import get
from briefing.fetch.client import Client
from briefing.fetch.options import FetchOptions

class Unread:
    def expect(self): ...
    async def parse(self, *arguments): raise ValueError
    async def close(self): ...

async def main():
    await asyncio.to_thread(get.prepare)
    before = set(sys.modules)
    async with Client(FetchOptions(per_host=0), Unread()) as client:
        await client.fetch_feed(Feed({address!r}))
    print(sorted(name for name in set(sys.modules) - before if not name.startswith("briefing")))

asyncio.run(main())
"""
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    said, _ = await child.communicate()
    assert feed_server.count("/f") == 1
    assert said.decode().strip() == "[]"


@pytest.mark.parametrize("file", ["keys.log", "no/such/folder/keys.log"])
def test_the_keys_of_connections_are_written_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / file))
    get.ssl_context.cache_clear()
    try:
        assert get.ssl_context(False).keylog_filename is None
    finally:
        get.ssl_context.cache_clear()
    assert os.environ["SSLKEYLOGFILE"] == str(tmp_path / file)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        ("good", ""),
        ("expired", "the certificate expired"),
        ("early", "the certificate is not valid yet"),
        ("other-name", "the certificate is for another name"),
        ("self-signed", "the certificate is self-signed"),
    ],
)
async def test_certificates_are_looked_at(monkeypatch: pytest.MonkeyPatch, certificate: str, words: str) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    server = FeedServer(CERTIFICATES / f"{certificate}.pem")
    get.ssl_context.cache_clear()
    try:
        address = server.serve("/f", rss(1))
        fetched = await fetch(address)
        assert (fetched.message, server.count("/f")) == (words, 0 if words else 1)
        trusting = Feed(address, trust_any_certificate=True)
        assert (await fetch(address, NONE, trusting)).state is FeedState.NEW
        server.redirect("/f", "https://127.0.0.1:1/")
        assert "another site" in (await fetch(address, NONE, trusting)).message
    finally:
        get.ssl_context.cache_clear()
        server.close()


async def test_a_host_that_wants_a_pause_gets_it(feed_server: FeedServer) -> None:
    feed_server.serve("/a", b"", {"Retry-After": "300"}, 429)
    feed_server.serve("/b", rss(1))
    async with Client(documents=ReadHere()) as client:
        await client.fetch_feed(Feed(feed_server.url("/a")), NONE)
        fetched = await client.fetch_feed(Feed(feed_server.url("/b")), NONE)
    assert (fetched.state, feed_server.count("/b")) == (FeedState.SKIPPED, 0)
    assert fetched.retry_after is not None
    async with Client(FetchOptions(per_host=0), ReadHere()) as client:
        await client.fetch_feed(Feed(feed_server.url("/a")), NONE)
        assert (await client.fetch_feed(Feed(feed_server.url("/b")), NONE)).state is FeedState.NEW


async def test_no_feed_silences_a_host_for_others(feed_server: FeedServer) -> None:
    other = FeedServer()
    try:
        limited = other.serve("/limited", b"", {"Retry-After": "86400"}, 429)
        true = other.serve("/feed", rss(1))
        async with Client(documents=ReadHere()) as client:
            fetched = await client.fetch_feed(Feed(feed_server.redirect("/evil", limited)), NONE)
            assert (fetched.retry_after, fetched.pause) == (timedelta(days=1), None)
            with pytest.raises(FetchError, match="429"):
                await client.fetch_page(limited)
            assert (await client.fetch_feed(Feed(true), NONE)).state is FeedState.NEW
    finally:
        other.close()


@pytest.mark.parametrize("status", [400, 412, 431, 500])
async def test_a_server_that_stumbles_over_its_own_validators_is_asked_without(
    feed_server: FeedServer, status: int
) -> None:
    async def stumble(request: Request, out: Answer) -> None:
        if "if-none-match" in request.headers:
            await out.send(b"", status=status)
        else:
            await out.send(rss(1).encode(), {**RSS_TYPE, "ETag": f'"{"x" * 60_000}"', "Last-Modified": "then"})

    fetched = await fetch(feed_server.play("/f", stumble), Known(Validators('"old"', "")))
    assert (fetched.state, fetched.validators) == (FeedState.NEW, Validators("", "then"))


async def test_a_body_in_crumbs_is_left_and_lets_others_run(feed_server: FeedServer) -> None:
    async def crumbs(request: Request, out: Answer) -> None:
        await out.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(40):
            await out.raw(b"1\r\nx\r\n" * 10_000)
        await out.raw(b"0\r\n\r\n")

    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            longest = max(longest, time.thread_time() - before)
            before = time.thread_time()

    address = feed_server.play("/f", crumbs)
    watching = asyncio.create_task(watch())
    try:
        assert (await fetch(address)).message == "sends its answer in pieces that are too small"
    finally:
        watching.cancel()
    assert longest < 2.0  # all at once takes many times as long


async def test_the_whole_run_ends(feed_server: FeedServer) -> None:
    feeds = [Feed(feed_server.play(f"/{number}", hang)) for number in range(6)]
    async with asyncio.timeout(5), Client(FetchOptions(per_host=1, total_deadline=0.5), ReadHere()) as client:
        results = await asyncio.gather(*(client.fetch_feed(feed, NONE) for feed in feeds))
    assert {(result.state, result.message) for result in results} == {
        (FeedState.SKIPPED, "not asked: the refresh took longer than 0.5 seconds")
    }


async def test_cancelling_passes_through(feed_server: FeedServer) -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def hang_and_tell(request: Request, out: Answer) -> None:
        loop.call_soon_threadsafe(asked.set)
        await hang(request, out)

    task = asyncio.create_task(fetch(feed_server.play("/f", hang_and_tell)))
    await asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
