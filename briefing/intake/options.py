"""What a reader wants of pages and files; apart from what fetches them, which no first screen waits for."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from briefing.core.feed import FullText


class PageOptions(NamedTuple):
    """`full_text` is for feeds that say nothing themselves; `pause` are seconds between two pages of one host."""

    full_text: FullText = "auto"
    pause: float = 1.0


class FileOptions(NamedTuple):
    """Where files go, and the most bytes that one may have."""

    folder: Path
    largest: int = 2_000_000_000
