"""What is kept beside one story, put together."""

from __future__ import annotations

from briefing.core.annotations import Annotations, OtherReport, Source
from briefing.core.clean import shown_address
from briefing.core.story import Story
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
        _other_reports(db, num),
    )


def _other_reports(db: Database, num: int) -> tuple[OtherReport, ...]:
    """The other reports of what a story reports, the first published first."""
    rows = db.rows(
        "SELECT other.id, other.title, other.link, feed.title AS source, feed.url FROM story"
        " JOIN story AS other ON other.cluster = story.cluster AND other.num <> story.num AND other.hidden = 0"
        " JOIN feed ON feed.num = other.feed WHERE story.num = ? ORDER BY other.sorted, other.num",
        num,
    )
    return tuple(
        OtherReport(row["id"], row["title"], row["source"] or shown_address(row["url"]), row["link"]) for row in rows
    )
