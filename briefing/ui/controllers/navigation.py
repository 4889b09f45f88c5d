"""Moving within a pane, from pane to pane, and back."""

from __future__ import annotations

from typing import Protocol

from briefing.core.open_story import OpenStory
from briefing.ui.controllers.host import Application, StoryPanes
from briefing.ui.controllers.layout import Layout
from briefing.ui.controllers.marking import Marking
from briefing.ui.controllers.mentions import Mentions
from briefing.ui.controllers.opening import Opening
from briefing.ui.controllers.overview import Overview
from briefing.ui.controllers.search import Search
from briefing.ui.controllers.stepping import Stepping
from briefing.ui.controllers.views import Views
from briefing.ui.filters import Filter
from briefing.ui.layers import Layer
from briefing.ui.ledger_places import Place, PlaceKind
from briefing.ui.panes import Pane
from briefing.ui.views import ALL_STORIES
from briefing.ui.widgets.lines import LineView
from briefing.ui.widgets.story_list import StoryList


class NavigationHost(Application, StoryPanes, Protocol):
    """What moving needs of the screen."""

    filter: Filter
    list: StoryList
    opened: OpenStory | None
    pane: Pane

    @property
    def active_pane(self) -> LineView:
        """The pane that the keys go to."""
        ...

    def save_reading_position(self) -> None:
        """Remember how far the open story was read."""
        ...


class Navigation:
    """Every way in has a way back."""

    def __init__(
        self,
        host: NavigationHost,
        layout: Layout,
        views: Views,
        search: Search,
        mentions: Mentions,
        opening: Opening,
        stepping: Stepping,
        overview: Overview,
        marking: Marking,
    ) -> None:
        self.host = host
        self._marking = marking
        self._layout = layout
        self._views = views
        self._search = search
        self._mentions = mentions
        self._opening = opening
        self._stepping = stepping
        self._overview = overview

    # ----------------------------------------------------------------------------------------------------- in the pane

    def down(self) -> None:
        """One down."""
        self.host.active_pane.move(1)

    def up(self) -> None:
        """One up."""
        self.host.active_pane.move(-1)

    def to_top(self) -> None:
        """To the first."""
        self.host.active_pane.move(-self.host.active_pane.virtual_size.height)

    def to_bottom(self) -> None:
        """To the last."""
        self.host.active_pane.move(self.host.active_pane.virtual_size.height)

    def page_down(self) -> None:
        """A screen down."""
        self.host.active_pane.page(1)

    def page_up(self) -> None:
        """A screen up."""
        self.host.active_pane.page(-1)

    # ----------------------------------------------------------------------------------------------- from pane to pane

    def next_pane(self) -> None:
        """Go to the pane on the right."""
        self._step_pane(1)

    def previous_pane(self) -> None:
        """Go to the pane on the left."""
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        host = self.host
        if self._search.is_open:
            self._search.close()
        order = list(Pane) if host.opened is not None else [Pane.SIDEBAR, Pane.LIST]
        host.pane = order[(order.index(host.pane) + step) % len(order)] if host.pane in order else Pane.LIST

    def read_on(self) -> None:
        """Page the story; at its end go on to the next unread one."""
        if self._opening.expected:
            return  # what is not on the screen yet is not read
        if self.host.opened is None or not self.host.story.display or self._opening.is_preview:
            self._opening.open_selected()
        elif self.host.story.at_end:
            self._stepping.next_unread()
        else:
            self.host.story.page(1)

    def enter(self) -> None:
        """Open the story, or jump to what the panel's cursor is on."""
        host = self.host
        if host.pane is Pane.SIDEBAR:
            self._views.enter()
        elif host.pane is Pane.LIST:
            if host.opened is not None and host.opened.story.id == host.list.chosen:
                host.pane = Pane.STORY
            else:
                self._opening.open_selected()
        elif place := self._page_of_name():
            self._overview.show_page(place)
        elif host.pane is Pane.PANEL:
            self._mentions.jump()
        elif not self._mentions.return_from_jump():
            host.pane = Pane.PANEL

    def _page_of_name(self) -> Place | None:
        """The page of the actor or resource that the panel's cursor is on, or that is selected in the story."""
        item = self.host.panel.chosen if self.host.pane is Pane.PANEL else self._mentions.selected
        kinds = {Layer.ACTORS: PlaceKind.ACTOR, Layer.RESOURCES: PlaceKind.RESOURCE}
        return Place(kinds[item.layer], (item.name,)) if item is not None and item.layer in kinds else None

    # ------------------------------------------------------------------------------------------------------------ back

    def back(self) -> None:
        """One step back; never out of the reader."""
        host = self.host
        if self._search.is_open:
            self._search.close()
        elif (
            self._search.end_find()
            or self._mentions.return_from_jump()
            or self._mentions.deselect()
            or self._overview.return_to_ledger()
        ):
            pass
        elif host.pane is not Pane.LIST:
            to_story = host.pane is Pane.PANEL and not self._layout.shown_panes.list
            host.pane = Pane.STORY if to_story else Pane.LIST
            host.save_reading_position()
        elif self._marking.unpick():
            pass
        elif host.filter.search:
            host.filter = host.filter.searching("")
        elif host.filter.view != ALL_STORIES:
            self._views.show(ALL_STORIES)

    def leave(self) -> None:
        """One step back, and out of the reader from the list."""
        if self.host.pane is not Pane.LIST or self._search.is_open:
            self.back()
        else:
            self.host.app.exit()
