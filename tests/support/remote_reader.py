"""A reader on a server for the tests: its feeds, stories and states, what others do to them, and its faults.

The protocols (`greader_server`, `miniflux_server`, `fever_server`, `nextcloud_server`) show one and the same
`RemoteReader` over HTTP on loopback, each with the ways of its kind. A test can act as a second client on `reader`
directly, while the client that is tested goes through the socket.
"""

from __future__ import annotations

import json
import random
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

USER, PASSWORD = "ann", "a pass&word=ü"
START = 1_795_000_000_000_000
"""When the first story arrives, in microseconds."""


@dataclass
class Publication:
    """A feed of the world outside, which can be subscribed to. `stories` are pairs of guid and title, oldest first."""

    url: str
    title: str
    stories: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class FakeFeed:
    """A feed as the server has it. A hidden one looks as if it were not there."""

    number: int
    url: str
    title: str
    group: str
    hidden: bool = False


@dataclass
class FakeItem:
    """A story as the server has it; `number` is its id, `arrived` and `changed` are microseconds."""

    number: int
    feed: int
    guid: str
    title: str
    text: str
    link: str
    published: int
    arrived: int
    changed: int
    read: bool = False
    starred: bool = False
    labels: set[str] = field(default_factory=set)
    words: tuple[str, ...] = ()
    author: str = ""


class RemoteReader:
    """What a server knows. Every method is what some client, or the server itself, does to it."""

    def __init__(self, default_group: str = "Uncategorized") -> None:
        self.lock = threading.RLock()
        self.world: dict[str, Publication] = {}
        self.feeds: dict[int, FakeFeed] = {}
        self.items: dict[int, FakeItem] = {}
        self.labels: list[str] = []
        self.default_group = default_group
        self.clock = START
        self.ahead = 0
        """By how many seconds the time of answers is ahead of the clock that the reader's changes have."""

        self.next_number: Callable[[], int] = self._tick
        self._gone: set[tuple[int, str]] = set()
        self._feeds_made = 0

    # ------------------------------------------------------------------------------------------- the world outside

    def publish(self, url: str, count: int = 1, title: str = "") -> None:
        """Let a feed of the world have so many stories more; servers see them with `refresh`."""
        with self.lock:
            feed = self.world.setdefault(url, Publication(url, title or f"Feed {len(self.world) + 1}"))
            start = len(feed.stories)
            feed.stories += [(f"{url}#{at}", f"Story {at} of {feed.title}") for at in range(start, start + count)]

    def refresh(self) -> None:
        """Fetch all feeds."""
        with self.lock:
            for feed in self.feeds.values():
                self._fetch(feed)

    # ------------------------------------------------------------------------------------------------- subscriptions

    def subscribe(self, url: str, title: str = "", group: str = "") -> FakeFeed | None:
        """Add a feed and fetch it; None where there is no such feed."""
        with self.lock:
            if url not in self.world:
                return None
            self._feeds_made += 1
            shown = title or self.world[url].title
            feed = FakeFeed(self._feeds_made, url, shown, group or self.default_group)
            self.feeds[feed.number] = feed
            self._fetch(feed)
            return feed

    def unsubscribe(self, number: int) -> bool:
        """Remove a feed with all its stories, the starred ones too."""
        with self.lock:
            self.items = {key: item for key, item in self.items.items() if item.feed != number}
            return self.feeds.pop(number, None) is not None

    def feed_of(self, url: str) -> FakeFeed | None:
        """The feed of an address."""
        return next((feed for feed in self.feeds.values() if feed.url == url), None)

    def shown_feeds(self) -> list[FakeFeed]:
        """All feeds but the hidden ones."""
        return [feed for feed in self.feeds.values() if not feed.hidden]

    def groups(self) -> list[str]:
        """The groups that have a feed."""
        return list(dict.fromkeys(feed.group for feed in self.shown_feeds()))

    # --------------------------------------------------------------------------------------------------------- states

    def shown(self) -> list[FakeItem]:
        """All stories but those of hidden feeds, newest first."""
        hidden = {feed.number for feed in self.feeds.values() if feed.hidden}
        return sorted(
            (item for item in self.items.values() if item.feed not in hidden), key=lambda item: -abs(item.arrived)
        )

    def unread(self) -> list[FakeItem]:
        """The unread ones, newest first."""
        return [item for item in self.shown() if not item.read]

    def starred(self) -> list[FakeItem]:
        """The starred ones, newest first."""
        return [item for item in self.shown() if item.starred]

    def mark(
        self,
        numbers: Iterable[int],
        read: bool | None = None,
        starred: bool | None = None,
        label: tuple[str, bool] | None = None,
    ) -> None:
        """Set what is given; unknown stories are skipped."""
        with self.lock:
            for number in numbers:
                item = self.items.get(number)
                if item is None:
                    continue
                item.changed = self._tick()
                item.read = item.read if read is None else read
                item.starred = item.starred if starred is None else starred
                if label is not None:
                    (item.labels.add if label[1] else item.labels.discard)(label[0])

    def throw_away(self, numbers: Iterable[int], again: bool = False) -> None:
        """Forget stories; `again` says that they come anew, with new ids, when their feed still shows them."""
        with self.lock:
            for number in list(numbers):
                item = self.items.pop(number)
                if not again:
                    self._gone.add((item.feed, item.guid))

    def change_guid(self, number: int) -> None:
        """Let the publisher give a story another guid: with the next refresh it is there a second time."""
        with self.lock:
            item = self.items[number]
            stories = self.world[self.feeds[item.feed].url].stories
            at = next(at for at, (guid, _) in enumerate(stories) if guid == item.guid)
            stories[at] = (f"{item.guid}-again", stories[at][1])

    def _fetch(self, feed: FakeFeed) -> None:
        known = {item.guid for item in self.items.values() if item.feed == feed.number}
        for guid, title in self.world[feed.url].stories:
            if guid in known or (feed.number, guid) in self._gone:
                continue
            arrived = self._tick()
            number = self.next_number() if self.next_number != self._tick else arrived
            link = f"{feed.url.rpartition('/')[0]}/{guid.rpartition('#')[2]}"
            text = f'<p>What {title} says. <a href="/more">More</a> &amp; more.</p><script>alert(1)</script>'
            self.items[number] = FakeItem(
                number, feed.number, guid, title, text, link, START // 1_000_000 - 3600, arrived, arrived
            )

    def _tick(self) -> int:
        self.clock += 1
        return self.clock


