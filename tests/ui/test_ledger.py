"""The ledger in the reader: searched, gone through, left for a story and come back to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from briefing.core.ledger.watches import Watch
from briefing.core.party_names import PartyNames
from briefing.services.ledger import SESSION
from briefing.ui.controllers.browsing import Browsing
from briefing.ui.ledger_places import START, Place, PlaceKind, way_from_json, way_to_json
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.brief import BriefScreen
from briefing.ui.screens.ledger import LedgerScreen
from tests.support.negotiations import Said, tell
from tests.ui.desks import NOW, OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import QUIET, Reader, quiet, reading

THINGS = ["nothing", "wheat", "barley", "copper", "lithium", "cobalt", "rice", "maize", "coal", "steel", "zinc", "tin"]


async def analysed(folder: Path, *titles_and_texts: tuple[str, str], youngest: int = 1) -> Shop:
    """A shop over stories that are analysed, an hour between one and the next; the first so many hours old."""
    entries = (entry(title, text, n, "") for n, (title, text) in enumerate(titles_and_texts, youngest))
    shop = open_shop(folder, fetched(*entries))
    async for _ in shop.desk.analysis.analyse_waiting():
        pass
    await shop.desk.maintenance.backfill()
    return shop


async def many(folder: Path, number: int = 11) -> Shop:
    """A shop with so many offers, each of another thing."""
    # Each of another word, so that no two are taken for one.
    things = (THINGS[n] if n < 12 else f"{chr(97 + n // 26)}{chr(97 + n % 26)}ium" for n in range(1, number + 1))
    return await analysed(folder, *((f"Part {n}", f"Egypt offered Romania {it}.") for n, it in enumerate(things, 1)))


@asynccontextmanager
async def in_ledger(
    shop: Shop, shown: str, options: ReaderOptions = QUIET, size: tuple[int, int] = (160, 45)
) -> AsyncIterator[Reader]:
    """The reader in the ledger, once that shows how many entries it has."""
    async with reading(shop.desk, options, size) as reader:
        await reader.press("L")
        await reader.shows(shown)
        yield reader


def ledger(reader: Reader) -> LedgerScreen:
    """The ledger, which lies over the panes."""
    screen = reader.app.screen
    assert isinstance(screen, LedgerScreen)
    return screen


async def search(reader: Reader, words: str) -> None:
    """Type a search, and keep it."""
    await reader.press("slash")
    ledger(reader).search_box.value = ""
    await reader.press(*("space" if sign == " " else sign for sign in words), "enter")


async def test_help_in_the_ledger_names_the_keys_that_do_something_there(tmp_path: Path) -> None:
    shop = await many(tmp_path, 1)
    async with reading(shop.desk, size=(100, 150)) as reader:
        await reader.press("L", "question_mark")
        await reader.shows("/  search the ledger")
        assert "choose an entry, and join another with it" in reader.text()
        assert not any(words in reader.text() for words in ("star", "fold", "open story"))


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (160, 45)])
async def test_a_search_a_history_a_story_and_back_to_the_same_row(tmp_path: Path, size: tuple[int, int]) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries", size=size) as reader:
        assert "Egypt → Romania" in reader.text()
        await search(reader, "act:offer -wheat")
        await reader.shows("10 entries")
        await reader.press("j", "j")
        await reader.shows("“Egypt offered Romania lithium.”")
        await reader.press("enter")
        await reader.shows("Told by")
        await reader.until(lambda: ledger(reader).page.sheet.stops)
        while ledger(reader).page.cursor < len(ledger(reader).page.sheet.stops) - 1:
            await reader.press("j")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.opened is not None, "the story is open")
        assert reader.screen.opened is not None
        assert reader.screen.opened.story.title == "Part 4"
        await reader.press("escape")
        await reader.shows("Told by")
        await reader.press("escape")
        await reader.shows("10 entries")
        row = ledger(reader).list.chosen
        assert row is not None
        assert row.terms == "lithium"
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_only_keys_stand_below_that_do_something_there(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with reading(shop.desk, size=(120, 35)) as reader:
        await reader.press("L")
        await reader.shows("O order")
        assert "c wrong" in reader.text()
        await reader.press("P")
        await reader.shows("Who deals with whom")
        assert not [key for key in ("O order", "c wrong", "z less sure") if key in reader.text()]
        await reader.press("escape")
        await reader.shows("O order")
        await reader.press("enter")
        await reader.shows("Told by")
        await reader.shows("c wrong")
        assert "O order" not in reader.text()


async def test_a_key_that_does_nothing_says_so(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with reading(shop.desk) as reader:
        await reader.press("L", "m")
        await reader.shows("m does nothing here; ? shows the keys of the ledger.")
        await reader.press("P")
        await reader.shows("Who deals with whom")
        await reader.press("z")
        await reader.shows("z does nothing here")
        assert "m does nothing" not in reader.text()
        await reader.press("j", "c")
        await reader.shows("Choose an entry first.")
        assert reader.toasts().count("Choose an entry first.") == 1
        await reader.press("i")
        await reader.until(lambda: reader.toasts().count("Choose an entry first.") == 2)


async def test_a_key_in_the_ledger_says_where_nothing_is_less_sure(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with in_ledger(shop, "3 entries") as reader:
        await reader.press("z")
        await reader.shows("Nothing here is less sure.")
        assert ledger(reader).places.here.search == ""


async def test_why_a_line_is_there_is_told_in_the_list_of_the_ledger_and_in_a_history(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with in_ledger(shop, "3 entries") as reader:
        for keys in ("i",), ("enter", "i"), ("j", "i"):
            await reader.press(*keys)
            await reader.shows("Why this line is here")
            await reader.shows("recipient: “Romania”")
            assert "sure:      of 100 lines like this" in reader.text()
            await reader.press("escape")
            await reader.until(lambda: isinstance(reader.app.screen, LedgerScreen))


async def test_the_line_of_keys_names_what_only_the_ledger_has_in_a_small_terminal(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with in_ledger(shop, "3 entries", size=(80, 24)) as reader:
        for hint in ("z less sure", "c wrong", "i why", "? help"):
            await reader.shows(hint)


async def test_the_way_back_from_a_search_leads_to_where_the_cursor_was(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries") as reader:
        await reader.press("j", "j", "j", "j")
        await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.terms == "cobalt")
        for keys in (("slash", *"wheat", "enter"), ("O", "j", "j", "enter"), ("slash", *"sure:all", "enter")):
            await reader.press(*keys)
            await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.terms != "cobalt")
            await reader.press("escape")
            await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.terms == "cobalt")


async def test_search_place_and_order_outlive_the_ledger_and_the_program(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries") as reader:
        await search(reader, "romania")
        await reader.press("O", "j", "enter")
        await reader.shows("order:weight")
        await reader.press("j", "j", "j")
        chosen = ledger(reader).list.chosen
        assert chosen is not None
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.press("L")
        await reader.shows("romania order:weight")
        await reader.until(lambda: ledger(reader).list.chosen == chosen)
        await reader.press("q")
    again = open_shop(tmp_path)
    async with reading(again.desk) as reader:
        await reader.press("L")
        await reader.shows("romania order:weight")
        await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.id == chosen.id)


async def test_an_order_shows_what_comes_first_and_stays_for_the_next_search(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries") as reader:
        await reader.press("j", "j", "j", "O", "j", "enter")
        await reader.shows("order:weight")
        await reader.until(lambda: ledger(reader).list.cursor == 0)
        await reader.press("slash")
        await reader.until(lambda: ledger(reader).search_box.display)
        assert ledger(reader).search_box.value == ""
        await reader.press(*"zinc", "enter")
        await reader.shows("zinc order:weight")
        await reader.shows("1 entry")
        await search(reader, "zinc order:pair")
        await reader.shows("zinc order:pair")
        await reader.press("O", "enter")
        await reader.until(lambda: "order:" not in reader.text())


async def test_the_list_follows_what_is_typed_and_escape_takes_it_back(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries") as reader:
        await reader.press("slash", *"tin")
        await reader.shows("1 entry")
        await reader.shows("entries with the word “tin”")
        await reader.press("escape")
        await reader.shows("11 entries")
        await reader.press("slash", *"from:eg")
        await reader.shows("from:Egypt")
        await reader.press("tab")
        assert ledger(reader).search_box.value == "from:Egypt"
        await reader.press("space", *"is:odd", "enter")
        await reader.shows("is:odd is not understood")
        assert ledger(reader).search_box.display
        await reader.press("escape")
        await search(reader, "nothing of it")
        await reader.shows("No entry was found. / changes the search, Esc removes it.")
        await search(reader, "watch:none")
        await reader.shows("No entry was found: there is no watch “none”.")
        await reader.press("escape")
        await reader.shows("11 entries")


async def test_a_party_is_completed_from_any_of_its_names_and_no_name_is_cut(tmp_path: Path) -> None:
    await many(tmp_path, 3)
    shop = open_shop(tmp_path, names=PartyNames((name, "Romania") for name in ("Bucharest", "Romania")))
    async with reading(shop.desk, size=(40, 24)) as reader:
        await reader.press("L", "slash", *"to:")
        await reader.shows("to:Romania   Tab completes")
        await reader.press(*"bucharest")
        await reader.shows("to:Romania   Tab completes")
        await reader.press("tab")
        assert ledger(reader).search_box.value == "to:Romania"
        await reader.press("space", *"is:")
        await reader.shows("is:open  is:put   Tab completes")


async def test_rows_far_down_are_read_when_they_are_seen(tmp_path: Path) -> None:
    shop = await many(tmp_path, 130)
    async with in_ledger(shop, "130 entries", size=(120, 24)) as reader:
        await reader.press("G")
        await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.terms == "faium", "the last")
        await reader.press("g")
        assert ledger(reader).list.cursor == 0


async def test_pages_are_reached_by_names_and_lead_back(tmp_path: Path) -> None:
    shop = await analysed(
        tmp_path,
        ("One", "Egypt offered Romania wheat."),
        ("Two", "Romania rejected Egypt and its wheat."),
    )
    async with in_ledger(shop, "2 entries") as reader:
        await reader.press("enter")
        await reader.shows("Told by")
        await reader.press("enter")
        await reader.shows("Was answered")
        assert ledger(reader).way[-1] == Place(PlaceKind.ACTOR, ("Egypt",))
        await reader.press("enter")
        await reader.shows("1. ")
        assert ledger(reader).way[-1].kind is PlaceKind.PAIR
        await reader.press("P")
        await reader.shows("of what this search finds: actor:Egypt actor:Romania")
        await reader.press("escape", "escape", "escape", "escape")
        await reader.shows("2 entries")
        await reader.press("colon")
        await reader.pilot.pause()
        await reader.press(*"romania")
        await reader.shows("Romania: the page of this actor")
        await reader.press("enter")
        await reader.shows("Was offered")


async def test_in_the_picture_one_watches_the_actor_or_pair_under_the_cursor(tmp_path: Path) -> None:
    shop = await analysed(
        tmp_path,
        ("One", "Egypt offered Romania wheat."),
        ("Two", "Brazil offered Peru vaccine."),
    )
    async with in_ledger(shop, "2 entries") as reader:
        await reader.press("P")
        await reader.shows("Who deals with whom")
        await reader.until(lambda: ledger(reader).places.target is not None)
        await reader.press("W")
        await reader.shows("a new watch  actor:")
        assert reader.text().count("actor:") == 1
        assert "removes" not in reader.text()  # there is nothing to remove yet
        await reader.press("escape", "j", "W")
        await reader.shows("a new watch  actor:")
        assert reader.text().count("actor:") == 2


async def test_a_name_in_the_panel_leads_to_its_page_and_back(tmp_path: Path) -> None:
    shop = await analysed(tmp_path, ("One", "Egypt offered Romania wheat."))
    async with reading(shop.desk) as reader:
        await reader.open_first()
        reader.screen.pane = Pane.PANEL
        await reader.press("G")
        await reader.until(lambda: (item := reader.screen.panel.chosen) is not None and item.name == "wheat")
        await reader.press("enter")
        await reader.shows("Nothing is known of wheat yet")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.press("k", "enter")
        await reader.shows("Was offered")
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_the_ledger_says_how_many_stories_wait(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("One", "Egypt offered Romania wheat."), entry("Two", "Nothing.", 2, "")))
    async with reading(shop.desk, size=(160, 45)) as reader:
        await reader.until(lambda: "2 to analyse" in reader.text())
        await reader.press("L")
        await reader.until(lambda: isinstance(reader.app.screen, LedgerScreen))
        await reader.shows("2 to analyse · 0 entries")
        await reader.press("P")
        await reader.until(lambda: reader.text().splitlines()[0].endswith(" 2 to analyse "))
        await reader.press("escape")
        async for _ in shop.desk.analysis.analyse_waiting():
            pass
        reader.screen.controllers.background.count_waiting_soon()
        await reader.until(lambda: "to analyse" not in reader.text())
        await reader.press("escape")


async def test_the_briefing_says_how_many_stories_wait(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("One", "Egypt offered Romania wheat.")))
    async with reading(shop.desk, size=(45, 20)) as reader:
        await reader.press("S")
        await reader.until(lambda: isinstance(reader.app.screen, BriefScreen))
        await reader.until(lambda: "0 noted, 1 to analyse" in " ".join(reader.text().replace("│", " ").split()))


async def test_the_briefing_lies_over_the_ledger_that_it_was_called_from(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with reading(shop.desk) as reader:
        await reader.press("L", "j", "enter")
        await reader.shows("Told by")
        await reader.press("S")
        await reader.shows("g group otherwise")
        await reader.press("escape")
        await reader.shows("Told by")


async def test_an_empty_ledger_says_what_fills_it(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path).desk) as reader:
        await reader.press("L")
        await reader.shows("No offers yet.")
        await reader.press("enter", "j", "O", "escape", "escape")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_what_is_less_sure_is_behind_a_key(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    quote = "Egypt offered Romania wheat."
    tell(shop.library, "harbour", "One", quote, NOW, Said("offer", "Egypt", "Romania", "wheat", quote, confidence=0.2))
    await shop.desk.maintenance.backfill()
    async with reading(shop.desk) as reader:
        await reader.press("L")
        await reader.shows("Nothing here is sure enough; 1 less sure: z shows them.")
        await reader.press("ctrl+t")
        await reader.shows("all, also what is less sure")
        await reader.shows("1 entry")
        await reader.press("z")
        await reader.shows("Nothing here is sure enough")


async def test_what_is_watched_is_listed_opened_marked_and_removed(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries") as reader:
        await search(reader, "zinc")
        await reader.shows("1 entry")
        await reader.press("W")
        await reader.shows("a new watch")
        await reader.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, AskLineScreen))
        await reader.press("enter")
        await reader.shows("Name of the watch")
        await reader.press("enter")
        await reader.shows("Watched: zinc.")
        await reader.shows("◉")
        await search(reader, "")
        await reader.shows("11 entries")
        await reader.press("W")
        await reader.shows("zinc  1 zinc")
        await reader.press("j", "enter")
        await reader.shows("watch:zinc")
        await reader.shows("1 entry")
        await reader.press("W", "j", "d")
        await reader.shows("No longer watched: zinc.")
        assert await shop.desk.ledger.watches() == ()
        await reader.press("W", "d")
        await reader.shows("a new watch")
        await reader.press("u")
        await reader.shows("Watched again: zinc.")
        assert "brings it back" not in reader.text()
        (count,) = await shop.desk.ledger.watches()
        assert (count.watch, count.total) == (Watch("zinc", "zinc"), 1)
        assert await shop.desk.ledger.bring_watch_back() is None


async def test_a_watch_that_is_not_understood_is_asked_for_again_with_its_words(tmp_path: Path) -> None:
    shop = await many(tmp_path)

    def typed(reader: Reader, words: str) -> Callable[[], bool]:
        return lambda: isinstance(reader.app.screen, AskLineScreen) and reader.app.screen.typed == words

    async with in_ledger(shop, "11 entries") as reader:
        await reader.press("W", "enter")
        await reader.shows("Search to watch")
        await reader.press("ctrl+u", *"zinc act:ofer", "enter")
        await reader.until(typed(reader, "zinc act:ofer"))
        assert "act:ofer is not understood" in reader.toasts()
        await reader.press(*["backspace"] * 2, *"fer", "enter")
        await reader.shows("Name of the watch")
        await reader.press("enter")
        await reader.shows("Watched: zinc offer.")
        assert [one.watch.query for one in await shop.desk.ledger.watches()] == ["zinc act:offer"]


async def test_a_watch_of_the_same_name_says_what_it_replaces_and_that_comes_back(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    await shop.desk.ledger.watch("metal", "zinc")
    async with in_ledger(shop, "11 entries") as reader:
        await search(reader, "copper")
        await reader.press("W", "d")
        await reader.shows("This row makes a watch")
        await reader.press("W", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, AskLineScreen))
        await reader.press("ctrl+u", *'from:"United States" copper', "enter")
        await reader.shows("Name of the watch")
        assert reader.app.screen.query_one("Input").value == "United States copper"
        await reader.press(*"metal", "enter")  # what is suggested goes
        await reader.shows("in place of “zinc”")
        await reader.press("W", "u")
        await reader.shows("Watched again: metal.")
        assert [one.watch for one in await shop.desk.ledger.watches()] == [Watch("metal", "zinc")]


async def test_stories_that_a_watch_meets_are_marked_in_the_list_until_it_goes(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    await shop.desk.ledger.watch("zinc", "zinc")
    async with reading(shop.desk) as reader:
        await reader.until(lambda: "◉" in reader.text())
        assert "◉ watched" in reader.text()
        marked = [line for line in reader.text().split("\n") if "◉" in line and "watched" not in line]
        assert [line for line in marked if "zinc" in line] == marked != []
        await reader.press("D")
        await reader.until(lambda: any("Part 10" in line and "◉" in line for line in reader.text().split("\n")))
        await reader.press("question_mark")
        await reader.press("slash", *"watch finds", "enter")
        await reader.shows("◉  a watch finds this story")
        await reader.press("escape", "W", "j", "d")
        await reader.until(lambda: "◉" not in reader.text())


async def test_a_watch_that_goes_in_the_ledger_goes_from_the_list(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    await shop.desk.ledger.watch("zinc", "zinc")
    async with reading(shop.desk, quiet(ascii=True)) as reader:
        await reader.shows("@ watched")
        await reader.press("L")
        await reader.shows("11 entries")
        await reader.until(lambda: "@ watched" in reader.text())
        await reader.press("W", "j", "d")
        await reader.until(lambda: "@ watched" not in reader.text())
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.until(lambda: "@" not in reader.text())


async def test_the_story_of_an_entry_is_opened_in_the_browser_and_its_address_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "Egypt offered Romania wheat."
    shop = open_shop(
        tmp_path,
        fetched(entry("First", told, 9, "https://harbour.example/first")),
        fetched(entry("Second", told, 1, "https://plains.example/second"), feed=OTHER),
    )
    async for _ in shop.desk.analysis.analyse_waiting():
        pass
    await shop.desk.maintenance.backfill()
    async with reading(shop.desk) as reader:
        opened: list[str] = []
        monkeypatch.setattr(Browsing, "browse", lambda self, address: opened.append(address))
        await reader.press("L")
        await reader.until(lambda: ledger(reader).list.chosen is not None)
        await reader.press("o", "y")
        await reader.until(lambda: opened == ["https://plains.example/second"], "the newest telling")
        await reader.until(lambda: "plains.example/second" in reader.toasts())
        await reader.press("enter")
        await reader.shows("Told by")
        await reader.until(lambda: ledger(reader).page.sheet.stops)
        while not ledger(reader).places.line_id:
            await reader.press("j")
        await reader.press("o")
        await reader.until(lambda: opened[-1] == "https://harbour.example/first", "the telling under the cursor")
        await reader.press("escape", "slash", *"nothing", "enter")
        await reader.shows("No entry was found")
        await reader.press("o")
        await reader.until(lambda: "Choose an entry first." in reader.toasts())


async def test_what_the_panel_is_on_can_be_watched(tmp_path: Path) -> None:
    shop = await analysed(tmp_path, ("One", "Egypt offered Romania wheat."))
    async with reading(shop.desk) as reader:
        await reader.open_first()
        reader.screen.pane = Pane.PANEL
        await reader.press("g", "W")
        await reader.shows("from:Egypt to:Romania")
        await reader.press("escape", "G", "W")
        await reader.shows("resource:wheat")


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_two_entries_are_joined_by_hand_and_come_apart_again(tmp_path: Path, size: tuple[int, int]) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries", size=size) as reader:
        await reader.press("X")
        await reader.until(lambda: "Chosen: Egypt → Romania" in reader.toasts())
        assert "✓" in reader.text()
        await reader.press("X")
        await reader.until(lambda: "The entry is no longer chosen." in reader.toasts())
        await reader.press("X")
        await reader.until(lambda: ledger(reader).list.picked)
        await reader.press("escape")
        await reader.until(lambda: not ledger(reader).list.picked)
        await reader.press("X")
        await reader.until(lambda: ledger(reader).list.picked)
        await reader.press("j", "enter")
        await reader.shows("Told by")
        await reader.press("X")
        await reader.shows("2 stories")
        await reader.shows("you joined them (by you)")
        said = "oined Egypt → Romania, offer: "
        await reader.until(lambda: f"J{said}" in reader.toasts() and "undoes it" in reader.toasts())
        await reader.press("escape")
        await reader.shows("10 entries")
        await reader.press("u")
        await reader.shows("11 entries")
        await reader.until(lambda: f"Undone: j{said}" in reader.toasts())


async def test_what_is_no_act_goes_and_comes_back(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with in_ledger(shop, "11 entries") as reader:
        await reader.press("j", "j")
        gone = ledger(reader).list.chosen
        assert gone is not None
        await reader.press("c")
        await reader.shows("this is not an act")
        await reader.press("enter")
        await reader.shows("10 entries")
        await reader.press("u")
        await reader.shows("Undone")
        await reader.shows("11 entries")
        await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.id == gone.id)
        await reader.press("enter")
        await reader.shows("Told by")
        await reader.press("c", "j", "enter")
        await reader.shows("10 entries")


async def test_what_is_dismissed_stands_back_in_the_list_and_the_open_story(tmp_path: Path) -> None:
    shop = await many(tmp_path, 1)
    async with reading(shop.desk) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.screen.opened is not None)
        assert "LESS SURE" not in reader.text()
        await reader.until(lambda: "Egypt → Romania · off" in reader.text())
        await reader.press("L")
        await reader.shows("1 entry")
        await reader.press("c", "enter")
        await reader.shows("No offers yet")
        await reader.press("q")
        await reader.shows("No line is sure enough; 1 less")
        await reader.until(lambda: "Egypt → Romania · off" not in reader.text())


async def many_new(folder: Path) -> Shop:
    """A shop whose last session began before its three offers came in."""
    shop = await many(folder, 3)
    shop.library.reader_state.keep_last_time(SESSION, NOW - timedelta(minutes=1))
    return shop


async def test_what_moved_since_the_last_session_stands_above_the_list(tmp_path: Path) -> None:
    shop = await many_new(tmp_path)
    await shop.desk.ledger.watch("metal", "copper OR zinc")
    async with reading(shop.desk, size=(100, 24)) as reader:
        await reader.shows("Since you were here: 3 entries moved; watches: metal 1")
        await reader.press("B")
        await reader.shows("Moved  3")
        await reader.shows("1 new")
        await reader.press("enter")
        await reader.shows("watch:metal")
        await reader.shows("1 entry")
        await reader.press("q", "q", "q")
        await reader.until(lambda: reader.app.screen is reader.screen)


@pytest.mark.parametrize(("key", "title"), [("P", "Who deals with whom"), ("B", "Moved  3")])
async def test_a_page_that_was_opened_from_the_list_leads_back_there(tmp_path: Path, key: str, title: str) -> None:
    shop = await many_new(tmp_path)
    async with in_ledger(shop, "3 entries") as reader:
        await reader.press("slash", *"copper", "enter")
        await reader.shows("1 entry")
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.press(key)
        await reader.shows(title)
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.press("L")  # the ledger is as it was left
        await reader.shows("copper")
        await reader.shows("1 entry")


async def test_a_watch_that_was_opened_from_the_list_leads_back_there(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    await shop.desk.ledger.watch("metal", "copper OR zinc")
    async with reading(shop.desk) as reader:
        await reader.press("W", "s", "enter")
        await reader.shows("watch:metal")
        await reader.shows("1 entry")
        await reader.press("slash", *"order:weight", "enter")
        await reader.shows("order:weight")
        await reader.press("escape")
        await reader.until(lambda: [place.search for place in ledger(reader).way] == ["watch:metal"])
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_a_story_that_was_opened_from_a_page_leads_back_through_it(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with reading(shop.desk) as reader:
        await reader.press("P")
        await reader.shows("Who deals with whom")
        await reader.press("enter")
        await reader.until(lambda: ledger(reader).way[-1].kind is PlaceKind.ACTOR and ledger(reader).places.target)
        ledger(reader).open_story(reader.screen.list.ids[0], "")
        await reader.until(lambda: reader.app.screen is reader.screen and reader.screen.opened is not None)
        await reader.press("escape")
        await reader.until(lambda: isinstance(reader.app.screen, LedgerScreen))
        assert [place.kind for place in ledger(reader).way] == [PlaceKind.NETWORK, PlaceKind.ACTOR]
        await reader.press("q", "q")
        await reader.until(lambda: reader.app.screen is reader.screen)


async def test_the_reader_may_open_on_what_moved(tmp_path: Path) -> None:
    shop = await many_new(tmp_path)
    async with reading(shop.desk, quiet(since_first=True)) as reader:
        await reader.shows("Moved  3")


async def test_the_open_ledger_takes_in_what_is_found_and_the_cursor_stays(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with reading(shop.desk) as reader:
        await reader.press("L", "j")
        await reader.shows("3 entries")
        before = ledger(reader).list.chosen
        assert before is not None
        await analysed(tmp_path, ("Late", "Egypt offered Romania tin."))
        await reader.screen.controllers.overview.refresh()
        await reader.shows("4 entries")
        await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.id == before.id)


async def test_columns_have_their_names_where_there_is_room_for_columns(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with in_ledger(shop, "3 entries", size=(80, 24)) as reader:
        assert "proposer → recipient" not in reader.text()
        await reader.pilot.resize_terminal(100, 24)
        await reader.shows("proposer → recipient")
        # Entries may be found before the list has a width: the names come with the width.
        ledger(reader).columns.display = False
        await reader.pilot.resize_terminal(101, 24)
        await reader.shows("proposer → recipient")
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: "proposer → recipient" not in reader.text())


async def test_who_leaves_the_ledger_on_top_comes_back_to_the_top(tmp_path: Path) -> None:
    shop = await many(tmp_path, 3)
    async with in_ledger(shop, "3 entries") as reader:
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await analysed(tmp_path, ("Late", "Egypt offered Romania tin."), youngest=0)
        await reader.press("L")
        await reader.shows("4 entries")
        await reader.until(lambda: (row := ledger(reader).list.chosen) is not None and row.terms == "tin")


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (160, 45)])
async def test_wide_and_hostile_words_stay_in_their_columns(tmp_path: Path, size: tuple[int, int]) -> None:
    shop = open_shop(tmp_path)
    one, other = "株式会社 [b]東京[/b]", "Tarsia [@click=app.quit]\u202eevil"
    terms = "両国間の 👩‍👩‍👧‍👦 treaty [/bold] " + "very " * 40
    quote = f"{one} offered {other} {terms} today."
    put = Said("offer", one, other, terms.strip(), quote, "三百万 トン [red]", ("小麦[/]",))
    tell(shop.library, "harbour", "[VIDEO] \x1b]0;x\x07 news", quote, NOW, put)
    await shop.desk.maintenance.backfill()
    async with in_ledger(shop, "1 entry", size=size) as reader:
        await reader.shows("株式会社 [b]東京[/b] → Tarsi")
        for steps in (("enter",), ("enter",), ("enter",)):
            before = ledger(reader).way
            await reader.press(*steps)
            await reader.until(lambda before=before: ledger(reader).way != before and ledger(reader).page.sheet.lines)  # type: ignore[misc]
            assert "\x1b" not in reader.text()
            assert "\u202e" not in reader.text()
            assert {cell_len(line) for line in reader.text().splitlines()} == {size[0]}
        assert ledger(reader).way[-1].kind is PlaceKind.PAIR
        await reader.press("B", "W")
        await reader.shows("Watches")
    assert not [message for message in reader.app.message_log if message.severity == "error"]


@pytest.mark.parametrize(
    "value",
    [None, [], "L", [1], [{"kind": "list"}], [{"kind": "moon", "names": [], "search": "", "entry": "", "stop": 0}],
     [{"kind": "actor", "names": ["x"], "search": "", "entry": "", "stop": 0}],
     [{"kind": "list", "names": [], "search": 3, "entry": "", "stop": 0}]],
)  # fmt: skip
def test_a_way_that_was_kept_badly_is_the_start(value: object) -> None:
    assert way_from_json(value) == START


def test_a_way_is_kept() -> None:
    way = (Place(search="oil", entry="e1"), Place(PlaceKind.PAIR, ("a", "b"), stop=3))
    assert way_from_json(way_to_json(way)) == way
