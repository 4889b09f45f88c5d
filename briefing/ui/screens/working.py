"""The base of the large screens: work beside the keys, dialogs, and sentences for the reader."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import partial
from typing import Any, TypeVar
from weakref import finalize

from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from briefing.core import clean
from briefing.core.errors import BriefingError
from briefing.ui.actions import Action, key_of
from briefing.ui.toasts import StepTold

Answer = TypeVar("Answer")
Result = TypeVar("Result")
log = logging.getLogger(__name__)


class WorkingScreen(Screen[Result], inherit_bindings=False):
    """What controllers ask of every screen; see `ui/controllers/host.py`."""

    actions: tuple[Action, ...]
    focused: var[Widget | None] = var(None, init=False)  # Textual's own draws all of the screen anew with each change

    def run_in_background(self, work: Coroutine[Any, Any, None], group: str, newest_only: bool = True) -> None:
        """Run a coroutine beside the screen; an error is shown and ends nothing else."""
        start = partial(self._guard, work)
        worker: Worker[None] = self.run_worker(start, group=group, exclusive=newest_only, exit_on_error=False)
        # Work that a newer one replaced before it began is closed, or Python would miss it as never awaited.
        finalize(worker, work.close)

    async def _guard(self, work: Awaitable[None]) -> None:
        try:
            await work
        except BriefingError as error:
            self.show_message(str(error), "error")
        except Exception as error:
            if not (self.is_attached and self.app.is_running):
                log.debug("A task outlived the panes that it was for", exc_info=True)
                return
            log.exception("A task of the screen failed")
            self.show_message(f"Something went wrong ({type(error).__name__}: {error}); the reader goes on.", "error")

    def open_dialog(
        self, dialog: Screen[Answer], on_answer: Callable[[Answer | None], None] | None = None
    ) -> Awaitable[None]:
        """Show a dialog at once; `on_answer` gets what it answers, None where it was closed."""
        return self.app.push_screen(dialog, on_answer)

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog and wait for its answer; None where it was closed. For work in the background."""
        return await self.app.push_screen_wait(dialog)

    def key(self, action: str) -> str:
        """The key of an action as a person reads it, for a sentence that names it."""
        return key_of(self.actions, action)

    def hints(self, wanted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The key of each action and what it does, for a line of keys: what has no key is left out."""
        with_key = {action.id for action in self.actions if action.keys}
        return [(self.key(action), words) for action, words in wanted if action in with_key]

    def show_message(self, words: str, severity: str = "information") -> None:
        """Show a sentence for a while. It may hold words from outside: it is clean and never markup."""
        self.notify(clean.line(words), severity=severity, markup=False)  # type: ignore[arg-type]

    def show_step(self, words: str) -> None:
        """Show what was changed, undone or redone, in place of what was before it."""
        self.post_message(StepTold(clean.line(words)))
