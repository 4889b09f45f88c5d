"""Opening stories, going on and back, marking and writing, without a screen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefing.config.settings import ReaderSettings
from briefing.core.errors import StorageError
from briefing.core.headline import Counts
from briefing.core.journal import Change, Field, Step
from briefing.ui.controllers.annotations import Annotations
from briefing.ui.controllers.beginning import build_beginning
from briefing.ui.controllers.corrections import Corrections
from briefing.ui.controllers.display import Display
from briefing.ui.controllers.explaining import GONE
from briefing.ui.controllers.marking import Marking
from briefing.ui.controllers.mentions import Mentions
from briefing.ui.controllers.stepping import first_unread
from briefing.ui.controllers.wiring import Controllers, build_controllers
from briefing.ui.layers import Layer, MarkMode, first_mode
from briefing.ui.options import ReaderOptions
from briefing.ui.panel_rows import Fold, Item, Panel
from briefing.ui.panes import Pane
from briefing.ui.screens.pick import Picked
from briefing.ui.screens.why import WhyScreen
from tests.ui.controllers.fakes import FakeHost, FakeList, fake_desk, headline, opened, returns
from tests.ui.desks import NOW


def step(*stories: str) -> Step:
    return Step(1, NOW, "marked read", tuple(Change(story, Field.READ, True) for story in stories))


def reading_host(**more: Any) -> FakeHost:
    """A screen over three stories, the first of them read."""
    desk = fake_desk(
        annotations__mark=returns(step("s2")), annotations__undo=returns(None), annotations__redo=returns(step("s2")),
        annotations__newest_step=returns(0), annotations__correct=returns(step("s1")),
        annotations__set_note=returns(False),
        analysis__analyse_story=returns(opened().analysis), pages__complete_if_wanted=returns(False),
        stories__counts=returns(Counts(3, 1)), stories__unread_of=returns(frozenset({"s2", "s3"})),
        stories__find=returns(("s2", "s3")), stories__term_values=returns(("later",)), reader_state__keep=returns(),
    )  # fmt: skip

    async def open_story(story: str) -> Any:
        return opened(story)

    desk.stories.open = open_story
    return FakeHost(
        desk=desk, list=FakeList.of(s1=True, s2=False, s3=False), sidebar=SimpleNamespace(row=None, point_to=print),
        search_box=SimpleNamespace(display=False, close=print), search_help=SimpleNamespace(display=False), **more,
    )  # fmt: skip


def controllers(host: FakeHost) -> Controllers:
    return build_controllers(cast(Any, host), build_beginning(cast(Any, host), returns()))


async def test_a_story_that_is_opened_is_read_and_shown() -> None:
    host = reading_host()
    opening = controllers(host).opening
    opening.open_story("s2")
    assert opening.expected
    await host.run()
    assert host.opened is not None
    assert host.opened.story.id == "s2"
    assert host.list.headline("s2").read
    assert not opening.expected
    assert host.saved_positions == 1


async def test_while_a_key_is_held_headlines_go_by() -> None:
    host = reading_host()
    opening = controllers(host).opening
    opening.open_story("s1")
    opening.open_story("s2")
    opening.open_story("s3")
    assert host.story.words == ("Title of s3", "A source")
    await host.run()
    assert host.opened is not None
    assert host.opened.story.id == "s3"


async def test_a_setting_leaves_opened_stories_unread() -> None:
    host = reading_host(options=ReaderOptions(ReaderSettings(mark_read="never", refresh_while_open=False)))
    controllers(host).opening.open_story("s2")
    await host.run()
    assert not host.list.headline("s2").read


async def test_next_and_previous_end_with_a_word_that_is_not_repeated() -> None:
    host = reading_host()
    stepping = controllers(host).stepping
    stepping.previous_story()
    stepping.previous_story()
    assert host.messages == ["This is the first story of the list."]
    stepping.next_story()
    await host.run()
    assert host.opened is not None
    assert host.opened.story.id == "s2"


async def test_the_next_unread_story_may_be_behind_the_cursor() -> None:
    host = reading_host()
    host.list.cursor = 2
    host.list.headlines["s3"] = headline("s3", read=True)
    controllers(host).stepping.next_unread()
    await host.run()
    assert host.opened is not None
    assert host.opened.story.id == "s2"


def test_what_the_list_knows_goes_before_the_library() -> None:
    known = {"s1": headline("s1", read=True), "s2": headline("s2", read=False)}
    assert first_unread(["s1", "s2"], {"s1"}, known.get) == "s2"
    assert first_unread(["s1", "s9"], {"s9"}, known.get) == "s9"
    assert first_unread(["s1", "s9"], set(), known.get) == ""


async def test_enter_goes_in_and_back_goes_out() -> None:
    host = reading_host(with_sidebar=False)
    navigation = controllers(host).navigation
    navigation.enter()
    await host.run()
    navigation.enter()
    assert host.pane is Pane.STORY
    navigation.enter()
    assert host.pane is Pane.PANEL
    host.panel.chosen = Item(opened().analysis.offers[0].evidence, "", Layer.OFFERS, "0", "offer")  # type: ignore[union-attr]
    navigation.enter()
    assert host.story.jumps == [host.panel.chosen.spans]
    navigation.back()
    assert host.story.went_to == [7]
    navigation.back()
    assert host.pane is Pane.LIST
    left: list[bool] = []
    host.app.exit = lambda: left.append(True)
    navigation.leave()
    assert left == [True]


async def test_space_pages_and_goes_on_at_the_end() -> None:
    host = reading_host()
    navigation = controllers(host).navigation
    navigation.read_on()
    navigation.read_on()  # it is not on the screen yet: nothing to page
    await host.run()
    navigation.read_on()
    assert host.story.pages == [1]
    host.story.at_end = True
    navigation.read_on()
    await host.run()
    assert host.opened is not None
    assert host.opened.story.id == "s2"


def test_panes_come_one_after_the_other() -> None:
    host = reading_host()
    navigation = controllers(host).navigation
    navigation.next_pane()
    assert host.pane is Pane.SIDEBAR  # nothing is open: two panes
    host.opened = opened()
    navigation.previous_pane()
    assert host.pane is Pane.PANEL


def test_mentions_are_stepped_through_in_reading_order() -> None:
    host = reading_host(opened=opened())
    mentions = Mentions(cast(Any, host), lambda: None)
    mentions.next_mention()
    assert host.messages == ["Select an actor, a resource or an offer first: w shows the panel."]
    actor = opened().analysis.actors[0]  # type: ignore[union-attr]
    item = Item(tuple(reversed(actor.mentions)), "", Layer.ACTORS, actor.id, actor.name)
    host.panel.items = {(Layer.ACTORS, actor.id): item}
    mentions.select_mark(Layer.ACTORS, actor.id)
    mentions.next_mention()
    mentions.next_mention()
    assert host.story.jumps == [(span,) for span in actor.mentions[:2]]
    assert mentions.deselect()
    assert host.story.emphasized[-1] is None
    assert not mentions.deselect()


async def test_a_mark_that_cannot_be_stored_is_asked_for_again() -> None:
    host = reading_host()

    async def full(*_: Any) -> None:
        raise StorageError("the disk is full")

    host.desk.annotations.mark = full
    Marking(cast(Any, host)).toggle_star()
    assert host.list.headline("s1").starred
    with pytest.raises(StorageError):
        await host.run()
    assert host.list.invalidated == ["s1"]


async def test_a_headline_that_was_on_its_way_when_a_story_was_marked_is_read_again() -> None:
    host = reading_host()
    Marking(cast(Any, host)).mark(["s1"], Field.READ, True)
    await host.run()
    assert "s1" in host.list.invalidated


async def test_few_stories_are_read_at_once_and_undone_by_a_key() -> None:
    host = reading_host()
    marking = Marking(cast(Any, host))
    marking.mark_all_read()
    await host.run()
    assert all(host.list.headline(story).read for story in host.list.ids)
    assert host.messages == ["Marked read; u undoes it"]
    marking.undo()
    marking.redo()
    await host.run()
    assert host.messages[1:] == ["There is nothing to undo.", "Redone: marked read"]


async def test_many_stories_are_read_at_once_as_undo_takes_it_back() -> None:
    many = {f"s{number}": False for number in range(400)}
    host = reading_host()
    host.list = FakeList.of(**many)
    host.desk.stories.unread_of = returns(frozenset(many))
    Marking(cast(Any, host)).mark_all_read()
    await host.run()
    assert not host.dialogs
    assert host.list.headline("s399").read
    assert host.messages == ["Marked read; u undoes it"]


async def test_a_note_is_saved_where_it_is_written() -> None:
    notes: list[Any] = []
    host = reading_host()
    host.desk.annotations.set_note = returns(False, calls=notes)
    Annotations(cast(Any, host), Marking(cast(Any, host)).add_step).write_note()
    await host.run()
    dialog = host.dialogs[-1][0]
    await dialog._keep("ask the port", "")
    host.answer("ask the port")
    await host.run()
    assert notes == [("s1", "ask the port", "", "")]
    assert host.messages == ["Note saved."]
    assert host.reloaded == ["s1"]


def test_only_an_open_story_can_be_marked() -> None:
    host = reading_host()
    Annotations(cast(Any, host), returns()).mark_passage()
    assert host.messages == ["Open a story to mark a passage in it."]


async def test_a_correction_is_of_what_the_cursor_is_on() -> None:
    host, corrected = reading_host(opened=opened(), pane=Pane.PANEL), []
    host.desk.annotations.correct = returns(calls=corrected)
    offer = host.opened.analysis.offers[0]  # type: ignore[union-attr]
    host.panel.chosen = Item(offer.evidence, offer.id, Layer.OFFERS, "0", "offer")
    corrections = Corrections(cast(Any, host), returns())
    corrections.correct()
    host.answers = ["r", Picked(2, "enter")]  # behind the two actors: nobody
    await host.run()
    assert corrected[0][0].value == ""
    assert host.messages[0].startswith("Corrected: ")


async def test_marks_are_drawn_in_the_next_way() -> None:
    host = reading_host()
    host.story.mode = first_mode("", no_colour=True)
    assert host.story.mode is MarkMode.PLAIN
    display = Display(cast(Any, host))
    display.next_mark_mode()
    assert host.story.mode is MarkMode.CONTRAST
    assert host.messages == ["Marks: contrast"]


async def test_the_key_of_the_panel_is_named_where_the_panel_is_hidden() -> None:
    host = reading_host(opened=opened())
    host.with_panel = False
    Display(cast(Any, host)).explain()
    assert host.messages == ["Select an offer first: w shows the panel."]


async def test_where_there_is_nothing_to_explain_that_is_told() -> None:
    host = reading_host(opened=opened())
    host.panel.panel = Panel()  # its lines are less sure, and folded
    Display(cast(Any, host)).explain()
    assert host.messages == ["z shows the less sure lines of this story; then select one."]


async def test_an_offer_that_is_no_longer_found_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    host = reading_host(opened=opened())
    host.desk.analysis.explain = returns(None)
    display = Display(cast(Any, host))
    display.explain()
    assert host.messages == ["Select an offer first."]
    offer = host.opened.analysis.offers[0]  # type: ignore[union-attr]
    host.panel.chosen = Item(offer.evidence, offer.id, Layer.OFFERS, "0", "offer")
    shown: list[list[str]] = []
    monkeypatch.setattr(WhyScreen, "is_attached", True)
    monkeypatch.setattr(WhyScreen, "show", lambda self, lines: shown.append(lines))
    display.explain()
    await host.run()
    assert shown == [[GONE]]


def test_a_key_shows_and_hides_what_is_less_sure() -> None:
    host = reading_host(opened=opened())
    host.panel.fold, host.panel.panel = Fold(key="z"), Panel(less_sure=1)
    host.panel.show_fold = lambda fold: setattr(host.panel, "fold", fold)
    marked: list[bool] = []
    host.story.show_less_sure = marked.append
    display = Display(cast(Any, host))
    display.toggle_less_sure()
    assert host.panel.fold == Fold(True, "z")
    display.toggle_less_sure()
    assert host.panel.fold == Fold(False, "z")
    assert marked == [True, False]


def test_a_key_for_what_is_less_sure_says_where_there_is_none() -> None:
    host = reading_host()
    display = Display(cast(Any, host))
    display.toggle_less_sure()
    host.opened = opened()
    host.panel.panel = Panel()
    display.toggle_less_sure()
    assert host.messages == [
        "Enter opens a story; then select a line of its panel.",
        "This story has no line that is less sure.",
    ]


async def test_keys_about_an_open_story_do_nothing_to_it_while_the_cursor_is_on_another() -> None:
    host = reading_host(opened=opened())
    host.pane, host.list = Pane.LIST, FakeList.of(s1=True, s2=False)
    offer = host.opened.analysis.offers[0]  # type: ignore[union-attr]
    host.panel.chosen = Item(offer.evidence, offer.id, Layer.OFFERS, "0", "offer")
    display, corrections = Display(cast(Any, host)), Corrections(cast(Any, host), returns())
    annotations = Annotations(cast(Any, host), returns())
    host.list.cursor = 1
    display.explain()
    corrections.correct()
    annotations.mark_passage()
    assert not host.tasks
    assert host.messages == ["Enter opens the story under the cursor first."] * 3
    host.list.cursor = 0
    corrections.correct()
    assert len(host.tasks) == 1
    host.answers = [None]
    await host.run()
    assert len(host.messages) == 3
