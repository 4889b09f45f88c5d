"""How long stories are kept."""

from __future__ import annotations

from msgspec import Struct


class RetentionPolicy(Struct, frozen=True):
    """The reader's limits; zero is none. Stories that carry a star, a note, a tag or a mark stay whatever they say."""

    days: int = 0
    per_feed: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.per_feed)


KEEP_EVERYTHING = RetentionPolicy()
