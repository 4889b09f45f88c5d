"""What the list and the sidebar show, without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.geometry import Size

from briefing.core.feed import Feed, FeedState, FeedStatus
from briefing.core.headline import Counts
from briefing.core.query import Order
from briefing.core.saved_search import SavedSearch
from briefing.ui.controllers.layout import LAYOUT, Layout
from briefing.ui.controllers.listing import LONGEST_PAUSE, PAUSE_SECONDS, PAUSES, Listing
from briefing.ui.controllers.search import Search
from briefing.ui.controllers.sidebar import SidebarController
from briefing.ui.controllers.views import Views, feeds_after
from briefing.ui.filters import Filter, ViewSettings
from briefing.ui.merge import merge_lists
from briefing.ui.panes import Pane
from briefing.ui.screens.pick import Picked
from briefing.ui.views import ALL_STORIES, STARRED_STORIES, UNREAD_STORIES, feed_view, group_view
from tests.ui.controllers.fakes import FakeHost, fake_desk, headline, returns

HARBOUR, PLAINS, HILLS = (
    FeedStatus(Feed(f"https://{name}.example/rss", title=name, group=group), title=name)
    for name, group in (("harbour", "Coast"), ("plains", "Land"), ("hills", "Land"))
)
FEEDS = (HARBOUR, PLAINS, HILLS)


class FakeSidebar:
    def __init__(self) -> None:
        self.row: Any = None
        self.rows_shown: Sequence[Any] = ()
        self.at: list[Any] = []

    def show(self, rows: Sequence[Any]) -> None:
        self.rows_shown = rows

    def point_to(self, view: Any) -> None:
        self.at.append(view)


class FakeBox:
    def __init__(self) -> None:
        self.display = False
        self.value = ""
        self.cursor_position = 0
        self.refused: list[Any] = []
        self.hints: list[Any] = []

    def open(self, typed: str, title: str) -> None:
        self.display, self.value, self.cursor_position = True, typed, len(typed)

    def close(self) -> None:
        self.display = False

    def refuse(self, error: Any) -> None:
        self.refused.append(error)

    def show(self, hint: Any, found: str, keys: str) -> None:
        self.hints.append(found)


def list_host(**more: Any) -> FakeHost:
    kept: dict[str, Any] = {}

    async def keep(key: str, value: object) -> None:
        kept[key] = value

    desk = fake_desk(
        reader_state__keep=keep, reader_state__kept=kept, reader_state__searches=returns(()),
        reader_state__save_search=returns((SavedSearch("tea", "tea is:unread"), None)),
        reader_state__remove_search=returns(),
        stories__count_each=returns((3, 4)), stories__term_values=returns(("Harbour",)),
        stories__counts=returns(Counts(9, 2)), stories__count=returns(5), stories__find=returns(("s2", "s1")),
        stories__unknown_names=returns(()),
        stories__headlines=returns((headline("s1"), headline("s2"))),
        subscriptions__statuses=returns(FEEDS), subscriptions__feeds=(),
    )  # fmt: skip
    return FakeHost(desk=desk, feeds=FEEDS, sidebar=FakeSidebar(), search_box=FakeBox(), search_help=FakeBox(), **more)


async def test_a_list_that_is_found_again_loses_nothing() -> None:
    host = list_host()
    listing = Listing(cast(Any, host))
    await listing.find_first()
    host.list.ids = ("s1", "s0")
    listing.find_again_soon()
    listing.find_again_soon()
    assert len(host.timers) == 1
    host.fire_timers()
    await host.run()
    assert set(host.list.ids) == {"s0", "s1", "s2"}
    assert host.list.from_top == [True, False]
    assert host.counts == Counts(9, 2)


async def test_a_list_that_was_shown_meanwhile_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    host = list_host()
    listing = Listing(cast(Any, host))
    await listing.find_first()
    shown = [("s1", "s5"), ("s1", "s6")]

    def merge(ids: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
        if shown:
            host.list.ids = shown.pop()
        return merge_lists(ids, found)

    monkeypatch.setattr("briefing.ui.controllers.listing.merge_lists", merge)
    await listing.find_again()
    assert not shown
    assert set(host.list.ids) == {"s1", "s2", "s5"}


async def test_a_list_that_takes_long_to_find_is_found_less_often() -> None:
    host = list_host()
    moments = iter((0.0, 0.2, 10.0, 10.01, 20.0, 29.0))
    listing = Listing(cast(Any, host), clock=lambda: next(moments))
    await listing.find_first()
    pauses = []
    for _ in range(4):
        listing.find_again_soon()
        pauses.append(host.timers[-1].delay)
        if len(pauses) < 4:
            host.fire_timers()
            await host.run()
    # as long as usual; then by what it took: 0.2 s, nearly nothing, and far too long
    assert pauses == [PAUSE_SECONDS, pytest.approx(PAUSES * 0.2), PAUSE_SECONDS, LONGEST_PAUSE]


async def test_another_filter_begins_at_the_top_and_the_rest_comes_behind_it() -> None:
    host = list_host()
    Listing(cast(Any, host)).show()
    await host.run()
    assert host.list.ids == ("s2", "s1")
    assert host.list.from_top == [True, False]
    assert host.list.headline("s1") is not None


async def test_an_empty_list_says_what_to_do() -> None:
    host = list_host()
    host.desk.stories.find = returns(())
    words = []
    starred = Filter(STARRED_STORIES)
    for shown in (
        Filter(),
        starred,
        starred.searching("tea"),
        Filter(feed_view(HARBOUR), "", ViewSettings(Order.NEWEST, True)),
    ):
        host.filter = shown
        await Listing(cast(Any, host)).find()
        words.append(host.list.empty_words)
    assert words == [
        "No stories and no feeds yet. + adds a feed; T chooses among those that ship.",
        "No stories in Starred. f stars a story; 1 shows all.",
        "Nothing was found in Starred. E searches all stories; Esc shows the list again.",
        "Nothing unread here. l shows read stories too.",
    ]


async def test_an_empty_list_of_a_feed_says_what_is_wrong_with_it() -> None:
    host = list_host()
    host.desk.stories.find = returns(())
    faults = {PLAINS: "the site has a fault of its own (500)", HARBOUR: "another fault"}
    failing = (FeedStatus(one.feed, one.title, FeedState.FAILED, fault) for one, fault in faults.items())
    host.feeds = (*failing, HILLS)
    words = []
    for status in (PLAINS, HILLS):
        host.filter = Filter(feed_view(status))
        await Listing(cast(Any, host)).find()
        words.append(host.list.empty_words)
    assert words == [
        "No stories here yet: the site has a fault of its own (500). r fetches; Esc shows all.",
        "No stories here yet. r fetches; Esc shows all.",
    ]


async def test_an_empty_library_says_where_to_read_why_feeds_failed() -> None:
    host = list_host()
    host.desk.stories.find = returns(())
    host.desk.subscriptions.feeds = (PLAINS.feed, HILLS.feed)
    host.feeds = (FeedStatus(PLAINS.feed, PLAINS.title, FeedState.FAILED, "no such site"), HILLS)
    await Listing(cast(Any, host)).find()
    assert host.list.empty_words == "No stories yet: 1 feed failed. F says why; R tries again."


async def test_the_settings_of_a_view_are_remembered() -> None:
    host = list_host()
    views = Views(cast(Any, host))
    views.choose_order()
    host.answer(Picked(tuple(Order).index(Order.OLDEST), "enter"))
    views.toggle_hide_read()
    await host.run()
    assert host.filter.settings == ViewSettings(Order.OLDEST, True)
    views.show_starred()
    assert host.filter == Filter(STARRED_STORIES)
    other = list_host()
    again = Views(cast(Any, other))
    again.restore({"habits": {**host.desk.reader_state.kept["habits"], "broken": 5}})
    assert other.filter.settings == ViewSettings(Order.OLDEST, True)


def test_the_list_follows_the_cursor_of_the_sidebar_once_it_rests() -> None:
    host = list_host()
    views = Views(cast(Any, host))
    views.follow_cursor(UNREAD_STORIES)
    views.follow_cursor(STARRED_STORIES)
    assert host.filter.view == ALL_STORIES
    host.fire_timers()
    assert host.filter.view == STARRED_STORIES


def test_feeds_come_one_after_the_other() -> None:
    host = list_host()
    views = Views(cast(Any, host))
    seen = []
    for _ in range(4):
        views.next_feed()
        seen.append(host.filter.view.title)
    views.previous_feed()
    assert seen == ["harbour", "plains", "hills", "harbour"]
    assert host.filter.view.title == "hills"
    land = group_view("Land", (PLAINS, HILLS))
    assert [view.title for view in feeds_after(land, FEEDS)] == ["harbour"]


async def test_a_key_that_comes_before_the_feeds_waits_for_them() -> None:
    host = list_host()
    host.feeds = ()
    Views(cast(Any, host)).next_feed()
    ((_, work),) = host.tasks
    await work
    assert (host.feeds, host.filter.view.title, host.messages) == (FEEDS, "harbour", [])


async def test_without_feeds_the_key_that_adds_one_is_named() -> None:
    host = list_host()
    host.feeds, host.desk.subscriptions.statuses = (), returns(())
    Views(cast(Any, host)).next_feed()
    ((_, work),) = host.tasks
    await work
    assert host.messages == ["There are no feeds yet. + adds one."]


async def test_the_sidebar_counts_after_a_pause_and_folds_groups() -> None:
    host = list_host()
    sidebar = SidebarController(cast(Any, host))
    sidebar.recount_soon()
    sidebar.recount_soon()
    assert len(host.timers) == 1
    host.fire_timers()
    await host.run()
    counts = {row.title: row.count for row in host.sidebar.rows_shown}  # type: ignore[attr-defined]
    assert (counts["Today"], counts["New arrivals"]) == (3, 4)
    sidebar.toggle_fold("Land")
    assert "hills" not in [row.title for row in host.sidebar.rows_shown]  # type: ignore[attr-defined]
    await host.run()
    assert host.desk.reader_state.kept["folded"] == ["Land"]


async def test_a_search_that_is_wrong_leaves_the_list() -> None:
    host = list_host()
    search = Search(cast(Any, host), SidebarController(cast(Any, host)), Views(cast(Any, host)), returns())
    search.open()
    search.submit("since:never")
    assert search.is_open
    assert host.search_box.refused  # type: ignore[attr-defined]
    assert host.filter == Filter()
    search.submit("  tea ")
    assert not search.is_open
    assert host.filter == Filter().searching("tea")


async def test_what_is_typed_is_counted_once_it_rests() -> None:
    host = list_host()
    search = Search(cast(Any, host), SidebarController(cast(Any, host)), Views(cast(Any, host)), returns())
    search.open()
    host.search_box.value = "tea"  # type: ignore[attr-defined]
    search.explain()
    host.fire_timers()
    await host.run()
    assert host.search_help.hints[-1] == "5 found"  # type: ignore[attr-defined]


async def test_new_numbers_of_all_are_shown_at_once_and_move_no_other() -> None:
    host = list_host()
    sidebar = SidebarController(cast(Any, host))
    sidebar.show()
    before = host.sidebar.rows_shown
    host.counts = Counts(total=9, unread=7, starred=2, noted=1)
    sidebar.show_counts()
    rows = host.sidebar.rows_shown
    assert [(row.title, row.count) for row in rows[:4]] == [("All", 7), ("Unread", 7), ("Starred", 2), ("Noted", 1)]
    assert rows[4:] == before[4:]
    sidebar.show()
    assert tuple(host.sidebar.rows_shown) == tuple(rows)


async def test_a_search_is_saved_under_a_name_and_shown() -> None:
    host = list_host()
    sidebar = SidebarController(cast(Any, host))
    search = Search(cast(Any, host), sidebar, Views(cast(Any, host)), returns())
    search.save("  ")
    assert "Type a search first" in host.messages[0]
    search.save("tea is:unread")
    host.desk.reader_state.searches = returns((SavedSearch("tea", "tea is:unread"),))
    host.desk.stories.count_each = returns((3, 4, 1))
    host.answer("tea")
    await host.run()
    assert host.filter.view.key == "search:tea"
    assert sidebar.selected_search == SavedSearch("tea", "tea is:unread")


async def test_the_layout_is_what_fits_and_is_remembered() -> None:
    host = list_host(size=Size(200, 50))
    layout = Layout(cast(Any, host))
    layout.apply()
    shown, widths = host.drawn[-1]
    assert all(shown)
    host.pane = Pane.LIST
    layout.widen()
    assert host.drawn[-1][1][Pane.LIST] == widths[Pane.LIST] + 2
    layout.toggle_sidebar()
    assert not host.with_sidebar
    await host.run()
    other = list_host(size=Size(200, 50))
    Layout(cast(Any, other)).restore({LAYOUT: host.desk.reader_state.kept[LAYOUT]})
    assert not other.with_sidebar
    assert other.drawn[-1][1][Pane.LIST] == host.drawn[-1][1][Pane.LIST]


def test_a_narrow_screen_goes_to_the_panel_and_back() -> None:
    host = list_host(size=Size(60, 20), pane=Pane.STORY, opened=SimpleNamespace())
    layout = Layout(cast(Any, host))
    layout.widen()
    assert "Only one pane fits" in host.messages[0]
    layout.toggle_panel()
    assert host.pane is Pane.PANEL
    layout.toggle_panel()
    assert host.pane is Pane.STORY
    host.pane = Pane.LIST
    layout.reveal_story()
    assert host.pane is Pane.STORY


def test_a_layout_that_is_none_is_ignored() -> None:
    host = list_host()
    Layout(cast(Any, host)).restore({LAYOUT: ["sidebar"]})
    assert host.with_sidebar
    assert not host.drawn


async def test_one_line_a_story_is_remembered() -> None:
    host = list_host()
    layout = Layout(cast(Any, host))
    layout.toggle_density()
    await host.run()
    assert host.list.lines_each == 1
    other = list_host()
    Layout(cast(Any, other)).restore({LAYOUT: host.desk.reader_state.kept[LAYOUT]})
    assert other.list.lines_each == 1
    layout.toggle_density()
    await host.run()
    assert host.list.lines_each == 2
