"""The base of the large screens: work beside the keys, dialogs, and what keys are called."""

from __future__ import annotations

from asyncio import shield
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from briefing.core import clean
from briefing.ui.actions import Action, key_of
from briefing.ui.background_work import BackgroundWork
from briefing.ui.early_keys import keep_keys_waiting
from briefing.ui.toasts import StepTold

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class WorkingScreen(BackgroundWork, Screen[Result], inherit_bindings=False):
    """What controllers ask of every screen; see `ui/controllers/host.py`."""

    actions: tuple[Action, ...]
    focused: var[Widget | None] = var(None, init=False)  # Textual's own draws all of the screen anew with each change

    def open_dialog(
        self, dialog: Screen[Answer], on_answer: Callable[[Answer | None], object] | None = None
    ) -> Awaitable[None]:
        """Show a dialog at once; `on_answer` gets what it answers, None where it was closed."""
        return self.app.push_screen(dialog, None if on_answer is None else keep_keys_waiting(self, on_answer))

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog and wait for its answer; None where it was closed. For work in the background."""
        work = get_current_worker()
        follow = keep_keys_waiting(self, lambda answer: None if answer is None else work)
        return await shield(self.app.push_screen(dialog, follow, wait_for_dismiss=True))

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
