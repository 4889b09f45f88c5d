"""The handle of a process that reads documents: started when needed, killed when one takes too long."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.json_process import ProcessDied
from briefing.on_demand import OnDemandProcess
from briefing.wire import Malformed, from_wire

T = TypeVar("T")

IDLE_SECONDS = 30.0
"""A process that has had nothing to do for so long is ended: it holds much memory."""
SILENCE = 60.0
"""How long a job may take beside three times what it may compute: the machine may have much else to do."""


class SandboxClient:
    """Does one job at a time. `jobs` is how many it has, with those that wait."""

    def __init__(self, command: Sequence[str], log: Path, seconds: float, silence: float = SILENCE) -> None:
        """`log` takes what the process says on standard error; `seconds` is the most that one job may compute."""
        self.seconds = seconds
        self.silence = silence
        self.jobs = 0
        self._process = OnDemandProcess(command, log, IDLE_SECONDS)
        self._turn = asyncio.Lock()

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
            async with self._process.use():
                pass

    async def close(self) -> None:
        """End the process for good."""
        await self._process.close()

    async def _ask(self, kind: str, payload: Mapping[str, Any], seconds: float) -> Any:
        async with self._turn, self._process.use() as process:  # to start takes none of a document's time
            try:
                return await process.ask(kind, {"seconds": seconds, **payload}, self.silence + 3 * seconds)
            except (ProcessDied, asyncio.CancelledError) as error:
                await process.kill()  # or the next job would wait for this one
                if isinstance(error, ProcessDied) and error.spent:
                    raise ProcessDied(
                        f"it takes more than {round(seconds, 1):g} seconds of computing", spent=True
                    ) from None
                raise


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
