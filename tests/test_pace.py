"""Work in the background takes turns while keys come, and only then."""

from __future__ import annotations

import asyncio

import pytest

from briefing import pace
from briefing.pace import PAUSE, QUIET, Pace


class Time:
    """A clock that only goes on where somebody sleeps; `at_work` counts those who do so together."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []
        self.together = 0
        self.most_together = 0

    async def sleep(self, seconds: float) -> None:
        self.together += 1
        self.most_together = max(self.most_together, self.together)
        await real_sleep(0)
        self.now += seconds
        self.slept.append(seconds)
        self.together -= 1


real_sleep = asyncio.sleep


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(pace, "monotonic", lambda: time.now)
    monkeypatch.setattr(pace.asyncio, "sleep", time.sleep)
    return time


async def turns(pace: Pace, number: int) -> None:
    await asyncio.gather(*(pace.turn() for _ in range(number)))


async def test_nobody_waits_where_no_key_came(time: Time) -> None:
    await turns(Pace(), 50)
    assert time.slept == []


async def test_while_keys_come_turns_are_taken_one_after_the_other(time: Time) -> None:
    mine = Pace()
    mine.note_input()
    await turns(mine, 2)
    assert time.slept == [PAUSE, PAUSE]
    assert time.most_together == 1


async def test_once_keys_rest_all_go_on_at_once(time: Time) -> None:
    mine = Pace()
    mine.note_input()
    await turns(mine, 50)
    assert 1 <= len(time.slept) <= QUIET / PAUSE + 1, "the others came when no key had come for a while"


async def test_one_who_gives_up_waiting_holds_up_nobody(time: Time) -> None:
    mine = Pace()
    mine.note_input()
    tired = asyncio.create_task(mine.turn())
    await real_sleep(0)
    tired.cancel()
    await turns(mine, 1)
    assert tired.cancelled() or tired.done()
