"""What an offer rests on: the quote, where it stands, when it was published and fetched, and a hash of the text."""

from __future__ import annotations

import hashlib

from briefing.core import clean
from briefing.core.analysis import Line
from briefing.core.formatting import whole_line, words_of
from briefing.core.json_format import time_to_json
from briefing.core.story import Story


def text_sha256(story: Story) -> str:
    """The SHA-256 (hex) of a story's text as UTF-8, as `briefing show --format json` prints that text."""
    return hashlib.sha256(story.body.text.encode()).hexdigest()


def evidence_text(story: Story, line: Line, arrow: str) -> str:
    """An offer with all that it rests on, in lines that anybody can read and check."""
    said = f" (said by {clean.line(line.speaker.name)})" if line.speaker else ""
    rows = {
        "source": ", ".join(filter(None, (clean.line(story.source), clean.line(story.author)))),
        "title": clean.line(story.title),
        "address": clean.shown_address(story.link),
        "published": time_to_json(story.published),
        "fetched": time_to_json(story.fetched),
        "sha256": text_sha256(story),
    }
    quote = " ".join(f"“{clean.line(words_of(story, span))}”" for span in line.evidence)
    lines = [f"{clean.line(whole_line(line, arrow))}{said}", quote]
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in rows.items() if value)])
