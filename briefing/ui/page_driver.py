"""The driver of a reader that `briefing serve` shows on a page."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Textual's driver for pages. Where who serves the page was killed, what is drawn goes nowhere, and we can end."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        write = self._write

        def write_or_not(data: bytes) -> int:
            with suppress(BrokenPipeError):
                return write(data)
            return len(data)

        self._write = write_or_not  # type: ignore[assignment]
