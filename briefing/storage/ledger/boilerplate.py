"""What a feed says in many stories is noticed, and its lines stand back: those of older stories, too."""

from __future__ import annotations

from datetime import datetime

from briefing.core.boilerplate import MANY
from briefing.core.ledger.rulings import RulingKind
from briefing.storage.database import Database
from briefing.storage.ids import fresh_id
from briefing.storage.ledger import lines as rows
from briefing.storage.ledger.placing import Placer
from briefing.storage.times import to_seconds


def notice(db: Database, num: int, now: datetime) -> set[int]:
    """Look whether a sentence of a story has become boilerplate of its feed; the stories whose lines now stand back.

    What the reader has said to be none never becomes it.
    """
    changed: set[int] = set()
    for row in db.rows(
        "SELECT line, feed, shape FROM ledger_line WHERE story = ? AND shape <> 0 AND repeated = 0 GROUP BY shape", num
    ):
        feed, shape = int(row["feed"]), int(row["shape"])
        if _is_ruled(db, feed, shape) or _events(db, feed, shape) < MANY:
            continue
        db.run(
            "INSERT INTO ruling (id, kind, story, line, feed, value, made, stands) VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            fresh_id(9), RulingKind.REPEATED.value, num, row["line"], feed, str(shape), to_seconds(now),
        )  # fmt: skip
        changed |= look_again(db, feed, shape, now)
    return changed


def look_again(db: Database, feed: int, shape: int, now: datetime) -> set[int]:
    """See anew whether the lines of a sentence stand back; the stories in which that changed."""
    repeated = rows.is_repeated(db, feed, shape)
    found = db.rows("SELECT * FROM ledger_line WHERE shape = ? AND feed = ? AND repeated <> ?", shape, feed, repeated)
    db.run_many(
        "UPDATE ledger_line SET repeated = ?, sureness = ? WHERE line = ?",
        [(int(repeated), rows.from_row(row, repeated=repeated).sureness, row["line"]) for row in found],
    )
    Placer(db, db.names).summarise({row["entry"] for row in found}, now)
    return {row["story"] for row in found}


def _is_ruled(db: Database, feed: int, shape: int) -> bool:
    """Whether it is known already, or the reader has said that it is none."""
    found = db.row(
        "SELECT 1 FROM ruling WHERE feed = ? AND value = ? AND stands = 1 AND kind IN (?, ?)",
        feed, str(shape), RulingKind.REPEATED.value, RulingKind.KEEP_SENTENCE.value,
    )  # fmt: skip
    return found is not None


def _events(db: Database, feed: int, shape: int) -> int:
    """How many events the stories report that have a sentence. A story counts once it is known what it reports."""
    row = db.row(
        "SELECT count(DISTINCT coalesce(story.cluster, -story.num)) AS n FROM"
        " (SELECT DISTINCT story FROM ledger_line WHERE shape = ? AND feed = ? LIMIT ?) AS told"
        " JOIN story ON story.num = told.story WHERE NOT EXISTS"
        " (SELECT 1 FROM unsettled WHERE unsettled.story = told.story)",
        shape, feed, _MOST,
    )  # fmt: skip
    return 0 if row is None else int(row["n"])


_MOST = 60
"""Stories with a sentence that are looked at: a feed that tells one event in as many is told by no more."""
