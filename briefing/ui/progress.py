"""What goes on in the background, in the few words of the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefing.core.feed import FeedState
from briefing.core.formatting import counted, size_text
from briefing.ui.text import cut

if TYPE_CHECKING:
    from briefing.core.events import Event, RefreshFinished

LONGEST_NAME = 24
NO_FEED_REACHED = "no feed could be reached"


class Progress(Struct, frozen=True):
    """`done` of `total` feeds, `completed` of `to_complete` pages, `analysed` of `to_analyse` stories.

    `downloads` pairs files that come with how much of them has; `last` is how the last refresh ended.
    """

    fetching: bool = False
    done: int = 0
    total: int = 0
    new: int = 0
    failed: int = 0
    last: str = ""
    completed: int = 0
    to_complete: int = 0
    downloads: tuple[tuple[str, str], ...] = ()
    analysed: int = 0
    to_analyse: int = 0
    analysis_off: str = ""
    sync: str = ""

    def after(self, event: Event) -> Progress:
        """The progress once an event has happened."""
        from briefing.core.events import (  # late: nothing has happened when the first screen is drawn
            AnalysisOff,
            FeedDone,
            RefreshFinished,
            RefreshStarted,
            StoryAnalysed,
            StoryCompleted,
            StoryNotAnalysed,
        )

        match event:
            case RefreshStarted(total):
                return replace(self, fetching=total > 0, done=0, total=total, new=0, failed=0, last="")
            case FeedDone():
                return replace(
                    self,
                    done=event.done,
                    new=self.new + len(event.new_stories),
                    failed=self.failed + (event.fetched.state is FeedState.FAILED and not event.fetched.offline),
                )
            case RefreshFinished():
                return replace(self, fetching=False, last=_describe_end(event))
            case StoryCompleted():
                return replace(self, completed=event.done, to_complete=event.total)
            case StoryAnalysed() | StoryNotAnalysed():
                return replace(self, analysed=event.done, to_analyse=event.total)
            case AnalysisOff(message):
                return replace(self, analysis_off=message, analysed=0, to_analyse=0)

    def refresh_ended(self) -> Progress:
        """No feed is being asked any more, however it ended."""
        return replace(self, fetching=False)

    def completion_ended(self) -> Progress:
        """No page is being asked for any more."""
        return replace(self, completed=0, to_complete=0)

    def downloading(self, name: str, done: int, total: int | None) -> Progress:
        """A file is coming."""
        share = f"{100 * done // total} %" if total else size_text(done)
        others = tuple(pair for pair in self.downloads if pair[0] != name)
        return replace(self, downloads=(*others, (name, share)))

    def download_ended(self, name: str) -> Progress:
        """A file came, or did not."""
        return replace(self, downloads=tuple(pair for pair in self.downloads if pair[0] != name))

    def syncing(self, words: str) -> Progress:
        """An account is being synced; no words where none is any more."""
        return replace(self, sync=words)

    def analysis_ended(self) -> Progress:
        """No story waits any more."""
        return replace(self, analysed=0, to_analyse=0)

    def words(self, dot: str = "·") -> str:
        """The status line; empty where there is nothing to say."""
        parts = []
        if self.fetching:
            parts.append(f"fetching {self.done}/{self.total}" + (f" {dot} {self.new:,} new" if self.new else ""))
        elif self.last:
            parts.append(self.last)
        if self.sync:
            parts.append(cut(self.sync, 2 * LONGEST_NAME))
        parts += [f"{cut(name, LONGEST_NAME)} {share}" for name, share in self.downloads[:1]]
        if len(self.downloads) > 1:
            parts.append(f"{len(self.downloads) - 1} more")
        if self.completed < self.to_complete:
            parts.append(f"full text {self.completed:,}/{self.to_complete:,}")
        if self.analysis_off:
            parts.append(f"analysis is off: {self.analysis_off}")
        elif self.analysed < self.to_analyse:
            parts.append(f"analysing {self.analysed:,}/{self.to_analyse:,}")
        return f" {dot} ".join(parts)


def _describe_end(event: RefreshFinished) -> str:
    if not event.total:
        return ""
    if event.offline:
        return f"offline: {event.why or NO_FEED_REACHED}"
    failed = f", {counted(event.failed, 'feed')} failed" if event.failed else ""
    return (f"{event.new_stories:,} new" if event.new_stories else "nothing new") + failed
