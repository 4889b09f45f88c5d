"""Calls of a server that wants its key with each of them, and speaks JSON both ways."""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import urlencode

from briefing.core import clean
from briefing.core.account import Account
from briefing.fetch.call import SECONDS, Answer, Call
from briefing.fetch.retry_headers import http_date
from briefing.sync.server import Abilities, Declined, Label, NotUnderstood, Password, Refused, RemoteFeed
from briefing.sync.servers.connection import OK, Connection, looks_like_page
from briefing.sync.servers.feeds import feed_at, wanted_names
from briefing.sync.servers.stories import StoryReader
from briefing.wire import to_json

T = TypeVar("T")
Fields = Sequence[tuple[str, str]]
Headers = Mapping[str, str]

ADDING_SECONDS = 180.0
_OVERLAP = timedelta(minutes=2)
"""What was begun before an answer may be seen only after it, by a server that stores many stories at once."""

_CLOCKS_APART = timedelta(hours=1)
"""How far the time of answers may be ahead of the one by which the server writes down changes."""

_ABILITIES = Abilities(largest_label=0)
_MISSING = 404
_GAP = 8
_DONE = frozenset({200, 201, 202, 204})


class BasicSession:
    """Calls below one address. `headers_of` makes the headers of a password, which are kept for the session."""

    def __init__(self, base: str, connection: Connection, headers_of: Callable[[str], Headers]) -> None:
        self.base = base
        self._connection = connection
        self._headers_of = headers_of
        self._headers: Headers = {}
        self._began: datetime | None = None
        self._told = ""

    def begin(self) -> None:
        """A sync begins: the server's time at its next answer is the time of `mark`."""
        self._began, self._told = None, ""

    def told(self, since: str, times: Iterable[datetime | None]) -> None:
        """All changes since a mark were told, and these are their times: the mark goes on by them alone."""
        newest = max((time for time in times if time is not None), default=None)
        marks = [int(since)] if newest is None else [int(since), int((newest - _OVERLAP).timestamp())]
        self._told = str(max(marks))

    @property
    def mark(self) -> str:
        """A while before the newest change that was told since `begin`, in seconds as the server counts them.

        Where none was asked for: a long while before the first answer; empty if that had no time.
        """
        if self._told or self._began is None:
            return self._told
        return str(int((self._began - _CLOCKS_APART).timestamp()))

    async def get(self, path: str, kind: type[T], doing: str, fields: Fields = ()) -> T:
        """What a call tells. Raises SyncError."""
        return self._connection.value(await self.answer("GET", path, doing, fields), kind, doing)

    async def first(self, path: str, kind: type[T], doing: str, server: str) -> T:
        """What the first call tells, at an address that a person typed: where nothing is there, no such server is.

        `server` is how the kind of server is called. Raises SyncError.
        """
        answer = await self.answer("GET", path, doing)
        if answer.status == _MISSING:
            raise NotUnderstood(
                f"{self._connection.name}: no {server} was found there; give its address as you open it in a browser"
            )
        return self._connection.value(answer, kind, doing)

    async def change(
        self, method: str, path: str, doing: str, body: object = None, also_good: frozenset[int] = frozenset()
    ) -> Answer:
        """The answer to a change that was made, or is one of `also_good`. Raises Declined where the server says no."""
        answer = await self.answer(method, path, doing, (), body, ADDING_SECONDS)
        if answer.status not in _DONE | also_good:
            self._connection.decline(answer, doing)
        return answer

    async def answer(
        self,
        method: str,
        path: str,
        doing: str,
        fields: Fields = (),
        body: object = None,
        seconds: float = SECONDS,
    ) -> Answer:
        """The answer to a call, whatever its status but for those of a login. Raises SyncError.

        A web page is none, though its status be 200: a network that wants a login first answers in a server's place.
        Where the password is refused it is asked for anew, once: it may have been changed there and here.
        """
        query = f"?{urlencode(fields)}" if fields else ""
        json = None if body is None else to_json(body)
        for _ in range(2):
            headers = self._headers = self._headers or await self._fresh_headers()
            answer = await self._connection.ask(
                Call(method, f"{self.base}{path}{query}", headers, json=json, seconds=seconds)
            )
            if answer.status not in (401, 403):
                if answer.status == OK and looks_like_page(answer.body):
                    raise self._connection.misunderstood(doing, answer)
                self._began = self._began or http_date(answer.headers.get("date", ""))
                return answer
            fresh = await self._fresh_headers()
            if fresh == headers:
                break
            self._headers = fresh
        said = self._connection.said(answer)
        raise Refused(
            f"{self._connection.name}: {doing}: the server does not take this name and password ({answer.status})"
            + (f": {said}" if said else "")
        )

    async def _fresh_headers(self) -> Headers:
        headers = self._headers_of(await self._connection.password())
        self._connection.hide(*(value.rpartition(" ")[2] for value in headers.values()))
        if not all(value.isprintable() for value in headers.values()):
            raise Refused(f"{self._connection.name}: the password has characters that cannot be sent")
        return headers


