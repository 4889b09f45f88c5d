"""From the panel into the story: what its cursor is on, its mentions one after the other, and jumps with a way back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from briefing.core.analysis import Part, Span
from briefing.core.ledger.pages import quoted
from briefing.core.open_story import OpenStory
from briefing.ui.controllers.host import Messages, StoryPanes, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.layers import Layer
from briefing.ui.panel_rows import Item
from briefing.ui.panes import Pane


class Jump(NamedTuple):
    """A jump to `spans`, and where it began: the top line of the story, and the pane."""

    spans: tuple[Span, ...]
    line: int
    pane: Pane


class MentionsHost(Messages, Tasks, StoryPanes, Protocol):
    """What going through mentions needs of the screen."""

    glyphs: Glyphs
    opened: OpenStory | None
    pane: Pane


class Mentions:
    """What was stepped through or clicked stays selected until Esc; what the cursor is on, until it moves on."""

    def __init__(self, host: MentionsHost, reveal_story: Callable[[], None]) -> None:
        """`reveal_story` goes to the story where it is not on the screen."""
        self.host = host
        self._reveal_story = reveal_story
        self._selected: Item | None = None
        self._number = 0
        self._jump: Jump | None = None

    def reset(self) -> None:
        """Begin anew with another story."""
        self._jump = None
        self.deselect()

    # ------------------------------------------------------------------------------------------------------ selecting

    @property
    def selected(self) -> Item | None:
        """What was stepped through or clicked."""
        return self._selected

    def search_here(self) -> str:
        """A search of the ledger for what is selected, or under the panel's cursor; empty where nothing is."""
        item = self.host.panel.chosen if self.host.pane is Pane.PANEL else self._selected
        if item is None:
            return ""
        if item.layer is not Layer.OFFERS:
            return f"{'actor' if item.layer is Layer.ACTORS else 'resource'}:{quoted(item.name)}"
        analysis = self.host.opened.analysis if self.host.opened else None
        line = next((one for one in analysis.lines if one.id == item.offer), None) if analysis else None
        sides = (("from", line.proposer), ("to", line.recipient)) if line else ()
        return " ".join(f"{key}:{quoted(side.name)}" for key, side in sides if side)

    def follow_cursor(self, item: Item | None) -> None:
        """Emphasize what the panel's cursor is on; None: the keys have left the panel."""
        if item is not None and item != self._selected:
            self.deselect()
        self.host.story.emphasize(item or self._selected)

    def select_mark(self, layer: Layer, of: str) -> None:
        """Select what a mark in the text is of."""
        item = self.host.panel.choose(layer, of)
        if item is not None:
            self._select(item)

    def _select(self, item: Item) -> None:
        if item != self._selected:
            self._selected, self._number = item, -1
        self.host.story.emphasize(item)

    def deselect(self) -> bool:
        """Show all of the story alike again; False where nothing was selected."""
        if self._selected is None:
            return False
        self._selected = None
        self.host.story.emphasize(None)
        self.host.name_story_pane()
        return True

    # ---------------------------------------------------------------------------------------- from mention to mention

    def next_mention(self) -> None:
        """Go to the next mention of what is selected."""
        self._step(1)

    def previous_mention(self) -> None:
        """Go to the mention before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        host, item = self.host, self._selected or self.host.panel.chosen
        if self._selected is None and host.pane is Pane.STORY and host.story.seeker.step(step):
            host.name_story_pane(host.story.seeker.hits.told)
            return
        if host.opened is None or item is None or not item.spans:
            host.show_message(f"Select an actor, a resource or an offer first: {host.key('panel')} shows the panel.")
            return
        self._select(item)
        spans = in_reading_order(item.spans)
        is_first = self._number < 0
        number = self._nearest(spans, step) if is_first else (self._number + step) % len(spans)
        self._number = number
        word = "sentence" if item.layer is Layer.OFFERS else "mention"
        host.name_story_pane(f"{item.name}: {word} {number + 1} of {len(spans)}")
        self._reveal_story()
        host.call_after_refresh(host.story.jump, (spans[number],))

    def _nearest(self, spans: Sequence[Span], step: int) -> int:
        """The mention to begin with: the next one from the top of what is seen of the story, or the one before."""
        page = self.host.story.page_shown
        if page is None:
            return 0
        lines = [page.line_at(span.part, page.stretch(span)[0]) for span in spans]
        after = bisect_right(lines, self.host.story.top - 1)
        return (after if step > 0 else after - 1) % len(spans)

    # ------------------------------------------------------------------------------------------------ jumping and back

    def jump(self) -> None:
        """Jump to the sentences that say what the panel's cursor is on; a second time, go back."""
        host, spans = self.host, self.host.panel.spans
        if not spans:
            return
        if self._jump is not None and self._jump.spans == spans:
            self.return_from_jump()
            return
        self._jump = Jump(spans, self._jump.line if self._jump else host.story.top, host.pane)
        self._reveal_story()
        host.call_after_refresh(host.story.jump, spans)  # a hidden story has its size only then

    def return_from_jump(self) -> bool:
        """Go back to where the jump began; False where there was none."""
        if self._jump is None:
            return False
        jump, self._jump = self._jump, None
        self.host.story.go_to(jump.line)
        self.host.pane = jump.pane
        return True


def in_reading_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Mentions as one reads them: the title's first."""
    return tuple(sorted(spans, key=lambda span: (span.part is Part.TEXT, span.start)))
