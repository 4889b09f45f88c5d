"""The system's clipboard, by the program that this desktop has for it; and tmux's own buffer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum

SECONDS = 5.0


class Place(StrEnum):
    """Where a text arrived for certain."""

    DESKTOP = "the clipboard"
    TMUX = "tmux"


def fill(text: str, env: Mapping[str, str] | None = None) -> tuple[Place, ...]:
    """Put a text into the system's clipboard, and into tmux's buffer inside of tmux; where it arrived."""
    env = os.environ if env is None else env
    places = ((Place.DESKTOP, _commands(env)), (Place.TMUX, _tmux_commands(env)))
    return tuple(place for place, commands in places if any(_can_run(command, text, env) for command in commands))


def is_swallowed(env: Mapping[str, str] | None = None) -> bool:
    """Whether a program stands before the terminal that passes no text on to its clipboard by default."""
    env = os.environ if env is None else env
    return bool(env.get("TMUX") or env.get("STY"))


def _can_run(command: tuple[str, ...], text: str, env: Mapping[str, str]) -> bool:
    return shutil.which(command[0], path=env.get("PATH")) is not None and _run(command, text, env)


def _tmux_commands(env: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    if env.get("TMUX"):
        yield ("tmux", "load-buffer", "-w", "-")  # passes it on to the terminal too; not before tmux 3.2
        yield ("tmux", "load-buffer", "-")


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
