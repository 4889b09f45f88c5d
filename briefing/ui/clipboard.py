"""The system's clipboard, by the program that this desktop has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

SECONDS = 5.0


def fill(text: str, env: Mapping[str, str] | None = None) -> bool:
    """Put a text into the system's clipboard; False where no program for that is there or none would."""
    env = os.environ if env is None else env
    for command in _commands(env):
        if shutil.which(command[0], path=env.get("PATH")) and _run(command, text, env):
            return True
    return False


def _commands(env: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    if sys.platform == "darwin":
        yield ("pbcopy",)
    if env.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if env.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--input", "--clipboard")
    if env.get("WSL_DISTRO_NAME"):
        yield ("clip.exe",)
    if env.get("TERMUX_VERSION"):
        yield ("termux-clipboard-set",)


def _run(command: tuple[str, ...], text: str, env: Mapping[str, str]) -> bool:
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env=dict(env),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
