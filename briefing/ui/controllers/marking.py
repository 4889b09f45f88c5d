"""Read, starred, tagged: on the screen at once, in the library a moment later, and undone by a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from briefing.core.errors import BriefingError
from briefing.core.formatting import counted
from briefing.core.headline import Counts, Headline
from briefing.core.journal import Field, Step
from briefing.core.query import Key
from briefing.services.other_steps import OtherStep, OtherSteps
from briefing.ui.controllers.host import CurrentStory, Dialogs, Messages, Tasks
from briefing.ui.controllers.target import has_target
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.screens.tags import TagsScreen


class MarkingHost(Messages, Tasks, CurrentStory, Dialogs, Protocol):
    """What marking stories needs of the screen."""

    options: ReaderOptions
    counts: Counts


class Marking:
    """Changes the state of stories, as steps of the journal."""

    def __init__(self, host: MarkingHost) -> None:
        self.host = host
        self._others = OtherSteps()

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
        # All of them: a headline that was read before the mark was stored may have come in after it was shown.
        host.list.invalidate({*ids, *(change.story for change in step.changes)} if step is not None else ids)
        host.counts = await host.desk.stories.counts()
        if with_message and step is not None:
            self._tell_step(step)

    def toggle_read(self) -> object:
        """Mark as read or unread."""
        return self._toggle(Field.READ)

    def toggle_star(self) -> object:
        """Star, or remove the star."""
        return self._toggle(Field.STARRED)

    def _toggle(self, field: Field) -> object:
        """Set a field of the target stories, or unset it where all have it. What is returned is what keys may wait for.

        The list has the headlines of few stories: those of others, in a range or behind a jump, are loaded first.
        """
        known = {story: self.host.list.headline(story) for story in self._find_targets()}
        if None in known.values():
            return self.host.run_in_background(self._load_and_toggle(known, field), "toggle", newest_only=False)
        self._toggle_known([headline for headline in known.values() if headline is not None], field)
        return None

    async def _load_and_toggle(self, known: Mapping[str, Headline | None], field: Field) -> None:
        unknown = [story for story, headline in known.items() if headline is None]
        loaded = {headline.id: headline for headline in await self.host.desk.stories.headlines(unknown)}
        found = [known[story] or loaded.get(story) for story in known]
        self._toggle_known([headline for headline in found if headline is not None], field)

    def _toggle_known(self, found: Sequence[Headline], field: Field) -> None:
        if not found:
            return
        stories = self.host.list
        value = not all(headline.read if field is Field.READ else headline.starred for headline in found)
        self.mark([headline.id for headline in found], field, value, with_message=len(found) > 1)
        is_moving = self.host.options.reader.mark_moves and field is Field.READ
        if is_moving and self.host.pane is Pane.LIST and not stories.picked:
            stories.choose(stories.cursor + 1)

    def _find_targets(self) -> tuple[str, ...]:
        """The stories that were chosen together, while the keys go to the list; else the one that keys are about."""
        if self.host.pane is Pane.LIST and self.host.list.picked:
            return self.host.list.picked
        return (self.host.target,) if has_target(self.host) else ()

    def pass_by(self, ids: Sequence[str]) -> None:
        """The cursor went past these stories: they are read, if the settings say so."""
        if self.host.options.reader.mark_read == "passed":
            self.mark(ids, Field.READ, True)

    def mark_all_read(self) -> None:
        """Mark all stories of the list as read; undo takes that back, so nothing asks before."""
        self._mark_read(self.host.list.ids)

    def mark_above_read(self) -> None:
        """Mark the stories above the cursor as read."""
        self._mark_read(self.host.list.ids[: self.host.list.cursor])

    def mark_below_read(self) -> None:
        """Mark the stories below the cursor as read."""
        self._mark_read(self.host.list.ids[self.host.list.cursor + 1 :])

    def _mark_read(self, ids: Sequence[str]) -> None:
        self.host.run_in_background(self._mark_unread_of(ids), "all read")

    async def _mark_unread_of(self, wanted: Sequence[str]) -> None:
        host = self.host
        unread = await host.desk.stories.unread_of(wanted)
        ids = tuple(story for story in wanted if story in unread)
        if ids:
            self.mark(ids, Field.READ, True, with_message=True)
        elif not wanted:
            host.show_message("There are no stories here.")
        else:
            host.show_message("All of these stories are read.")

    # ------------------------------------------------------------------------------------------------- several stories

    def pick(self) -> None:
        """Choose the story under the cursor, or no longer, and go on to the next."""
        stories = self.host.list
        story = stories.chosen
        if has_target(self.host):
            picked = tuple(one for one in stories.picked if one != story)
            stories.pick(picked if story in stories.picked else (*picked, story))
            self.host.pane = Pane.LIST
            stories.choose(stories.cursor + 1)

    def pick_range(self) -> None:
        """Choose all stories from the one that was chosen last to the cursor."""
        stories = self.host.list
        last = next((story for story in reversed(stories.picked) if story in stories.ids), "")
        if not last:
            self.host.show_message(f"{self.host.key('pick')} chooses the first story of a range.")
            return
        first, end = sorted((stories.ids.index(last), stories.cursor))
        stories.pick((*stories.picked, *stories.ids[first : end + 1]))
        self.host.show_message(f"{counted(len(stories.picked), 'story', 'stories')} chosen.")

    def unpick(self) -> bool:
        """Choose none any longer; False where none was."""
        was_picked = bool(self.host.list.picked)
        self.host.list.pick(())
        return was_picked

    # ------------------------------------------------------------------------------------------------------------ tags

    def change_tags(self) -> object:
        """Change the tags of the story, or add tags to those that were chosen."""
        targets = self._find_targets()
        if not targets:
            return None
        work = self._add_tags(targets) if len(targets) > 1 else self._change_tags(targets[0])
        return self.host.run_in_background(work, "tags")

    async def _add_tags(self, stories: Sequence[str]) -> None:
        host = self.host
        known = await host.desk.stories.term_values(Key.TAG)

        def on_answer(tags: tuple[str, ...] | None) -> None:
            if tags:
                host.run_in_background(self._store_added_tags(stories, tags), "mark", newest_only=False)

        host.open_dialog(TagsScreen(f"{counted(len(stories), 'story', 'stories')}, added", (), known), on_answer)

    async def _store_added_tags(self, stories: Sequence[str], tags: Sequence[str]) -> None:
        await self._tell_tags(await self.host.desk.annotations.add_tags(stories, tags))

    async def _change_tags(self, story: str) -> None:
        host = self.host
        opened = await host.desk.stories.open(story)
        known = await host.desk.stories.term_values(Key.TAG)

        def on_answer(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                host.run_in_background(self._store_tags(story, tags), "mark", newest_only=False)

        host.open_dialog(TagsScreen(opened.story.title, opened.annotations.tags, known), on_answer)

    async def _store_tags(self, story: str, tags: Sequence[str]) -> None:
        await self._tell_tags(await self.host.desk.annotations.set_tags(story, tags))

    async def _tell_tags(self, step: Step | None) -> None:
        if step is not None:
            await self._show_step(step)
            self._tell_step(step)

    def _tell_step(self, step: Step) -> None:
        self.host.show_step(f"{step.label[:1].upper()}{step.label[1:]}; {self.host.key('undo')} undoes it")

    # -------------------------------------------------------------------------------------------------- undo and redo

    def undo(self) -> None:
        """Take back the last change."""
        self.host.run_in_background(self._undo(), "mark", newest_only=False)

    def redo(self) -> None:
        """Make the change again that was undone last."""
        self.host.run_in_background(self._redo(), "mark", newest_only=False)

    async def add_step(self, other: OtherStep) -> None:
        """Let undo take back what was just done and is not in the journal."""
        self._others.add(await self.host.desk.annotations.newest_step(), other)

    async def _undo(self) -> None:
        annotations = self.host.desk.annotations
        if other := self._others.undo(await annotations.newest_step()):
            await other.take_back()
            self.host.show_step(f"Undone: {other.label}")
        else:
            await self._tell_journal("undo", "Undone", await annotations.undo())

    async def _redo(self) -> None:
        annotations = self.host.desk.annotations
        if other := self._others.redo(await annotations.newest_step()):
            await other.do_again()
            self.host.show_step(f"Redone: {other.label}")
        else:
            await self._tell_journal("redo", "Redone", await annotations.redo())

    async def _tell_journal(self, verb: str, done: str, step: Step | None) -> None:
        if step is None:
            self.host.show_step(f"There is nothing to {verb}.")
        else:
            self.host.show_step(f"{done}: {step.label}")
            await self._show_step(step)

    async def _show_step(self, step: Step) -> None:
        ids = [change.story for change in step.changes]
        self.host.list.invalidate(ids)
        await self.host.reload_opened(ids)
        self.host.counts = await self.host.desk.stories.counts()
