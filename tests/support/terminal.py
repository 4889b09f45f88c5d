"""A program in a real terminal (a pty), its screen read back as a person would read it."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0

# Sequences of newer terminals that the emulator would print as text.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")


def _hear_interrupts() -> None:
    """A shell has what it starts in the background ignore SIGINT, and with the tests all that they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """`briefing` with these arguments, or another `command`, on a screen of `columns` by `lines`.

    With `ignore_hangup` it starts as under nohup: no signal tells it that the terminal has gone.
    """

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        columns: int = 160,
        lines: int = 45,
        term: str = "xterm-256color",
        command: str = sys.executable,
        ignore_hangup: bool = False,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        self._process = pexpect.spawn(
            command,
            ["-m", "briefing", *arguments] if command == sys.executable else list(arguments),
            env={**env, "TERM": term, "COLORTERM": "truecolor", "PYTHONUTF8": "1"},
            dimensions=(lines, columns),
            cwd=str(ROOT),
            timeout=PATIENCE,
            ignore_sighup=ignore_hangup,
            preexec_fn=_hear_interrupts,
        )

    @property
    def text(self) -> str:
        """All lines of the screen."""
        return "\n".join(self.screen.display)

    def press(self, *keys: str) -> None:
        """Send keys, each as the terminal would."""
        for key in keys:
            self._process.send(key)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size."""
        self._process.setwinsize(lines, columns)
        self.screen.resize(lines, columns)

    @property
    def runs(self) -> bool:
        """Whether the program has not ended."""
        return bool(self._process.isalive())

    def look(self) -> str:
        """Read what is there by now; the screen's text."""
        self._read()
        return self.text

    def wait_for(self, what: str | Callable[[], bool]) -> str:
        """Read on until words are on the screen, or something holds; the screen's text."""
        holds = (lambda: what in self.text) if isinstance(what, str) else what
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what!r}; the screen shows:\n{self.text}")
            self._read()
        return self.text

    def end(self) -> int:
        """Wait until the program has ended; its exit code."""
        end = time.monotonic() + PATIENCE
        while self._process.isalive() and time.monotonic() < end:
            self._read()
        self._process.close()
        return -1 if self._process.exitstatus is None else int(self._process.exitstatus)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.kill(number)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows by itself what is typed, as it does before a program takes it over."""
        return bool(self._process.getecho())

    @property
    def children(self) -> list[int]:
        """The processes that the program has started and that live."""
        stats = (file.read_text().rpartition(")") for file in Path("/proc").glob("[0-9]*/stat"))
        return [
            int(head.split()[0])
            for head, _, rest in stats
            if rest.split()[1] == str(self._process.pid) and rest[1] != "Z"
        ]

    def hang_up(self) -> int:
        """Take the terminal away, as a dropped connection does; the program's exit code."""
        self._process.ptyproc.fileobj.close()
        self._await_end("the program outlived its terminal")
        return -1 if self._process.exitstatus is None else int(self._process.exitstatus)

    def kill(self) -> None:
        """End the program as a closed window would not: at once."""
        self._process.kill(signal.SIGKILL)
        self._await_end("the program outlived its end")
        self._process.close()

    def _await_end(self, otherwise: str) -> None:
        end = time.monotonic() + PATIENCE
        while self._process.isalive():
            if time.monotonic() > end:
                raise AssertionError(otherwise)
            time.sleep(0.02)

    def _read(self) -> None:
        try:
            chunk = self._process.read_nonblocking(65_536, timeout=0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += chunk
        self._stream.feed(_UNKNOWN.sub(b"", chunk))
