"""Pictures out of the bytes of strangers, read in a process of their own."""

from __future__ import annotations

import base64
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.fetch.page import Page
from briefing.fetch.sandbox_client import SandboxClient, value_of
from briefing.json_process import ProcessDied

SECONDS = 10.0
PROCESS = (sys.executable, "-P", "-m", "briefing.fetch.picture_process")


class PictureReader:
    """Reads one picture at a time."""

    def __init__(self, log: Path, seconds: float = SECONDS, command: Sequence[str] = PROCESS) -> None:
        """`log` takes what the process says on standard error; `seconds` is the most that a picture may compute."""
        self.sandbox = SandboxClient(command, log, seconds)

    async def read(self, page: Page) -> bytes:
        """What was fetched as a PNG of a size that can be shown. Raises FetchError."""
        payload = {"picture": base64.b64encode(page.body).decode("ascii"), "address": page.address}
        try:
            reply = await self.sandbox.ask("read", payload)
        except ProcessDied as error:
            raise FetchError(f"{clean.shown_address(page.address)}: the picture cannot be read: {error}") from None
        return base64.b64decode(value_of(reply, str))

    async def close(self) -> None:
        """End the process."""
        await self.sandbox.close()
