"""What stops a sync: lists that cannot be right, and changes that are too large to be made without a person's yes."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.formatting import counted
from briefing.core.remote import Listed
from briefing.sync.server import NotUnderstood

_MISSING_SHARE, _MISSING = 0.05, 20
_NEWLY = 20
"""How many stories must be in a list for the first time before the list is doubted."""

_MOST_READ, _MOST_STARS, _MOST_FEEDS = 500, 10, 2


def check_lists(unread: Listed, others: Sequence[Listed], counted_unread: int | None, known: Sequence[int]) -> None:
    """Raise NotUnderstood where a list is not whole, or where the server gave everything for a list of some.

    `known` says for each of the others how many of its stories carry that flag here already.
    """
    missing = 0 if counted_unread is None or unread.cut else counted_unread - len(unread.ids)
    if missing > _MISSING and missing > _MISSING_SHARE * (counted_unread or 0):
        raise NotUnderstood(
            f"the server counts {counted(counted_unread or 0, 'unread story', 'unread stories')} and lists"
            f" {len(unread.ids):,}: nothing is changed here, because the missing ones would be marked as read"
        )
    every_unread = set(unread.ids)
    for listed, here in zip(others, known, strict=True):
        newly = len(listed.ids) - here
        if len(every_unread) >= _NEWLY and newly >= len(every_unread) and every_unread <= set(listed.ids):
            what = f"the label {listed.flag[1]}" if listed.flag[1] else "a star"
            raise NotUnderstood(
                f"the server lists every unread story as one with {what}: it did not understand the question, and"
                " nothing is changed here"
            )


def reason_of_feeds(*, feeds: int, gone: int, there: int) -> str:
    """Why a person is to say yes before anything is sent or changed, as a sentence; empty where nothing is wrong.

    `feeds` are here, so many of them are `gone`, and the server has so many at all. One that has lost its data takes
    changes and forgets them.
    """
    if feeds and not there:
        return f"the server has no feeds any more, and {counted(feeds, 'feed')} of it are here"
    if gone > _MOST_FEEDS and gone * 5 > feeds:
        return f"{gone:,} of {counted(feeds, 'feed')} are gone on the server"
    return ""


def reason_of_states(*, unread: int, to_read: int, starred: int, to_unstar: int) -> str:
    """Why a person is to say yes before stories change here, as a sentence; empty where no change is that large.

    `unread` and `starred` are how many there are here, the others how many of them would change.
    """
    if to_read > _MOST_READ and to_read * 2 > unread:
        return f"{to_read:,} of {counted(unread, 'unread story', 'unread stories')} would become read"
    if to_unstar > _MOST_STARS and to_unstar * 2 > starred:
        return f"{to_unstar:,} of {counted(starred, 'star')} would be taken away"
    return ""
