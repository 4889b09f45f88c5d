"""Processes that are started when they are needed: none outlives the one that started it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.fetch.sandbox_client import SandboxClient
from briefing.json_process import ProcessDied
from briefing.on_demand import NotStarted, OnDemandProcess

CHILD = """
import json, os, sys
folder, mute = sys.argv[1:]
with open(os.path.join(folder, str(os.getpid())), "w"):
    pass
for line in sys.stdin:
    request = json.loads(line)
    if request["kind"] != mute:
        print(json.dumps({"id": request["id"], "ok": os.getpid()}), flush=True)
"""

Command = Callable[[str], tuple[str, ...]]


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A folder that has a file for each process that was started, named by its number."""
    folder = tmp_path / "started"
    folder.mkdir()
    return folder


@pytest.fixture
def command(started: Path) -> Command:
    """How a process is started that never answers one kind of request."""
    return lambda mute: (sys.executable, "-c", CHILD, str(started), mute)


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.005)


def numbers(started: Path) -> list[str]:
    """Of all processes that were started."""
    return [file.name for file in started.iterdir()]


async def test_closing_starts_no_process_for_a_job_that_waits(tmp_path: Path, started: Path, command: Command) -> None:
    client = SandboxClient(command("work"), tmp_path / "log", seconds=60)
    jobs = [asyncio.create_task(client.ask(kind, {})) for kind in ("work", "other")]
    await until(lambda: len(numbers(started)) == 1)
    await client.close()
    for job in jobs:
        with pytest.raises(ProcessDied):
            await job
    assert len(numbers(started)) == 1
    await asyncio.sleep(0)  # what was called off has ended
    assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing waits for the end of a process that is not there"


async def test_closing_waits_for_no_process_that_says_nothing(tmp_path: Path, started: Path, command: Command) -> None:
    process = OnDemandProcess(command("hello"), tmp_path / "log", idle_seconds=60, tries=3)

    async def use() -> None:
        async with process.use():
            pass

    using = asyncio.create_task(use())
    await until(lambda: len(numbers(started)) == 1)
    async with asyncio.timeout(20):
        await process.close()
        with pytest.raises(NotStarted, match="its process was ended"):
            await using
    assert len(numbers(started)) == 1


async def test_one_that_is_closed_while_it_starts_is_ended(tmp_path: Path, started: Path, command: Command) -> None:
    process = OnDemandProcess(command("hello"), tmp_path / "log", idle_seconds=60)
    using = asyncio.create_task(process.use().__aenter__())
    await asyncio.sleep(0)  # it is being started, and not there yet
    async with asyncio.timeout(20):
        await process.close()
        with pytest.raises(NotStarted, match="its process was ended"):
            await using
    assert not [number for number in numbers(started) if Path(f"/proc/{number}").exists()]


async def test_one_that_is_used_is_not_idle(tmp_path: Path, command: Command) -> None:
    process = OnDemandProcess(command(""), tmp_path / "log", idle_seconds=0)
    async with process.use() as first:
        async with process.use() as second:
            assert second is first
        await first.ask("work", {}, 20)
    await until(lambda: not first.alive)
    async with process.use() as third:
        assert third is not first
        await third.ask("work", {}, 20)
    await process.close()
