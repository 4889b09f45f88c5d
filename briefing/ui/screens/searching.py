"""Searching: the box, what it explains while one types, and searches that are saved."""

from __future__ import annotations

from collections.abc import Sequence

from textual.timer import Timer
from textual.widgets import Input

from briefing.core.errors import QueryError
from briefing.core.lines import counted
from briefing.core.query import Key
from briefing.core.query.hints import Hint, hint
from briefing.core.saved_search import SavedSearch
from briefing.ui.panes import Pane
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.browsing import BrowsingScreen
from briefing.ui.views import ALL_STORIES, search_view
from briefing.ui.widgets.search_box import SearchBox, SearchHelp

COUNT_SECONDS = 0.15


class SearchingScreen(BrowsingScreen):
    """A wrong search says what is wrong and where, and leaves the list as it is."""

    _names: dict[Key, Sequence[str]]
    _hint = Hint("")
    _counting: Timer | None = None

    @property
    def search_help(self) -> SearchHelp:
        """The lines under the search."""
        return self.query_one("#search-help", SearchHelp)

    def action_search(self) -> None:
        """Open the search line."""
        self._names = {}
        self.search_help.display = True
        self.search_box.open(self.filter.search)
        self._explain_search()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Explain what is typed."""
        if message.input is self.search_box and self.search_box.display:
            self._explain_search()

    def _explain_search(self) -> None:
        box = self.search_box
        self._hint = hint(box.value, box.cursor_position, self._known_names)
        self.search_help.show(self._hint, "", "Ctrl+S")
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.set_timer(COUNT_SECONDS, lambda: self.begin(self._count(box.value), "count"))

    def _known_names(self, key: Key) -> Sequence[str]:
        if key not in self._names:
            self._names[key] = ()
            self.begin(self._learn_names(key), f"names of {key}")
        return self._names[key]

    async def _learn_names(self, key: Key) -> None:
        self._names[key] = await self.desk.memory.names(key)
        if self.search_box.display and self._names[key]:
            self._explain_search()

    async def _count(self, typed: str) -> None:
        try:
            number = await self.desk.count(self.filter.searching(typed).query(self.now()))
        except QueryError as error:
            found = "" if error.position + 1 >= len(typed) or self._hint.completions else f"{error}."
        else:
            found = counted(number, "story", "stories") if typed.strip() else ""
        if self.search_box.display and self.search_box.value == typed:
            self.search_help.show(self._hint, found, "Ctrl+S")

    def on_search_box_completion_wanted(self, message: SearchBox.CompletionWanted) -> None:
        """Complete the term at the cursor."""
        message.stop()
        if self._hint.completions:
            box = self.search_box
            box.value, box.cursor_position = self._hint.completed(box.value)
            self._explain_search()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A search was typed."""
        message.stop()
        if self._understood(message.value):
            self._close_search()
            self.pane = Pane.LIST
            self.filter = self.filter.searching(message.value.strip())

    def _understood(self, typed: str) -> bool:
        try:
            self.filter.searching(typed.strip()).query(self.now())
        except QueryError as error:
            self.search_box.refuse(error)
            return False
        return True

    def _close_search(self) -> None:
        self.search_box.close()
        self.search_help.display = False
        self.set_focus(self.at)

    # ----------------------------------------------------------------------------------------------- searches that stay

    def on_search_box_kept(self, message: SearchBox.Kept) -> None:
        """Ask for a name and save the search."""
        message.stop()
        typed = message.search.strip()
        if not typed:
            self.tell("Type a search first; then it can be saved under a name.")
        elif self._understood(typed):

            def named(name: str | None) -> None:
                if name:
                    self.begin(self._save_search(name, typed), "save search")

            self.app.push_screen(AskLineScreen("Save this search as", "a short name", typed), named)

    async def _save_search(self, name: str, typed: str) -> None:
        saved = await self.desk.memory.save_search(name, typed)
        await self._searches_changed()
        self._close_search()
        self.show_view(search_view(saved))
        self.pane = Pane.LIST
        self.tell(f"Saved: {saved.name}. It stands in the sidebar.")

    def action_forget_search(self) -> None:
        """Remove the saved search that is shown, or that is under the sidebar's cursor."""
        row = self.sidebar.row
        name = row.search if row is not None and self.pane is Pane.SIDEBAR else ""
        name = name or next((s.name for s in self.searches if search_view(s) == self.filter.view), "")
        search = next((search for search in self.searches if search.name == name), None)
        if search is None:
            self.tell("This is no saved search.")
        else:
            self.begin(self._forget(search), "forget search")

    async def _forget(self, search: SavedSearch) -> None:
        await self.desk.memory.remove_search(search.name)
        await self._searches_changed()
        if self.filter.view == search_view(search):
            self.show_view(ALL_STORIES)
        self.tell(f"Removed: {search.name} ({search.query}). Its stories stay.")

    async def _searches_changed(self) -> None:
        self.searches = await self.desk.memory.searches()
        self._show_sidebar()
        await self._recount()
