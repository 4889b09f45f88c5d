"""Keys that were pressed after the one that opens a dialog, and before that could take any: they are meant for it."""

from __future__ import annotations

import asyncio
from functools import cached_property
from time import monotonic
from typing import ClassVar, TypeVar

from textual import events
from textual.screen import Screen

Result = TypeVar("Result")


class TakesEarlyKeys(Screen[Result]):
    """A screen to which such keys go on. On their way to a pane, they have come back from it to the application."""

    KEEPS_EARLY_KEYS: ClassVar[bool] = True
    """Else they are forgotten: what nobody has seen yet is not answered."""

    _began = float("inf")

    @cached_property
    def _is_ready(self) -> asyncio.Event:
        return asyncio.Event()

    def on_mount(self) -> None:
        """From now on keys come here by themselves."""
        self._began = monotonic()
        self._is_ready.set()

    async def take_early_key(self, event: events.Key) -> bool:
        """Take a key that was pressed before this screen could take keys; False for others."""
        await self._is_ready.wait()
        if event.time > self._began:
            return False
        if self.KEEPS_EARLY_KEYS:
            (self.focused or self)._forward_event(events.Key(event.key, event.character))
        return True
