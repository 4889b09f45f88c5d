"""The handle of the analysis process, over children that behave and children that do not."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.analyst import AT_ONCE, AnalysisProcesses
from briefing.core.errors import AnalysisError, AnalysisKilledError, AnalysisOffError
from tests.support.made import story

CHILD = """
import json, os, sys, time
empty = {"version": "1/child"}
for line in sys.stdin:
    request = json.loads(line)
    title = request.get("title", "")
    if request["kind"] == "hello":
        reply = {"ok": {"version": "1/child", "pid": os.getpid()}}
    elif title == "die":
        os._exit(3)
    elif title == "killed":
        os.kill(os.getpid(), 9)
    elif title == "refuse":
        reply = {"error": "this text is\\x1b[31m too odd"}
    elif title == "rubbish":
        print("no json at all", flush=True)
        continue
    elif title == "wait":
        open(request["body"]["text"] + ".begun", "w").close()
        while not os.path.exists(request["body"]["text"]):
            time.sleep(0.005)
        reply = {"ok": empty}
    elif title == "breathe":
        for _ in range(20):
            print(json.dumps({"id": None}), flush=True)
            time.sleep(0.05)
        reply = {"ok": empty}
    elif title == "hang":
        time.sleep(3600)
    elif title == "large":
        reply = {"ok": {**empty, "version": "x" * 3_000_000}}
    else:
        reply = {"ok": {**empty, "version": title}}
    print(json.dumps({"id": request["id"], **reply}), flush=True)
"""

HELD = """
import json, os, select, sys
folder = sys.argv[1]

def say(number, title):
    print(json.dumps({"id": number, "ok": {"version": title}}), flush=True)

def do(request):
    title = request.get("title", "")
    if title == "die":
        os._exit(3)
    if title in ("held", "fuse"):
        with open(folder + "/begun", "a") as begun:
            begun.write("x")
    if title == "fuse":  # burns until another story comes
        while json.loads(requests.readline())["kind"] == "forget":
            pass
        os._exit(3)
    if title == "held":  # until the gate is open, and all that came before that is done
        while True:
            is_open = os.path.exists(folder + "/gate")
            if select.select([requests], [], [], 0.005)[0]:
                take()
            elif is_open:
                break
    if request["kind"] != "forget":
        say(request["id"], title)

def take():
    line = requests.readline()
    if not line:
        os._exit(0)
    do(json.loads(line))

requests = open(0, "rb", buffering=0)
while True:
    take()
"""
"""A child that takes what comes while it holds a story."""

Make = Callable[..., AnalysisProcesses]


@pytest.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    made: list[AnalysisProcesses] = []

    def start(code: str = CHILD, workers: int = 1) -> AnalysisProcesses:
        processes = AnalysisProcesses(
            tmp_path / "a.log", workers=workers, command=(sys.executable, "-c", code, str(tmp_path))
        )
        made.append(processes)
        return processes

    yield start
    for processes in made:
        await processes.close()


async def test_a_story_is_analysed(make: Make) -> None:
    analysis = await make().analyse(story("T"))
    assert analysis.version == "T"


async def test_a_reply_of_megabytes_arrives(make: Make) -> None:
    assert len((await make().analyse(story("large"))).version) == 3_000_000


async def test_a_refusal_is_a_clean_sentence_and_the_process_lives(make: Make) -> None:
    processes = make()
    before = await processes.ask("hello", {})
    with pytest.raises(AnalysisError, match=r"^this text is\[31m too odd$"):
        await processes.analyse(story("refuse"))
    assert await processes.ask("hello", {}) == before


@pytest.mark.parametrize("title", ["die", "rubbish"])
async def test_a_child_that_breaks_is_replaced(make: Make, title: str) -> None:
    processes = make()
    before = await processes.ask("hello", {})
    with pytest.raises(AnalysisError, match="failed on this text"):
        await processes.analyse(story(title))
    after = await processes.ask("hello", {})
    assert after["pid"] != before["pid"]
    assert (await processes.analyse(story("next"))).version == "next"


async def test_a_child_that_will_not_live_turns_the_analysis_off(make: Make, tmp_path: Path) -> None:
    processes = make("import sys; sys.exit('no model')")
    with pytest.raises(AnalysisOffError, match="analysis is off"):
        await processes.analyse(story())
    with pytest.raises(AnalysisOffError):
        await processes.version()
    assert "no model" in (tmp_path / "a.log").read_text()


async def test_a_command_that_does_not_exist_turns_it_off(tmp_path: Path) -> None:
    processes = AnalysisProcesses(tmp_path / "a.log", command=("/nonexistent/python",))
    with pytest.raises(AnalysisOffError, match="cannot be started"):
        await processes.version()


async def test_one_text_that_breaks_the_child_does_not_harm_those_beside_it(make: Make) -> None:
    processes = make()
    titles = ["one", "two", "die", "three", "four", "die", "five"]
    answers = await asyncio.gather(*(processes.analyse(story(title)) for title in titles), return_exceptions=True)
    told = [answer if isinstance(answer, AnalysisError) else answer.version for answer in answers]  # type: ignore[union-attr]
    assert [answer if isinstance(answer, str) else "broke off" for answer in told] == [
        "broke off" if title == "die" else title for title in titles
    ]


async def begun(folder: Path, times: int) -> None:
    """Wait until the child has begun with the held story so many times."""
    file = folder / "begun"
    async with asyncio.timeout(20):
        while not file.exists() or file.stat().st_size < times:
            await asyncio.sleep(0.005)


async def sent() -> None:
    """Wait until all that may be sent to the child is sent."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_one_that_is_tried_again_has_the_child_alone(make: Make, tmp_path: Path) -> None:
    processes, ended = make(HELD), []

    def job(title: str, urgent: bool = False) -> asyncio.Task[Any]:
        task = asyncio.create_task(processes.analyse(story(title), urgent))
        task.add_done_callback(lambda _: ended.append("urgent" if urgent else title))
        return task

    held = job("held")
    await begun(tmp_path, 1)
    first = job("die")
    await begun(tmp_path, 2)  # the first crash took it along
    second = job("die", urgent=True)
    await sent()
    (tmp_path / "gate").touch()
    assert (await held).version == "held"
    for crashing in (first, second):
        with pytest.raises(AnalysisError, match="failed on this text"):
            await crashing
    assert ended == ["held", "urgent", "die"], "what is new does not wait for all that are tried again"


