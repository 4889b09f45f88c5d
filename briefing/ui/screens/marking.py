"""What the reader does with stories: mark as read, star, and take it back."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.errors import BriefingError
from briefing.core.journal import Field
from briefing.core.lines import counted
from briefing.ui.screens.background import BackgroundScreen
from briefing.ui.screens.confirm import ConfirmScreen


class MarkingScreen(BackgroundScreen):
    """Changes are on the screen at once and in the store a moment later; markings can be undone."""

    def mark(self, ids: Sequence[str], field: Field, value: bool, told: bool = False) -> None:
        """Set a field of stories: at once on the screen, behind it in the store."""
        name = "read" if field is Field.READ else "starred"
        self.list.change(ids, **{name: value})
        self.begin(self._mark(tuple(ids), field, value, told), "mark", newest_only=False)

    async def _mark(self, ids: tuple[str, ...], field: Field, value: bool, told: bool) -> None:
        try:
            step = await self.desk.mark(ids, field, value)
        except BriefingError:
            self.list.forget(ids)  # what the screen promised did not come true
            raise
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

    def action_all_read(self) -> None:
        """Mark all that is shown as read, once it is confirmed."""
        ids = self.list.ids
        if ids:

            def answered(yes: bool | None) -> None:
                if yes:
                    self.mark(ids, Field.READ, True, told=True)

            self.app.push_screen(ConfirmScreen(f"Mark {counted(len(ids), 'story', 'stories')} as read?"), answered)

    def action_undo(self) -> None:
        """Take the last marking back."""
        self.begin(self._undo(), "mark", newest_only=False)

    async def _undo(self) -> None:
        step = await self.desk.undo()
        if step is None:
            self.tell("There is nothing to undo.")
            return
        self.tell(f"Undone: {step.label}")
        self.list.forget(change.story for change in step.changes)
        self.counts = await self.desk.counts()
