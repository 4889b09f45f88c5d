"""The list of stories, one or two lines each, drawn only where seen, loaded only where needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.content import Content
from textual.message import Message

from briefing.core.formatting import ARROW, age, counted, more_reports
from briefing.core.headline import Headline
from briefing.core.words import context, hits
from briefing.ui.glyphs import Glyphs
from briefing.ui.list_columns import RIGHT_ALIGNED, USUAL_COLUMNS, column_widths, column_words
from briefing.ui.text import Piece, content, cut, cut_pieces, one_line, width
from briefing.ui.widgets.lines import LineView, empty_line, empty_lines

TWO_LINES, ONE_LINE = 2, 1
"""How many lines a story takes."""
MARGIN = 4
AGE_WIDTH = 4
LEAST_AT_ONCE = 60
MOST_KEPT = 4_000


class StoryList(LineView):
    """Holds the ids of all stories and the headlines of those that were near the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chosen", "cursor", "unread-sign", "star", "note", "unread", "read", "source", "offer", "waiting", "empty",
        "hit", "watched",
    }  # fmt: skip

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
        super().__init__(id=id)
        self.glyphs = glyphs
        self.now = now
        self.ids: tuple[str, ...] = ()
        self.empty_words = ""
        self.cursor = 0
        self._known: dict[str, Headline | None] = {}
        self.sought: tuple[str, ...] = ()
        self._asked: set[str] = set()
        self._will_ask = False
        self.lines_each = TWO_LINES
        self.picked: tuple[str, ...] = ()
        """The stories that the reader chose to do something with together."""
        self.columns_wanted: tuple[str, ...] = USUAL_COLUMNS

    # ------------------------------------------------------------------------------------------------ what is shown

    def show(self, ids: tuple[str, ...], from_top: bool, empty_words: str = "") -> None:
        """Show these stories: from the top, or with the same story at the same row of the screen."""
        before, row, seen = self.chosen, self.row, self._seen
        old, self.ids, self.empty_words = self.ids, ids, empty_words
        self._count_lines()
        self.cursor = 0 if from_top else same_place(old, ids, self.cursor, before)
        self.go_to(0 if from_top else self.cursor * self.lines_each - row)
        self.drawn.clear()  # lines have other numbers now
        if from_top or not ids or seen != self._seen:
            self.refresh()

    def show_lines_each(self, lines: int) -> None:
        """Draw each story in so many lines; the story under the cursor stays at its row of the screen."""
        row = self.row
        self.lines_each = lines
        self._count_lines()
        self.go_to(self.cursor * lines - row)
        self._keep_cursor_in_sight()
        self.refresh()

    def _keep_cursor_in_sight(self) -> None:
        first = self.cursor * self.lines_each
        self.keep_in_sight(first, first + self.lines_each - 1)

    def add_headlines(self, asked: Sequence[str], headlines: Iterable[Headline]) -> None:
        """Take headlines in; those that were asked for and did not come are gone."""
        found = {headline.id: headline for headline in headlines}
        changed = {story for story in asked if story not in self._known or self._known[story] != found.get(story)}
        for story in asked:
            self._known.pop(story, None)
            self._known[story] = found.get(story)
        self._asked.difference_update(asked)
        for story in list(self._known)[: max(0, len(self._known) - MOST_KEPT)]:
            del self._known[story]
        self._redraw_stories(changed)

    def _redraw_stories(self, changed: Collection[str]) -> None:
        """Draw anew what some stories have on the screen, and let go of what they had on it before."""
        first = self.top // self.lines_each
        seen = range(first, first + self.rows // self.lines_each + 2)
        for place in {*seen, *(number // self.lines_each for number in self.drawn.numbers)}:
            if place < len(self.ids) and self.ids[place] in changed:
                self.redraw(place * self.lines_each, self.lines_each)

    def reset_headlines(self, sought: Sequence[str]) -> None:
        """Let all headlines go: they are to show where these words stand in each story, or no words any more."""
        if tuple(sought) != self.sought:
            self.sought = tuple(sought)
            self._known.clear()
            self._asked.clear()

    def invalidate(self, ids: Iterable[str]) -> None:
        """Headlines that changed are asked for again when they are seen; until then the old ones stay."""
        stale = [story for story in ids if story in self._known]
        if stale:
            self.post_message(self.Wanted(tuple(stale)))

    def change(self, ids: Iterable[str], **fields: bool) -> None:
        """Show a change of headlines at once, before the store has it."""
        changed = {story: headline for story in ids if (headline := self._known.get(story)) is not None}
        for story, headline in changed.items():
            self._known[story] = replace(headline, **fields)
        self._redraw_stories(changed)

    @property
    def has_watched(self) -> bool:
        """Whether a watch found something in one of the stories that were near the screen."""
        return any(headline is not None and headline.watched for headline in self._known.values())

    @property
    def chosen(self) -> str:
        """The id of the story under the cursor, or an empty string."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else ""

    @property
    def _seen(self) -> tuple[int, tuple[str, ...]]:
        """What decides how the list looks, but for what is known of each story: the cursor's row, and the stories."""
        first = self.top // self.lines_each
        return self.row, self.ids[first : first + self.rows // self.lines_each + 2]

    @property
    def row(self) -> int:
        """The row of the screen that the story under the cursor begins on."""
        return self.cursor * self.lines_each - self.top

    def headline(self, story: str) -> Headline | None:
        """The headline of a story, if it is here."""
        return self._known.get(story)

    def next_unread(self, step: int) -> int | None:
        """The place of the nearest unread story below the cursor (1) or above it (-1), as far as headlines are here."""
        number = self.cursor + step
        while 0 <= number < len(self.ids) and (headline := self._known.get(self.ids[number])) is not None:
            if not headline.read:
                return number
            number += step
        return None

    # ----------------------------------------------------------------------------------------------------- moving

    def move(self, steps: int) -> None:
        """Move the cursor by so many steps. A leap is not a passing by."""
        before = self.cursor
        self.choose(self.cursor + steps)
        if before < self.cursor <= before + max(1, self.rows // self.lines_each):
            passed = (headline for story in self.ids[before : self.cursor] if (headline := self._known.get(story)))
            unread = tuple(headline.id for headline in passed if not headline.read)
            if unread:
                self.post_message(self.Passed(unread))

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.move(pages * max(1, self.rows // self.lines_each - 1))

    def choose(self, number: int, at_top: bool = False) -> None:
        """Put the cursor on a story and keep it in sight, or have it at the top, with what follows below it."""
        before, was_at = self.chosen, self.cursor
        self.cursor = max(0, min(number, len(self.ids) - 1))
        if at_top:
            self.go_to(self.cursor * self.lines_each)
        self._keep_cursor_in_sight()
        self._ask_ahead()
        for place in {was_at, self.cursor}:
            self.redraw(place * self.lines_each, self.lines_each)
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

    def on_click(self, event: events.Click) -> None:
        """One click chooses, a click on the chosen one opens."""
        at = event.get_content_offset(self)
        number = (self.top + at.y) // self.lines_each if at is not None else -1
        if not 0 <= number < len(self.ids):
            return
        if number == self.cursor:
            self.post_message(self.Opened(self.chosen))
        self.choose(number)

    def on_resize(self) -> None:
        """The cursor stays in sight at any height."""
        self._count_lines()
        self._keep_cursor_in_sight()

    def _count_lines(self) -> None:
        self.set_lines(len(self.ids) * self.lines_each or len(empty_lines(self, self.empty_words)))

    # ---------------------------------------------------------------------------------------------------- drawing

    def draw(self, number: int) -> tuple[Content, str]:
        """A line of a story."""
        if not self.ids:
            return self._line([empty_line(self, number, self.empty_words)]), ""
        index, second = divmod(number, self.lines_each)
        story = self.ids[index]
        chosen = index == self.cursor
        sign = Piece(self.glyphs.cursor if chosen else " ", ".cursor")
        if story not in self._known:
            self._ask_soon()
            line = [sign, Piece("    "), Piece("" if second else self.glyphs.ellipsis, ".waiting")]
        else:
            line = [sign, *self._halves(self._known[story], bool(second))]
        return self._line(line), "chosen" if chosen else ""

    def _line(self, pieces: Sequence[Piece]) -> Content:
        return content(cut_pieces(pieces, self.columns, self.glyphs.ellipsis))

    def _halves(self, headline: Headline | None, second: bool) -> list[Piece]:
        if headline is None:
            return [Piece("    "), Piece("" if second else "this story was removed", ".waiting")]
        if self.lines_each == ONE_LINE:
            return self._only(headline)
        if second:
            return _second(headline, self.columns, self.glyphs, self.sought, self.now())
        return _first(headline, self.columns, self.glyphs, self.sought, headline.id in self.picked)

    def _only(self, headline: Headline) -> list[Piece]:
        """All of it in one line: marks, and the columns that there is room for, the title in what they leave."""
        cells = column_widths(self.columns_wanted, self.columns - MARGIN - 1)
        pieces = _marks_of(headline, self.glyphs, headline.id in self.picked)
        for number, (name, room) in enumerate(cells.items()):
            gap = "  " if number + 1 < len(cells) else ""
            if name == "title":
                title = cut(one_line(headline.title) or "(no title)", room, self.glyphs.ellipsis)
                pieces += _with_hits(title, ".read" if headline.read else ".unread", self.sought)
                pieces.append(Piece(" " * max(0, room - width(title)) + gap))
            else:
                words = column_words(name, headline, self.now(), self.glyphs)
                words = cut(one_line(words), room, self.glyphs.ellipsis)
                space = " " * (room - width(words))
                words = f"{space}{words}" if name in RIGHT_ALIGNED else f"{words}{space}"
                pieces.append(Piece(words + gap, _look(name, headline)))
        return pieces

    def _ask_ahead(self) -> None:
        """Ask for headlines before they are to be drawn: where half a screen below or above they are not here."""
        first, seen = self.top // self.lines_each, self.rows // self.lines_each
        ahead = (place for place in (first - seen // 2, first + seen + seen // 2) if 0 <= place < len(self.ids))
        if any(self.ids[place] not in self._known for place in ahead):
            self._ask_soon()

    def _ask_soon(self) -> None:
        if not self._will_ask:
            self._will_ask = True
            self.call_later(self._ask)

    def _ask(self) -> None:
        self._will_ask = False
        seen = max(1, self.rows // self.lines_each)
        around = max(seen, (LEAST_AT_ONCE - seen) // 2)
        first = max(0, self.top // self.lines_each - around)
        near = self.ids[first : self.top // self.lines_each + seen + around]
        wanted = tuple(story for story in near if story not in self._known and story not in self._asked)
        if wanted:
            self._asked.update(wanted)
            self.post_message(self.Wanted(wanted))


def _first(headline: Headline, columns: int, glyphs: Glyphs, sought: Sequence[str], is_picked: bool) -> list[Piece]:
    """What it is."""
    title = cut(one_line(headline.title) or "(no title)", columns - MARGIN - 1, glyphs.ellipsis)
    return [
        *_marks_of(headline, glyphs, is_picked),
        *_with_hits(title, ".read" if headline.read else ".unread", sought),
    ]


def _second(headline: Headline, columns: int, glyphs: Glyphs, sought: Sequence[str], now: datetime) -> list[Piece]:
    """Who says it; then where the words stand that are searched for, or else the foremost offer; then how old."""
    when = f" {age(headline.moment, now):>{AGE_WIDTH}} "
    room = columns - MARGIN - 1 - len(when)
    more = f" +{counted(len(headline.also_in), 'feed')}" if headline.also_in else ""
    more += f" {glyphs.dot} {more_reports(headline.cluster)}" if headline.cluster > 1 else ""
    # A long name of a feed leaves room for what comes after it.
    for_source = max(12, columns // 3) if headline.hit or headline.main_line else room - width(more)
    who = cut(one_line(headline.source), for_source, glyphs.ellipsis) + more
    line = [Piece(who, ".source")]
    if headline.hit:
        around = context(one_line(headline.hit), sought, room - width(who) - 2) or headline.hit
        line += (Piece("  "), *_with_hits(one_line(around), ".source", sought))
    elif headline.main_line:
        offer = one_line(headline.main_line).replace(ARROW, glyphs.arrow).replace(" · ", f" {glyphs.dot} ")
        line.append(Piece(f"  {offer}", ".offer"))
    line = cut_pieces(line, room, glyphs.ellipsis)
    gap = " " * (room - sum(width(piece.text) for piece in line))
    sign = _mark(f"{glyphs.watched:^{MARGIN}}", ".watched", headline.watched)
    return [sign, *line, Piece(gap + when, ".source")]


def _marks_of(headline: Headline, glyphs: Glyphs, is_picked: bool) -> list[Piece]:
    return [
        _mark(glyphs.unread, ".unread-sign", not headline.read),
        _mark(glyphs.star, ".star", headline.starred),
        # One place for both, for what comes next keeps a blank before it; a choice lasts for a moment.
        _mark(glyphs.picked, ".cursor", True) if is_picked else _mark(glyphs.note, ".note", headline.noted),
        Piece(" "),
    ]


def _with_hits(words: str, look: str, sought: Sequence[str]) -> list[Piece]:
    """Words in a look, with those that are searched for in another."""
    pieces: list[Piece] = []
    at = 0
    for start, end in hits(words, sought) if sought else ():
        if start >= at:
            pieces += (Piece(words[at:start], look), Piece(words[start:end], ".hit"))
            at = end
    return [*pieces, Piece(words[at:], look)]


def _look(column: str, headline: Headline) -> str:
    if column == "lines" and headline.watched:
        return ".watched"
    return ".offer" if column in ("offer", "lines") else ".source"


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


def _mark(sign: str, look: str, is_there: bool) -> Piece:
    """A sign, or the room for it: without a look, which would be a block of colour where a row is reversed."""
    return Piece(sign, look) if is_there else Piece(" " * width(sign))
