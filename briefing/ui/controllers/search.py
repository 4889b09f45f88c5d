"""Searching: the line, what it explains while one types, and searches that are saved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from briefing.core.errors import QueryError
from briefing.core.open_story import OpenStory
from briefing.core.query.search_words import STORIES
from briefing.core.saved_search import SavedSearch
from briefing.services.desk import Desk
from briefing.services.other_steps import OtherStep
from briefing.ui.controllers.host import Dialogs, Messages
from briefing.ui.controllers.search_hints import SAVE_KEY, SearchHints, SearchLineHost
from briefing.ui.controllers.sidebar import SidebarController
from briefing.ui.controllers.views import Views
from briefing.ui.filters import Filter
from briefing.ui.hits import find_hits
from briefing.ui.panes import Pane
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.views import ALL_STORIES, search_view
from briefing.ui.widgets.story_view import StoryView

WIDEN_KEY = "Ctrl+G"


class SearchHost(Messages, SearchLineHost, Dialogs, Protocol):
    """What searching needs of the screen."""

    desk: Desk
    filter: Filter
    pane: Pane
    opened: OpenStory | None
    story: StoryView
    now: Callable[[], datetime]

    def focus_pane(self) -> None:
        """Give the keys to the pane that the reader is in."""
        ...

    def name_story_pane(self, more: str = "") -> None:
        """Write the title of the story's pane, with `more` after it."""
        ...


