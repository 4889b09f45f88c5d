"""What the reader keeps of a story: notes, marks, and files."""

from __future__ import annotations

import asyncio

from briefing.core.analysis import Part, Span
from briefing.core.brief_html import to_html
from briefing.core.brief_markdown import to_markdown
from briefing.core.ledger import Told
from briefing.core.lines import offer_line
from briefing.desk import OpenStory
from briefing.ui.browser import find_file_opener
from briefing.ui.choosing import choosing
from briefing.ui.marks import Layer
from briefing.ui.panes import Pane
from briefing.ui.screens.brief import BriefScreen
from briefing.ui.screens.files import FilesScreen
from briefing.ui.screens.ledger import LedgerScreen, searchable
from briefing.ui.screens.note import NoteScreen
from briefing.ui.screens.pens import Chosen, PensScreen


class KeepingScreen(FilesScreen):
    """Notes are in the store while they are typed; files are renewed and keep what others wrote in them."""

    # ----------------------------------------------------------------------------------------------------------- notes

    def action_note(self) -> None:
        """Write a note on the story, or on the offer under the panel's cursor."""
        if self.target:
            self.begin(self._note(self.target, self._offer_chosen()), "note")

    def _offer_chosen(self) -> str:
        """The id of the offer that the keys are at, or nothing."""
        item = self.panel.chosen
        return item.offer if self.pane is Pane.PANEL and item is not None and item.layer is Layer.OFFERS else ""

    async def _note(self, story: str, offer: str) -> None:
        before = await self.desk.open(story)
        offers = before.analysis.lines if before.analysis else ()
        about = next((offer_line(one, self.signs.arrow) for one in offers if one.id == offer and offer), "")

        async def keep(text: str) -> None:
            await self.desk.set_note(story, text, offer)

        def closed(text: str | None) -> None:
            self.begin(self._show_kept(story), "note", newest_only=False)
            if text is not None and text != before.kept.note_on(offer):
                self.tell("The note is kept." if text.strip() else "The note is gone.")

        self.app.push_screen(NoteScreen(before.kept.note_on(offer), about or before.story.title, keep), closed)

    async def _show_kept(self, story: str) -> None:
        """Show what the store has of a story now."""
        opened = await self.desk.open(story)
        self.list.forget([story])
        if self.opened is not None and self.opened.story.id == story:
            self.opened = opened
        self.counts = await self.desk.counts()

    # ----------------------------------------------------------------------------------------------------------- marks

    def action_mark(self) -> None:
        """Mark a passage of the story that is open."""
        opened = self.opened
        if opened is None or not self.story.display:
            self.tell("Open a story to mark a passage of it.")
            return
        spans = [span for span in self.panel.spans if span.part is Part.TEXT] if self.pane is Pane.PANEL else []
        wanted: Span | None = self.story.selected or next(iter(spans), None)
        choice = choosing(opened.story.body, wanted, self.story.offset_at_top)
        if choice is None:
            self.tell("This story has no text to mark.")
            return

        def chosen(answer: Chosen | None) -> None:
            if answer is not None:
                self.begin(self._mark_passage(opened, answer), "pen", newest_only=False)

        self.clear_selection()
        self.app.push_screen(PensScreen(self.story, choice, self.options.pens, opened.kept.marks), chosen)

    async def _mark_passage(self, opened: OpenStory, chosen: Chosen) -> None:
        story, mark = opened.story, chosen.mark
        if chosen.away and mark is not None:
            await self.desk.remove_mark(story.id, mark.id)
            self.tell(f"The mark is gone; {self.key('undo')} brings it back.")
        elif mark is None:
            mark_id, _ = await self.desk.add_mark(story, chosen.span, chosen.pen.name)
            if chosen.note:
                self._note_on_mark(story.id, mark_id, "", story.body.text[chosen.span.start : chosen.span.end])
        elif chosen.note:
            self._note_on_mark(story.id, mark.id, mark.note, mark.anchor.quote)
        else:
            await self.desk.change_mark(mark.id, colour=chosen.pen.name)
        await self._show_kept(story.id)

    def _note_on_mark(self, story: str, mark: str, note: str, quote: str) -> None:
        async def keep(text: str) -> None:
            await self.desk.change_mark(mark, note=text)

        def closed(_: str | None) -> None:
            self.begin(self._show_kept(story), "note", newest_only=False)

        self.app.push_screen(NoteScreen(note, f"“{quote}”", keep), closed)

    # ------------------------------------------------------------------------------------------------------ the ledger

    def action_ledger(self) -> None:
        """The offers of all stories."""
        self.begin(self._ledger(), "ledger")

    async def _ledger(self) -> None:
        def chosen(told: Told | None) -> None:
            if told is not None:
                self.begin(self._open_at_offer(told), "open")

        screen = LedgerScreen(self.signs, self.now)
        await self.app.push_screen(screen, chosen)
        async for entries in self.desk.overview.ledger_growing():
            if not screen.is_attached:
                return  # nobody waits for the rest
            screen.take(entries, await asyncio.to_thread(searchable, entries))
        screen.is_whole()

    async def _open_at_offer(self, told: Told) -> None:
        """Open a story at the sentence that says an offer."""
        self.list.choose_story(told.story)
        self._coming = told.story
        await self._open(told.story)
        self.pane = Pane.STORY
        offers = self.opened.analysis.lines if self.opened and self.opened.analysis else ()
        spans = next((offer.evidence for offer in offers if offer.id == told.offer.id), ())
        self.call_after_refresh(self.story.jump, spans)

    # ----------------------------------------------------------------------------------------------- the day's briefing

    def action_brief(self) -> None:
        """What was put to whom since the last briefing."""
        self.begin(self._brief(), "brief")

    async def _brief(self) -> None:
        made = await self.desk.overview.brief()
        answer = await self.app.push_screen_wait(BriefScreen(made, self.signs))
        if answer is None:
            return
        what, by = answer
        text, ending = (to_markdown(made, by), "md") if what == "markdown" else (to_html(made, by), "html")
        path = await self.desk.overview.save_brief(made, text, ending)
        self.tell(f"Saved: {path}. The next briefing begins here.")
        if what == "open" and not self.app.is_web:
            self.start_opener(find_file_opener(path), "the briefing")

    # ----------------------------------------------------------------------------------------------------------- files

    def action_save(self) -> None:
        """Save the story as Markdown."""
        if self.target:
            self.begin(self._save(self.target), "save", newest_only=False)

    async def _save(self, story: str) -> None:
        saved = await self.desk.save(story)
        words = f"Saved: {saved.path}" if saved.changed else f"Nothing new to save: {saved.path}"
        self.tell(f"{saved.told}. {words}" if saved.told else words)
