"""Pictures of a story: the words that stand for them in its text, and where they lie."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.core.story import Story

_WORDS = re.compile(r"\[image(?:: (.*))?\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its address, and what its author says of it, which may be nothing."""

    address: str
    words: str = ""


def pictures_of(story: Story) -> tuple[Picture, ...]:
    """The pictures of a story: those of its text, then those that its feed attached; each once."""
    found: dict[str, Picture] = {}
    for link in story.body.links:
        match = _WORDS.fullmatch(story.body.text[link.start : link.end])
        if match is not None:
            found.setdefault(link.address, Picture(link.address, match[1] or ""))
    for file in story.enclosures:
        if file.kind.startswith("image/"):
            found.setdefault(file.address, Picture(file.address))
    return tuple(found.values())
