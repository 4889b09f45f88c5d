"""A signal to go on is heeded after one to stop, and else not: it also comes with a terminal that hangs up."""

from __future__ import annotations

import os
import signal
from types import SimpleNamespace

from briefing.ui.resuming import resume_only_when_suspended


def test_only_a_suspended_reader_draws_again() -> None:
    before, resumed = signal.getsignal(signal.SIGCONT), []
    driver = SimpleNamespace(_must_signal_resume=False)
    try:
        signal.signal(signal.SIGCONT, lambda number, frame: resumed.append(number))
        resume_only_when_suspended(driver)
        os.kill(os.getpid(), signal.SIGCONT)
        assert resumed == []
        driver._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGCONT)
        assert resumed == [signal.SIGCONT]
    finally:
        signal.signal(signal.SIGCONT, before)


def test_where_nothing_is_drawn_the_signal_keeps_its_meaning() -> None:
    before = signal.getsignal(signal.SIGCONT)
    try:
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        resume_only_when_suspended(object())
        assert signal.getsignal(signal.SIGCONT) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGCONT, before)
