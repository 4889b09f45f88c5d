"""Opening an address in the reader's browser: never through a shell, never writing on the screen, never waiting."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from briefing.core import clean

_OPENERS = ("xdg-open", "wslview", "sensible-browser", "x-www-browser")


def open_address(raw: str) -> str:
    """Open an http or https address; the result is a sentence on why it could not be, or an empty string."""
    address = clean.address(raw)
    if address is None:
        return "This address cannot be opened: only http and https addresses are."
    command = _command()
    if not command:
        return "No browser was found here; the address can be copied."
    try:
        subprocess.Popen(
            [*command, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"The browser could not be started: {clean.line(str(error))}."
    return ""


def _command() -> list[str]:
    """What opens addresses here: a browser with a window, never one that would draw over the reader."""
    if sys.platform == "darwin":
        return ["/usr/bin/open"]
    chosen = os.environ.get("BROWSER", "")
    if chosen and os.sep in chosen and "%" not in chosen and shutil.which(chosen):
        return [chosen]
    if sys.platform != "win32" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        found = shutil.which("wslview")
        return [found] if found else []
    return next(([found] for name in _OPENERS if (found := shutil.which(name))), [])
