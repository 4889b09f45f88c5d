"""Programs on a pseudo-terminal that answers what a terminal is asked: what they draw and when, and what they take."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

COLUMNS, LINES = 120, 35
PATIENCE = 60.0
_ANSWERS = {
    re.compile(rb"\x1b\]11;\?"): b"\x1b]11;rgb:1616/1919/1d1d\x1b\\",
    re.compile(rb"\x1b\[c"): b"\x1b[?62;22c",
}


class Program:
    """A program that draws. `drawn` is what came, each piece with the moment by the clock."""

    def __init__(self, command: Sequence[str], answers: bool = True) -> None:
        self.began = time.perf_counter()
        self.drawn: list[tuple[float, bytes]] = []
        self._answers = answers
        self._process, self._terminal = pty.fork()
        if not self._process:
            os.execve(command[0], list(command), {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def read(self, until: float) -> bytes:
        """What comes next; nothing where nothing comes until a moment."""
        if not select.select([self._terminal], [], [], max(0.0, until - time.perf_counter()))[0]:
            return b""
        new = os.read(self._terminal, 65_536)
        self.drawn.append((time.perf_counter(), new))
        for question, answer in _ANSWERS.items():
            if self._answers and question.search(new):
                os.write(self._terminal, answer)
        return new

    def read_all(self, until: float) -> None:
        """Read all that comes until a moment."""
        while time.perf_counter() < until:
            self.read(until)

    def read_until(self, words: bytes, seconds: float = PATIENCE) -> float:
        """Read on until words are drawn; the seconds since the start. Raises TimeoutError."""
        end, said = time.perf_counter() + seconds, b""
        while words not in said:
            new = self.read(end)
            if not new:
                raise TimeoutError(f"{words!r} did not come")
            said += new
        return time.perf_counter() - self.began

    def press(self, key: str) -> float:
        """Press a key; the moment."""
        os.write(self._terminal, key.encode())
        return time.perf_counter()

    def processor(self) -> float:
        """What all threads have used of the processor, in seconds, by the kernel's own account in nanoseconds."""
        threads = Path(f"/proc/{self._process}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def megabytes(self) -> float:
        """What the program holds in memory, without its children."""
        status = Path(f"/proc/{self._process}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def end(self) -> None:
        """Kill it."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)


@contextmanager
def running(command: Sequence[str], answers: bool = True) -> Iterator[Program]:
    """A program as long as this lasts."""
    program = Program(command, answers)
    try:
        yield program
    finally:
        program.end()
