"""What a list shows of its stories."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from briefing.core.moment import came_out


class Counts(NamedTuple):
    """How many stories there are of each sort."""

    total: int = 0
    unread: int = 0
    starred: int = 0
    noted: int = 0


class Headline(Struct, frozen=True):
    """A story as a line of a list. `offers` counts those shown by default, `main_line` is the foremost as one line.

    Where a search means lines of it, `main_line` is one of these, `found_line` its id, and `less_sure` says whether it
    is less sure.

    `language` is an ISO 639-1 code as in `Story`. `also_in` names
    the other feeds that show the story; `hit` is a stretch of its text around the words that were searched for.
    `cluster` counts the stories that report the same thing, this one included. `watched` says whether a watch found
    an entry of the ledger that it tells.
    """

    id: str
    title: str
    source: str
    link: str
    published: datetime | None
    fetched: datetime
    read: bool = False
    starred: bool = False
    noted: bool = False
    offers: int = 0
    main_line: str = ""
    found_line: str = ""
    less_sure: bool = False
    updated: datetime | None = None
    language: str = ""
    also_in: tuple[str, ...] = ()
    hit: str = ""
    cluster: int = 1
    watched: bool = False

    @property
    def line_words(self) -> str:
        """The main line in words that say if it is less sure."""
        return f"less sure: {self.main_line}" if self.less_sure else self.main_line

    @property
    def moment(self) -> datetime:
        """When it came out, as far as is known."""
        return came_out(self.published, self.fetched) or self.fetched
