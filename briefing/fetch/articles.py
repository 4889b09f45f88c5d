"""Articles out of pages, read in a process of their own."""

from __future__ import annotations

import base64
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.fetch.article import Article
from briefing.fetch.page import Page
from briefing.fetch.sandbox_client import SandboxClient, value_of
from briefing.json_process import ProcessDied

LARGEST_PAGE = 5_000_000
SECONDS = 20.0
PROCESS = (sys.executable, "-P", "-m", "briefing.fetch.article_process")


class ArticleReader:
    """Reads one page at a time."""

    def __init__(self, log: Path, seconds: float = SECONDS, command: Sequence[str] = PROCESS) -> None:
        """`log` takes what the process says on standard error; `seconds` is the most that one page may compute."""
        self.sandbox = SandboxClient(command, log, seconds)

    async def read(self, page: Page, whole: bool = True) -> Article:
        """The article of a page; `whole` lets all its text stand in. Raises FetchError."""
        payload = {
            "page": base64.b64encode(page.body[:LARGEST_PAGE]).decode("ascii"),
            "content_type": page.content_type,
            "address": page.address,
            "whole": whole,
        }
        try:
            reply = await self.sandbox.ask("read", payload)
        except ProcessDied as error:
            raise FetchError(f"{clean.shown_address(page.address)}: the page cannot be read: {error}") from None
        return value_of(reply, Article)

    async def close(self) -> None:
        """End the process."""
        await self.sandbox.close()
