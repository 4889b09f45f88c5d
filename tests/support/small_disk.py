"""A disk of its own for a test, which can be filled up or made read-only: a tmpfs in a mount namespace."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

_ENTER = ("unshare", "--user", "--map-root-user", "--mount")


@functools.cache
def available() -> bool:
    """Whether this machine lets a test have one."""
    try:
        done = subprocess.run([*_ENTER, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def run(script: str, folder: Path, size: str = "3m") -> str:
    """What a Python script prints that runs with `folder` as a disk of that size; it can remount it."""
    folder.mkdir(parents=True, exist_ok=True)
    shell = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'
    command = [*_ENTER, "sh", "-c", shell, "sh", size, str(folder), sys.executable, "-c", script, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path.cwd())
    assert done.returncode == 0, done.stderr
    return done.stdout
