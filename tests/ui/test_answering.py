"""Every dialog answers once, however often its key is pressed; what is pressed behind that never reaches the panes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input, Static

from briefing.core.brief import Brief
from briefing.core.document import FeedLink
from briefing.core.pictures import Picture
from briefing.intake.shipped import ShippedGroup
from briefing.ui import screens
from briefing.ui.layers import ALL_LAYERS
from briefing.ui.ledger_places import Place, PlaceKind
from briefing.ui.passage_selection import select_passage
from briefing.ui.screens.account import AccountScreen
from briefing.ui.screens.add_feed import AddFeedScreen
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.brief import BriefScreen
from briefing.ui.screens.confirm import ConfirmScreen
from briefing.ui.screens.correct import MenuScreen
from briefing.ui.screens.dialog import AnswersOnce, Dialog, ScrollDialog
from briefing.ui.screens.feeds import FeedsScreen
from briefing.ui.screens.help import HelpScreen, PaneHelp
from briefing.ui.screens.layers import LayersScreen
from briefing.ui.screens.ledger import LedgerScreen
from briefing.ui.screens.messages import MessagesScreen
from briefing.ui.screens.note import NoteScreen
from briefing.ui.screens.pens import PensScreen
from briefing.ui.screens.pick import Choice, PickScreen
from briefing.ui.screens.pictures import PicturesScreen
from briefing.ui.screens.reading import ReadingScreen
from briefing.ui.screens.shipped import ShippedScreen
from briefing.ui.screens.tags import TagsScreen
from briefing.ui.screens.themes import ThemesScreen
from briefing.ui.screens.why import WhyScreen
from tests.ui.desks import FEED, NOW, entry, fetched, open_shop
from tests.ui.driving import Reader, reading

NEW = "https://new.example/rss"


class Case(NamedTuple):
    """How a dialog is made, the key that answers it, and what is typed into its lines before."""

    make: Callable[[Reader], Screen[Any]]
    key: str
    typed: Mapping[str, str] = {}
    is_answered: bool = True


async def _add(*_: object) -> None:
    """The server takes every login."""


async def _load(_: Picture) -> bytes:
    return b""


async def _keep(_: str) -> None:
    """Nothing has to be kept."""


def _pens(reader: Reader) -> PensScreen:
    opened = reader.screen.opened
    assert opened is not None
    selection = select_passage(opened.story.body, None, 0)
    assert selection is not None
    return PensScreen(reader.screen.story, selection, reader.app.options.reader.pens, ())


def _ledger(reader: Reader) -> LedgerScreen:
    screen = reader.screen
    return LedgerScreen(screen.desk, screen.actions, screen.glyphs, screen.now, (Place(PlaceKind.LIST),), lambda: None)


def _shipped(reader: Reader) -> ShippedScreen:
    return ShippedScreen([ShippedGroup("Trade", (FEED,), is_in=True)], reader.screen.glyphs)


def _account(_: Reader) -> AccountScreen:
    return AccountScreen(cast(Any, SimpleNamespace(add=_add)), "miniflux", "reader")


def _brief(reader: Reader) -> BriefScreen:
    return BriefScreen(Brief(NOW, NOW), reader.screen.desk.briefs.make_longer, reader.screen.glyphs)


def _pick(_: Reader) -> PickScreen:
    return PickScreen("Order", [Choice("newest"), Choice("oldest")], {"enter": "orders"})


def _pictures(_: Reader) -> PicturesScreen:
    return PicturesScreen([Picture("https://a.example/1.png")], _load, lambda _: Static(), "")


CASES: dict[type[Screen[Any]], tuple[Case, ...]] = {
    AccountScreen: (Case(_account, "enter", {"#address": "https://reader.example", "#user": "me"}),),
    AddFeedScreen: (Case(lambda r: AddFeedScreen(r.screen.desk.subscriptions), "enter", {"#address": NEW}),),
    AskLineScreen: (Case(lambda _: AskLineScreen("Name?", "", "Egypt"), "enter"),),
    BriefScreen: (Case(_brief, "o"), Case(_brief, "S", is_answered=False)),
    ConfirmScreen: (Case(lambda _: ConfirmScreen("Sure?"), "y"), Case(lambda _: ConfirmScreen("Sure?"), "enter")),
    FeedsScreen: (Case(lambda r: FeedsScreen(r.screen.feeds, NOW, r.screen.glyphs, "+"), "enter"),),
    HelpScreen: (Case(lambda r: HelpScreen(r.app.actions, PaneHelp("Here", ())), "q", is_answered=False),),
    LayersScreen: (Case(lambda _: LayersScreen(ALL_LAYERS), "1"),),
    LedgerScreen: (Case(_ledger, "q", is_answered=False),),
    MenuScreen: (Case(lambda _: MenuScreen("What is wrong?", {"a": "the act"}), "a"),),
    MessagesScreen: (Case(lambda _: MessagesScreen(()), "M", is_answered=False),),
    NoteScreen: (Case(lambda _: NoteScreen("A note", "a story", _keep), "escape"),),
    PensScreen: (Case(_pens, "enter"), Case(_pens, "a")),
    PickScreen: (Case(_pick, "enter"), Case(_pick, "a")),
    PicturesScreen: (Case(_pictures, "enter"),),
    ShippedScreen: (Case(_shipped, "enter"),),
    TagsScreen: (Case(lambda _: TagsScreen("A story", ("wheat",), ()), "enter"),),
    ThemesScreen: (Case(lambda r: ThemesScreen(sorted(r.app.available_themes), r.app.theme), "enter"),),
    WhyScreen: (Case(lambda _: WhyScreen("An offer", "waits"), "i", is_answered=False),),
}


def _subclasses(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _subclasses(each)


def test_no_dialog_is_left_out() -> None:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    ours = {kind for kind in _subclasses(Screen) if kind.__module__.startswith(f"{screens.__name__}.")}
    bases = {each for kind in ours for each in kind.__bases__}
    assert ours - bases - {ReadingScreen} == set(CASES)
    assert all(issubclass(kind, AnswersOnce) for kind in CASES)
    assert ours & bases >= {AnswersOnce, Dialog, ScrollDialog}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{kind.__name__} {case.key}") for kind, cases in CASES.items() for case in cases]
)
async def test_a_key_that_is_pressed_twice_answers_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    shop = open_shop(tmp_path, fetched(entry("Egypt and wheat")))
    shop.newsstand.sites = {NEW: (FeedLink(NEW, "The New One"),)}
    async with reading(shop.desk) as reader:
        await reader.open_first()
        performed: list[str] = []

        async def perform(_: ReadingScreen, name: str) -> None:
            performed.append(name)

        monkeypatch.setattr(ReadingScreen, "action_perform", perform)
        answers: list[object] = []
        dialog = case.make(reader)
        await reader.app.push_screen(dialog, answers.append)
        for selector, words in case.typed.items():
            dialog.query_one(selector, Input).value = words
        await reader.pilot.pause()
        for _ in range(3):
            reader.app.post_message(events.Key(case.key, case.key if len(case.key) == 1 else None))
        await reader.until(lambda: answers, "an answer")
        dialog.dismiss(None)  # as work that ends late does
        await reader.pilot.pause()
        assert reader.app.screen is reader.screen
        assert len(answers) == 1
        assert not (case.is_answered and performed), "keys for the dialog reached what lies below it"


@pytest.mark.parametrize(("typed", "line"), [("Canada", 2), ("canada", 2), ("iraq", 3), ("saudi arabia", 4), ("2", 1)])
async def test_a_name_may_be_typed_and_answers_nothing(tmp_path: Path, typed: str, line: int) -> None:
    names = [Choice(name) for name in ("Egypt", "Romania", "Canada", "Iraq", "Saudi Arabia")]
    async with reading(open_shop(tmp_path, fetched(entry("Egypt and wheat"))).desk) as reader:
        answers: list[Any] = []
        dialog = PickScreen("Who is the recipient?", names, {"enter": "chooses it"}, are_names=True)
        await reader.app.push_screen(dialog, answers.append)
        await reader.press(*("space" if character == " " else character for character in typed))
        assert not answers
        assert dialog.cursor == line
        await reader.press("enter")
        await reader.until(lambda: answers)
        assert answers[0].number == line


async def test_keys_that_are_no_name_move_and_close(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path, fetched(entry("Egypt and wheat"))).desk) as reader:
        dialog = PickScreen("Who?", [Choice("Japan"), Choice("Qatar")], {"enter": "chooses it"}, are_names=True)
        await reader.app.push_screen(dialog)
        await reader.press("j")
        assert dialog.cursor == 1
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen)
