"""The tallies: how many stories there are, in all and in each feed. Triggers of the schema keep them."""

from __future__ import annotations

_SUMS = (
    "total(story.hidden = 0), total(story.hidden = 0 AND story.read = 0),"
    " total(story.hidden = 0 AND story.starred = 1), total(story.hidden = 0 AND story.noted = 1)"
)

RECOUNT = (
    "DELETE FROM tally",
    f"INSERT INTO tally SELECT 0, {_SUMS} FROM story",
    f"INSERT INTO tally SELECT sighting.feed, {_SUMS} FROM sighting JOIN story ON story.num = sighting.story"
    " GROUP BY sighting.feed",
)
"""The statements that count all stories anew."""
