"""Coming back from being suspended, and only from that.

A signal to go on also comes with each terminal that hangs up. Textual would begin to draw then, on a terminal that is
gone, and the threads that it starts for that keep the program from ending.
"""

from __future__ import annotations

import signal
from types import FrameType


def resume_only_when_suspended(driver: object) -> None:
    """Let SIGCONT reach Textual's handler only after SIGTSTP did; where Textual has none, nothing is changed."""
    resume = signal.getsignal(signal.SIGCONT)
    if not callable(resume):
        return

    def go_on(number: int, frame: FrameType | None) -> None:
        if getattr(driver, "_must_signal_resume", True):
            resume(number, frame)

    signal.signal(signal.SIGCONT, go_on)
