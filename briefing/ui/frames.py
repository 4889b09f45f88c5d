"""How long a change waits until it is drawn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

RATE = "TEXTUAL_FPS"
"""What Textual reads, once and for all, as it is loaded."""
_A_SECOND = "240"


@contextmanager
def short_frames() -> Iterator[None]:
    """Textual, if it is first loaded here, draws a change within 4 ms; else it may wait for 17, twice for a story.

    It draws no more than before where nothing changes. A rate that the user has set stays; no other program sees ours.
    """
    if RATE in os.environ:
        yield
        return
    os.environ[RATE] = _A_SECOND
    try:
        yield
    finally:
        del os.environ[RATE]
