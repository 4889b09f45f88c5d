"""A signal to go on is heeded after one to stop, and else not: it also comes with a terminal that hangs up."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from textual.app import App

from briefing.ui.resuming import resume_only_when_suspended


@pytest.fixture(autouse=True)
def _same_signals() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    yield
    signal.signal(signal.SIGTSTP, before[0])
    signal.signal(signal.SIGCONT, before[1])


async def test_only_a_suspended_reader_draws_again() -> None:
    told: list[int] = []
    app: App[object] = App()
    async with app.run_test():
        signal.signal(signal.SIGTSTP, lambda number, frame: told.append(number))
        signal.signal(signal.SIGCONT, lambda number, frame: told.append(number))
        resume_only_when_suspended(app)
        os.kill(os.getpid(), signal.SIGCONT)
        assert told == []
        os.kill(os.getpid(), signal.SIGTSTP)
        os.kill(os.getpid(), signal.SIGCONT)
        os.kill(os.getpid(), signal.SIGCONT)  # the first found the reader in the background, where it may not draw
        assert told == [signal.SIGTSTP, signal.SIGCONT, signal.SIGCONT]
        app.app_resume_signal.publish(app)
        os.kill(os.getpid(), signal.SIGCONT)
        assert len(told) == 3


async def test_where_nothing_is_drawn_the_signals_keep_their_meaning() -> None:
    app: App[object] = App()
    async with app.run_test():
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        resume_only_when_suspended(app)
        assert signal.getsignal(signal.SIGCONT) == signal.SIG_DFL
        assert signal.getsignal(signal.SIGTSTP) == signal.SIG_DFL
