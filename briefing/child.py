"""A process of our own that answers a line of JSON with a line of JSON, and that can be killed at any moment."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

REPLY_BYTES = 64 * 1024 * 1024


class ChildDied(Exception):
    """The child did not start, ended, or did not answer in time, before it answered a job."""


class Child:
    """One process: a line in, a line out."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, command: Sequence[str], log: Path) -> Child:
        """Start the process; it ends by itself when its standard input is closed. Raises ChildDied."""
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("ab") as sink:
                process = await asyncio.create_subprocess_exec(
                    *command,
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=sink,
                    limit=REPLY_BYTES,
                )
        except OSError as error:
            raise ChildDied(f"its process cannot be started: {error}") from error
        return cls(process)

    @property
    def alive(self) -> bool:
        """Whether the process still runs, as far as is known."""
        return self._process.returncode is None

    async def ask(self, number: int, kind: str, payload: dict[str, Any], seconds: float) -> Any:
        """The reply to one request. Raises ChildDied."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ChildDied("it has no pipes")
        request = json.dumps({"id": number, "kind": kind, **payload}).encode() + b"\n"
        try:
            async with asyncio.timeout(seconds):
                stdin.write(request)
                await stdin.drain()
                reply = await stdout.readline()
                if not reply:
                    raise ChildDied(f"it ended with {await self._process.wait()}")
            return json.loads(reply)
        except TimeoutError:
            raise ChildDied(f"no answer within {seconds:.0f} seconds") from None
        except (OSError, ValueError) as error:
            raise ChildDied(str(error) or type(error).__name__) from error

    async def kill(self) -> None:
        """End the process now, and wait until it has gone."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
