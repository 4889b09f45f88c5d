"""What the reader puts on stories: stars, tags, notes, marks and corrections, most of them as steps to undo."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from briefing.core import clean
from briefing.core.analysis import Part, Span
from briefing.core.anchor import make_anchor
from briefing.core.corrections import Correction
from briefing.core.errors import UnknownStory
from briefing.core.journal import Change, Field, Step
from briefing.core.story import Story
from briefing.services.clock import now
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess


class AnnotationService:
    """Writes annotations. With `cluster_read`, other reports of the same event are read with a story that is."""

    def __init__(self, library: LibraryAccess, cluster_read: bool = False) -> None:
        self._library = library
        self._cluster_read = cluster_read

    async def mark(self, ids: Sequence[str], field: Field, value: bool, automatic: bool = False) -> Step | None:
        """Set a field of stories, as one step that can be undone; None where nothing changed.

        An automatic step is one that nobody asked for; undo passes over it.
        """
        together = self._cluster_read and field is Field.READ and value

        def record(library: Library) -> Step | None:
            stories = library.stories.with_reports(ids) if together else ids
            return library.journal.record([Change(story, field, value) for story in stories], now(), automatic)

        return await self._library.write(record)

    async def set_tags(self, story_id: str, tags: Collection[str]) -> Step | None:
        """Give a story these tags and no others, as one step that can be undone. Raises UnknownStory."""
        wanted = _different(tags)

        def record(library: Library) -> Step | None:
            story = library.stories.get(story_id)
            if story is None:
                raise UnknownStory(story_id)
            had = library.annotations.of_story(story).tags
            same = _different(had)
            meant = {tag if tag in had else same.get(key, tag) for key, tag in wanted.items()}
            changes = [Change(story_id, Field.TAG, True, tag) for tag in sorted(meant.difference(had))]
            changes += (Change(story_id, Field.TAG, False, tag) for tag in sorted(set(had) - meant))
            return library.journal.record(changes, now())

        return await self._library.write(record)

    async def add_tags(self, ids: Sequence[str], tags: Collection[str]) -> Step | None:
        """Give tags to stories beside those that they have, as one step that can be undone."""
        changes = [Change(story, Field.TAG, True, tag) for story in ids for tag in _different(tags).values()]
        return await self._library.write(lambda library: library.journal.record(changes, now()))

    async def undo(self) -> Step | None:
        """Take back the last step that still stands; None where there is none."""
        return await self._library.write(lambda library: library.journal.undo())

    async def newest_step(self) -> int:
        """The id of the step that undo would take back; 0 where there is none."""
        return await self._library.read(lambda library: library.journal.newest())

    async def redo(self) -> Step | None:
        """Do the step again that was undone last; None where there is none."""
        return await self._library.write(lambda library: library.journal.redo())

    async def set_note(self, story_id: str, text: str, offer: str = "", base: str | None = None) -> bool:
        """Keep a note on a story, or on one of its offers; an empty text takes it away. Raises UnknownStory.

        `base` is the note that the text was made from. True where another is kept by now, which stays beside the text.
        """
        words, before = _note(text), None if base is None else _note(base)
        return await self._library.write(
            lambda library: library.annotations.set_note(story_id, words, now(), offer, before)
        )

    async def add_mark(self, story: Story, span: Span, colour: str) -> tuple[str, Step | None]:
        """Mark a passage of a story; the id of the mark, and the step that undo takes back. Raises UnknownStory."""
        anchor = make_anchor(story.title if span.part is Part.TITLE else story.body.text, span)
        return await self._library.write(lambda library: library.annotations.add_mark(story.id, anchor, colour, now()))

    async def remove_mark(self, story_id: str, mark_id: str) -> Step | None:
        """Take a mark away, as a step that can be undone."""
        change = Change(story_id, Field.MARK, False, mark_id)
        return await self._library.write(lambda library: library.journal.record([change], now()))

    async def set_mark_note(self, mark_id: str, text: str, base: str) -> bool:
        """Keep a note on a mark; an empty text takes it away. `base` and the answer are as in `set_note`."""
        words, before = _note(text), _note(base)
        return await self._library.write(lambda library: library.annotations.set_mark_note(mark_id, words, before))

    async def recolour_mark(self, mark_id: str, colour: str) -> None:
        """Give a mark another colour."""
        await self._library.write(lambda library: library.annotations.recolour_mark(mark_id, colour))

    async def correct(self, correction: Correction) -> Step | None:
        """Keep the reader's word on what was found, as a step that can be undone. Raises UnknownStory."""
        cleaned = replace(correction, value=clean.line(correction.value), subject=clean.line(correction.subject))
        return await self._library.write(lambda library: library.annotations.correct(cleaned, now()))

    async def corrections(self) -> tuple[Correction, ...]:
        """All that the reader said about what was found, in the order in which it was said."""
        return await self._library.read(lambda library: library.annotations.corrections())


def _different(tags: Collection[str]) -> dict[str, str]:
    """Clean tags by their small letters: of those that differ only in capitals, the first."""
    cleaned = (clean.line(tag).strip() for tag in reversed(list(tags)))
    return {tag.casefold(): tag for tag in cleaned if tag}


def _note(text: str) -> str:
    return clean.text(text).strip()
