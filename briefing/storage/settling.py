"""Stories that older versions stored: they get what new ones get when they are stored, a few at a time.

Which are still to be looked at is in the store, so that it goes on where it was left off.
"""

from __future__ import annotations

from briefing.core.fulltext import is_cut
from briefing.core.story import Body
from briefing.storage import clusters
from briefing.storage.database import Database


def settle_some(db: Database, most: int) -> int:
    """Find the clusters of some stories, the newest first, and which are stubs; how many. Zero: there are no more."""
    rows = db.rows(
        "SELECT story.num, story.feed, body.title, body.text, EXISTS (SELECT 1 FROM page WHERE page.story = story.num)"
        " AS has_page FROM unsettled JOIN story ON story.num = unsettled.story JOIN body ON body.story = story.num"
        " ORDER BY unsettled.story DESC LIMIT ?",
        most,
    )
    for row in rows:
        clusters.place(db, row["num"], row["feed"], row["title"], row["text"], newest=False)
        if not row["has_page"] and is_cut(Body(row["text"])):
            db.run("UPDATE story SET cut = 1 WHERE num = ?", row["num"])
    db.run_many("DELETE FROM unsettled WHERE story = ?", [(row["num"],) for row in rows])
    return len(rows)
