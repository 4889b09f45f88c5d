"""The handle of the process that reads articles: started when needed, killed when a page takes too long."""

from __future__ import annotations

import asyncio
import base64
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefing.child import Child, ChildDied
from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.fetch.article import Article
from briefing.fetch.article_process import article_from_json
from briefing.fetch.page import Page

LARGEST_PAGE = 5_000_000
SECONDS = 20.0
IDLE_SECONDS = 30.0


class ArticleReader:
    """Reads one page at a time. The process goes after a while without work: it holds much memory."""

    def __init__(self, log: Path, seconds: float = SECONDS, command: Sequence[str] | None = None) -> None:
        """`log` takes what the process says on standard error; `seconds` is the most that one page may take."""
        self._log = log
        self._seconds = seconds
        self._command = tuple(command or (sys.executable, "-P", "-m", "briefing.fetch.article_process"))
        self._child: Child | None = None
        self._turn = asyncio.Lock()
        self._idle: asyncio.Task[None] | None = None

    async def read(self, page: Page, whole: bool = True) -> Article:
        """The article of a page; `whole` lets all its text stand in. Raises FetchError."""
        payload = {
            "page": base64.b64encode(page.body[:LARGEST_PAGE]).decode("ascii"),
            "content_type": page.content_type,
            "address": page.address,
            "whole": whole,
        }
        async with self._turn:
            reply = await self._ask(payload)
            self._idle = asyncio.create_task(self._end_when_idle())
        if "error" in reply:
            raise FetchError(clean.line(str(reply["error"])))
        return article_from_json(reply["ok"])

    async def close(self) -> None:
        """End the process."""
        if self._idle is not None:
            self._idle.cancel()
        if self._child is not None:
            await self._child.kill()
            self._child = None

    async def _ask(self, payload: dict[str, Any]) -> Any:
        if self._idle is not None:
            self._idle.cancel()
        try:
            if self._child is None or not self._child.alive:
                self._child = await Child.start(self._command, self._log)
            return await self._child.ask("read", payload, self._seconds)
        except ChildDied as error:
            await self._kill()
            shown = clean.shown_address(payload["address"])
            raise FetchError(f"{shown}: the page cannot be read: {error}") from None
        except asyncio.CancelledError:
            await self._kill()  # or the next page would wait for this one
            raise

    async def _kill(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await child.kill()

    async def _end_when_idle(self) -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(IDLE_SECONDS)
            await self._kill()
