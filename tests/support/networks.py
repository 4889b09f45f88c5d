"""Networks of tests, handed to what opens one for each run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


def opens(build: Callable[[], T]) -> Callable[[bool], Awaitable[T]]:
    """An opening of the network for feeds that has nothing to wait for."""

    async def open_network(_with_documents: bool) -> T:
        return build()

    return open_network
