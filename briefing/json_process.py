"""A process of our own that answers lines of JSON with lines of JSON, and that can be killed at any moment."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import IO, Any

from briefing import private
from briefing.limits import SPENT
from briefing.wire import from_json

REPLY_BYTES = 256 * 1024 * 1024
_ENDING = 1.0
"""Seconds that a process may take to be gone once it takes no more words."""


class ProcessDied(Exception):
    """The child did not start, ended, or fell silent before its answer.

    `beside` is how many other jobs it had, or may have had. `silent` says that it took too long, `killed` that somebody
    else ended it, `spent` that it used up its processor time.
    """

    def __init__(
        self, reason: str, beside: int = 0, silent: bool = False, killed: bool = False, spent: bool = False
    ) -> None:
        self.beside = beside
        self.silent = silent
        self.killed = killed
        self.spent = spent
        super().__init__(reason)


class JsonProcess:
    """A process that may be asked several things at once: each answer has the id of its request.

    It ends by itself when its standard input is closed.

    `alive` says whether it may be asked more, as far as is known.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._given_up: set[int] = set()
        self._sending = asyncio.Lock()
        self._heard = 0.0
        self.alive = True
        self._listener = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, command: Sequence[str], log: Path) -> JsonProcess:
        """Start the process; `log` takes what it says on standard error, if it can be written. Raises ProcessDied."""
        try:
            with _open_log(log) as sink:
                process = await asyncio.create_subprocess_exec(
                    *command,
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=sink,
                    limit=REPLY_BYTES,
                )
        except OSError as error:
            raise ProcessDied(f"its process cannot be started: {error}") from error
        return cls(process)

    async def ask(
        self, kind: str, payload: Mapping[str, Any], silence: float, given_up: asyncio.Future[Any] | None = None
    ) -> Any:
        """The reply to one request, or None once `given_up` is done. Raises ProcessDied.

        `silence` is how many seconds the child may say nothing at all.
        """
        loop = asyncio.get_running_loop()
        number = next(self._numbers)
        reply = self._asked[number] = loop.create_future()
        waited_for = {reply} if given_up is None else {reply, given_up}
        try:
            if len(self._asked) == 1:  # one that is at work already owes a word since its last, whatever else is asked
                self._heard = loop.time()
            await self._send({"id": number, "kind": kind, **payload})
            while not reply.done():
                left = self._heard + silence - loop.time()
                if left <= 0:
                    self._give_up(f"no answer within {silence:.0f} seconds", silent=True)
                elif given_up is not None and given_up.done():
                    self._given_up.add(number)  # until its answer comes, it may still be at work on it
                    await self._send({"id": number, "kind": "forget"})
                    return None
                else:
                    await asyncio.wait(waited_for, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            return reply.result()
        finally:
            self._asked.pop(number, None)

    async def kill(self) -> None:
        """End the process now, and wait until it has gone."""
        self.alive = False
        self._kill_now()
        await self._process.wait()
        await asyncio.gather(self._listener, return_exceptions=True)

    async def _send(self, request: Mapping[str, Any]) -> None:
        stdin = self._process.stdin
        assert stdin is not None  # it was started with a pipe
        async with self._sending:
            try:
                stdin.write(json.dumps(request).encode() + b"\n")
                await stdin.drain()
            except OSError as error:
                # a pipe breaks because the process ends: how it ended says more, and is known in a moment
                await asyncio.wait({self._listener}, timeout=_ENDING)
                self._give_up(str(error) or type(error).__name__)

    async def _listen(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None  # it was started with a pipe
        killed = spent = False
        try:
            while line := await stdout.readline():
                self._heard = asyncio.get_running_loop().time()
                reply = from_json(line)
                self._given_up.discard(reply["id"])
                asked = self._asked.get(reply["id"])
                if asked is not None and not asked.done():
                    asked.set_result(reply)
            code = await self._process.wait()
            reason, killed = f"it ended with {code}", -code in (signal.SIGKILL, signal.SIGTERM)
            spent = bool(SPENT) and -code == SPENT
        except (OSError, ValueError, TypeError, KeyError) as error:
            reason = f"its answer cannot be read ({type(error).__name__})"
        self._give_up(reason, killed=killed, spent=spent)

    def _give_up(self, reason: str, silent: bool = False, killed: bool = False, spent: bool = False) -> None:
        self.alive = False
        waiting = [asked for asked in self._asked.values() if not asked.done()]
        beside = len(waiting) - 1 + len(self._given_up)
        for asked in waiting:
            asked.set_exception(ProcessDied(reason, beside, silent, killed, spent))
        self._kill_now()

    def _kill_now(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()


def _open_log(log: Path) -> IO[bytes]:
    try:
        private.make_folder(log.parent)
        private.make_file(log)
        return log.open("ab")
    except OSError:  # a disk that is full or may not be written is no reason to do without the process
        return open(os.devnull, "wb")
