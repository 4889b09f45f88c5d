"""The ledger: who put what to whom, over all stories, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from briefing.core.formatting import counted, in_quotes
from briefing.core.ledger.entries import Entry, Page
from briefing.core.ledger.sheet import Kind, Layout, Sheet
from briefing.services.desk import Desk
from briefing.ui.actions import Action
from briefing.ui.cells import layout_of
from briefing.ui.controllers.joining import Joining
from briefing.ui.controllers.ledger_places import LedgerPlaces
from briefing.ui.controllers.ledger_search import LedgerSearch
from briefing.ui.controllers.teaching import Teaching
from briefing.ui.controllers.tellings import Tellings
from briefing.ui.controllers.watching import Watching, search_of
from briefing.ui.early_keys import TakesEarlyKeys, carry_out
from briefing.ui.glyphs import Glyphs
from briefing.ui.ledger_places import Place, PlaceKind
from briefing.ui.partial_drawing import draw_in_parts
from briefing.ui.screens.dialog import AnswersOnce
from briefing.ui.screens.help import HelpScreen, PaneHelp
from briefing.ui.screens.working import WorkingScreen
from briefing.ui.signs import new_sign, signs_of_entries, watched_sign
from briefing.ui.text import Piece, content, one_line
from briefing.ui.widgets.bars import Bar, StatusBar
from briefing.ui.widgets.ledger_list import LedgerList
from briefing.ui.widgets.lines import LineView
from briefing.ui.widgets.search_box import SearchBox, SearchHelp
from briefing.ui.widgets.sheet_view import SheetView
from briefing.ui.widgets.typed_line import TypedLine

HELP = PaneHelp(
    "In the ledger",
    ("enter", "back", "leave", "search", "order", "less_sure", "watch", "since", "network", "brief", "correct", "pick",
     "explain", "browse", "copy", "undo", "down", "up", "page_down", "page_up", "top", "bottom"),
    {
        "enter": "open what the cursor is on",
        "leave": "go back",
        "ledger": "go back",
        "search": "search the ledger",
        "order": "choose the order of the list",
        "correct": "say what is wrong in an entry",
        "pick": "choose an entry, and join another with it",
        "explain": "say why an entry is there",
        "browse": "open the story of an entry in the browser",
        "copy": "copy the selected words, or the address of the story",
        "read_on": "page down",
        "fold": "move up",
        "unfold": "move down",
    },
)  # fmt: skip
HINTS = {
    "enter": "open",
    "back": "back",
    "less_sure": "less sure",
    "correct": "wrong",
    "search": "search",
    "explain": "why",
    "watch": "watch",
    "order": "order",
    "pick": "join",
    "help": "help",
}
"""What the keys do that stand below, by their actions: the first ones where there is no room for all.

