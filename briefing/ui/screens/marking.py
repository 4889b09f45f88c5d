"""What the reader does with stories: mark as read, star, and take it back."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.errors import BriefingError
from briefing.core.journal import Field, Step
from briefing.core.lines import counted
from briefing.core.query import Key
from briefing.ui.screens.background import BackgroundScreen
from briefing.ui.screens.confirm import ConfirmScreen
from briefing.ui.screens.tags import TagsScreen
from briefing.ui.widgets.story_list import StoryList

MANY = 10


class MarkingScreen(BackgroundScreen):
    """Changes are on the screen at once and in the store a moment later; markings can be undone."""

    def mark(self, ids: Sequence[str], field: Field, value: bool, told: bool = False, automatic: bool = False) -> None:
        """Set a field of stories: at once on the screen, behind it in the store. Undo passes over what is automatic."""
        name = "read" if field is Field.READ else "starred"
        self.list.change(ids, **{name: value})
        self.begin(self._mark(tuple(ids), field, value, told, automatic), "mark", newest_only=False)

    async def _mark(self, ids: tuple[str, ...], field: Field, value: bool, told: bool, automatic: bool) -> None:
        try:
            step = await self.desk.mark(ids, field, value, automatic)
        except BriefingError:
            self.list.forget(ids)  # what the screen promised did not come true
            raise
        self.list.forget({change.story for change in step.changes} - set(ids) if step is not None else ())
        self.counts = await self.desk.counts()
        if told and step is not None:
            self.tell(f"{step.label}; {self.key('undo')} undoes it")

    def _toggle(self, field: Field) -> None:
        headline = self.list.headline(self.target)
        if headline is not None:
            value = not (headline.read if field is Field.READ else headline.starred)
            self.mark([headline.id], field, value)

    def action_toggle_read(self) -> None:
        """Mark as read or unread."""
        self._toggle(Field.READ)

    def action_toggle_star(self) -> None:
        """Star, or take the star away."""
        self._toggle(Field.STARRED)

    def on_story_list_passed(self, message: StoryList.Passed) -> None:
        """The cursor has gone past stories."""
        message.stop()
        if self.options.mark_read == "passed":
            self.mark(message.ids, Field.READ, True, automatic=True)

    def action_all_read(self) -> None:
        """Mark all that is shown as read; where that is many, once it is confirmed."""
        self.begin(self._all_read(), "all read")

    async def _all_read(self) -> None:
        unread = await self.desk.unread_of(self.list.ids)
        ids = tuple(story for story in self.list.ids if story in unread)
        if not ids:
            self.tell("All that is shown here is read.")
        elif len(ids) <= MANY:
            self.mark(ids, Field.READ, True, told=True)
        else:

            def answered(yes: bool | None) -> None:
                if yes:
                    self.mark(ids, Field.READ, True, told=True)

            self.app.push_screen(ConfirmScreen(f"Mark {counted(len(ids), 'story', 'stories')} as read?"), answered)

    def action_tags(self) -> None:
        """Change the tags of the story."""
        if self.target:
            self.begin(self._tags(self.target), "tags")

    async def _tags(self, story: str) -> None:
        opened = await self.desk.open(story)
        known = await self.desk.memory.names(Key.TAG)

        def answered(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                self.begin(self._set_tags(story, tags), "mark", newest_only=False)

        self.app.push_screen(TagsScreen(opened.story.title, opened.kept.tags, known), answered)

    async def _set_tags(self, story: str, tags: Sequence[str]) -> None:
        step = await self.desk.set_tags(story, tags)
        if step is not None:
            await self._show_changed([story])
            self.tell(f"{step.label[:1].upper()}{step.label[1:]}; {self.key('undo')} undoes it")

    def action_undo(self) -> None:
        """Take the last marking back."""
        self.begin(self._turn_back(), "mark", newest_only=False)

    def action_redo(self) -> None:
        """Do the marking again that was undone last."""
        self.begin(self._do_again(), "mark", newest_only=False)

    async def _turn_back(self) -> None:
        await self._turned(await self.desk.undo(), "Undone", "There is nothing to undo.")

    async def _do_again(self) -> None:
        await self._turned(await self.desk.redo(), "Done again", "There is nothing to do again.")

    async def _turned(self, step: Step | None, done: str, nothing: str) -> None:
        if step is None:
            self.tell(nothing)
            return
        self.tell(f"{done}: {step.label}")
        await self._show_changed([change.story for change in step.changes])

    async def _show_changed(self, ids: Sequence[str]) -> None:
        self.list.forget(ids)
        if self.opened is not None and self.opened.story.id in ids:
            self.opened = await self.desk.open(self.opened.story.id)
        self.counts = await self.desk.counts()