async def test_one_that_nobody_waits_for_takes_no_other_along(make: Make, tmp_path: Path) -> None:
    processes = make(HELD)
    given_up = asyncio.create_task(processes.analyse(story("fuse")))
    await begun(tmp_path, 1)
    given_up.cancel()
    assert (await processes.analyse(story("innocent"))).version == "innocent"


async def test_a_child_that_falls_silent_is_ended(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analyst.SILENT_SECONDS", 0.5)
    processes = make()
    assert (await processes.analyse(story("breathe"))).version == "1/child"
    with pytest.raises(AnalysisError, match="no answer"):
        await processes.analyse(story("hang"))
    assert (await processes.analyse(story("next"))).version == "next"


async def test_silence_is_no_shorter_for_being_asked_more(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analyst.SILENT_SECONDS", 1.0)
    processes = make()
    hanging = asyncio.create_task(processes.analyse(story("hang")))
    async with asyncio.timeout(20):
        while not hanging.done():
            asked = asyncio.create_task(processes.analyse(story("more"), urgent=True))
            await asyncio.sleep(0.1)
            asked.cancel()
    with pytest.raises(AnalysisError, match="no answer"):
        await hanging


async def test_an_urgent_job_does_not_wait_for_room(make: Make, tmp_path: Path) -> None:
    processes, order = make(), []
    gate = tmp_path / "gate"

    async def job(title: str, text: str = "", urgent: bool = False) -> None:
        await processes.analyse(story(title, text), urgent)
        order.append(title)

    await processes.version()
    running = [asyncio.create_task(job("wait", str(gate)))]
    running += [asyncio.create_task(job(str(number))) for number in range(3 * AT_ONCE)]
    async with asyncio.timeout(20):
        while not (tmp_path / "gate.begun").exists():
            await asyncio.sleep(0.005)
    running.append(asyncio.create_task(job("urgent", urgent=True)))
    await asyncio.sleep(0)
    gate.touch()
    await asyncio.gather(*running)
    assert order.index("urgent") <= AT_ONCE


async def test_a_job_that_nobody_waits_for_is_not_done(make: Make, tmp_path: Path) -> None:
    processes = make()
    gate = tmp_path / "gate"
    first = asyncio.create_task(processes.analyse(story("wait", str(gate))))
    given_up = asyncio.create_task(processes.analyse(story("die")))
    last = asyncio.create_task(processes.analyse(story("last")))
    await asyncio.sleep(0)
    given_up.cancel()
    gate.touch()
    await first
    assert (await last).version == "last"


async def test_several_workers_work_at_once(make: Make, tmp_path: Path) -> None:
    processes = make(workers=2)
    gate = tmp_path / "gate"
    held = asyncio.create_task(processes.analyse(story("wait", str(gate))))
    assert (await processes.analyse(story("meanwhile"))).version == "meanwhile"
    assert not held.done()
    gate.touch()
    await held


async def test_closing_ends_the_child_and_tells_who_waits(make: Make, tmp_path: Path) -> None:
    processes = make()
    waiting = asyncio.create_task(processes.analyse(story("wait", str(tmp_path / "never"))))
    queued = asyncio.create_task(processes.analyse(story("x")))
    async with asyncio.timeout(20):
        while not (tmp_path / "never.begun").exists():
            await asyncio.sleep(0.005)
    await processes.close()
    for task in (waiting, queued):
        with pytest.raises(AnalysisOffError):
            await task


async def test_a_child_that_somebody_killed_says_nothing_of_the_text(make: Make) -> None:
    analyst = make()
    with pytest.raises(AnalysisKilledError):
        await analyst.analyse(story("killed"))
    with pytest.raises(AnalysisError) as ended:
        await analyst.analyse(story("die"))
    assert not isinstance(ended.value, AnalysisKilledError)
    assert (await analyst.analyse(story("fine"))).version == "fine"


async def test_a_child_without_work_goes_and_comes_back(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analyst.IDLE_SECONDS", 0.05)
    processes = make()
    first = (await processes.ask("hello", {}))["pid"]
    async with asyncio.timeout(20):
        while Path(f"/proc/{first}").exists():
            await asyncio.sleep(0.01)
    assert (await processes.ask("hello", {}))["pid"] != first
    assert await processes.version() == "1/child"
