"""A thread of its own for one connection, so that the event loop never waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Let go."""
        ...


T = TypeVar("T", bound=Closable)
R = TypeVar("R")


class DatabaseThread(Generic[T]):
    """Runs work on `T`, one piece after another, on a single thread that opened it when it was first needed."""

    def __init__(self, open_it: Callable[[], T], name: str = "storage") -> None:
        self._open = open_it
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._opened: T | None = None

    async def call(self, work: Callable[[T], R]) -> R:
        """The result of `work(opened)`; its exceptions pass through."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, work)

    async def close(self) -> None:
        """Finish what was begun, close what was opened, end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    def _run(self, work: Callable[[T], R]) -> R:
        if self._opened is None:
            self._opened = self._open()
        return work(self._opened)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None
