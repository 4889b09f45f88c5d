"""Coming back from being suspended, and only from that.

A signal to go on also comes with each terminal that hangs up. Textual would begin to draw then, on a terminal that is
gone, and the threads that it starts for that keep the program from ending.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from textual.app import App


def resume_only_when_suspended(app: App[Any]) -> None:
    """Let SIGCONT reach Textual's handler only after SIGTSTP did, and draw all of the screen once it may draw.

    Where Textual has no handler, nothing is changed.
    """
    stop, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not callable(stop) or not callable(resume):
        return
    is_suspended = False

    def on_stop(number: int, frame: FrameType | None) -> None:
        nonlocal is_suspended
        is_suspended = True
        stop(number, frame)

    def on_go_on(number: int, frame: FrameType | None) -> None:
        if is_suspended:
            resume(number, frame)

    def on_resumed(_: object) -> None:  # not with the signal: in the background it may not draw, and waits for the next
        nonlocal is_suspended
        is_suspended = False
        app.refresh()  # the terminal is empty by now, and Textual draws what changes

    app.app_resume_signal.subscribe(app, on_resumed, immediate=True)
    signal.signal(signal.SIGTSTP, on_stop)
    signal.signal(signal.SIGCONT, on_go_on)
