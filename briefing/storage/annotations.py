"""What the reader put on stories: notes, marks, tags and corrections."""

from __future__ import annotations

from datetime import datetime

from briefing.core.annotations import Anchor, Annotations
from briefing.core.corrections import Correction
from briefing.core.journal import Change, Field, Step
from briefing.core.story import Story
from briefing.storage import corrections, journal, marks, notes
from briefing.storage.database import Database
from briefing.storage.ids import story_num
from briefing.storage.story_annotations import annotations_of


class AnnotationRepository:
    """Notes, marks, tags and corrections. Every method that takes the id of a story raises UnknownStory."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_story(self, story: Story) -> Annotations:
        """Notes, marks, tags, sources and other reports of a story."""
        return annotations_of(self._db, story_num(self._db, story.id), story)

    def note(self, story_id: str) -> str:
        """The note on a story, or nothing."""
        return Annotations(notes.notes_of(self._db, story_num(self._db, story_id))).note

    def set_note(self, story_id: str, text: str, at: datetime, offer: str = "", base: str | None = None) -> bool:
        """Keep a note on a story, or on one of its offers; an empty one takes it away.

        `base` is the note that the text was made from. True where another is kept by now, which stays beside the text.
        """
        with self._db.writing():
            num = story_num(self._db, story_id)
            kept = Annotations(notes.notes_of(self._db, num)).note_on(offer)
            notes.set_note(self._db, num, notes.merged(base, kept, text), at, offer)
            return base not in (None, kept)

    def add_mark(self, story_id: str, anchor: Anchor, colour: str, at: datetime) -> tuple[str, Step | None]:
        """Mark a passage; the id of the mark and the step that can be undone."""
        with self._db.writing():
            mark = marks.add(self._db, story_num(self._db, story_id), anchor, colour, at)
            return mark, journal.record(self._db, [Change(story_id, Field.MARK, True, mark)], at)

    def recolour_mark(self, mark_id: str, colour: str) -> None:
        """Give a mark another colour."""
        with self._db.writing():
            marks.change(self._db, mark_id, colour=colour)

    def set_mark_note(self, mark_id: str, text: str, base: str) -> bool:
        """Keep a note on a mark, as `set_note` does."""
        with self._db.writing():
            kept = marks.note_on(self._db, mark_id)
            marks.change(self._db, mark_id, note=notes.merged(base, kept, text))
            return base != kept

    def correct(self, correction: Correction, at: datetime) -> Step | None:
        """Keep the reader's word, as a step that can be undone; `correction.story` says where it was made."""
        with self._db.writing():
            num = story_num(self._db, correction.story)
            made = corrections.add(self._db, num, correction, at)
            return journal.record(self._db, [Change(correction.story, Field.CORRECTION, True, made)], at)

    def corrections(self, story_id: str | None = None) -> tuple[Correction, ...]:
        """What the reader said about the offers of a story and about all actors, or all that was ever said."""
        if story_id is None:
            return corrections.standing(self._db)
        num = story_num(self._db, story_id)
        return (*corrections.of_story(self._db, num), *corrections.of_actors(self._db))
