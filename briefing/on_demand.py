"""A process of our own that is there while it has work: started when it is needed, ended after a while without."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from briefing.json_process import JsonProcess, ProcessDied

START_SECONDS = 60.0


class NotStarted(ProcessDied):
    """The process did not start, or refuses to work, or is not to be started any more."""


class OnDemandProcess:
    """Starts its process for whoever uses it, and again when it has died. Once it is closed, it starts none."""

    def __init__(self, command: Sequence[str], log: Path, idle_seconds: float, tries: int = 1) -> None:
        """`log` takes what the process says on standard error; `tries` are how often it may fail to start in a row."""
        self._command = tuple(command)
        self._log = log
        self._idle_seconds = idle_seconds
        self._tries = tries
        self._users = 0
        self._child: JsonProcess | None = None
        self._starting = asyncio.Lock()
        self._idle: asyncio.Task[None] | None = None
        self._closed = False

    @asynccontextmanager
    async def use(self) -> AsyncIterator[JsonProcess]:
        """The process, which has said hello and is not ended for want of work meanwhile. Raises NotStarted."""
        self._users += 1
        self._stay()
        try:
            yield await self._running()
        finally:
            self._users -= 1
            if not self._users and not self._closed:
                self._idle = asyncio.create_task(self._end_when_idle())

    async def close(self) -> None:
        """End the process for good; who uses it hears that it died."""
        self._closed = True
        self._stay()
        await self._end()
        async with self._starting:  # and one that is about to start
            await self._end()

    async def _running(self) -> JsonProcess:
        async with self._starting:
            if self._child is None or not self._child.alive:
                await self._end()
                self._child = await self._start()
            return self._child

    async def _start(self) -> JsonProcess:
        reason = ""
        for _ in range(self._tries):
            self._refuse_if_closed()
            try:
                child = self._child = await JsonProcess.start(self._command, self._log)
            except ProcessDied as error:
                raise NotStarted(str(error)) from error
            self._refuse_if_closed()  # meanwhile
            try:
                hello = await _greet(child)
            except ProcessDied as error:
                reason = f"its process does not start ({error}); {self._log} has the details"
                continue
            if "error" not in hello:
                return child
            await child.kill()
            reason = str(hello["error"])
            break
        raise NotStarted(reason)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise NotStarted("its process was ended")

    def _stay(self) -> None:
        if self._idle is not None:
            self._idle.cancel()

    async def _end_when_idle(self) -> None:
        await asyncio.sleep(self._idle_seconds)
        await self._end()

    async def _end(self) -> None:
        child = self._child
        if child is not None:
            await child.kill()
            if self._child is child:  # only now: one who is cancelled while waiting leaves the rest to the next
                self._child = None


async def _greet(child: JsonProcess) -> Any:
    """What a process says to hello; one that says nothing is killed. Raises ProcessDied."""
    try:
        return await child.ask("hello", {}, START_SECONDS)
    except (ProcessDied, asyncio.CancelledError):
        await child.kill()
        raise
