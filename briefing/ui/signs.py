"""What the signs of a list mean, for help and legends."""

from __future__ import annotations

from briefing.ui.glyphs import Glyphs

Signs = tuple[tuple[str, str], ...]
"""Signs, each with a word or two about it."""


def watched_sign(glyphs: Glyphs) -> tuple[str, str]:
    """What a watch found."""
    return glyphs.watched, "watched"


def new_sign(glyphs: Glyphs) -> tuple[str, str]:
    """What came or moved since the last session."""
    return glyphs.new, "new"


def signs_of_stories(glyphs: Glyphs) -> Signs:
    """The signs of the list of stories."""
    return (
        (glyphs.unread, "unread"),
        (glyphs.star, "starred"),
        (glyphs.note, "you wrote a note"),
        (glyphs.picked, "chosen"),
        (glyphs.lines, "the panel has sure lines"),
        (glyphs.watched, "a watch finds this story"),
    )


def signs_of_entries(glyphs: Glyphs) -> Signs:
    """The signs of the ledger."""
    return (
        (glyphs.watched, "a watch finds it"),
        (glyphs.new, "came or moved since the last session"),
        (glyphs.picked, "chosen, to be joined with another one"),
    )
