"""A folder of saved stories: written, found unchanged, and merged after each file was written in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.clock import Ratio, best
from briefing.core.annotations import NO_ANNOTATIONS, Annotations, Note
from briefing.core.saved_file import SavedFileState
from briefing.core.story import Body, Story
from briefing.notebook.folder import Folder
from briefing.notebook.page import text_of
from briefing.notebook.save import put

STORIES = 500
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "\n\n".join(["The ministry said that the talks on grain, oil and copper would go on in the spring. " * 5] * 8)


def measure(count: int = STORIES) -> Iterator[Ratio]:
    """The ratios of this part."""
    stories = [Story(f"s{number:06}", f"Story {number}", Body.plain(TEXT), fetched=NOW) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        place, bare = Path(folder) / "saved", Path(folder) / "bare"
        bare.mkdir()
        text = text_of(stories[0], None, saved=NOW)
        plain = best(lambda: _bare(bare, text, count), 2)
        name = f"bare files of that size, written and synced: {count}"
        last: dict[str, SavedFileState] = {}
        yield Ratio(f"{count} stories saved", name, best(lambda: _save(stories, place, last), 1), plain)
        yield Ratio("… again, with nothing new", name, best(lambda: _save(stories, place, last), 2), plain)
        for number, file in enumerate(sorted(place.iterdir())):
            file.write_text(file.read_text(encoding="utf-8") + f"\nmine {number}\n", encoding="utf-8")
        noted = Annotations((Note("a note"),))
        yield Ratio(
            "… again, all noted, all written in", name, best(lambda: _save(stories, place, last, noted), 1), plain
        )


def _save(
    stories: list[Story], place: Path, last: dict[str, SavedFileState], kept: Annotations = NO_ANNOTATIONS
) -> None:
    folder = Folder(place)
    for story in stories:

        def text_at(saved: datetime, of: Story = story) -> str:
            return text_of(of, None, kept, saved=saved)

        last[story.id] = put(story, text_at, "md", folder, last.get(story.id), NOW).written


def _bare(folder: Path, text: str, count: int) -> None:
    for number in range(count):
        with (folder / f"{number}.md").open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
