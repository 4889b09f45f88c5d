"""A stand-in for the reading screen: it runs what is begun when it is told to, and writes down what is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from msgspec import structs
from textual.geometry import Size

from briefing.config.settings import ReaderSettings
from briefing.core.annotations import NO_ANNOTATIONS
from briefing.core.headline import Counts, Headline
from briefing.core.open_story import OpenStory
from briefing.core.query import Query
from briefing.core.story import Body, Story
from briefing.ui.actions import ACTIONS, key_of
from briefing.ui.filters import Filter
from briefing.ui.glyphs import UNICODE
from briefing.ui.hits import Hits
from briefing.ui.layers import ALL_LAYERS
from briefing.ui.options import ReaderOptions
from briefing.ui.panel_rows import Item, Panel
from briefing.ui.panes import Pane
from briefing.ui.progress import Progress
from tests.ui.desks import NOW, word_analysis

TEXT = "Egypt offered Romania tea at last. Romania rejected Egypt and its tea."


def headline(story: str, read: bool = False, **more: Any) -> Headline:
    """The line of a story in a list."""
    moment = NOW - timedelta(hours=1)
    return Headline(story, f"Title of {story}", "A source", f"https://a.example/{story}", moment, NOW, read, **more)


def opened(story: str = "s1", analysed: bool = True, **more: Any) -> OpenStory:
    """A story as it is opened."""
    value = Story(story, "Tea", Body.plain(TEXT), link=f"https://a.example/{story}")
    found = word_analysis(value)
    named = tuple(replace(offer, id=f"o{number}") for number, offer in enumerate(found.lines))
    analysis = replace(found, lines=named) if analysed else None
    return OpenStory(value, analysis, more.pop("kept", NO_ANNOTATIONS), headline(story), **more)


@dataclass
class FakeTimer:
    """A timer that is over when a test says so."""

    callback: Callable[[], Any]
    is_stopped: bool = False
    delay: float = 0.0

    def stop(self) -> None:
        self.is_stopped = True


@dataclass
class FakeList:
    """A list of stories with a cursor."""

    ids: tuple[str, ...] = ()
    cursor: int = 0
    headlines: dict[str, Headline] = field(default_factory=dict)
    invalidated: list[str] = field(default_factory=list)
    empty_words: str = ""
    from_top: list[bool] = field(default_factory=list)
    lines_each: int = 2
    sought: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    row: int = 0

    @classmethod
    def of(cls, **read: bool) -> FakeList:
        """A list of stories, each read or not."""
        return cls(tuple(read), 0, {story: headline(story, value) for story, value in read.items()})

    @property
    def chosen(self) -> str:
        return self.ids[self.cursor] if self.cursor < len(self.ids) else ""

    @property
    def has_watched(self) -> bool:
        return any(headline.watched for headline in self.headlines.values())

    def headline(self, story: str) -> Headline | None:
        return self.headlines.get(story)

    def choose(self, number: int, at_top: bool = False) -> None:
        self.cursor = number

    def pick(self, ids: Collection[str]) -> None:
        self.picked = tuple(ids)

    def choose_story(self, story: str, row: int | None = None) -> None:
        if story in self.ids:
            self.cursor = self.ids.index(story)

    def next_unread(self, step: int) -> int | None:
        places = range(self.cursor + 1, len(self.ids)) if step > 0 else range(self.cursor - 1, -1, -1)
        return next((n for n in places if (h := self.headline(self.ids[n])) is not None and not h.read), None)

    def show_lines_each(self, lines: int) -> None:
        self.lines_each = lines

    def invalidate(self, ids: Collection[str]) -> None:
        self.invalidated += ids

    def change(self, ids: Collection[str], **fields: Any) -> None:
        for story in ids:
            self.headlines[story] = structs.replace(self.headlines[story], **fields)

    def reset_headlines(self, found_by: Query) -> None:
        self.headlines.clear()

    def add_headlines(self, asked: Sequence[str], found: Sequence[Headline]) -> None:
        self.headlines.update({one.id: one for one in found})

    def show(self, ids: Sequence[str], from_top: bool, empty_words: str = "") -> None:
        self.ids, self.empty_words = tuple(ids), empty_words
        self.from_top.append(from_top)


class FakeSeeker:
    """The hits of a search in the story: what was looked for."""

    def __init__(self) -> None:
        self.hits = Hits()
        self.sought: list[Any] = []

    def seek(self, words: Any, is_find: bool = False) -> None:
        self.hits = Hits(tuple(words), is_find)
        self.sought.append(tuple(words))

    def mark(self, words: Any) -> None:
        if not self.hits.is_find:
            self.hits = Hits(tuple(words))

    def step(self, step: int) -> bool:
        return False


class FakeStoryPane:
    """The pane of the story: what it was asked to do."""

    def __init__(self) -> None:
        self.display = True
        self.top = 7
        self.at_end = False
        self.place = 0
        self.page_shown: Any = None
        self.selected_span: Any = None
        self.offset_at_top = 0
        self.emphasized: list[Any] = []
        self.jumps: list[Any] = []
        self.went_to: list[int] = []
        self.pages: list[int] = []
        self.words: tuple[str, ...] = ()
        self.seeker = FakeSeeker()

    def emphasize(self, item: Any) -> None:
        self.emphasized.append(item)

    def jump(self, spans: Any) -> None:
        self.jumps.append(tuple(spans))

    def go_to(self, line: int) -> None:
        self.went_to.append(line)

    def page(self, pages: int) -> None:
        self.pages.append(pages)

    def say(self, *words: str) -> None:
        self.words = words


class FakePanel:
    """The panel: what is under its cursor, and what it was asked to show."""

    def __init__(self) -> None:
        self.chosen: Any = None
        self.items: dict[Any, Any] = {}
        self.shown: list[Any] = []
        self.panel = Panel((), (Item((), "o0"),))

    @property
    def spans(self) -> Any:
        return self.chosen.spans if self.chosen else ()

    def choose(self, layer: Any, of: str) -> Any:
        return self.items.get((layer, of))

    def show(self, analysis: Any, words: str) -> None:
        self.shown.append((analysis, words))


class FakeHost:
    """The screen, for any controller."""

    def __init__(self, **more: Any) -> None:
        self.glyphs = UNICODE
        self.options = ReaderOptions(ReaderSettings(refresh_while_open=False))
        self.actions = ACTIONS
        self.now = lambda: NOW
        self.opened: OpenStory | None = None
        self.counts = Counts()
        self.filter = Filter()
        self.progress = Progress()
        self.marks_shown = ALL_LAYERS
        self.feeds: tuple[Any, ...] = ()
        self.pane = Pane.LIST
        self.with_sidebar = self.with_panel = True
        self.size = Size(160, 45)
        self.desk: Any = SimpleNamespace()
        self.list: Any = FakeList()
        self.story: Any = FakeStoryPane()
        self.panel: Any = FakePanel()
        self.app: Any = SimpleNamespace(is_web=False)
        self.messages: list[str] = []
        self.tasks: list[tuple[str, Coroutine[Any, Any, None]]] = []
        self.timers: list[FakeTimer] = []
        self.dialogs: list[tuple[Any, Any]] = []
        self.answers: list[Any] = []
        self.reloaded: list[str] = []
        self.drawn: list[Any] = []
        self.saved_positions = 0
        vars(self).update(more)

    # what a test asks

    async def run(self) -> None:
        """Run all that was begun, and what that begins."""
        while self.tasks:
            await self.tasks.pop(0)[1]

    def fire_timers(self) -> None:
        """Let the time of all timers be over."""
        timers, self.timers = self.timers, []
        for timer in timers:
            if not timer.is_stopped:
                timer.callback()

    def answer(self, value: Any) -> None:
        """Answer the dialog that was opened last."""
        _, on_answer = self.dialogs[-1]
        on_answer(value)

    # what a controller asks

    @property
    def target(self) -> str:
        if self.pane in (Pane.STORY, Pane.PANEL) and self.opened is not None:
            return self.opened.story.id
        return str(self.list.chosen)

    def show_message(self, words: str, severity: str = "information") -> None:
        self.messages.append(words)

    def show_step(self, words: str) -> None:
        self.messages.append(words)

    def key(self, action: str) -> str:
        return key_of(ACTIONS, action)

    def run_in_background(self, work: Coroutine[Any, Any, None], group: str, newest_only: bool = True) -> None:
        self.tasks.append((group, work))

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> FakeTimer:
        self.timers.append(FakeTimer(callback, delay=delay))
        return self.timers[-1]

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        callback(*args)
        return True

    def open_dialog(self, dialog: Any, on_answer: Any = None) -> Awaitable[None]:
        self.dialogs.append((dialog, on_answer))
        return _nothing()

    async def ask(self, dialog: Any) -> Any:
        self.dialogs.append((dialog, None))
        return self.answers.pop(0)

    async def reload_opened(self, ids: Collection[str]) -> None:
        self.reloaded += ids

    def show_analysis(self, story: str, analysis: Any) -> None:
        self.drawn.append((story, analysis))

    def no_analysis_words(self, otherwise: str) -> str:
        return otherwise

    def draw_panes(self, shown: Any, widths: Mapping[Pane, int]) -> None:
        self.drawn.append((shown, dict(widths)))

    def draw_since(self, words: str) -> None:
        self.drawn.append(words)

    def complete(self) -> None:
        self.drawn.append("the rest")

    def draw_marks_as(self, mode: Any) -> None:
        self.story.mode = mode

    def show_heading(self) -> None:
        self.drawn.append("heading")

    def show_status(self) -> None:
        self.drawn.append("status")

    def show_warnings(self) -> None:
        self.drawn.append("warnings")

    def name_story_pane(self, more: str = "") -> None:
        self.drawn.append(f"Story: {more}")

    def save_reading_position(self) -> None:
        self.saved_positions += 1

    def set_first_filter(self, first: Filter) -> None:
        self.filter = first

    def focus_pane(self) -> None:
        self.drawn.append("focus")

    def clear_selection(self) -> None:
        self.drawn.append("no selection")


def fake_desk(**calls: Any) -> Any:
    """A desk of which each service has the calls that are given, as `stories__open=…`."""
    desk = SimpleNamespace()
    for name, call in calls.items():
        service, _, method = name.partition("__")
        if not hasattr(desk, service):
            setattr(desk, service, SimpleNamespace())
        setattr(getattr(desk, service), method, call)
    return desk


class _Nothing:
    def __await__(self) -> Any:
        return iter(())


def _nothing() -> Awaitable[None]:
    return _Nothing()


def returns(value: Any = None, calls: list[Any] | None = None) -> Callable[..., Any]:
    """An asynchronous function that returns a value, and writes down what it was called with."""

    async def call(*args: Any, **named: Any) -> Any:
        if calls is not None:
            calls.append((*args, *named.values()))
        return value

    return call
