"""Feeds out of documents, read in a process of their own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.core.errors import FetchError
from briefing.core.feed import Document, FeedLink
from briefing.fetch.feed_process import pack
from briefing.fetch.parse import NotAFeed
from briefing.fetch.sandbox_client import SandboxClient, value_of
from briefing.json_process import ProcessDied
from briefing.wire import from_wire

SECONDS = 30.0
QUICK_SECONDS = 4.0
"""Nearly all documents take a small part of this."""
PROCESS = (sys.executable, "-P", "-m", "briefing.fetch.feed_process")


class DocumentReader:
    """Reads one document at a time. One that is slow is begun anew in a process of its own, so that no other waits."""

    def __init__(
        self,
        log: Path,
        seconds: float = SECONDS,
        command: Sequence[str] = PROCESS,
        quick_seconds: float = QUICK_SECONDS,
    ) -> None:
        """`log` takes what the processes say on standard error; `seconds` is the most that one document may take."""
        self._quick = SandboxClient(command, log, min(quick_seconds, seconds))
        self._slow = SandboxClient(command, log, seconds)

    async def parse(self, body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document:
        """The feed in a body, as `fetch.parse.parse` reads it. Raises NotAFeed, FetchError."""
        payload = {
            "body": await asyncio.to_thread(pack, body),
            "headers": {name: headers[name] for name in ("content-type",) if name in headers},
            "address": address,
            "max_items": max_items,
        }
        try:
            reply = await self._ask(payload)
        except ProcessDied as error:
            raise FetchError(f"the feed cannot be read: {error}") from None
        if "feeds" in reply:
            raise NotAFeed(str(reply["error"]), from_wire(reply["feeds"], tuple[FeedLink, ...]))
        return value_of(reply, Document)

    async def close(self) -> None:
        """End the processes."""
        await self._quick.close()
        await self._slow.close()

    async def _ask(self, payload: Mapping[str, Any]) -> Any:
        try:
            return await self._quick.ask("parse", payload)
        except ProcessDied as error:
            if not error.silent or self._quick.seconds >= self._slow.seconds:
                raise
        return await self._slow.ask("parse", payload)
