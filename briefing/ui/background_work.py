"""Work beside the keys: screens, dialogs and the application run it here, and nothing that goes wrong is lost."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Coroutine
from functools import partial
from typing import Any, Protocol
from weakref import finalize

from textual.app import App
from textual.notifications import SeverityLevel
from textual.worker import Worker

from briefing.core import clean
from briefing.core.errors import BriefingError

log = logging.getLogger(__name__)


class Node(Protocol):
    """What is needed of a screen, or of the application."""

    @property
    def app(self) -> App[Any]: ...
    @property
    def is_attached(self) -> bool: ...
    def run_worker(self, work: Any, *, group: str, exclusive: bool, exit_on_error: bool) -> Worker[Any]: ...
    def notify(self, message: str, *, severity: SeverityLevel, markup: bool) -> None: ...
    def show_message(self, words: str, severity: SeverityLevel = "information") -> None: ...


class BackgroundWork:
    """Gives a node of Textual work in the background, and sentences for the reader."""

    def run_in_background(
        self: Node, work: Coroutine[Any, Any, None], group: str, newest_only: bool = True
    ) -> Worker[Any]:
        """Run a coroutine beside the screen; an error is shown and ends nothing else."""
        worker = self.run_worker(partial(guard, self, work), group=group, exclusive=newest_only, exit_on_error=False)
        # Work that a newer one replaced before it began is closed, or Python would miss it as never awaited.
        finalize(worker, work.close)
        return worker

    def show_message(self: Node, words: str, severity: SeverityLevel = "information") -> None:
        """Show a sentence for a while. It may hold words from outside: it is clean and never markup."""
        self.notify(clean.line(words), severity=severity, markup=False)


async def guard(node: Node, work: Awaitable[None]) -> None:
    """Carry work out; what goes wrong is shown, and logged where nobody foresaw it."""
    try:
        await work
    except BriefingError as error:
        node.show_message(str(error), "error")
    except Exception as error:
        if not (node.is_attached and node.app.is_running):
            log.debug("A task outlived the panes that it was for", exc_info=True)
            return
        log.exception("A task of the screen failed")
        node.show_message(f"Something went wrong ({type(error).__name__}: {error}); the reader goes on.", "error")
