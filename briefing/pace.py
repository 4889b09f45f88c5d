"""How fast work in the background goes on: what somebody does at the keyboard comes first."""

from __future__ import annotations

import asyncio
from time import monotonic

QUIET = 0.1
"""Seconds without a key after which nobody is kept waiting any more."""

PAUSE = 0.04
"""Seconds between two turns while keys come: a key goes through the event loop several times until it is drawn."""


class Pace:
    """Turns for pieces of work: at once while nobody presses keys, else one after the other, a pause apart."""

    def __init__(self) -> None:
        self._input_at = float("-inf")
        self._turns = asyncio.Lock()

    def note_input(self) -> None:
        """A key was pressed, or the mouse was used."""
        self._input_at = monotonic()

    async def turn(self) -> None:
        """Wait for a turn."""
        async with self._turns:
            if monotonic() - self._input_at < QUIET:
                await asyncio.sleep(PAUSE)
