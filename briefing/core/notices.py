"""What the reader wants to hear of at once: an event that a rule or a watch has found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import NamedTuple

from msgspec import Struct

from briefing.core import clean

MAX_ALONE = 3
"""So many notices stand alone; of more, the rest is counted."""

MAX_TITLE, MAX_TEXT = 80, 240
"""How long a notice may be: desktops cut what is longer, each in its own way."""


class Notice(NamedTuple):
    """`by` is the name of the rule or watch, `event` what happened, for good: nobody hears of one event twice.

    `story` is the id of the story that says it.
    """

    by: str
    text: str
    event: str
    story: str = ""


class DesktopNotice(NamedTuple):
    """A notice as the desktop shows it: cleaned, in one line each."""

    title: str
    text: str


class QuietHours(Struct, frozen=True):
    """From one time of the day until another, which may be that of the next day; no hours where both are equal."""

    start: time = time()
    end: time = time()

    def __contains__(self, moment: datetime) -> bool:
        """Whether a moment is in these hours, in its own time zone."""
        at = moment.time()
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


NO_QUIET_HOURS = QuietHours()


def merge_notices(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each event once, in order, under the names of all that found it."""
    found: dict[str, Notice] = {}
    for notice in notices:
        before = found.get(notice.event)
        if before is None:
            found[notice.event] = notice
        elif notice.by not in before.by.split(", "):
            found[notice.event] = Notice(f"{before.by}, {notice.by}", before.text, before.event, before.story)
    return tuple(found.values())


def for_desktop(notices: Iterable[Notice]) -> tuple[DesktopNotice, ...]:
    """What the desktop shows of some notices: the first ones, and the number of the others."""
    all_of_them = tuple(notices)
    shown = [_on_desktop(notice.by, notice.text) for notice in all_of_them[:MAX_ALONE]]
    more = len(all_of_them) - len(shown)
    if more:
        shown.append(_on_desktop("Briefing", f"{more:,} more {'notice' if more == 1 else 'notices'}"))
    return tuple(shown)


def _on_desktop(title: str, text: str) -> DesktopNotice:
    return DesktopNotice(clean.line(title, MAX_TITLE), clean.line(text, MAX_TEXT))
