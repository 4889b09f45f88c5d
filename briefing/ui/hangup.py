"""Noticing that the terminal has gone, even where no SIGHUP is sent or where it is ignored: such a terminal would
otherwise be read from for ever.
"""

from __future__ import annotations

import asyncio
import select

SECONDS = 1.0
"""Between two looks: not every terminal that hangs up wakes those who wait for it."""


async def hung_up(descriptor: int) -> None:
    """Return when the terminal behind a file descriptor has gone."""
    looks = select.poll()
    looks.register(descriptor, 0)
    while not any(found & select.POLLHUP for _, found in looks.poll(0)):  # noqa: ASYNC110  (nothing tells)
        await asyncio.sleep(SECONDS)
