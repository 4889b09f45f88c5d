"""How many requests run at a time, overall and to each host, and which hosts asked for a pause."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from briefing.fetch.addresses import origin


class Hosts:
    """One for a run. `per_host` 0 lifts the limit of each host, and its pauses."""

    def __init__(self, concurrency: int, per_host: int) -> None:
        self._all = asyncio.Semaphore(concurrency)
        self._per_host = per_host
        self._slots: dict[tuple[str, int], asyncio.Semaphore] = {}
        self._pauses: dict[tuple[str, int], datetime] = {}

    @asynccontextmanager
    async def slot(self, address: str) -> AsyncIterator[None]:
        """The right to one request. Waiting for a busy host takes no place from others."""
        if not self._per_host:
            async with self._all:
                yield
            return
        host = self._slots.setdefault(_host(address), asyncio.Semaphore(self._per_host))
        async with host, self._all:
            yield

    def pause(self, address: str, until: datetime) -> None:
        """This host asked not to be called before then."""
        self._pauses[_host(address)] = until

    def paused_for(self, address: str, now: datetime) -> timedelta | None:
        """How long this host still wants to be left alone; None if it may be asked."""
        until = self._pauses.get(_host(address)) if self._per_host else None
        return until - now if until is not None and until > now else None


def _host(address: str) -> tuple[str, int]:
    _, host, port = origin(address)
    return host, port
