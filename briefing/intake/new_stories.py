"""What happens to stories that have just come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from briefing.storage.library import Library

OnNewStories = Callable[[Library, Sequence[str], datetime], None]
"""Takes the ids of new stories and the local time, in the transaction that stores them."""
