"""Analysis processes: gives them jobs, and the jobs of one that died to the next.

A child has several jobs at once, which it reads together; an urgent one is sent at once and goes before them. One that
is tried again has a child for itself, and an urgent one waits for it. Giving up waiting for a job takes it out of the
queue, or tells the child to forget it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefing.core.clean import line
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.errors import AnalysisError, AnalysisKilledError, AnalysisOffError
from briefing.json_process import ProcessDied
from briefing.on_demand import NotStarted, OnDemandProcess
from briefing.wire import Malformed, from_wire, to_wire

if TYPE_CHECKING:
    from briefing.core.analysis import Analysis
    from briefing.core.story import Story

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
        command = command or (sys.executable, "-P", "-m", "briefing.analysis", "--model", model)
        self._workers = [_Worker(OnDemandProcess(command, log, IDLE_SECONDS, STARTS)) for _ in range(workers)]
        self._urgent: asyncio.Queue[_Job] = asyncio.Queue()
        self._waiting: asyncio.Queue[_Job] = asyncio.Queue()
        self._lanes: list[asyncio.Task[None]] = []
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
        await asyncio.gather(*(worker.close() for worker in self._workers))
        self._refuse_all(ENDED)

    def _all_lanes(self) -> list[tuple[_Worker, asyncio.Queue[_Job]]]:
        """A lane is what has one job at a time: of each worker many for those that wait, and some for urgent ones."""
        queues = [self._urgent, self._urgent, *[self._waiting] * AT_ONCE]
        return [(worker, queue) for queue in queues for worker in self._workers]

    async def _lane(self, worker: _Worker, queue: asyncio.Queue[_Job]) -> None:
        while not self._off:
            job = await queue.get()
            try:
                reply = await _reply(worker, job)
            except NotStarted as error:
                self._refuse_all(f"analysis is off: {line(str(error))}")
                _fail(job, AnalysisOffError(self._off))
            except ProcessDied as error:
                kind = AnalysisKilledError if error.killed else AnalysisError
                _fail(job, kind(f"the analysis failed on this text: {error}"))
            except asyncio.CancelledError:
                _fail(job, AnalysisOffError(ENDED))
                raise
            else:
                _answer(job, reply)

    def _refuse_all(self, reason: str) -> None:
        self._off = reason
        for queue in (self._urgent, self._waiting):
            while not queue.empty():
                _fail(queue.get_nowait(), AnalysisOffError(reason))


class _Worker:
    """Gives jobs to a process: several that it has at once, or one that it has alone."""

    def __init__(self, process: OnDemandProcess) -> None:
        self._process = process
        self._jobs = 0
        self._no_jobs = asyncio.Event()
        self._no_jobs.set()
        self._entrance = asyncio.Lock()
        self._turn_alone = asyncio.Lock()

    async def ask(self, job: _Job) -> Any:
        """The reply to a job, which may have others beside it. Raises ProcessDied."""
        async with self._entrance:
            self._jobs += 1
            self._no_jobs.clear()
        try:
            return await self._give(job)
        finally:
            self._jobs -= 1
            if not self._jobs:
                self._no_jobs.set()

    async def ask_alone(self, job: _Job) -> Any:
        """The reply to a job that has none beside it: new ones wait. Raises ProcessDied."""
        async with self._turn_alone, self._entrance:  # two locks: what is new goes between two that are alone
            await self._no_jobs.wait()
            return await self._give(job)

    async def close(self) -> None:
        """End the process."""
        await self._process.close()

    async def _give(self, job: _Job) -> Any:
        if job.answer.done():  # nobody waits any more
            return None
        async with self._process.use() as process:
            return await process.ask(job.kind, job.payload, SILENT_SECONDS, job.answer)


async def _reply(worker: _Worker, job: _Job) -> Any:
    """What a process says to a job. One that had others beside it, or whose process was killed, is tried again alone.

    Alone it may still have one beside it that was given up, and is then tried again: each time the process is new.
    """
    try:
        return await worker.ask(job)
    except ProcessDied as error:
        if not error.beside and not error.killed:
            raise
    while True:
        try:
            return await worker.ask_alone(job)
        except ProcessDied as error:
            if not error.beside:
                raise


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
