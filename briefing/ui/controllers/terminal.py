"""The terminal, given to another program until that ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import SuspendNotSupported

from briefing.ui.controllers.host import Application, Messages

NO_TERMINAL = "This needs a terminal, and the reader has none here."


class TerminalHost(Messages, Application, Protocol):
    """What giving the terminal away needs of the screen."""


def run_on_terminal(host: TerminalHost, work: Callable[[], str]) -> None:
    """Give the terminal to another program until it ends; `work` returns what went wrong, or an empty string."""
    try:
        with host.app.suspend():
            problem = work()
    except SuspendNotSupported:
        problem = NO_TERMINAL
    if problem:
        host.show_message(problem, "warning")