class Search:
    """A wrong search says what is wrong and where, and leaves the list as it is."""

    def __init__(
        self,
        host: SearchHost,
        sidebar: SidebarController,
        views: Views,
        add_step: Callable[[OtherStep], Awaitable[None]],
    ) -> None:
        """`add_step` lets the undo of the reader take back what is not in the journal."""
        self.host = host
        self._sidebar = sidebar
        self._views = views
        self._add_step = add_step
        self._hints = SearchHints(
            host,
            STORIES,
            lambda key: host.desk.stories.term_values(key),
            lambda names: host.desk.ledger.aliases(names),
            self.explain,
        )
        self._wanted = Filter()
        self._is_in_story = False

    @property
    def is_open(self) -> bool:
        """Whether a search is being typed."""
        return self.host.search_box.display

    def open(self) -> None:
        """Open the search line: for the story where the keys are there, else for the list."""
        host = self.host
        self._is_in_story = host.pane is Pane.STORY and host.opened is not None
        if self._is_in_story:
            self._open_box(" ".join(host.story.seeker.hits.words) if host.story.seeker.hits.is_find else "")
        else:
            self._wanted = host.filter
            self._open_box(host.filter.search)

    def _open_box(self, typed: str) -> None:
        self._hints.forget_names()
        self.host.search_help.display = True
        place = "this story" if self._is_in_story else self._wanted.view.title
        self.host.search_box.open(typed, f"Search in {place}")
        self.explain()

    def widen(self) -> None:
        """Search all stories, and no longer the story or the view alone."""
        host = self.host
        if self.is_open:
            typed = host.search_box.value
            self._wanted = self._everywhere(host.filter)
            self._is_in_story = False
            self._open_box(typed)
            host.search_box.action_end()  # what is typed goes on
        elif host.filter.search and host.filter.view != ALL_STORIES:
            host.filter = self._everywhere(host.filter)
            host.pane = Pane.LIST
        else:
            host.show_message(f"This widens a search to all stories; {host.key('search')} searches.")

    def _everywhere(self, shown: Filter) -> Filter:
        return Filter(ALL_STORIES, shown.search, self._views.settings_of(ALL_STORIES))

    def end_find(self) -> bool:
        """End a search in the story; False where there is none."""
        if not self.host.story.seeker.hits.is_find:
            return False
        self.host.story.seeker.seek(())
        self.host.name_story_pane()
        return True

    def close(self) -> None:
        """Close the search line; the list stays as it is."""
        self.host.search_box.close()
        self.host.search_help.display = False
        self.host.focus_pane()

    def explain(self) -> None:
        """Explain what is typed, and count soon what it finds."""
        if self._is_in_story:
            typed = self.host.search_box.value
            meaning = "words, or begin*; accents and capitals do not matter"
            found = len(find_hits(_words(typed), self.host.story.page_shown).lines)
            told = f"{found:,} here" if typed.strip() else ""
            then = f"then {self.host.key('next_unread')} next, {self.host.key('previous_unread')} before"
            self._hints.say(meaning, told, ("Esc closes", "Enter goes there", then, f"{WIDEN_KEY} in all stories"))
            return
        self._hints.show(self._keys)
        self._hints.after_a_pause(self._count_now)

    @property
    def _keys(self) -> tuple[str, ...]:
        wider = (f"{WIDEN_KEY} in all stories",) if self._wanted.view != ALL_STORIES else ()
        return ("Esc closes", "Enter searches", *wider, f"{SAVE_KEY} saves it")

    def _count_now(self) -> None:
        self.host.run_in_background(self._count(self.host.search_box.value), "count")

    async def _count(self, typed: str) -> None:
        stories = self.host.desk.stories
        try:
            query = self._wanted.searching(typed).query(self.host.now())
            number, unknown = await stories.count(query), await stories.unknown_names(query)
        except QueryError as error:
            found = "" if error.position + 1 >= len(typed) or self._hints.shown.completions else f"{error}."
        else:
            found = f"{number:,} found" if typed.strip() else ""
            if unknown and not self._hints.shown.completions:
                found += f": {unknown[0]}"
        if self.is_open and self.host.search_box.value == typed:
            self.host.search_help.show(self._hints.shown, found, self._keys)

    def complete(self) -> None:
        """Complete the term at the cursor."""
        self._hints.complete()

    def submit(self, typed: str) -> None:
        """Show what a search finds."""
        host = self.host
        if self._is_in_story:
            self.close()
            host.story.seeker.seek(_words(typed), is_find=True)
            host.name_story_pane(host.story.seeker.hits.told if typed.strip() else "")
        elif self._is_understood(typed):
            self.close()
            host.pane = Pane.LIST
            host.filter = self._wanted.searching(typed.strip())

    def _is_understood(self, typed: str) -> bool:
        try:
            self._wanted.searching(typed.strip()).query(self.host.now())
        except QueryError as error:
            self.host.search_box.refuse(error)
            return False
        return True

    # -------------------------------------------------------------------------------------------------- saved searches

    def save(self, typed: str) -> None:
        """Ask for a name, and save the search under it."""
        typed = typed.strip()
        if not typed:
            self.host.show_message("Type a search first; then you can save it under a name.")
        elif self._is_understood(typed):

            def on_answer(name: str | None) -> None:
                if name:
                    self.host.run_in_background(self._save(name, typed), "save search")

            self.host.open_dialog(
                AskLineScreen("Save this search as", "a short name", typed, is_suggested=True), on_answer
            )

    async def _save(self, name: str, typed: str) -> None:
        saved, gone = await self.host.desk.reader_state.save_search(name, typed)
        await self._sidebar.load_searches()
        self.close()
        self._views.show(search_view(saved))
        self.host.pane = Pane.LIST
        if gone is None:
            self.host.show_message(f"Saved: {saved.name}. It is in the sidebar.")
            return
        label = f"saved {saved.name} in place of “{gone.query}”"
        await self._add_step(OtherStep(label, lambda: self._put(gone), lambda: self._put(saved)))
        again = f"{self.host.key('undo')} brings that back."
        self.host.show_step(f"Saved: {saved.name}, in place of “{gone.query}”. {again}")

    def remove_search(self) -> None:
        """Remove the saved search under the sidebar's cursor, or the one that is shown."""
        search = self._sidebar.selected_search
        if search is None:
            self.host.show_message("Select a saved search first; this is none.")
        else:
            self.host.run_in_background(self._remove(search), "remove search")

    async def _remove(self, search: SavedSearch) -> None:
        await self._drop(search)
        await self._add_step(OtherStep(f"removed {search.name}", lambda: self._put(search), lambda: self._drop(search)))
        again = f"{self.host.key('undo')} brings it back."
        self.host.show_step(f"Removed: {search.name} ({search.query}). Its stories stay; {again}")

    async def _drop(self, search: SavedSearch) -> None:
        """Remove a saved search; where it is shown, all stories are shown instead."""
        await self.host.desk.reader_state.remove_search(search.name)
        await self._sidebar.load_searches()
        if self.host.filter.view == search_view(search):
            self._views.show(ALL_STORIES)

    async def _put(self, search: SavedSearch) -> None:
        """Keep a search under its name; where the one is shown that it replaces, it is shown instead."""
        _, gone = await self.host.desk.reader_state.save_search(search.name, search.query)
        await self._sidebar.load_searches()
        if gone is not None and self.host.filter.view == search_view(gone):
            self._views.show(search_view(search))


def _words(typed: str) -> tuple[str, ...]:
    """What is looked for in a story: the words as one phrase."""
    return (typed.strip().strip('"'),) if typed.strip() else ()
