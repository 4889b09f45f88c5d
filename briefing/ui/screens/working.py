"""The base of the large screens: work beside the keys, dialogs, and what keys are called."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import cached_property
from inspect import isawaitable
from typing import TypeVar

from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from briefing.core import clean
from briefing.ui.actions import Action, key_of
from briefing.ui.background_work import BackgroundWork
from briefing.ui.toasts import StepTold

Answer = TypeVar("Answer")
Result = TypeVar("Result")
LONGEST_WAIT = 2.0
"""How long keys wait for a dialog that is on its way, in seconds."""


class WorkingScreen(BackgroundWork, Screen[Result], inherit_bindings=False):
    """What controllers ask of every screen; see `ui/controllers/host.py`."""

    actions: tuple[Action, ...]
    focused: var[Widget | None] = var(None, init=False)  # Textual's own draws all of the screen anew with each change
    _awaited: Worker[object] | None = None
    """The work that keys wait for; `_settled` is set when it has ended, or another screen lies over this one."""

    @cached_property
    def _settled(self) -> asyncio.Event:
        return asyncio.Event()

    def open_dialog(
        self, dialog: Screen[Answer], on_answer: Callable[[Answer | None], None] | None = None
    ) -> Awaitable[None]:
        """Show a dialog at once; `on_answer` gets what it answers, None where it was closed."""
        return self.app.push_screen(dialog, on_answer)

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog and wait for its answer; None where it was closed. For work in the background."""
        return await self.app.push_screen_wait(dialog)

    async def carry_out(self, result: object) -> None:
        """Wait for what an action has begun as long as keys are to: for a dialog, they are meant for it."""
        if isawaitable(result):
            await result
        elif isinstance(result, Worker):
            self._awaited = result
            self._settled.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_WAIT):
                    await self._settled.wait()

    def on_worker_state_changed(self, message: Worker.StateChanged) -> None:
        """Work has ended, perhaps."""
        if message.worker is self._awaited and message.worker.is_finished:
            self._settled.set()

    def on_screen_suspend(self) -> None:
        """A dialog is there."""
        self._settled.set()

    def key(self, action: str) -> str:
        """The key of an action as a person reads it, for a sentence that names it."""
        return key_of(self.actions, action)

    def hints(self, wanted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The key of each action and what it does, for a line of keys: what has no key is left out."""
        with_key = {action.id for action in self.actions if action.keys}
        return [(self.key(action), words) for action, words in wanted if action in with_key]

    def show_step(self, words: str) -> None:
        """Show what was changed, undone or redone, in place of what was before it."""
        self.post_message(StepTold(clean.line(words)))
