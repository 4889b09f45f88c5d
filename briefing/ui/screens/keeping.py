"""What the reader keeps of a story: notes, and files."""

from __future__ import annotations

from briefing.ui.screens.intake import IntakeScreen
from briefing.ui.screens.note import NoteScreen


class KeepingScreen(IntakeScreen):
    """Notes go into the store; files are renewed and keep what others wrote in them."""

    def action_note(self) -> None:
        """Write a note on the story."""
        if self.target:
            self.begin(self._note(self.target), "note")

    async def _note(self, story: str) -> None:
        before = await self.desk.open(story)

        def written(text: str | None) -> None:
            if text is not None and text != before.note:
                self.begin(self._keep_note(story, text), "note", newest_only=False)

        self.app.push_screen(NoteScreen(before.note, before.story.title), written)

    async def _keep_note(self, story: str, text: str) -> None:
        await self.desk.set_note(story, text)
        self.list.change([story], noted=bool(text.strip()))
        if self.opened is not None and self.opened.story.id == story:
            self.opened = await self.desk.open(story)
        self.tell("The note is kept." if text.strip() else "The note is gone.")

    def action_save(self) -> None:
        """Save the story as Markdown."""
        if self.target:
            self.begin(self._save(self.target), "save", newest_only=False)

    async def _save(self, story: str) -> None:
        saved = await self.desk.save(story)
        words = f"Saved: {saved.path}" if saved.changed else f"Nothing new to save: {saved.path}"
        self.tell(f"{saved.told}. {words}" if saved.told else words)
