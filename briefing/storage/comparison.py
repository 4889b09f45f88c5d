"""The lists of a server beside the library: which ids are new, and which stories are otherwise here. Only reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from briefing.core.journal import Field
from briefing.core.remote import Comparison, Listed, Seen
from briefing.storage.database import Database

_IN = "(SELECT value FROM json_each(?))"
_NOT_WAITING = (
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.story = story.num AND outbox.account = remote_item.account"
    " AND outbox.field = ? AND outbox.tag = ?)"
)
_TAGGED = "EXISTS (SELECT 1 FROM tag WHERE tag.story = story.num AND tag.tag = ?)"
_BY_HAND = "NOT EXISTS (SELECT 1 FROM note_tag WHERE note_tag.story = story.num AND note_tag.tag = ?)"
_STORIES = "FROM remote_item JOIN story ON story.num = remote_item.story WHERE remote_item.account = ?"


def compare(db: Database, account: int, lists: Sequence[Listed], anew: Sequence[str] = ()) -> Comparison:
    """What lists say beside what is here. Stories of the feeds `anew` are wanted although they were passed over."""
    unknown: dict[str, None] = {}
    differs: list[Seen] = []
    suspects: dict[str, None] = {}
    for listed in lists:
        ids = json.dumps(listed.ids)
        unknown.update(dict.fromkeys(_unknown(db, account, listed, ids, anew)))
        differs += _differing(db, account, listed, ids)
        if not listed.is_part:
            suspects.update(dict.fromkeys(_suspects(db, account, listed, ids)))
    return Comparison(tuple(unknown), tuple(differs), tuple(suspects))


def _unknown(db: Database, account: int, listed: Listed, ids: str, anew: Sequence[str]) -> Iterator[str]:
    """Ids that are not known, and those that were gone: they may be of other stories now. What has a star or a label is
    wanted even if it was not taken, or was let go; but not of a feed that was taken out here. Of feeds that come now
    all is wanted.
    """
    wanted_anyway = listed.flag[0] is not Field.READ
    rows = db.rows(
        "SELECT listed.value AS remote FROM json_each(?) AS listed"
        " LEFT JOIN remote_item ON remote_item.account = ? AND remote_item.remote = listed.value"
        " WHERE remote_item.remote IS NULL"
        f" OR ((remote_item.story IS NULL OR remote_item.gone = 1) AND (remote_item.feed IN {_IN}"
        " OR ((remote_item.gone = 1 OR ?)"
        " AND NOT EXISTS (SELECT 1 FROM remote_feed WHERE remote_feed.account = remote_item.account"
        " AND remote_feed.remote = remote_item.feed AND remote_feed.left_out = 1)))) ORDER BY listed.key",
        ids,
        account,
        json.dumps(anew),
        int(wanted_anyway),
    )
    return (row["remote"] for row in rows)


def _differing(db: Database, account: int, listed: Listed, ids: str) -> Iterator[Seen]:
    """Stories of which a list says what is not so here, where nothing waits to be sent."""
    what, tag = listed.flag
    otherwise = {Field.READ: "story.read = 1", Field.STARRED: "story.starred = 0"}.get(what, f"NOT {_TAGGED}")
    values = (tag,) if what is Field.TAG else ()
    rows = db.rows(
        f"SELECT remote_item.remote {_STORIES} AND remote_item.gone = 0 AND remote_item.remote IN {_IN}"
        f" AND {otherwise} {_NOT_WAITING}",
        account,
        ids,
        *values,
        what.value,
        tag,
    )
    for row in rows:
        yield Seen(
            row["remote"],
            read=False if what is Field.READ else None,
            starred=True if what is Field.STARRED else None,
            with_label=tag,
        )


def _suspects(db: Database, account: int, listed: Listed, ids: str) -> Iterator[str]:
    """Stories that should be in a list, as they stand here, and are not. That proves nothing yet."""
    what, tag = listed.flag
    so_here = {Field.READ: "story.read = 0", Field.STARRED: "story.starred = 1"}.get(what, f"{_TAGGED} AND {_BY_HAND}")
    values = (tag, tag) if what is Field.TAG else ()
    late = ""
    if listed.cut:  # what is older than all that is listed can be behind the cut
        late = (
            " AND remote_item.arrived > (SELECT min(newest.arrived) FROM remote_item AS newest"
            f" WHERE newest.account = remote_item.account AND newest.remote IN {_IN})"
        )
    rows = db.rows(
        f"SELECT remote_item.remote {_STORIES} AND remote_item.gone = 0 AND {so_here}"
        f" AND remote_item.remote NOT IN {_IN} {_NOT_WAITING}{late}",
        account,
        *values,
        ids,
        what.value,
        tag,
        *((ids,) if listed.cut else ()),
    )
    return (row["remote"] for row in rows)
