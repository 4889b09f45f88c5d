"""What is kept beside one story, put together."""

from __future__ import annotations

from briefing.core.annotations import Annotations, Source
from briefing.core.clean import shown_address
from briefing.core.story import Story
from briefing.storage import clusters
from briefing.storage.database import Database
from briefing.storage.marks import marks_of
from briefing.storage.notes import notes_of


def annotations_of(db: Database, num: int, story: Story) -> Annotations:
    """Notes, marks, tags, sources and other reports of a story."""
    tags = db.rows("SELECT tag FROM tag WHERE story = ? ORDER BY tag", num)
    sources = db.rows(
        "SELECT feed.title, feed.url, sighting.link FROM sighting JOIN feed ON feed.num = sighting.feed"
        " WHERE sighting.story = ? ORDER BY sighting.first_seen, sighting.num",
        num,
    )
    return Annotations(
        notes_of(db, num),
        marks_of(db, num, story),
        tuple(row["tag"] for row in tags),
        tuple(Source(row["title"] or shown_address(row["url"]), row["link"]) for row in sources),
        clusters.others(db, num),
    )