Those that do nothing where the cursor is are left out.
"""
WIDE = {"": "all that is sure enough", "sure:all": "all, also what is less sure"}
"""What searches show that leave out no entry for what it says."""
OF_LISTS = frozenset({"order", "less_sure"})
OF_ENTRIES = frozenset({"correct", "pick", "explain"})


class LedgerAnswer(NamedTuple):
    """The way to where the reader was in the ledger, and the sentence to open: ids of a story and of a line in it.

    `has_changed` says whether watches are others by now, or what is dismissed.
    """

    way: tuple[Place, ...]
    story: str = ""
    line: str = ""
    has_changed: bool = False


class LedgerScreen(
    AnswersOnce[LedgerAnswer], TakesEarlyKeys[LedgerAnswer], WorkingScreen[LedgerAnswer], inherit_bindings=False
):
    """A list of entries, and pages on entries, actors, pairs and resources, one at a time."""

    CSS_PATH = "ledger.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "perform('less_sure')", "less sure", show=False)]

    def __init__(
        self,
        desk: Desk,
        actions: tuple[Action, ...],
        glyphs: Glyphs,
        now: Callable[[], datetime],
        way: tuple[Place, ...],
        show_briefing: Callable[[], object],
        since: datetime | None = None,
        home: str = "",
    ) -> None:
        """`way` leads to the place that is shown first; what moved after `since` is marked as new.

        `home` is the search of the list that `back` leaves the ledger from.
        """
        super().__init__()
        draw_in_parts(self)
        self.desk = desk
        self.actions = actions
        self.glyphs = glyphs
        self.now = now
        self.way = way
        self._show_briefing = show_briefing
        self._sides: tuple[str, ...] = ()
        self._columns_of_page = 0
        self.heading = Bar(glyphs, id="heading")
        self.search_box = SearchBox(id="search")
        self.search_help = SearchHelp(id="search-help")
        self.columns = Bar(glyphs, id="columns")
        self.list = LedgerList(glyphs, now, id="entries")
        self.list.since = since
        self.page = SheetView(glyphs, id="page")
        self.quote = Static(id="quote")
        self.status = StatusBar(glyphs, id="status")
        self.places = LedgerPlaces(self, home)
        self.searching = LedgerSearch(self, self.places)
        self.watching = Watching(self, self._search_here, self.places.go, self._watches_changed)
        self.teaching = Teaching(self, self._changed)
        self.joining = Joining(self, self.teaching.tell)
        self.tellings = Tellings(self, self.places)
        self.has_changed = False

    def compose(self) -> ComposeResult:
        """What is shown, the search, the entries or a page, what the entry rests on, and the keys."""
        yield self.heading
        yield self.search_box
        yield self.search_help
        yield self.columns
        yield self.list
        yield self.page
        yield self.quote
        yield self.status

    async def on_mount(self) -> None:
        """Show the last place of the way; the first keys are about it."""
        self.page.display = False
        self._say("")
        await carry_out(self, self.places.show())

    # -------------------------------------------------------------------------------------------------------- drawing

    @property
    def layout_of_page(self) -> Layout:
        """The room that a page has: that of the screen, for a page that was not shown yet has none."""
        return layout_of(self.size.width - 3, self.glyphs)

    @property
    def view(self) -> LineView:
        """The list, or the page."""
        return self.list if self.places.is_list else self.page

    def focus_view(self) -> None:
        """Give the keys to the list, or to the page."""
        self.set_focus(self.view, scroll_visible=False)

    def draw_list(self, found: Page) -> None:
        """Draw the list of entries, and what was found."""
        self._show(self.list)
        search = self.places.here.search
        less = f" {self.glyphs.dot} {found.less_sure:,} less sure" if found.less_sure else ""
        self._say(WIDE.get(search, search), f"{counted(found.total, 'entry', 'entries')}{less}")
        self._name_columns()

    def draw_page(self, sheet: Sheet) -> None:
        """Draw a page."""
        self._columns_of_page = self.layout_of_page.columns
        self._sides = tuple(stop.names[0] for stop in sheet.stops if stop.kind is Kind.ACTOR)
        self._show(self.page)
        self._say(sheet.title)

    def draw_preview(self, entry: Entry | None) -> None:
        """Draw the last quote of an entry below the list."""
        telling = entry.tellings[-1] if entry is not None and entry.tellings else None
        if telling is None:
            self.quote.update("")
            return
        source = f"{one_line(telling.source)} {self.glyphs.dot} {one_line(telling.title)}"
        self.quote.update(content([Piece(f"{in_quotes(one_line(telling.quote))}\n"), Piece(source, "$muted")]))

    def _show(self, view: LineView) -> None:
        has_focus = not self.searching.is_open
        self.list.display = self.quote.display = view is self.list
        self.page.display = view is self.page
        self.columns.display = view is self.list and bool(self.list.heading)
        if has_focus:
            self.focus_view()
        self._show_status()

    def _show_status(self) -> None:
        is_list, list_ = self.places.is_list, self.list
        signs = ((list_.has_watched, watched_sign(self.glyphs)), (list_.has_new, new_sign(self.glyphs)))
        legend = tuple(sign for is_there, sign in signs if is_list and is_there)
        hints = self.hints((name, words) for name, words in HINTS.items() if name not in self._dead)
        self.status.show("", hints, None, legend)

    @property
    def _dead(self) -> frozenset[str]:
        """The actions that do nothing here, or with what the cursor is on."""
        places = self.places
        return frozenset().union(
            frozenset() if places.is_list else OF_LISTS,
            frozenset() if places.entry_id else OF_ENTRIES,
            frozenset() if places.target else {"enter"},
        )

    def _say(self, words: str, more: str = "") -> None:
        self.heading.left = (Piece(" Ledger  ", ".strong"), Piece(one_line(words)))
        self.heading.right = (Piece(f"{more} ", ".faint"),) if more else ()
        self.heading.refresh()

    def _name_columns(self) -> None:
        self.columns.left = tuple(self.list.heading)
        self.columns.display = self.places.is_list and bool(self.columns.left)
        self.columns.refresh()

    def on_resize(self) -> None:
        """More room, or less: pages are laid out anew."""
        if self.is_mounted and not self.places.is_list and self._columns_of_page != self.layout_of_page.columns:
            self.places.show_again()

    # ----------------------------------------------------------------------------------------------- keys and messages

    @property
    def _handlers(self) -> Mapping[str, Callable[[], Any]]:
        """What the keys of the reader do here, by the names of their actions."""
        places, view = self.places, self.view
        return {
            "down": lambda: view.move(1),
            "up": lambda: view.move(-1),
            "fold": lambda: view.move(-1),
            "unfold": lambda: view.move(1),
            "top": lambda: view.move(-view.virtual_size.height),
            "bottom": lambda: view.move(view.virtual_size.height),
            "page_down": lambda: view.page(1),
            "page_up": lambda: view.page(-1),
            "read_on": lambda: view.page(1),
            "enter": places.enter,
            "back": self._back,
            "leave": self._leave,
            "ledger": self._leave,
            "search": self.searching.open,
            "order": places.choose_order,
            "less_sure": places.toggle_less_sure,
            "watch": self.watching.choose,
            "since": self._show_since,
            "network": self._show_network,
            "brief": self._show_briefing,
            "correct": self._correct,
            "undo": self.teaching.undo,
            "redo": self.teaching.redo,
            "pick": lambda: self.joining.pick(self.places.entry_id),
            "browse": self.tellings.browse,
            "copy": self.tellings.copy,
            "explain": self.tellings.explain,
            "help": lambda: self.open_dialog(HelpScreen(self.known_actions, HELP, signs_of_entries(self.glyphs))),
            "palette": self.app.action_command_palette,
            "messages": lambda: self.app.run_action("messages"),
            "suspend": lambda: self.app.run_action("suspend_process"),
        }

    @property
    def known_actions(self) -> tuple[Action, ...]:
        """The actions that mean something here."""
        handlers = self._handlers
        return tuple(action for action in self.actions if action.id in handlers)

    async def action_perform(self, name: str) -> None:
        """Carry out an action of the table, by its id, or say that it does nothing here."""
        if self.searching.is_open:
            if name == "back":
                self.searching.cancel()
            return
        handler = self._handlers.get(name)
        if handler is None or name in self._dead - OF_ENTRIES:  # those say themselves what is to be chosen first
            self.show_step(f"{self.key(name)} does nothing here; {self.key('help')} shows the keys of the ledger.")
            return
        await carry_out(self, handler())

    def _search_here(self) -> str:
        row = self.list.chosen if self.places.is_list else None
        here, target = self.places.here, self.places.target
        if here.kind is PlaceKind.NETWORK and target is not None:
            # The picture shows all actors at once; what is meant is the one, or the pair, under the cursor.
            return search_of(Place.of(target) or here)
        return search_of(here, row.pair if row else self._sides)

    def _show_since(self) -> None:
        if self.places.here.kind is not PlaceKind.SINCE:
            self.places.go(Place(PlaceKind.SINCE))

    def _show_network(self) -> None:
        here = self.places.here
        if here.kind is not PlaceKind.NETWORK:
            self.places.go(Place(PlaceKind.NETWORK, search=here.search if self.places.is_list else search_of(here)))

    def _correct(self) -> object:
        if entry := self.places.entry_id:
            return self.teaching.choose(entry, self.places.line_id)
        self.show_message("Choose an entry first.")
        return None

    def _watches_changed(self) -> None:
        self.has_changed = True
        self.places.show_again()

    def _changed(self, is_gone: bool, entry: str) -> None:
        self.has_changed = True
        if not (is_gone and self.places.here.kind is PlaceKind.HISTORY and self.places.back()):
            self.places.show_again(entry)

    def _back(self) -> None:
        if self.joining.let_go() or self.places.back():
            return
        if not self.places.return_home():
            self._leave_ledger()

    def _leave(self) -> None:
        if not self.places.back():
            self._leave_ledger()

    def _leave_ledger(self) -> None:
        self.places.leave()
        self.dismiss(LedgerAnswer(self.way, has_changed=self.has_changed))

    def open_story(self, story: str, line: str) -> None:
        """Leave the ledger for a sentence in a story; both by their ids."""
        self.dismiss(LedgerAnswer(self.way, story, line, self.has_changed))

    def on_ledger_list_wanted(self, message: LedgerList.Wanted) -> None:
        """Rows are about to be seen."""
        self.places.load(message.start)

    def on_ledger_list_moved(self) -> None:
        """The cursor is on another entry."""
        self.places.preview()
        self._show_status()

    def on_ledger_list_resized(self) -> None:
        """The list has another width: the first time, too, which may be after its entries were found."""
        self._name_columns()

    def on_sheet_view_moved(self) -> None:
        """The cursor is on another target of a page."""
        self._show_status()

    def on_ledger_list_opened(self) -> None:
        """The chosen entry was clicked."""
        self.places.enter()

    def on_sheet_view_opened(self) -> None:
        """The chosen target was clicked."""
        self.places.enter()

    def on_input_changed(self, message: Input.Changed) -> None:
        """A search is typed."""
        if message.input is self.search_box and self.searching.is_open:
            self.searching.explain()

    def take_line(self, line: TypedLine) -> object:
        """A search was typed."""
        return self.searching.submit(line.value)

    def on_search_box_kept(self, message: SearchBox.Kept) -> None:
        """The search is to be watched."""
        if message.search.strip():
            self.run_in_background(self.watching.make(message.search.strip(), is_typed=True), "watch")

    def on_search_box_completion_wanted(self) -> None:
        """The term at the cursor is to be completed."""
        self.searching.complete()
