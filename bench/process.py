"""The analysis process at work: its memory over many stories, and how long the reader waits for the one on the screen.

`python -m bench.process [STORIES]`; memory is that of the child, by /proc.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from statistics import median

from bench import gold
from bench.clock import Ratio
from briefing.analyst import AT_ONCE, AnalysisProcesses
from briefing.core.story import Body, Story

STORIES = 1_000
OPENED_WORDS = 700
OPENED_EVERY = 25
"""Of so many stories of the batch, one is opened on the screen meanwhile."""


def measure(stories: int = STORIES) -> Iterator[Ratio]:
    """The ratios of this part."""
    yield from asyncio.run(_measure(stories))


async def _measure(stories: int) -> list[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        processes = AnalysisProcesses(Path(folder) / "analysis.log")
        try:
            pid = (await processes.ask("hello", {}, urgent=True))["pid"]
            opened = _opened()
            await processes.analyse(opened, urgent=True)  # now it is warm
            idle = [await _seconds(processes, opened) for _ in range(10)]
            batch = _Batch(processes, stories, pid)
            busy = [seconds async for seconds in batch.run(opened)]
        finally:
            await processes.close()
    told = f"a story of {OPENED_WORDS} words opened during a batch"
    early, late = batch.megabytes[len(batch.megabytes) // 10], batch.megabytes[-1]
    return [
        Ratio(f"{told}, the median of {len(busy)}", "with nothing else to do", median(busy), median(idle)),
        Ratio(f"{told}, the slowest", "with nothing else to do", max(busy), median(idle)),
        Ratio(f"memory after {stories:,} stories", "that after a tenth of them", late, early, "MB"),
    ]


class _Batch:
    """Many stories, each with names of its own, as a process meets them over the weeks."""

    def __init__(self, processes: AnalysisProcesses, stories: int, pid: int) -> None:
        self._processes = processes
        self._waiting = iter(_stories(stories))
        self._pid = pid
        self._done = 0
        self.megabytes: list[float] = []

    async def run(self, opened: Story) -> AsyncIterator[float]:
        """The seconds that the reader waited, each time a story was opened while the batch ran."""
        lanes = [asyncio.create_task(self._lane()) for _ in range(AT_ONCE)]
        await asyncio.sleep(0)
        at = self._done
        while not all(lane.done() for lane in lanes):
            await asyncio.sleep(0.01)
            if self._done >= at + OPENED_EVERY:
                at = self._done
                yield await _seconds(self._processes, opened)
        await asyncio.gather(*lanes)

    async def _lane(self) -> None:
        for story in self._waiting:
            await self._processes.analyse(story)
            self._done += 1
            self.megabytes.append(_resident(self._pid))


async def _seconds(processes: AnalysisProcesses, story: Story) -> float:
    start = time.perf_counter()
    await processes.analyse(story, urgent=True)
    return time.perf_counter() - start


def _opened() -> Story:
    words = " ".join(story.text.replace("\n\n", " \n\n ") for story in gold.load()).split(" ")
    return Story(id="opened", title="", body=Body.plain(" ".join(words[:OPENED_WORDS])))


def _stories(number: int) -> Iterator[Story]:
    """The gold's texts over and over, the names in them exchanged for ones that nobody bears."""
    chance = random.Random(7)
    texts = [story.text for story in gold.load()]
    for n in range(number):
        yield Story(id=str(n), title="", body=Body.plain(_renamed(texts[n % len(texts)], chance)))


def _renamed(text: str, chance: random.Random) -> str:
    names: dict[str, str] = {}
    return re.sub(r"(?<=[a-z,] )[A-Z][a-z]+", lambda match: names.setdefault(match[0], _name(chance)), text)


def _name(chance: random.Random) -> str:
    syllables = (chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    return "".join(syllables).title()


def _resident(pid: int) -> float:
    """Megabytes of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    for ratio in measure(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES):
        print(ratio.line(), flush=True)
