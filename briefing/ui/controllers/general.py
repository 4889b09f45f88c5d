"""Actions of the reader as a whole: help, the palette, earlier messages, suspending."""

from __future__ import annotations

from typing import Protocol

from briefing.ui.actions import Action
from briefing.ui.controllers.host import Application, Dialogs
from briefing.ui.glyphs import Glyphs
from briefing.ui.panes import Pane
from briefing.ui.screens.help import HelpScreen, PaneHelp
from briefing.ui.signs import signs_of_stories

UNDER_CURSOR, OPEN = "the one under the list's cursor", "the open one, wherever the list's cursor is"
HELP = {
    Pane.SIDEBAR: PaneHelp(
        "In the sidebar",
        ("enter", "fold", "unfold", "refresh_feed", "refresh_all", "add_feed", "feeds", "forget_search", "sidebar"),
        {"enter": "go to its stories", "refresh_feed": "fetch the feed, or the feeds of the group"},
        UNDER_CURSOR,
    ),
    Pane.LIST: PaneHelp(
        "In the list of stories",
        ("enter", "read_on", "next_unread", "toggle_read", "toggle_star", "all_read", "undo", "search", "show_all",
         "show_unread", "show_starred", "next_feed", "order", "hide_read", "density", "refresh_all"),
        {"enter": "open the story", "next_unread": "open the next unread story", "search": "search the list"},
        UNDER_CURSOR,
    ),
    Pane.STORY: PaneHelp(
        "In the story",
        ("read_on", "page_down", "page_up", "next_story", "previous_story", "next_unread", "search", "enter", "back",
         "next_mention", "previous_mention", "layers", "mark_mode", "note", "save", "browse", "links", "reports",
         "copy", "copy_more", "pipe"),
        {"enter": "go to the panel", "search": "search in the story", "note": "write a note on the story"},
        OPEN,
    ),
    Pane.PANEL: PaneHelp(
        "In the panel",
        ("enter", "explain", "less_sure", "correct", "next_mention", "previous_mention", "copy_more", "panel", "back"),
        {"enter": "show the sentence of a line, or the page of an actor or resource"},
        OPEN,
    ),
}  # fmt: skip


class GeneralHost(Dialogs, Application, Protocol):
    """What these actions need of the screen."""

    actions: tuple[Action, ...]
    glyphs: Glyphs
    pane: Pane


class General:
    """Passes on to the application, and shows the keys."""

    def __init__(self, host: GeneralHost) -> None:
        self.host = host

    def show_help(self) -> None:
        """The keys of the pane that the reader is in, and all others; of the list, what its signs mean."""
        signs = signs_of_stories(self.host.glyphs) if self.host.pane is Pane.LIST else ()
        self.host.open_dialog(HelpScreen(self.host.actions, HELP[self.host.pane], signs))

    def show_palette(self) -> None:
        """All commands, by name."""
        self.host.app.action_command_palette()

    async def show_messages(self) -> None:
        """Earlier messages."""
        await self.host.app.run_action("messages")

    async def suspend(self) -> None:
        """Go behind the shell that started the reader, until that brings it back."""
        await self.host.app.run_action("suspend_process")
