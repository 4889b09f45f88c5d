"""What a reader wants of pages and files; apart from what fetches them, which no first screen waits for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.core.feed import FullText


@dataclass(frozen=True, slots=True)
class PageOptions:
    """`full_text` is for feeds that say nothing themselves; `pause` are seconds between two pages of one host."""

    full_text: FullText = "auto"
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class FileOptions:
    """Where files go, and the most bytes that one may have."""

    folder: Path
    largest: int = 2_000_000_000
