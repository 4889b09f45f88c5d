"""How long a story may be analysed: it is read up to where its time ends, and the reader is told."""

from __future__ import annotations

import time
from collections.abc import Callable

from briefing.analysis.text.parsing import Pause

STORY_SECONDS = 60.0
"""Of the processor, so that a busy machine finds no less. Nearly all stories take a small part of it."""


class StoryClock:
    """The processor time of one story. What urgent work takes in its pauses is not the story's."""

    def __init__(self, pause: Pause, now: Callable[[], float] = time.process_time) -> None:
        self._pause = pause
        self._now = now
        self._end = now() + STORY_SECONDS

    @property
    def is_over(self) -> bool:
        """Whether nothing more of the story may be begun."""
        return self._now() >= self._end

    def pause(self) -> None:
        """Let urgent work come between."""
        began = self._now()
        self._pause()
        self._end += self._now() - began
