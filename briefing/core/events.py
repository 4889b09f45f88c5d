"""What the desk tells while it works: frozen facts, in the order in which they became true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.core.analysis import Analysis
from briefing.core.document import Fetched


@dataclass(frozen=True, slots=True)
class RefreshStarted:
    """`total` feeds are being asked."""

    total: int


@dataclass(frozen=True, slots=True)
class FeedDone:
    """One feed has been asked and its stories are stored. `done` of `total` feeds are through."""

    fetched: Fetched
    title: str
    new_stories: tuple[str, ...]
    next_fetch: datetime | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class RefreshFinished:
    """All feeds are through. `offline` says that no feed could be reached, so the network is missing.

    `why` is what hindered all of them then; it is empty where they were hindered by different things.
    """

    new_stories: int
    failed: int
    total: int
    offline: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoryAnalysed:
    """The analysis of one story is stored; `done` of `total` waiting stories are through."""

    story: str
    analysis: Analysis
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StoryNotAnalysed:
    """The analysis of one story failed; `message` says why. `again` says that it is tried anew the next time."""

    story: str
    message: str
    again: bool
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StoryCompleted:
    """A story shows the text of its page now; `done` of `total` that wait are through."""

    story: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class AnalysisOff:
    """The analysis process will not run; the reader goes on without. `message` says why."""

    message: str


Event = RefreshStarted | FeedDone | RefreshFinished | StoryCompleted | StoryAnalysed | StoryNotAnalysed | AnalysisOff