# ----------------------------------------------------------------------------------------------------------- over HTTP


class Break(Enum):
    """What can go wrong with one call."""

    LOST_BEFORE = "the connection breaks before the deed"
    LOST_AFTER = "the connection breaks after the deed, before the answer"
    BROKEN = "the answer stops before its end"
    CUT = "the answer is whole by its headers, but its JSON is cut"
    HTML = "a web page with status 200"
    EMPTY = "an empty answer with status 200"
    FAULT = "500"
    DOWN = "503"
    BUSY = "429"
    BUSY_FOR = "429 with Retry-After"
    ELSEWHERE = "302 to another host"
    STRANGER = "401"
    SILENT = "no answer until the server is closed"


HARMLESS = (Break.LOST_BEFORE, Break.LOST_AFTER, Break.BROKEN, Break.CUT, Break.HTML, Break.FAULT, Break.DOWN)
"""Breaks after which a client can try again at once: what a bad line and a bad day of a server do."""


@dataclass(frozen=True)
class Asked:
    """One call as it came. `fields` are those of the query and of the form, in their order."""

    method: str
    path: str
    headers: dict[str, str]
    query: tuple[tuple[str, str], ...]
    form: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """All fields."""
        return self.query + self.form

    def all(self, name: str) -> list[str]:
        """The values of a field."""
        return [value for key, value in self.fields if key == name]

    def one(self, name: str, otherwise: str = "") -> str:
        """The last value of a field, as PHP has it."""
        return next(iter(reversed(self.all(name))), otherwise)

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Told:
    """One answer."""

    body: bytes | str | dict[str, Any] | list[Any] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        """The body on the wire."""
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


