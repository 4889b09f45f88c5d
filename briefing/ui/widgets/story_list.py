"""The list of stories, one or two lines each, drawn only where seen, loaded only where needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.message import Message

from briefing.core.headline import Headline
from briefing.core.query import ALL, Query
from briefing.ui.glyphs import Glyphs
from briefing.ui.headline_rows import HeadlineRows
from briefing.ui.known_headlines import KnownHeadlines
from briefing.ui.list_columns import USUAL_COLUMNS
from briefing.ui.text import Piece
from briefing.ui.widgets.item_list import ItemList

TWO_LINES, ONE_LINE = 2, 1
"""How many lines a story takes."""
LEAST_AT_ONCE = 60


class StoryList(ItemList):
    """Holds the ids of all stories and the headlines of those that were near the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chosen", "cursor", "unread-sign", "star", "note", "unread", "read", "source", "offer", "waiting", "empty",
        "hit", "watched",
    }  # fmt: skip
    lines_each = TWO_LINES

    class Wanted(Message):
        """Headlines that are about to be seen and are not here."""

        def __init__(self, ids: tuple[str, ...]) -> None:
            super().__init__()
            self.ids = ids

    class Passed(Message):
        """The cursor went past these stories, step by step or page by page."""

        def __init__(self, ids: tuple[str, ...]) -> None:
            super().__init__()
            self.ids = ids

    class Pointed(Message):
        """The cursor is on another story."""

        def __init__(self, story: str) -> None:
            super().__init__()
            self.story = story

    class Opened(Message):
        """The reader asked for a story with the mouse."""

        def __init__(self, story: str) -> None:
            super().__init__()
            self.story = story

    def __init__(self, glyphs: Glyphs, now: Callable[[], datetime], id: str) -> None:
        super().__init__(glyphs, now, id)
        self.ids: tuple[str, ...] = ()
        self._known = KnownHeadlines()
        self._found_by = ALL
        self.sought: tuple[str, ...] = ()
        self._will_ask = False
        self.picked: tuple[str, ...] = ()
        """The stories that the reader chose to do something with together."""
        self.columns_wanted: tuple[str, ...] = USUAL_COLUMNS

    def show(self, ids: tuple[str, ...], from_top: bool, empty_words: str = "") -> None:
        """Show these stories: from the top, or with the same story at the same row of the screen."""
        before, row, seen = self.chosen, self.row, self._seen
        old, self.ids = self.ids, ids
        self.hold(len(ids), empty_words)
        self.cursor = 0 if from_top else same_place(old, ids, self.cursor, before)
        self.go_to(0 if from_top else self.cursor * self.lines_each - row)
        self.drawn.clear()  # lines have other numbers now
        if from_top or not ids or seen != self._seen:
            self.refresh()

    def show_lines_each(self, lines: int) -> None:
        """Draw each story in so many lines; the story under the cursor stays at its row of the screen."""
        row = self.row
        self.lines_each = lines
        self.count_lines()
        self.go_to(self.cursor * lines - row)
        self.keep_cursor_in_sight()
        self.refresh()

    def add_headlines(self, asked: Sequence[str], headlines: Iterable[Headline]) -> None:
        """Take headlines in; those that were asked for and did not come are gone."""
        self._redraw_stories(self._known.add(asked, headlines))

    def _redraw_stories(self, changed: Collection[str]) -> None:
        """Draw anew what some stories have on the screen, and let go of what they had on it before."""
        seen = range(self.first_seen, self.first_seen + self.items_seen + 2)
        for place in {*seen, *(number // self.lines_each for number in self.drawn.numbers)}:
            if place < len(self.ids) and self.ids[place] in changed:
                self.redraw_item(place)

    def reset_headlines(self, found_by: Query) -> None:
        """Let all headlines go if they are to show other words, or another line of each story, than they do."""
        before, self._found_by = self._found_by, found_by
        self.sought = found_by.search_words
        if (before.search_words, before.line_terms) != (self.sought, found_by.line_terms):
            self._known.clear()

    def invalidate(self, ids: Iterable[str]) -> None:
        """Headlines that changed are asked for again when they are seen; until then the old ones stay."""
        if stale := tuple(story for story in ids if story in self._known):
            self.post_message(self.Wanted(stale))

    def change(self, ids: Iterable[str], **fields: bool) -> None:
        """Show a change of headlines at once, before the store has it."""
        self._redraw_stories(self._known.change(ids, **fields))

    @property
    def has_watched(self) -> bool:
        """Whether a watch found something in one of the stories that were near the screen."""
        return self._known.has_watched

    @property
    def chosen(self) -> str:
        """The id of the story under the cursor, or an empty string."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else ""

    @property
    def _seen(self) -> tuple[int, tuple[str, ...]]:
        """What decides how the list looks, but for what is known of each story: the cursor's row, and the stories."""
        return self.row, self.ids[self.first_seen : self.first_seen + self.items_seen + 2]

    def headline(self, story: str) -> Headline | None:
        """The headline of a story, if it is here."""
        return self._known.get(story)

    def next_unread(self, step: int) -> int | None:
        """The place of the nearest unread story below the cursor (1) or above it (-1), as far as headlines are here."""
        places = range(self.cursor + step, self.count if step > 0 else -1, step)
        return self._known.first_unread((place, self.ids[place]) for place in places)

    def move(self, steps: int) -> None:
        """Move the cursor by so many steps. A leap is not a passing by."""
        before = self.cursor
        super().move(steps)
        is_passing = before < self.cursor <= before + max(1, self.items_seen)
        if is_passing and (unread := self._known.unread(self.ids[before : self.cursor])):
            self.post_message(self.Passed(unread))

    def choose(self, place: int, at_top: bool = False) -> None:
        """Put the cursor on a story and keep it in sight, or have it at the top, with what follows below it."""
        before, was_at = self.chosen, self.cursor
        self.cursor = self.nearest(place)
        if at_top:
            self.go_to(self.cursor * self.lines_each)
        self.keep_cursor_in_sight()
        self._ask_ahead()
        for changed in {was_at, self.cursor}:
            self.redraw_item(changed)
        if self.chosen != before:
            self.post_message(self.Pointed(self.chosen))

    def pick(self, ids: Iterable[str]) -> None:
        """Choose exactly these stories to do something with them together."""
        before, self.picked = self.picked, tuple(dict.fromkeys(ids))
        if self.picked != before:
            self.refresh()

    def choose_story(self, story: str, row: int | None = None) -> None:
        """Put the cursor on the story with this id, if it is in the list; and that on a row of the screen."""
        if self.chosen != story and story in self.ids:
            number = self.ids.index(story)
            if row is not None:
                self.go_to(number * self.lines_each - row)
            self.choose(number)

    def open_chosen(self) -> None:
        """The story under the cursor was clicked."""
        self.post_message(self.Opened(self.chosen))

    def draw_item(self, place: int, part: int) -> Iterable[Piece]:
        """A line of a story."""
        story = self.ids[place]
        if story not in self._known:
            self._ask_soon()
            return [Piece("    "), Piece("" if part else self.glyphs.ellipsis, ".waiting")]
        columns = self.columns_wanted if self.lines_each == ONE_LINE else ()
        rows = HeadlineRows(self.glyphs, self.columns - 1, self.sought, self.now(), columns, self.picked)
        return rows.line(self._known.get(story), part)

    def _ask_ahead(self) -> None:
        """Ask for headlines before they are to be drawn: where half a screen below or above they are not here."""
        first, seen = self.first_seen, self.items_seen
        ahead = (place for place in (first - seen // 2, first + seen + seen // 2) if 0 <= place < len(self.ids))
        if any(self.ids[place] not in self._known for place in ahead):
            self._ask_soon()

    def _ask_soon(self) -> None:
        if not self._will_ask:
            self._will_ask = True
            self.call_later(self._ask)

    def _ask(self) -> None:
        self._will_ask = False
        seen = max(1, self.items_seen)
        around = max(seen, (LEAST_AT_ONCE - seen) // 2)
        near = self.ids[max(0, self.first_seen - around) : self.first_seen + seen + around]
        if wanted := self._known.ask(near):
            self.post_message(self.Wanted(wanted))


def same_place(old: Sequence[str], new: Sequence[str], cursor: int, chosen: str) -> int:
    """Where the chosen story is now, or the nearest one after or before it that is still there."""
    if cursor < len(new) and new[cursor] == chosen:
        return cursor
    if chosen in new:
        return new.index(chosen)
    places = {story: number for number, story in enumerate(new)}
    for story in (*old[cursor:], *reversed(old[:cursor])):
        if story in places:
            return places[story]
    return 0
