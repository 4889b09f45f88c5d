"""Feeds out of documents, read in a process of their own."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefing.core.document import Document, Entry, FeedLink
from briefing.core.errors import FetchError
from briefing.core.hosts import host_port
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.packing import pack
from briefing.fetch.raw import RawEntry, RawText
from briefing.fetch.sandbox_client import SandboxClient, SandboxPool, value_of
from briefing.json_process import ProcessDied
from briefing.wire import from_wire, to_wire

SECONDS = 30.0
QUICK_SECONDS = 2.0
"""Of computing: nearly all documents take a small part of this."""
_LEAST_SECONDS, _SECONDS_OF_MEGABYTE = 5.0, 3.0
"""What a document may compute by its size: a feed of 50,000 entries, which is read, takes a little less."""
_MOST_ENTRIES, _MOST_TEXT = 100, 1_000_000
"""How much is read in one go: so much that a batch is worth its way, so little that it is read in a second."""
_QUICKLY_PACKED = 200_000
"""Bytes that are packed sooner than a thread is asked to."""

PROCESSES = min(3, os.cpu_count() or 1)
"""How many documents are read at once: each process takes much memory, and reading takes twice as long as storing."""

PROCESS = (sys.executable, "-P", "-m", "briefing.fetch.feed_process")


class DocumentReader:
    """Reads some documents at a time.

    One that is slow is begun anew in a process of its own, so that no other waits, and so is all that its host sends
    from then on.
    """

    def __init__(
        self,
        log: Path,
        seconds: float = SECONDS,
        command: Sequence[str] = PROCESS,
        quick_seconds: float = QUICK_SECONDS,
        processes: int = PROCESSES,
    ) -> None:
        """`log` takes what the processes say on standard error; `seconds` is the most that one document may compute."""
        self._slow_hosts: set[str] = set()
        quick = min(quick_seconds, seconds)
        self._quick = SandboxPool([SandboxClient(command, log, quick) for _ in range(processes)])
        self._slow = SandboxClient(command, log, seconds)
        self._begun: asyncio.Task[None] | None = None

    def expect(self) -> None:
        """Start a process now, while feeds are asked: documents will come."""
        if self._begun is None:
            self._begun = asyncio.create_task(self._quick.begin())

    async def parse(self, body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document:
        """The feed in a body, as `fetch.parse.parse` reads it. Raises NotAFeed, FetchError."""
        payload = {
            "body": pack(body) if len(body) < _QUICKLY_PACKED else await asyncio.to_thread(pack, body),
            "headers": {name: headers[name] for name in ("content-type",) if name in headers},
            "address": address,
            "max_items": max_items,
        }
        try:
            reply = await self._ask(payload, _LEAST_SECONDS + len(body) / 1e6 * _SECONDS_OF_MEGABYTE)
        except ProcessDied as error:
            raise FetchError(f"the feed cannot be read: {error}") from None
        if "feeds" in reply:
            raise NotAFeed(str(reply["error"]), from_wire(reply["feeds"], tuple[FeedLink, ...]))
        return value_of(reply, Document)

    async def entries(self, raw: Sequence[RawEntry]) -> tuple[Entry | None, ...]:
        """The entries, each in its place, as `fetch.entries.clean_entry` makes them.

        One that cannot be read is here without its text; it does not take the others along.
        """
        read: list[Entry | None] = []
        for batch in _batches(raw):
            try:
                read += await self._entries(batch)
            except (FetchError, ProcessDied):
                for entry in batch:
                    read.append(await self._entry_alone(entry))
        return tuple(read)

    async def close(self) -> None:
        """End the processes."""
        if self._begun is not None:
            self._begun.cancel()
            await asyncio.gather(self._begun, return_exceptions=True)
        await self._quick.close()
        await self._slow.close()

    async def _entries(self, batch: Sequence[RawEntry]) -> tuple[Entry | None, ...]:
        body = await asyncio.to_thread(lambda: pack(json.dumps(to_wire(batch)).encode()))
        reply = await self._quick.ask("entries", {"body": body, "address": ""})
        read = value_of(reply, tuple[Entry | None, ...])
        if len(read) != len(batch):
            raise FetchError("the answer of its process is not whole")
        return read

    async def _entry_alone(self, entry: RawEntry) -> Entry | None:
        try:
            return (await self._entries((entry,)))[0]
        except (FetchError, ProcessDied):
            from briefing.fetch.entries import clean_entry  # late: it leads to all that reads HTML

            return clean_entry(replace(entry, content=RawText(), summary=RawText()), entry.link)

    async def _ask(self, payload: Mapping[str, Any], seconds: float) -> Any:
        host = host_port(payload["address"])
        if host not in self._slow_hosts:
            try:
                return await self._quick.ask("parse", payload)
            except ProcessDied as error:
                if not (error.silent or error.spent) or self._quick.seconds >= self._slow.seconds:
                    raise
            self._slow_hosts.add(host)
        return await self._slow.ask("parse", payload, seconds)


def _batches(raw: Sequence[RawEntry]) -> Iterator[Sequence[RawEntry]]:
    start = size = 0
    for at, entry in enumerate(raw):
        more = len(entry.content.value) + len(entry.summary.value)
        if at > start and (at - start >= _MOST_ENTRIES or size + more > _MOST_TEXT):
            yield raw[start:at]
            start, size = at, 0
        size += more
    if start < len(raw):
        yield raw[start:]
