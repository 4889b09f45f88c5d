"""Notices on the desktop: by a sequence that the terminal understands, by the desktop's program, or by one's own."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from briefing import programs
from briefing.core.notices import DesktopNotice

SECONDS = 20.0

Write = Callable[[str], object]
"""Writes to the terminal, at a moment when nothing else is being written."""


class Way(StrEnum):
    """How notices reach the desktop."""

    AUTO = "auto"
    TERMINAL = "terminal"
    DESKTOP = "desktop"
    NONE = "none"


class Desktop(Struct):
    """Shows notices in one way. With `run`, the program of the reader's own is the only way.

    `write` reaches the terminal; None where there is none, or none that can be written to.
    """

    way: Way = Way.AUTO
    run: Sequence[str] = ()
    write: Write | None = None
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    platform: str = sys.platform

    async def show(self, notice: DesktopNotice) -> str:
        """Show a notice. Gives a sentence on what went wrong, or an empty string."""
        if self.run:
            values = {"{title}": _argument(notice.title), "{text}": _argument(notice.text)}
            line = [_PLACE.sub(lambda match: values[match[0]], part) for part in self.run]
            return await programs.run("the program for notices", line, f"{notice.title}\n{notice.text}\n", SECONDS)
        if self.way is Way.NONE:
            return ""
        line = self._desktop_line(notice) if self._asks_desktop() else []
        problem = await programs.run("the desktop's program for notices", line, "", SECONDS) if line else ""
        if line and (not problem or self.way is Way.DESKTOP):
            return problem
        if self.way is Way.DESKTOP:
            return "notices: no program of the desktop was found: install notify-send, or set `by: terminal`"
        if self.write is not None and (self.way is Way.TERMINAL or self.env.get("TERM") not in _SILENT):
            self.write(sequence(notice, self.env))
        return ""

    def _asks_desktop(self) -> bool:
        """Whether the desktop is asked before the terminal: over ssh it would be that of another machine."""
        if self.way is Way.AUTO:
            return not any(self.env.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
        return self.way is Way.DESKTOP

    def _desktop_line(self, notice: DesktopNotice) -> list[str]:
        """The program that the desktop has for notices, and its arguments; empty where there is none."""
        path = self.env.get("PATH")
        if self.platform == "darwin":
            # The words are arguments of the script, never part of it.
            script = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")
            told = [part for line in script for part in ("-e", line)]
            found = shutil.which("osascript", path=path)
            return [found, *told, notice.title, notice.text] if found else []
        found = shutil.which("notify-send", path=path)
        if not found or not any(self.env.get(name) for name in _SESSION):
            return []
        from html import escape  # late: it brings a table of names, and the first screen tells nothing

        # Desktops read tags in the text, though not in the title.
        return [found, "--app-name=Briefing", "--", notice.title, escape(notice.text, quote=False)]


_PLACE = re.compile(r"\{title\}|\{text\}")
_SESSION = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
_SILENT = (None, "", "dumb", "linux")
"""Terminals that draw what they do not understand."""

_WITH_TITLES = ("rxvt", "foot", "ghostty", "contour")
"""What the names of terminals begin with that know OSC 777, which has a title; the others know OSC 9, or neither."""


def sequence(notice: DesktopNotice, env: Mapping[str, str]) -> str:
    """The characters that make a terminal show a notice; a terminal that does not know them shows nothing."""
    if env.get("TERM", "").startswith(_WITH_TITLES) or env.get("TERM_PROGRAM") in ("ghostty", "WezTerm"):
        told = f"\x1b]777;notify;{notice.title.replace(';', ',')};{notice.text}\x1b\\"
    else:
        # A number in front would be another command of some terminals.
        told = f"\x1b]9;Briefing: {notice.title}: {notice.text}\x1b\\"
    if env.get("TMUX"):
        return "\x1bPtmux;" + told.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return told


def _argument(text: str) -> str:
    """A text that cannot be taken for an option of a program."""
    return text.lstrip("-+@/")