class OverSession(ABC):
    """What is the same for servers that are asked over a session, below one address."""

    def __init__(self, base: str, account: Account, password: Password, headers_of: Callable[[str], Headers]) -> None:
        self._connection = Connection(account, password)
        self._session = BasicSession(base, self._connection, headers_of)
        self._stories = StoryReader()

    @property
    def place(self) -> str:
        """Nothing: there is one place below each address."""
        return ""

    @property
    def mark(self) -> str:
        """The time of the server."""
        return self._session.mark

    @property
    def abilities(self) -> Abilities:
        """What this server can do."""
        return _ABILITIES

    async def prepare(self) -> None:
        """All can do the same; from now on the time is taken."""
        self._session.begin()

    async def labels(self) -> tuple[Label, ...]:
        """None: a story there has the words of its publisher and no others."""
        return ()

    @abstractmethod
    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        """All feeds."""

    async def subscribe(self, url: str, title: str = "", group: str = "") -> str:
        """Add a feed."""
        known = feed_at(await self.subscriptions(), url)
        if known is None:
            try:
                remote = await self._add(url, group, f"adding {clean.shown_address(url)}")
            except Declined:
                known = feed_at(await self.subscriptions(), url)  # it may have come meanwhile
                if known is None:
                    raise
            else:
                await self.edit(remote, title)
                return remote
        new_title, new_group = wanted_names(known, title, group)
        await self.edit(known.remote, new_title, new_group)
        return known.remote

    @abstractmethod
    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        """Rename a feed, or put it into another group."""

    async def unsubscribe(self, remote: str) -> None:
        """Remove a feed."""
        path = f"/feeds/{self._number(remote)}"
        await self._session.change("DELETE", path, "removing a feed", also_good=frozenset({_MISSING}))

    async def aclose(self) -> None:
        """Let the connection go."""
        await self._connection.aclose()
        await self._stories.aclose()

    @abstractmethod
    async def _add(self, url: str, group: str, doing: str) -> str:
        """The number of a feed that was added. Raises Declined also where the server has it already."""

    def _number(self, remote: str) -> int:
        """The number of a feed there. Raises Declined where it is none."""
        numbers = as_numbers([remote])
        if not numbers:
            raise Declined(f"{self._connection.name}: there is no such feed")
        return numbers[0]


def basic_login(account: Account) -> Callable[[str], Headers]:
    """The way to log in with each call, by name and password."""

    def headers_of(password: str) -> Headers:
        pair = base64.b64encode(f"{account.user}:{password}".encode()).decode("ascii")
        return {"authorization": f"Basic {pair}", "accept": "application/json"}

    return headers_of


def dense_runs(numbers: Sequence[int], widest: int) -> list[list[int]]:
    """Numbers, upwards, in runs that lie so close that all between them can be asked for with them."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number - runs[-1][0] < widest and number - runs[-1][-1] <= _GAP:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def as_numbers(ids: Sequence[str]) -> list[int]:
    """Those ids that are numbers, each once, in their order: no other can be a story's there."""
    return [int(one) for one in dict.fromkeys(ids) if one.isascii() and one.isdigit() and len(one) < 19]


def changed_meanwhile(connection: Connection, doing: str) -> NotUnderstood:
    """The error for a list that was another on each of its pages."""
    return NotUnderstood(f"{connection.name}: {doing}: it changed while it was read; it is tried again later")
