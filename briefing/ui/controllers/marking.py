"""Read, starred, tagged: on the screen at once, in the library a moment later, and undone by a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefing.core.errors import BriefingError
from briefing.core.formatting import counted
from briefing.core.journal import Field, Step
from briefing.core.query import Key
from briefing.core.story import Counts
from briefing.ui.controllers.host import CurrentStory, Dialogs, Messages, Tasks
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.confirm import ConfirmScreen
from briefing.ui.screens.tags import TagsScreen

CONFIRM_ABOVE = 10
"""More stories than this are marked as read only after a question."""


class MarkingHost(Messages, Tasks, CurrentStory, Dialogs, Protocol):
    """What marking stories needs of the screen."""

    options: ReaderOptions
    counts: Counts


class Marking:
    """Changes the state of stories, as steps of the journal."""

    def __init__(self, host: MarkingHost) -> None:
        self.host = host

    def mark(
        self, ids: Sequence[str], field: Field, value: bool, with_message: bool = False, automatic: bool = False
    ) -> None:
        """Set a field of stories: at once on the screen, then in the library. Undo passes over what is automatic."""
        name = "read" if field is Field.READ else "starred"
        self.host.list.change(ids, **{name: value})
        work = self._store_mark(tuple(ids), field, value, with_message, automatic)
        self.host.run_in_background(work, "mark", newest_only=False)

    async def _store_mark(
        self, ids: tuple[str, ...], field: Field, value: bool, with_message: bool, automatic: bool
    ) -> None:
        host = self.host
        try:
            step = await host.desk.annotations.mark(ids, field, value, automatic)
        except BriefingError:
            host.list.invalidate(ids)  # the screen shows what is not so
            raise
        host.list.invalidate({change.story for change in step.changes} - set(ids) if step is not None else ())
        host.counts = await host.desk.stories.counts()
        if with_message and step is not None:
            host.show_message(f"{step.label}; {host.key('undo')} undoes it")

    def toggle_read(self) -> None:
        """Mark as read or unread."""
        self._toggle(Field.READ)

    def toggle_star(self) -> None:
        """Star, or remove the star."""
        self._toggle(Field.STARRED)

    def _toggle(self, field: Field) -> None:
        headline = self.host.list.headline(self.host.target)
        if headline is not None:
            value = not (headline.read if field is Field.READ else headline.starred)
            self.mark([headline.id], field, value)

    def pass_by(self, ids: Sequence[str]) -> None:
        """The cursor went past these stories: they are read, if the settings say so."""
        if self.host.options.reader.mark_read == "passed":
            self.mark(ids, Field.READ, True, automatic=True)

    def mark_all_read(self) -> None:
        """Mark all stories of the list as read; where they are many, after a question."""
        self.host.run_in_background(self._mark_all_read(), "all read")

    async def _mark_all_read(self) -> None:
        host = self.host
        unread = await host.desk.stories.unread_of(host.list.ids)
        ids = tuple(story for story in host.list.ids if story in unread)
        if not ids:
            host.show_message("All stories shown here are read.")
        elif len(ids) <= CONFIRM_ABOVE:
            self.mark(ids, Field.READ, True, with_message=True)
        else:

            def on_answer(yes: bool | None) -> None:
                if yes:
                    self.mark(ids, Field.READ, True, with_message=True)

            host.open_dialog(ConfirmScreen(f"Mark {counted(len(ids), 'story', 'stories')} as read?"), on_answer)

    # ------------------------------------------------------------------------------------------------------------ tags

    def change_tags(self) -> None:
        """Change the tags of the story."""
        if self.host.target:
            self.host.run_in_background(self._change_tags(self.host.target), "tags")

    async def _change_tags(self, story: str) -> None:
        host = self.host
        opened = await host.desk.stories.open(story)
        known = await host.desk.stories.term_values(Key.TAG)

        def on_answer(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                host.run_in_background(self._store_tags(story, tags), "mark", newest_only=False)

        host.open_dialog(TagsScreen(opened.story.title, opened.annotations.tags, known), on_answer)

    async def _store_tags(self, story: str, tags: Sequence[str]) -> None:
        step = await self.host.desk.annotations.set_tags(story, tags)
        if step is not None:
            await self._show_step(step)
            self.host.show_message(f"{step.label[:1].upper()}{step.label[1:]}; {self.host.key('undo')} undoes it")

    # -------------------------------------------------------------------------------------------------- undo and redo

    def undo(self) -> None:
        """Take back the last change."""
        self.host.run_in_background(self._undo(), "mark", newest_only=False)

    def redo(self) -> None:
        """Make the change again that was undone last."""
        self.host.run_in_background(self._redo(), "mark", newest_only=False)

    async def _undo(self) -> None:
        step = await self.host.desk.annotations.undo()
        if step is None:
            self.host.show_message("There is nothing to undo.")
        else:
            self.host.show_message(f"Undone: {step.label}")
            await self._show_step(step)

    async def _redo(self) -> None:
        step = await self.host.desk.annotations.redo()
        if step is None:
            self.host.show_message("There is nothing to redo.")
        else:
            self.host.show_message(f"Redone: {step.label}")
            await self._show_step(step)

    async def _show_step(self, step: Step) -> None:
        ids = [change.story for change in step.changes]
        self.host.list.invalidate(ids)
        await self.host.reload_opened(ids)
        self.host.counts = await self.host.desk.stories.counts()
