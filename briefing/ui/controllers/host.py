"""What controllers may ask of the reading screen: small protocols that each controller combines as it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Coroutine
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.app import App
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.timer import Timer

from briefing.core.feed import FeedStatus
from briefing.services.desk import Desk
from briefing.ui.panes import Pane
from briefing.ui.widgets.story_list import StoryList

if TYPE_CHECKING:  # only their names: the first screen has no story
    from briefing.core.analysis import Analysis
    from briefing.core.open_story import OpenStory
    from briefing.ui.widgets.offer_panel import OfferPanel
    from briefing.ui.widgets.story_view import StoryView

Answer = TypeVar("Answer")


class Messages(Protocol):
    """Sentences for the reader."""

    def show_message(self, words: str, severity: SeverityLevel = "information") -> None:
        """Show a sentence for a while."""
        ...

    def show_step(self, words: str) -> None:
        """Show what was changed, undone or redone, in place of what was before it."""
        ...

    def key(self, action: str) -> str:
        """The key of an action as a person reads it, for a sentence that names it."""
        ...


class KnownFeeds(Protocol):
    """The feeds, and what the library knows of each."""

    feeds: tuple[FeedStatus, ...]


class Tasks(Protocol):
    """Work that does not hold up the keys."""

    def run_in_background(self, work: Coroutine[Any, Any, None], group: str, newest_only: bool = True) -> object:
        """Run a coroutine beside the screen; with `newest_only` it replaces earlier work of its group.

        An error is shown to the reader and ends nothing else. An action whose work opens a dialog returns what this
        returns: then the keys that follow wait for that dialog.
        """
        ...

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> Timer:
        """Call a function once, after so many seconds."""
        ...

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call a function once the screen has been laid out and drawn."""
        ...


class Dialogs(Protocol):
    """Screens that lie over the reading screen."""

    def open_dialog(
        self, dialog: Screen[Answer], on_answer: Callable[[Answer | None], object] | None = None
    ) -> Awaitable[None]:
        """Show a dialog at once; `on_answer` gets what it answers, None where it was closed. Where its work opens
        another dialog, it returns what `run_in_background` does: the keys that follow wait for it.
        """
        ...

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog and wait for its answer; None where it was closed. For work in the background."""
        ...


class Application(Protocol):
    """The application around the screen: the terminal, the clipboard, the way out."""

    @property
    def app(self) -> App[Any]:
        """The application."""
        ...


class CurrentStory(Protocol):
    """The story that the keys are about."""

    desk: Desk
    pane: Pane
    opened: OpenStory | None
    list: StoryList

    @property
    def target(self) -> str:
        """The id of the story that is read, or of the one under the cursor; empty where there is none."""
        ...

    async def reload_opened(self, ids: Collection[str]) -> None:
        """Read the open story from the library again, if it is one of these."""
        ...


class StoryPanes(Protocol):
    """The panes of the open story."""

    story: StoryView
    panel: OfferPanel

    def show_analysis(self, story: str, analysis: Analysis) -> None:
        """Draw an analysis where its story is open; nothing moves."""
        ...

    def no_analysis_words(self, otherwise: str) -> str:
        """Why the panel is empty: that the analysis is off, or `otherwise`."""
        ...

    def name_story_pane(self, more: str = "") -> None:
        """Write the title of the story's pane, with `more` after it."""
        ...
