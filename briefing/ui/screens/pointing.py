"""What is chosen in the panel, shown in the story: its mentions, one after the other, and all else standing back."""

from __future__ import annotations

from bisect import bisect_right

from briefing.core.analysis import Part, Span
from briefing.ui.marks import Layer
from briefing.ui.panel_rows import Item
from briefing.ui.screens.marking import MarkingScreen
from briefing.ui.widgets.offer_panel import OfferPanel
from briefing.ui.widgets.story_view import StoryView


class PointingScreen(MarkingScreen):
    """The story points at what the panel's cursor is on; what was stepped through or clicked stays until Esc."""

    _pinned: Item | None = None
    _mention = 0

    def on_offer_panel_moved(self, message: OfferPanel.Moved) -> None:
        """The cursor of the panel is on something, or the keys have left the panel."""
        message.stop()
        if message.item is not None and message.item != self._pinned:
            self.unpin()
        self.story.point_at(message.item or self._pinned)

    def on_story_view_mark_clicked(self, message: StoryView.MarkClicked) -> None:
        """A mark in the text was clicked: choose what it is of."""
        message.stop()
        item = self.panel.choose(message.layer, message.of)
        if item is not None:
            self._pin(item)

    def _pin(self, item: Item) -> None:
        if item != self._pinned:
            self._pinned, self._mention = item, -1
        self.story.point_at(item)

    def unpin(self) -> bool:
        """Let all of the story stand forth again; False where nothing was chosen."""
        if self._pinned is None:
            return False
        self._pinned = None
        self.story.point_at(None)
        self.name_story()
        return True

    def name_story(self, more: str = "") -> None:
        """The title above the story's pane, with what is told of its mentions."""
        self.story.border_title = f"Story {self.signs.dot} {more}" if more else "Story"

    def action_next_mention(self) -> None:
        """To the next mention of what is chosen."""
        self._step_mention(1)

    def action_previous_mention(self) -> None:
        """To the mention before."""
        self._step_mention(-1)

    def _step_mention(self, step: int) -> None:
        item = self._pinned or self.panel.chosen
        if self.opened is None or item is None or not item.spans:
            self.tell(f"Choose an actor, a resource or an offer first: {self.key('panel')} shows the panel.")
            return
        self._pin(item)
        spans = _in_order(item.spans)
        first = self._mention < 0
        number = self._nearest(spans, step) if first else (self._mention + step) % len(spans)
        self._mention = number
        word = "sentence" if item.layer is Layer.OFFERS else "mention"
        self.name_story(f"{item.name}: {word} {number + 1} of {len(spans)}")
        self.show_story()
        self.call_after_refresh(self.story.jump, (spans[number],))

    def _nearest(self, spans: tuple[Span, ...], step: int) -> int:
        """The mention to begin with: the next one from the top of what is seen of the story, or the one before."""
        page = self.story.page_shown
        if page is None:
            return 0
        lines = [page.line_at(span.part, page.stretch(span)[0]) for span in spans]
        after = bisect_right(lines, self.story.top - 1)
        return (after if step > 0 else after - 1) % len(spans)

    def show_story(self) -> None:
        """Have the story on the screen. For the screen that moves through panes to say how."""
        raise NotImplementedError


def _in_order(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Mentions as one reads them: the title's first."""
    return tuple(sorted(spans, key=lambda span: (span.part is Part.TEXT, span.start)))
