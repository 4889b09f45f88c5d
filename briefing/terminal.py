"""The terminal that the program runs in: whether it can be drawn on, signals to end, and where its noise goes."""

from __future__ import annotations

import asyncio
import errno
import io
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import private

if TYPE_CHECKING:
    from typing_extensions import Buffer


def has_screen() -> bool:
    """Whether there is something to draw on: a terminal, or a browser that `briefing serve` draws for."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") not in (None, "", "dumb")


@contextmanager
def end_in_order() -> Iterator[None]:
    """While the block runs, a signal to end is a SystemExit, so that what was done to the terminal is undone."""

    def end(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = {
        number: signal.signal(number, end)
        for number in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def on_end_signal(end: Callable[[int], None], interrupt: bool = False) -> None:
    """Have `end` called, with the signal's number, when somebody ends us or the terminal goes away.

    With `interrupt` also for SIGINT, which else is a KeyboardInterrupt.
    """
    for number in (signal.SIGTERM, signal.SIGHUP, *((signal.SIGINT,) if interrupt else ())):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            asyncio.get_running_loop().add_signal_handler(number, end, number)


def log_to(file: Path, level: str) -> None:
    """Send what libraries and we have to say to a file: on the screen it would stand in the story."""
    with suppress(OSError):
        private.make_folder(file.parent)
        private.make_file(file)
        logging.basicConfig(filename=file, level=level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
        logging.captureWarnings(True)
        for library in ("httpcore", "httpx", "asyncio", "aiohttp"):  # they tell headers, cookies, logins and tokens
            logging.getLogger(library).setLevel(logging.WARNING)


@contextmanager
def noise_to(file: Path) -> Iterator[None]:
    """Send to the log what libraries write to standard error past Python; the reader itself draws there."""
    try:
        log = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    buffer = io.BufferedWriter(_Screen(os.dup(2), "w"))
    terminal = io.TextIOWrapper(buffer, encoding=sys.stderr.encoding, errors="backslashreplace")
    before = sys.stderr, sys.__stderr__
    os.dup2(log, 2)
    os.close(log)
    sys.stderr = sys.__stderr__ = terminal  # type: ignore[misc]
    try:
        yield
    finally:
        sys.stderr, sys.__stderr__ = before  # type: ignore[misc]
        terminal.flush()
        os.dup2(terminal.fileno(), 2)
        terminal.close()


class _Screen(io.FileIO):
    """What the reader is drawn on. When the terminal has gone, what is drawn goes nowhere, and the reader can end."""

    def write(self, data: Buffer, /) -> int:
        """Write, or pretend to."""
        try:
            return super().write(data) or 0
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return memoryview(data).nbytes
