"""Programs of the reader's own, run beside the screen: none can write on it, and none is waited for without end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

TIMEOUT_SECONDS = 120


async def run(name: str, line: Sequence[str], text: str = "", seconds: float = TIMEOUT_SECONDS) -> str:
    """Run a program with a text on its standard input. Gives a sentence on what went wrong, or an empty string."""
    try:
        process = await asyncio.create_subprocess_exec(
            *line,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return start_problem(name, line[0], error)
    try:
        async with asyncio.timeout(seconds):
            _, errors = await process.communicate(text.encode())
    except TimeoutError:
        return f"{name} is still running after {seconds:g} seconds; it is left to run."
    return exit_problem(name, process.returncode or 0, errors.decode(errors="replace"))


def start_problem(name: str, program: str, error: OSError | ValueError) -> str:
    """A sentence on a program that could not be started."""
    reason = error.strerror if isinstance(error, OSError) else None
    return f"{name} could not be started: {reason or error}: {program}"


def exit_problem(name: str, code: int, errors: str) -> str:
    """A sentence on how a program failed, or an empty string."""
    lines = [line for line in errors.splitlines() if line.strip()]
    return f"{name} failed (exit code {code}){': ' + lines[-1] if lines else ''}" if code else ""
