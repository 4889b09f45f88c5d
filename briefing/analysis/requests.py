"""What the analysis process was asked and has not yet begun.

A thread reads the requests, so that an urgent one can overtake others, one that nobody waits for can be dropped,
and the end of the input ends the process at once, whatever it is at.
"""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

TOGETHER_CHARACTERS = 60_000
"""About how much text is taken up at once."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the input; `number` is None and `kind` empty where it is no request."""

    number: Any = None
    kind: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    size: int = 0

    @property
    def urgent(self) -> bool:
        """Whether somebody looks at the screen and waits."""
        return self.kind != "analyse" or bool(self.content.get("urgent"))

    def fault(self) -> str:
        """What is wrong with a request of an unknown kind."""
        if not self.content:
            return "a request to the analysis is not a JSON object"
        return f"the analysis knows no request of the kind {self.kind[:40]!r}"


class Requests:
    """The requests that wait. Urgent ones go first, and the latest of them foremost: it is on the screen now."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        """Begin to read; when `lines` end, the process ends with `exit_code`."""
        self.exit_code = 0
        self._lines = lines
        self._urgent: deque[Request] = deque()
        self._others: deque[Request] = deque()
        self._changed = threading.Condition()
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def wait(self) -> list[Request]:
        """The next request, or the next ones that may be carried out together. Waits until there is one."""
        with self._changed:
            self._changed.wait_for(lambda: self._urgent or self._others)
            if self._urgent:
                return [self._urgent.pop()]
            taken = [self._others.popleft()]
            size = taken[0].size
            while self._others and size + self._others[0].size <= TOGETHER_CHARACTERS:
                taken.append(self._others.popleft())
                size += taken[-1].size
            return taken

    def urgent(self) -> Request | None:
        """An urgent request, if one has come."""
        with self._changed:
            return self._urgent.pop() if self._urgent else None

    def _read(self) -> None:
        for line in self._lines:
            if line.strip():
                self._take(_parse_request(line))
        os._exit(self.exit_code)

    def _take(self, request: Request) -> None:
        with self._changed:
            if request.kind == "forget":
                for waiting in (self._urgent, self._others):
                    for old in [old for old in waiting if old.number == request.number]:
                        waiting.remove(old)
            else:
                (self._urgent if request.urgent else self._others).append(request)
                self._changed.notify()


def _parse_request(line: bytes) -> Request:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return Request()
    if not isinstance(content, dict):
        return Request()
    return Request(content.get("id"), str(content.get("kind") or ""), content, len(line))
