"""How many requests run at a time, overall and to each host, and which hosts asked for a pause."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.hosts import host_port
from briefing.fetch.retry_headers import LONGEST


class HostPaused(FetchError):
    """The host asked to be left alone for so much longer."""

    def __init__(self, address: str, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"not asked: {clean.host(address)} asks for fewer requests")


class Hosts:
    """`per_host` 0 lifts the limit of each host, and its pauses. Each request waits for a `turn`."""

    def __init__(
        self,
        concurrency: int,
        per_host: int,
        turn: Callable[[], Awaitable[None]],
        pauses: MutableMapping[str, datetime] | None = None,
    ) -> None:
        """`pauses` are until when hosts are not to be asked, where others share them."""
        self._all = asyncio.Semaphore(concurrency)
        self._per_host = per_host
        self._turn = turn
        self._slots: dict[str, asyncio.Semaphore] = {}
        self._pauses = {} if pauses is None else pauses

    @asynccontextmanager
    async def slot(self, address: str) -> AsyncIterator[None]:
        """The right to one request. Waiting for a busy host takes no place from others. Raises HostPaused."""
        if not self._per_host:
            async with self._all:
                await self._turn()
                yield
            return
        host = self._slots.setdefault(host_port(address), asyncio.Semaphore(self._per_host))
        async with host:
            self._refuse_if_paused(address)  # here: another request may have learned of a pause just now
            async with self._all:
                await self._turn()
                self._refuse_if_paused(address)  # and while this one waited
                yield

    def pause(self, address: str, until: datetime) -> None:
        """This host asked not to be called before then."""
        self._pauses[host_port(address)] = until

    def _refuse_if_paused(self, address: str) -> None:
        until = self._pauses.get(host_port(address))
        wait = timedelta() if until is None else until - datetime.now(UTC)
        if timedelta() < wait <= LONGEST:  # a longer one was written down before the clock was set back
            raise HostPaused(address, wait)
