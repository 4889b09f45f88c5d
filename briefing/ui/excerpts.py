"""What is copied of a story, as text."""

from __future__ import annotations

from briefing.core import clean
from briefing.core.analysis import Line
from briefing.core.formatting import long_day, words_of
from briefing.core.story import Story


def quote(story: Story, line: Line) -> str:
    """The sentences that say an offer, in quotation marks."""
    return " ".join(f"“{clean.line(words_of(story, span))}”" for span in line.evidence)


def reference(story: Story) -> str:
    """Title, source and address of a story, in a line each where there are any."""
    day = "" if story.published is None else long_day(story.published)
    where = ", ".join(part for part in (clean.line(story.source), day) if part)
    return "\n".join(part for part in (clean.line(story.title), where, clean.shown_address(story.link)) if part)
