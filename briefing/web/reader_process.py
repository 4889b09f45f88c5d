"""One reader behind a page: a process that ends with its page, together with all that it started."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from textual_serve.app_service import AppService

QUIT_SECONDS = 3.0
DRIVER = "briefing.ui.page_driver:PageDriver"
MOST_COLUMNS, MOST_ROWS = 500, 300
MOST_MEMORY = 4 << 30
"""Bytes of addresses that a reader may have, many times what one takes: a page may send keys without end."""


class ReaderProcess(AppService):
    """Textual-serve's transport. A page may go at any moment and in any way, and sizes come from outside."""

    async def run(self) -> None:
        """Pass on what the reader draws. Once the page has gone it goes nowhere, so that the reader never waits."""
        process = self._process
        with suppress(OSError, RuntimeError, ValueError, KeyError):
            await super().run()
        if process is not None and process.stdout is not None:
            while await process.stdout.read(65_536):
                pass

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the reader about a new size that a screen may have."""
        await super().set_terminal_size(*_possible(width, height))

    async def stop(self) -> None:
        """Let the reader quit, and end it where it does not."""
        process, self._process = self._process, None
        if process is None:
            return
        ended = asyncio.create_task(self._end(process))
        try:
            await asyncio.shield(ended)
        except asyncio.CancelledError:
            await ended  # whoever cancels waits for us no longer than this takes
            raise

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_shell(
            f"ulimit -v {MOST_MEMORY // 1024} 2>/dev/null; exec {self.command}",
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(*_possible(width, height)) | {"TEXTUAL_DRIVER": DRIVER},
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    async def _end(self, process: Process) -> None:
        with suppress(TimeoutError, OSError):
            async with asyncio.timeout(QUIT_SECONDS):
                await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
                await self.send_meta({"type": "quit"})
                await process.wait()
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


def _possible(width: int, height: int) -> tuple[int, int]:
    return max(1, min(width, MOST_COLUMNS)), max(1, min(height, MOST_ROWS))
