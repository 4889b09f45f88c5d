"""The sidebar and views: counts, groups, orders, what is read, the way on, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from briefing.core.document import Fetched
from briefing.core.feed import Feed, FeedState
from briefing.core.journal import Change, Field
from briefing.core.query import UNREAD, Key, Order
from briefing.core.query.parsing import parse
from briefing.ui.panes import Pane
from tests.ui.desks import FEED, NOW, Shop, entry, fetched, open_shop
from tests.ui.driving import quiet, reading

GRAIN = Feed("https://grain.example/rss", title="Grain Letter", group="Crops")
BEANS = Feed("https://beans.example/rss", title="Bean Letter", group="Crops")
BROKEN = Feed("https://broken.example/rss", title="Broken Wire")
FEEDS = (FEED, GRAIN, BEANS, BROKEN)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shop = open_shop(
        tmp_path,
        fetched(*(entry(f"Harbour {n}", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 4))),
        fetched(
            entry("Grain short", "Egypt offered Romania wheat.", 50, "https://grain.example/1"),
            entry("Grain long", "Wheat was sold. " * 90, 60, "https://grain.example/2"),
            feed=GRAIN,
        ),
        fetched(entry("Beans rise", "Beans.", 70, "https://beans.example/1"), feed=BEANS),
        Fetched(BROKEN, FeedState.FAILED, NOW, message="the server does not know this address (404)"),
        feeds=FEEDS,
    )
    shop.library.analyses.store(titled(shop, "Grain short"), shop_analysis(shop, "Grain short"))
    return shop


def titled(shop: Shop, title: str) -> str:
    return next(h.id for h in shop.library.stories.headlines(shop.library.stories.find(UNREAD)) if h.title == title)


def shop_analysis(shop: Shop, title: str):  # type: ignore[no-untyped-def]
    from tests.ui.desks import word_analysis

    story = shop.library.stories.get(titled(shop, title))
    assert story is not None
    return word_analysis(story)


def sidebar(text: str) -> list[str]:
    return [line[:24].strip(" ▌") for line in text.splitlines()[2:]]


async def test_the_sidebar_shows_views_groups_feeds_counts_and_faults(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Broken Wire")
        rows = sidebar(reader.text())
        assert [row.split()[0] for row in rows[:6]] == ["All", "Unread", "Starred", "Noted", "Today", "New"]
        assert "Harbour Post        3" in rows
        assert "▾ Crops             3" in rows
        assert "Grain Letter      2" in rows
        await reader.press("shift+tab", "G", "k", "k", "k")
        await reader.shows("the server does not know this address (404)")
        await reader.shows("Broken Wire · 0 stories")


async def test_a_feed_of_two_groups_stands_under_both_and_the_cursor_goes_past_it(tmp_path: Path) -> None:
    both = replace(GRAIN, more_groups=("Trade",))
    shop = open_shop(
        tmp_path, fetched(entry("Rye", "Rye.", 1, "https://grain.example/9"), feed=both), feeds=(both, BEANS)
    )
    async with reading(shop.desk) as reader:
        await reader.shows("Rye")
        await reader.until(lambda: "Trade" in "".join(sidebar(reader.text())))
        assert sum("Grain Letter" in row for row in sidebar(reader.text())) == 2
        screen = reader.screen
        screen.pane = Pane.SIDEBAR
        await reader.press("end")
        assert screen.sidebar.row is not None
        assert (screen.sidebar.row.title, screen.sidebar.row.group) == ("Grain Letter", "Trade")
        await reader.until(lambda: screen.filter.view.feeds == (both.url,))
        screen.controllers.sidebar.show()
        assert screen.sidebar.row.group == "Trade"
        await reader.press("left")
        await reader.until(lambda: sum("Grain Letter" in row for row in sidebar(reader.text())) == 1)
        assert shop.library.stories.term_values(Key.GROUP) == ("Crops", "Trade")
        assert len(shop.library.stories.find(parse("group:trade", NOW))) == 1


async def test_the_list_follows_the_sidebar_and_enter_goes_to_it(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Crops")
        await reader.press("shift+tab", "G", "k", "k")
        await reader.shows("Crops · 3 stories")
        await reader.press("enter")
        assert reader.screen.pane is Pane.LIST
        await reader.press("escape")
        await reader.shows("All · 6 stories")
        assert reader.screen.sidebar.row is not None
        assert reader.screen.sidebar.row.title == "All"


async def test_groups_are_folded_and_stay_so(shop: Shop, tmp_path: Path) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Crops")
        await reader.press("shift+tab", "G", "k", "k", "left")
        await reader.shows("▸ Crops")
        assert "Grain Letter  " not in "\n".join(sidebar(reader.text()))
        await reader.until(lambda: shop.library.reader_state.values().get("folded") == ["Crops"])
    async with reading(open_shop(tmp_path, feeds=FEEDS).desk) as reader:
        await reader.shows("▸ Crops")
        await reader.press("shift+tab", "G", "right")
        await reader.shows("▾ Crops")


async def test_feeds_are_stepped_through_by_what_they_are(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.feeds)
        for title in ("Harbour Post", "Broken Wire", "Grain Letter", "Bean Letter", "Harbour Post"):
            await reader.press("]")
            await reader.until(lambda title=title: reader.screen.filter.view.title == title)  # type: ignore[misc]
        await reader.press("[")
        await reader.until(lambda: reader.screen.filter.view.title == "Bean Letter")


async def test_each_view_remembers_its_order_and_what_it_hides(shop: Shop, tmp_path: Path) -> None:
    shop.library.journal.record([Change(titled(shop, "Harbour 1"), Field.READ, True)], NOW)
    async with reading(shop.desk) as reader:
        await reader.press("O")
        await reader.shows("longest first")
        await reader.press("f")
        await reader.until(lambda: reader.screen.filter.settings.order is Order.LENGTH)
        await reader.press("l")
        await reader.shows("unread only · longest first · 5 stories")
        await reader.press("2")
        await reader.shows("Unread · 5 stories")
        assert reader.screen.filter.settings.order is Order.NEWEST
        await reader.until(lambda: shop.library.reader_state.values().get("habits"))
    async with reading(open_shop(tmp_path, feeds=FEEDS).desk) as reader:
        await reader.shows("Unread · 5 stories")
        await reader.press("1")
        await reader.shows("All · unread only · longest first · 5 stories")
        await reader.press("l", "1")
        await reader.shows("All · longest first · 6 stories")


async def test_read_stories_come_and_go_around_the_cursor(shop: Shop) -> None:
    for title in ("Harbour 1", "Harbour 3"):
        shop.library.journal.record([Change(titled(shop, title), Field.READ, True)], NOW)
    async with reading(shop.desk) as reader:
        stories = reader.screen.list
        await reader.until(lambda: len(stories.ids) == 6)
        *_, beans = stories.ids
        read = stories.ids[2]
        await reader.press("G", "l")
        await reader.until(lambda: len(stories.ids) == 4)
        assert stories.chosen == beans
        await reader.press("l")
        await reader.until(lambda: len(stories.ids) == 6)
        assert stories.chosen == beans
        await reader.press("k", "k", "k")
        assert stories.chosen == read
        after = stories.ids[3]
        await reader.press("l")
        await reader.until(lambda: len(stories.ids) == 4)
        assert stories.chosen == after


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order.NEWEST, "Harbour 1"),
        (Order.OLDEST, "Beans rise"),
        (Order.SOURCE, "Beans rise"),
        (Order.LENGTH, "Harbour 1"),
        (Order.OFFERS, "Grain short"),
    ],
)
async def test_every_order(shop: Shop, order: Order, first: str) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("O")
        await reader.shows("longest first")
        await reader.press(*["j"] * list(Order).index(order), "enter")
        await reader.until(lambda: reader.screen.filter.settings.order is order)
        await reader.until(lambda: (h := reader.screen.list.headline(reader.screen.list.chosen)) and h.title == first)


async def test_reading_on_goes_into_the_next_feed(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.feeds)
        await reader.press("]", "]", "]")
        await reader.until(lambda: reader.screen.list.headline(reader.screen.list.chosen))
        opened = []
        for _ in range(6):
            await reader.press("n" if opened else "enter")
            await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.title not in opened)
            assert reader.screen.opened is not None
            opened.append(reader.screen.opened.story.title)
        assert opened == ["Grain short", "Grain long", "Beans rise", "Harbour 1", "Harbour 2", "Harbour 3"]
        await reader.press("n")
        await reader.until(lambda: "No unread stories are left here." in reader.toasts())


@pytest.mark.parametrize(("mark_read", "left", "undone"), [("opened", 5, 0), ("passed", 3, 1), ("never", 6, 0)])
async def test_what_marks_stories_as_read(shop: Shop, mark_read: str, left: int, undone: int) -> None:
    """Undo takes back what the cursor marked by passing, a story a time, and not what was opened."""
    options = quiet(mark_read=mark_read)
    async with reading(shop.desk, options) as reader:
        await reader.shows("Harbour 3")
        await reader.press("j", "j")
        await reader.open_first()
        await reader.until(lambda: len(shop.library.stories.find(UNREAD)) == left)
        await reader.press("u")
        await reader.until(lambda: "Undone" in reader.toasts() if undone else "nothing to undo" in reader.toasts())
        assert len(shop.library.stories.find(UNREAD)) == left + undone


async def test_a_story_opens_where_it_was_left_also_after_a_restart(shop: Shop, tmp_path: Path) -> None:
    async with reading(shop.desk, size=(100, 20)) as reader:
        await reader.open_first()
        await reader.press("tab", "pagedown")
        place, top = reader.screen.story.place, reader.screen.story.top
        assert place > 0
        await reader.press("J")
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.title == "Harbour 2")
        assert reader.screen.story.top == 0
        await reader.press("pagedown")
        second = reader.screen.story.place
        await reader.press("K")
        await reader.until(lambda: reader.screen.story.place == place)
        assert reader.screen.story.top == top
    async with reading(open_shop(tmp_path, feeds=FEEDS).desk, size=(70, 24)) as reader:
        await reader.open_first()
        await reader.until(lambda: abs(reader.screen.story.place - place) < 70)
        await reader.press("J")
        await reader.until(lambda: abs(reader.screen.story.place - second) < 70)


async def test_panes_and_their_widths_are_remembered(shop: Shop, tmp_path: Path) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Harbour 1")
        width = reader.screen.list.outer_size.width
        await reader.press(">", ">", "w", "b")
        await reader.until(lambda: reader.screen.list.outer_size.width == width + 4)
        assert not reader.screen.panel.display
        assert not reader.screen.sidebar.display
        await reader.until(lambda: shop.library.reader_state.values().get("layout", {}).get("sidebar") is False)
    async with reading(open_shop(tmp_path, feeds=FEEDS).desk) as reader:
        await reader.until(lambda: reader.screen.list.outer_size.width == width + 4)
        assert not reader.screen.panel.display
        await reader.press("b")
        assert reader.screen.sidebar.display
        await reader.press("<")
        await reader.until(lambda: reader.screen.list.outer_size.width == width + 2)


async def test_the_mouse_drags_the_edge_of_a_pane(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Harbour 1")
        screen = reader.screen
        before = screen.sidebar.outer_size.width
        await reader.pilot.mouse_down("#sidebar-edge", offset=(0, 5))
        await reader.pilot.hover("#sidebar-edge", offset=(6, 5))
        await reader.until(lambda: screen.sidebar.outer_size.width == before + 6)
        await reader.pilot.mouse_up("#sidebar-edge", offset=(0, 5))


async def test_a_state_that_is_nonsense_is_passed_over(shop: Shop) -> None:
    for key, value in {"layout": [1], "habits": {"all": "up"}, "folded": 3, "session": "yesterday"}.items():
        shop.library.reader_state.keep(key, value)
    async with reading(shop.desk) as reader:
        await reader.shows("All · 6 stories")
        assert reader.screen.sidebar.display


async def test_since_the_last_session_there_is_what_came_in(shop: Shop, tmp_path: Path) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("All · 6 stories")
    late = Fetched(
        FEED,
        FeedState.NEW,
        NOW.replace(hour=13),
        document=fetched(entry("Late news", "Late.", 0, "https://harbour.example/late")).document,
    )
    again = open_shop(tmp_path, late, feeds=FEEDS)
    async with reading(again.desk) as reader:
        await reader.shows("New arrivals")
        await reader.press("shift+tab", *"jjjjj")
        await reader.shows("New arrivals · 1 story")


async def test_tags_are_typed_completed_and_undone(shop: Shop) -> None:
    shop.library.journal.record([Change(titled(shop, "Beans rise"), Field.TAG, True, "ask the port")], NOW)
    async with reading(shop.desk) as reader:
        await reader.shows("Harbour 1")
        story = reader.screen.list.chosen
        await reader.press("t")
        await reader.until(lambda: isinstance(reader.app.focused, Input))
        await reader.press(*"later", "comma", "space", *"as", "tab", "enter")
        await reader.until(lambda: "the tags of 1 story" in reader.toasts())
        opened = await shop.desk.stories.open(story)
        assert set(opened.annotations.tags) == {"later", "ask the port"}
        await reader.press("u")
        await reader.until(lambda: "Undone" in reader.toasts())
        assert (await shop.desk.stories.open(story)).annotations.tags == ()
        await reader.press("U")
        await reader.until(lambda: "Redone" in reader.toasts())
        assert len((await shop.desk.stories.open(story)).annotations.tags) == 2


async def test_the_head_of_an_open_story_has_its_tags(shop: Shop) -> None:
    async with reading(shop.desk, size=(120, 35)) as reader:
        await reader.open_first()
        await reader.press("t")
        await reader.until(lambda: isinstance(reader.app.focused, Input))
        await reader.press(*"winter port", "comma", *"later", "enter")
        await reader.shows("tagged ")
        page = reader.screen.story.page_shown
        assert page is not None
        head = " ".join(line.words for line in page.lines[:6])
        assert "later" in head
        assert "winter port" in head
        await reader.press("u")
        await reader.until(lambda: "tagged " not in reader.text())


async def test_a_story_of_two_feeds_is_shown_once_with_both_and_read_once(tmp_path: Path) -> None:
    same = entry("One story", link="https://harbour.example/one")
    shop = open_shop(tmp_path, fetched(same), fetched(same, feed=GRAIN), feeds=(FEED, GRAIN))
    async with reading(shop.desk) as reader:
        await reader.shows("All · 1 story")
        await reader.shows("Harbour Post +1")
        await reader.open_first()
        await reader.shows("0 unread of 1")
        await reader.press("]", "]")
        await reader.shows("Grain Letter · 1 story")
        assert not shop.library.stories.find(UNREAD)
