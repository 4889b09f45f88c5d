"""What undo takes back besides the steps of the journal, in its place among them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OtherStep:
    """A change that is not in the journal: what it was, how it is taken back, and how it is made again."""

    label: str
    take_back: Callable[[], Awaitable[object]]
    do_again: Callable[[], Awaitable[object]]


class OtherSteps:
    """Each stands behind the step of the journal that was the newest when it was made; `newest` is its id."""

    def __init__(self) -> None:
        self._done: list[tuple[int, OtherStep]] = []
        self._undone: list[tuple[int, OtherStep]] = []

    def add(self, newest: int, step: OtherStep) -> None:
        """Keep what was just done; what was undone before cannot be done again."""
        self._done.append((newest, step))
        self._undone.clear()

    def undo(self, newest: int) -> OtherStep | None:
        """What is to be taken back now; None where that is a step of the journal, or nothing."""
        self._forget_before(newest)
        if not self._done or newest > self._done[-1][0]:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1][1]

    def redo(self, newest: int) -> OtherStep | None:
        """What is to be done again now; None where that is a step of the journal, or nothing."""
        self._forget_before(newest)
        if not self._undone or newest < self._undone[-1][0]:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1][1]

    def _forget_before(self, newest: int) -> None:
        """Something else was done after what was undone: that cannot be done again."""
        self._undone = [one for one in self._undone if newest <= one[0]]
