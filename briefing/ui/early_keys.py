"""Keys that were pressed after the one that opens a dialog, and before that could take any: they are meant for it.

So are those behind the answer of a dialog, where another one follows. Where none does, they are for nobody: what lies
below was not to be seen when they were pressed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from inspect import isawaitable
from time import monotonic
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from textual import events, on
from textual.screen import Screen
from textual.worker import Worker

Answer = TypeVar("Answer")
Result = TypeVar("Result")
LONGEST_WAIT = 2.0
"""How long keys wait for a dialog that is on its way, in seconds."""
TYPED_AHEAD = 0.3
"""Seconds after which a key is meant for what is on the screen, and neither it nor those before it wait any longer."""


async def carry_out(screen: Screen[Any], result: object) -> None:
    """Wait for what an action or an answer has begun: until it has ended or, where it opens a dialog, that is there."""
    if isinstance(result, Worker):
        await _opened_or_ended(screen, result)
    elif isawaitable(result):
        await result


def keep_keys_waiting(
    screen: Screen[Any], on_answer: Callable[[Answer | None], object]
) -> Callable[[Answer | None], Awaitable[None]]:
    """Have the keys behind an answer wait for what that begins: another dialog may follow."""

    async def begin(answer: Answer | None) -> None:
        await carry_out(screen, on_answer(answer))

    return begin


async def _opened_or_ended(screen: Screen[Any], work: Worker[Any]) -> None:
    """Wait for a dialog or the end of the work, though not for long, and not where somebody goes on meanwhile."""
    opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    known, app, began = tuple(screen.app.screen_stack), screen.app, monotonic()

    def note(shown: Screen[Any]) -> None:
        if shown not in known and not opened.done():
            opened.set_result(None)

    signal = app.screen_change_signal
    signal.subscribe(screen, note, immediate=True)
    await asyncio.sleep(0)  # the work has begun by then
    ended = asyncio.gather(work.wait(), return_exceptions=True)
    going_on = asyncio.ensure_future(_gone_on(app, began + TYPED_AHEAD))
    await asyncio.wait((opened, ended, going_on), timeout=LONGEST_WAIT, return_when=asyncio.FIRST_COMPLETED)
    going_on.cancel()
    signal.unsubscribe(screen)


async def _gone_on(app: object, moment: float) -> None:
    """Wait until somebody presses a key after a moment; for ever where the application does not tell."""
    if isinstance(app, KeepsKeys):
        await app.wait_for_key_after(moment)
    else:
        await asyncio.Event().wait()


@runtime_checkable
class KeepsKeys(Protocol):
    """An application that keeps the keys behind an answer."""

    async def wait_for_key_after(self, moment: float) -> None:
        """Wait until a key comes that was pressed after a moment; it may have to wait for its turn."""
        ...

    def keep_earlier_keys(self) -> None:
        """Keep all keys that were pressed before now for the dialog that follows."""
        ...

    def take_keys_behind(self) -> Sequence[events.Key]:
        """Give them to it."""
        ...


class TakesEarlyKeys(Screen[Result]):
    """A screen to which such keys go on. On their way to a pane, they have come back from it to the application."""

    KEEPS_EARLY_KEYS: ClassVar[bool] = True
    """Else they are forgotten: what nobody has seen yet is not answered."""

    _began = float("inf")

    @cached_property
    def _is_ready(self) -> asyncio.Event:
        return asyncio.Event()

    @property
    def takes_keys(self) -> bool:
        """Whether keys come here by themselves by now."""
        return self._is_ready.is_set()

    @on(events.Mount)
    def begin(self) -> None:
        """From now on keys come here by themselves: what is done when a screen is mounted is done."""
        self._began = monotonic()
        for event in self.app.take_keys_behind() if isinstance(self.app, KeepsKeys) else ():
            self._take(event)
        self._is_ready.set()

    async def take_early_key(self, event: events.Key) -> bool:
        """Take a key that was pressed before this screen could take keys; False for others."""
        await self._is_ready.wait()
        if event.time > self._began:
            return False
        self._take(event)
        return True

    def _take(self, event: events.Key) -> None:
        if self.KEEPS_EARLY_KEYS:
            (self.focused or self)._forward_event(events.Key(event.key, event.character))
