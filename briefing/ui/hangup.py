"""A terminal that goes away. It is seen even where nobody sends SIGHUP, or where that is to be ignored: reading from
such a terminal answers at once and for ever.
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
