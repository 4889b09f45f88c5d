"""What waits: urgent requests first, the latest foremost; the rest together, and nothing that was forgotten."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest

from briefing.analysis.requests import TOGETHER_CHARACTERS, Requests


def waiting(*requests: object) -> Requests:
    """What waits once all of these have come. The input does not end, for that would end the process."""
    taken = threading.Event()

    def lines() -> Iterator[bytes]:
        yield from (json.dumps(request).encode() for request in requests)
        taken.set()
        threading.Event().wait()

    made = Requests(lines())
    assert taken.wait(10)
    return made


def story(number: int, text: str = "", urgent: bool = False) -> dict[str, object]:
    return {"id": number, "kind": "analyse", "text": text, "urgent": urgent}


def numbers(requests: Requests) -> list[object]:
    return [request.number for request in requests.wait()]


def test_the_latest_urgent_request_goes_first_and_the_rest_together() -> None:
    requests = waiting(story(1), story(2), story(3, urgent=True), story(4), story(5, urgent=True))
    assert [numbers(requests) for _ in range(3)] == [[5], [3], [1, 2, 4]]


def test_urgent_ones_can_be_taken_between() -> None:
    requests = waiting(story(1), {"id": 2, "kind": "hello"})
    urgent = requests.urgent()
    assert urgent is not None
    assert (urgent.number, requests.urgent()) == (2, None)


def test_no_more_is_taken_at_once_than_is_good_for_the_memory() -> None:
    half = "x" * (TOGETHER_CHARACTERS // 2 - 200)
    requests = waiting(story(1, half), story(2, half), story(3), story(4, half * 9), story(5))
    assert [numbers(requests) for _ in range(3)] == [[1, 2, 3], [4], [5]]


@pytest.mark.parametrize("urgent", [False, True])
def test_what_is_forgotten_is_not_begun(urgent: bool) -> None:
    requests = waiting(story(1, urgent=urgent), story(2, urgent=urgent), {"id": 2, "kind": "forget"})
    assert numbers(requests) == [1]


def test_what_is_no_request_is_kept_for_an_answer() -> None:
    requests = waiting([1, 2])
    (request,) = requests.wait()
    assert (request.number, request.kind) == (None, "")
    assert "JSON object" in request.fault()
