"""What the reader keeps of a story: notes, marked passages, and saved files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from briefing.core.analysis import Part, Span
from briefing.core.annotations import Mark
from briefing.core.formatting import whole_line
from briefing.core.headline import Counts
from briefing.core.open_story import OpenStory
from briefing.core.saved_file import several_saved
from briefing.services.other_steps import OtherStep
from briefing.ui.controllers.host import CurrentStory, Dialogs, Messages, StoryPanes, Tasks
from briefing.ui.controllers.target import has_target, is_of_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.layers import Layer
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.passage_selection import select_passage
from briefing.ui.screens.note import NoteScreen
from briefing.ui.screens.pens import PenChoice, PensScreen

SaveNote = Callable[[str, str], Awaitable[bool]]
"""Keeps a text, made from another; tells whether what it keeps has words in it that others wrote meanwhile."""


class AnnotationsHost(Messages, Tasks, CurrentStory, Dialogs, StoryPanes, Protocol):
    """What annotations need of the screen."""

    glyphs: Glyphs
    options: ReaderOptions
    counts: Counts

    def clear_selection(self) -> None:
        """Select nothing."""
        ...


class Annotations:
    """Notes are in the library while they are typed; a saved file keeps what others wrote in it."""

    def __init__(self, host: AnnotationsHost, add_step: Callable[[OtherStep], Awaitable[None]]) -> None:
        """`add_step` lets the undo of the reader take back what is not in the journal."""
        self.host = host
        self._add_step = add_step

    # ----------------------------------------------------------------------------------------------------------- notes

    def write_note(self) -> object:
        """Write a note on the story, or on the offer under the panel's cursor."""
        if not has_target(self.host):
            return None
        return self.host.run_in_background(self._write_note(self.host.target, self._selected_line()), "note")

    def _selected_line(self) -> str:
        """The id of the offer under the panel's cursor while the keys are there, or an empty string."""
        item, opened = self.host.panel.chosen, self.host.opened
        is_shown = opened is not None and opened.story.id == self.host.target
        in_panel = self.host.pane is Pane.PANEL and item is not None and is_shown
        return item.offer if in_panel and item is not None and item.layer is Layer.OFFERS else ""

    async def _write_note(self, story: str, offer: str) -> None:
        host = self.host
        before = await host.desk.stories.open(story)
        offers = before.analysis.lines if before.analysis else ()
        about = next((whole_line(one, host.glyphs.arrow) for one in offers if one.id == offer and offer), "")

        async def save(text: str, base: str) -> bool:
            return await host.desk.annotations.set_note(story, text, offer, base)

        self._open_note(story, before.annotations.note_on(offer), about or before.story.title, save)

    def _open_note(self, story: str, note: str, about: str, save: SaveNote) -> None:
        """Let the reader write."""
        host, has_others = self.host, False

        async def keep(text: str, base: str) -> None:
            nonlocal has_others
            if await save(text, base):
                has_others = True

        def on_answer(text: str | None) -> None:
            host.run_in_background(self.show_changes([story]), "note", newest_only=False)
            if text is not None and text != note:
                host.run_in_background(self._add_note_step(story, note, text, save), "note", newest_only=False)
            if has_others:
                host.show_message("Note saved. It was changed elsewhere while you wrote; both texts are in it.")
            elif text is not None and text != note:
                host.show_step("Note saved." if text.strip() else f"Note removed; {host.key('undo')} brings it back.")

        host.open_dialog(NoteScreen(note, about, keep), on_answer)

    async def _add_note_step(self, story: str, before: str, after: str, save: SaveNote) -> None:
        async def put(text: str, base: str) -> None:
            await save(text, base)
            await self.show_changes([story])

        done = "removed" if not after.strip() else "changed" if before.strip() else "wrote"
        await self._add_step(OtherStep(f"{done} a note", lambda: put(before, after), lambda: put(after, before)))

    async def show_changes(self, ids: Sequence[str]) -> None:
        """Show what the library has of these stories now, in the list and, if one of them is open, in its pane."""
        self.host.list.invalidate(ids)
        await self.host.reload_opened(ids)
        self.host.counts = await self.host.desk.stories.counts()

    # ----------------------------------------------------------------------------------------------------------- marks

    def mark_passage(self) -> None:
        """Choose a passage of the open story, and mark it."""
        host, opened = self.host, self.host.opened
        if not is_of_target(host):
            return
        if opened is None or not host.story.display:
            host.show_message("Open a story to mark a passage in it.")
            return
        spans = [span for span in host.panel.spans if span.part is Part.TEXT] if host.pane is Pane.PANEL else []
        wanted: Span | None = host.story.selected_span or next(iter(spans), None)
        selection = select_passage(opened.story.body, wanted, host.story.offset_at_top)
        if selection is None:
            host.show_message("This story has no text to mark.")
            return

        def on_answer(answer: PenChoice | None) -> object:
            return answer and host.run_in_background(self._mark(opened, answer), "pen", newest_only=False)

        host.clear_selection()
        host.open_dialog(
            PensScreen(host.story, selection, host.options.reader.pens, opened.annotations.marks), on_answer
        )

    async def _mark(self, opened: OpenStory, choice: PenChoice) -> None:
        desk, story, mark = self.host.desk, opened.story, choice.mark
        if choice.remove and mark is not None:
            await desk.annotations.remove_mark(story.id, mark.id)
            self.host.show_step(f"Mark removed; {self.host.key('undo')} brings it back.")
        elif mark is None:
            mark_id, _ = await desk.annotations.add_mark(story, choice.span, choice.pen.name)
            if choice.note:
                self._write_mark_note(story.id, mark_id, "", story.body.text[choice.span.start : choice.span.end])
        elif choice.note:
            self._write_mark_note(story.id, mark.id, mark.note, mark.anchor.quote)
        else:
            await self._recolour(story.id, mark, choice.pen.name)
        await self.show_changes([story.id])

    async def _recolour(self, story: str, mark: Mark, colour: str) -> None:
        async def put(wanted: str) -> None:
            await self.host.desk.annotations.recolour_mark(mark.id, wanted)
            await self.show_changes([story])

        if colour != mark.colour:
            await put(colour)
            await self._add_step(OtherStep("took another pen", lambda: put(mark.colour), lambda: put(colour)))

    def _write_mark_note(self, story: str, mark: str, note: str, quote: str) -> None:
        async def save(text: str, base: str) -> bool:
            return await self.host.desk.annotations.set_mark_note(mark, text, base)

        self._open_note(story, note, f"“{quote}”", save)

    # ----------------------------------------------------------------------------------------------------------- files

    def save_story(self) -> None:
        """Save the story as Markdown, or those that were chosen together."""
        picked = self.host.list.picked if self.host.pane is Pane.LIST else ()
        if picked:
            self.host.run_in_background(self._save_several(picked), "save", newest_only=False)
        elif has_target(self.host):
            self.host.run_in_background(self._save(self.host.target), "save", newest_only=False)

    async def _save_several(self, stories: Sequence[str]) -> None:
        saving = self.host.desk.saving
        notices = [saved.notice async for saved in saving.save_all(stories) if saved.notice]
        self.host.show_message(several_saved(notices, len(stories), saving.folder))

    async def _save(self, story: str) -> None:
        self.host.show_message(str(await self.host.desk.saving.save(story)))
