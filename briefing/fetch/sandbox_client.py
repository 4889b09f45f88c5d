"""The handle of a process that reads documents: started when needed, killed when one takes too long."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.json_process import JsonProcess, ProcessDied
from briefing.wire import Malformed, from_wire

T = TypeVar("T")

IDLE_SECONDS = 30.0
START_SECONDS = 60.0
SILENCE = 60.0
"""How long a job may take beside three times what it may compute: the machine may have much else to do."""


class SandboxClient:
    """Does one job at a time. The process goes after a while without work: it holds much memory.

    `jobs` is how many it has, with those that wait.
    """

    def __init__(self, command: Sequence[str], log: Path, seconds: float, silence: float = SILENCE) -> None:
        """`log` takes what the process says on standard error; `seconds` is the most that one job may compute."""
        self.seconds = seconds
        self.silence = silence
        self.jobs = 0
        self._command = tuple(command)
        self._log = log
        self._child: JsonProcess | None = None
        self._turn = asyncio.Lock()
        self._idle: asyncio.Task[None] | None = None

    async def ask(self, kind: str, payload: Mapping[str, Any], seconds: float | None = None) -> Any:
        """The reply to a request, which may compute so long, if not as long as any. Raises ProcessDied."""
        seconds = self.seconds if seconds is None else min(seconds, self.seconds)
        self.jobs += 1
        try:
            return await self._ask(kind, payload, seconds)
        finally:
            self.jobs -= 1

    async def begin(self) -> None:
        """Start the process, for a job is on its way; where it cannot be started, that job says so."""
        with suppress(ProcessDied):
            await self._ask("hello", {}, self.seconds)

    async def close(self) -> None:
        """End the process."""
        self._stay()
        await self._kill()

    async def _ask(self, kind: str, payload: Mapping[str, Any], seconds: float) -> Any:
        async with self._turn:
            self._stay()
            try:
                if self._child is None or not self._child.alive:
                    self._child = await JsonProcess.start(self._command, self._log)
                    await self._child.ask("hello", {}, START_SECONDS)  # to start takes none of a document's time
                return await self._child.ask(kind, {"seconds": seconds, **payload}, self.silence + 3 * seconds)
            except (ProcessDied, asyncio.CancelledError) as error:
                await self._kill()  # or the next job would wait for this one
                if isinstance(error, ProcessDied) and error.spent:
                    raise ProcessDied(
                        f"it takes more than {round(seconds, 1):g} seconds of computing", spent=True
                    ) from None
                raise
            finally:
                self._idle = asyncio.create_task(self._end_when_idle())

    def _stay(self) -> None:
        if self._idle is not None:
            self._idle.cancel()

    async def _kill(self) -> None:
        child = self._child
        if child is not None:
            await child.kill()
            if self._child is child:  # only now: one who is cancelled while waiting leaves the rest to the next
                self._child = None

    async def _end_when_idle(self) -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(IDLE_SECONDS)
            await self._kill()


class SandboxPool:
    """Several such processes: a job goes to the one that has the fewest, so that the others start when it is busy."""

    def __init__(self, clients: Sequence[SandboxClient]) -> None:
        self.clients = tuple(clients)

    @property
    def seconds(self) -> float:
        """The most that one job may compute."""
        return self.clients[0].seconds

    async def ask(self, kind: str, payload: Mapping[str, Any], seconds: float | None = None) -> Any:
        """As `SandboxClient.ask`."""
        return await min(self.clients, key=lambda client: client.jobs).ask(kind, payload, seconds)

    async def begin(self) -> None:
        """Start the first process, for a job is on its way."""
        await self.clients[0].begin()

    async def close(self) -> None:
        """End the processes."""
        for client in self.clients:
            await client.close()


def value_of(reply: Any, kind: type[T]) -> T:
    """The value in the answer of a process. Raises FetchError where the answer is an error, or has no value."""
    if "error" in reply:
        raise FetchError(clean.line(str(reply["error"])))
    try:
        return from_wire(reply.get("ok"), kind)
    except Malformed as error:
        raise FetchError(f"the answer of its process cannot be read: {clean.line(str(error))}") from None