class ReaderServer:
    """Shows a `RemoteReader` on loopback. A protocol overrides `answer`.

    `breaks` are (part of the path, what, how often); `chance` with `odds` breaks calls at random. `on_call` is called
    before each answer, without the lock: there a test acts as another client. `spoil` changes answers.
    """

    def __init__(self, reader: RemoteReader | None = None) -> None:
        self.reader = reader or RemoteReader()
        self.asked: list[Asked] = []
        self.breaks: list[list[Any]] = []
        self.chance: random.Random | None = None
        self.odds = 0.0
        self.kinds_of_break: Sequence[Break] = HARMLESS
        self.on_call: Callable[[Asked], None] | None = None
        self.spoil: Callable[[Asked, Told], Told] | None = None
        self._closing = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                outer._handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

            def date_time_string(self, timestamp: float | None = None) -> str:
                """The time of the server is that of its reader."""
                return super().date_time_string(int(outer.reader.clock // 1_000_000) + outer.reader.ahead)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # who asked went away

        self._http = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def __enter__(self) -> ReaderServer:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def home(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        """Stop."""
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(10)

    def break_next(self, part: str, what: Break, times: int = 1) -> None:
        """Let the next calls whose path has this part go wrong."""
        self.breaks.append([part, what, times])

    def paths(self) -> list[str]:
        """The method and the last two parts of the path of each call, in their order."""
        return [f"{call.method} {'/'.join(call.path.split('/')[-2:])}" for call in self.asked]

    def answer(self, asked: Asked) -> Told:
        """The answer of this kind of server."""
        raise NotImplementedError

    def _handle(self, way: BaseHTTPRequestHandler) -> None:
        asked = _asked(way)
        if self.on_call is not None:
            self.on_call(asked)
        with self.reader.lock:
            self.asked.append(asked)
            what = self._break_of(asked)
            if what is Break.LOST_BEFORE:
                return _hang_up(way)
            told = None if what is Break.SILENT else _REPLACED.get(what) or self.answer(asked)
        if told is None:
            self._closing.wait(60)
            return _hang_up(way)
        if what is Break.LOST_AFTER:
            return _hang_up(way)
        if self.spoil is not None:
            told = self.spoil(asked, told)
        body = told.as_bytes()
        if what is Break.CUT:
            body = body[: len(body) // 2]
        way.send_response(told.status)
        for name, value in {"Content-Type": "text/html; charset=UTF-8", **told.headers}.items():
            way.send_header(name, value)
        if told.status != 204:
            way.send_header("Content-Length", str(len(body) + (10 if what is Break.BROKEN else 0)))
        way.end_headers()
        with suppress(OSError):
            way.wfile.write(body)
        if what is Break.BROKEN:
            way.close_connection = True
        return None

    def _break_of(self, asked: Asked) -> Break | None:
        for entry in self.breaks:
            if entry[0] in asked.path and entry[2] > 0:
                entry[2] -= 1
                found: Break = entry[1]
                return found
        if self.chance is not None and self.chance.random() < self.odds:
            return self.chance.choice(self.kinds_of_break)
        return None


_PAGE = "<!DOCTYPE html><html><body>Please log in.</body></html>"
_REPLACED: dict[Break | None, Told] = {
    Break.HTML: Told(_PAGE),
    Break.EMPTY: Told(""),
    Break.FAULT: Told("Internal Server Error!", 500),
    Break.DOWN: Told("Service Unavailable!", 503),
    Break.BUSY: Told("slow down", 429),
    Break.BUSY_FOR: Told("slow down", 429, {"Retry-After": "120"}),
    Break.ELSEWHERE: Told(_PAGE, 302, {"Location": "https://elsewhere.example/login?next=secret"}),
    Break.STRANGER: Told("Unauthorized!", 401),
}


def _asked(way: BaseHTTPRequestHandler) -> Asked:
    body = way.rfile.read(int(way.headers.get("Content-Length") or 0))
    parts = urlsplit(way.path)
    is_form = "urlencoded" in way.headers.get("Content-Type", "")
    return Asked(
        method=way.command,
        path=parts.path,
        headers={name.lower(): value for name, value in way.headers.items()},
        query=tuple(parse_qsl(parts.query, keep_blank_values=True)),
        form=tuple(parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True)) if is_form else (),
        body=body,
    )


def _hang_up(way: BaseHTTPRequestHandler) -> None:
    way.close_connection = True
    with suppress(OSError):
        way.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        way.connection.close()


def numbers_from(start: int, step: int = 1) -> Callable[[], int]:
    """A maker of ids: so many, from there on."""
    made: Iterator[int] = iter(range(start, start + step * 10_000_000, step))
    return lambda: next(made)
