"""The application: its themes, its keys and its first screen."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.message import Message
from textual.notifications import Notify, SeverityLevel
from textual.screen import Screen

from briefing.core.errors import BriefingError
from briefing.services.clock import now
from briefing.services.desk import Desk
from briefing.ui import toast_timeout
from briefing.ui.actions import bind_keys, key_of
from briefing.ui.background_work import BackgroundWork
from briefing.ui.counted_cells import count_spacing_marks, draw_in_counted_cells
from briefing.ui.early_keys import TakesEarlyKeys
from briefing.ui.mark_palette import mark_colours
from briefing.ui.options import ReaderOptions
from briefing.ui.pastes import keep_pastes_whole
from briefing.ui.resuming import resume_only_when_suspended
from briefing.ui.screens.reading import ReadingScreen
from briefing.ui.themes import DARK, LIGHT, THEMES
from briefing.ui.toasts import MANY_COLUMNS, LoggedMessage, StepTold, cut_message, number_kept
from briefing.ui.typed_ahead import keys_of

if TYPE_CHECKING:
    from briefing.ui.palette import ActionProvider

__all__ = ["BriefingApp", "ReaderOptions"]

MAX_MESSAGES = 500
DOUBLE_PRESS = 0.25
"""Seconds within which an Enter right behind an answer is the same one, pressed twice."""
THEME = "theme"
PALETTE_GONE = 0.2
"""Seconds until the palette is off the screen."""


def _action_provider() -> type[ActionProvider]:
    from briefing.ui.palette import ActionProvider  # late: it leads to all screens

    return ActionProvider


class BriefingApp(BackgroundWork, App[None]):
    """The reader, over a desk that somebody else has built. The desk is closed when the reader ends."""

    TITLE = "Briefing"
    COMMANDS = App.COMMANDS | {_action_provider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MANY_COLUMNS, "-wide")]  # noqa: RUF012 (Textual types it so)

    def __init__(self, desk: Desk, options: ReaderOptions | None = None, clock: Callable[[], datetime] = now) -> None:
        toast_timeout.patch_toast_timeout()
        keep_pastes_whole()
        self._marks_of: tuple[dict[str, str], dict[str, str]] | None = None
        """The variables of a theme, and the colours of marks that were made from them last."""
        self._is_dressed = False
        self.options = options or ReaderOptions()
        # The screen's sheet too: where one is read later, all are parsed again.
        sheets: list[str | PurePath] = ["ui/app.tcss", "ui/screens/reading.tcss"]
        super().__init__(css_path=[*sheets, "ui/ascii.tcss"] if self.options.reader.ascii else sheets)
        count_spacing_marks()
        self.desk = desk
        self.clock = clock
        self._is_drawn = False
        self._answered_at = 0.0
        """When a dialog answered last."""
        self._is_right_behind = False
        """Whether no other key has come since."""
        self._keys_behind: list[events.Key] = []
        self._awaited_keys: list[tuple[float, asyncio.Event]] = []
        """The moments after which a key is waited for, and what is set then."""
        self._ending: int | None = None
        self._step_shown = ""
        self.message_log: deque[LoggedMessage] = deque(maxlen=MAX_MESSAGES)
        self.actions, problems = bind_keys(dict(self.options.reader.keys))
        self._problems = list(problems)
        for binding in Binding.make_bindings(
            Binding(key, f"screen.perform('{action.id}')", action.description, show=False)
            for action in self.actions
            for key in action.keys
        ):
            self.bind(binding.key, binding.action, description=binding.description, show=False)
        for theme in THEMES:
            self.register_theme(theme)

    def notify(self, message: str, *, title: str = "", severity: SeverityLevel = "information", **more: Any) -> None:
        """Show a sentence for a while, and keep it for the log of messages; older ones make room for it."""
        self.message_log.append(LoggedMessage(self.clock(), severity, message))
        super().notify(self._cut(message), title=title, severity=severity, **more)

    def _cut(self, message: str) -> str:
        more_words = f"({key_of(self.actions, 'messages')} shows all of it)"
        return cut_message(message, self.size.width, self.size.height, more_words)

    def on_step_told(self, event: StepTold) -> None:
        """Show what was changed or undone; "u undoes it" of the change before it goes, for it is true no longer."""
        for notification in [one for one in self._notifications if one.message == self._step_shown]:
            self._unnotify(notification, refresh=False)
        self._step_shown = self._cut(event.words)
        self.notify(event.words, markup=False)

    def on_notify(self, event: Notify) -> None:
        """Take away the same message, if it is shown, and the oldest ones that a new one leaves no room for."""
        for same in [one for one in self._notifications if one.message == event.notification.message]:
            self._unnotify(same, refresh=False)
        shown = list(self._notifications)
        words = [notification.message for notification in shown]
        kept = number_kept(words, event.notification.message, self.size.width, self.size.height)
        for notification in shown[: len(shown) - kept]:
            self._unnotify(notification, refresh=False)

    async def on_event(self, event: events.Event) -> None:
        """Take up what happened; what somebody does goes before work in the background."""
        if isinstance(event, events.InputEvent):
            self.desk.pace.note_input()
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif self._is_pressed_twice(event):
            event.stop()
        elif event.time > self._answered_at:
            if not isinstance(self.screen, TakesEarlyKeys) or self.screen.takes_keys:  # no other dialog has followed
                self._keys_behind.clear()
            await super().on_event(event)
        elif not (isinstance(self.screen, TakesEarlyKeys) and await self.screen.take_early_key(event)):
            self._keys_behind.append(event)

    def post_message(self, message: Message) -> bool:
        """Take a message; who waits for a key knows of it at once, whatever is before it."""
        if isinstance(message, events.Key):
            for moment, is_pressed in self._awaited_keys:
                if message.time > moment:
                    is_pressed.set()
        return super().post_message(message)

    async def wait_for_key_after(self, moment: float) -> None:
        """Wait until a key comes that was pressed after a moment; it may have to wait for its turn."""
        awaited = moment, asyncio.Event()
        self._awaited_keys.append(awaited)
        try:
            await awaited[1].wait()
        finally:
            self._awaited_keys.remove(awaited)

    def _is_pressed_twice(self, event: events.Key) -> bool:
        """Whether a key is an Enter right behind an answer: it answers nothing that nobody has seen yet."""
        is_soon = event.time <= self._answered_at + DOUBLE_PRESS
        self._is_right_behind = self._is_right_behind and event.key == "enter" and is_soon
        return self._is_right_behind

    def keep_earlier_keys(self) -> None:
        """Keep what was pressed before now, behind the answer of a dialog: for the one that follows, or for nobody."""
        self._answered_at, self._is_right_behind = monotonic(), True
        self._keys_behind.clear()

    def take_keys_behind(self) -> Sequence[events.Key]:
        """The keys that were pressed behind the last answer; they are given once."""
        taken, self._keys_behind = self._keys_behind, []
        return taken

    async def on_key(self, event: events.Key) -> None:
        """Give keys that were typed ahead to the search line, or a dialog: they were on their way to a pane before."""
        type_ahead = getattr(self.focused, "type_ahead", None)  # a line's own, which is loaded behind the first screen
        is_taken = type_ahead is not None and type_ahead(event)
        if is_taken or (isinstance(self.screen, TakesEarlyKeys) and await self.screen.take_early_key(event)):
            event.prevent_default()

    def action_messages(self) -> None:
        """Earlier messages."""
        from briefing.ui.screens.messages import MessagesScreen  # late, as all that is not shown at once

        self.push_screen(MessagesScreen(self.message_log))

    def action_help_quit(self) -> None:
        """Explain how to quit: Ctrl+C copies a selection here instead of ending the program."""
        self.notify(f"{key_of(self.actions, 'leave')} quits from the list, Ctrl+Q from anywhere.", markup=False)

    def action_command_palette(self) -> None:
        """All commands, by name."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            from briefing.ui.palette import CommandsScreen

            self.push_screen(CommandsScreen(placeholder="Search commands", id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette has besides the table of actions."""
        yield SystemCommand("choose a theme", "dark, light and others, each with a preview", self.action_change_theme)
        yield SystemCommand("save a picture of the screen", "as SVG", self._take_picture)

    def action_change_theme(self) -> None:
        """Choose a theme; each is shown while the cursor is on it."""
        from briefing.ui.screens.themes import ThemesScreen

        self.push_screen(ThemesScreen(sorted(self.available_themes), self.theme), self._keep_theme)

    def _take_picture(self) -> None:
        self.set_timer(PALETTE_GONE, self.deliver_screenshot)

    def on_delivery_complete(self, event: events.DeliveryComplete) -> None:
        """Say where a picture of the screen is, as of all that is saved."""
        event.prevent_default()
        self.notify(f"Saved: {event.path}" if event.path else "The picture of the screen is saved.", markup=False)

    def on_delivery_failed(self, event: events.DeliveryFailed) -> None:
        """Make the folder of a picture of the screen and take it again; else say why it was not saved."""
        event.prevent_default()
        error = event.exception
        if isinstance(error, FileNotFoundError):
            try:
                Path(error.filename).parent.mkdir(parents=True)
                self.deliver_screenshot()
                return
            except OSError as fault:
                error = fault
        why = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
        self.notify(f"The picture of the screen was not saved. {why}.", severity="error", markup=False)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and the colours of marks that can be read on its grounds."""
        variables = super().get_css_variables()
        if not self._is_dressed:  # Textual asks for those of a theme that `on_load` replaces
            return variables
        if self._marks_of is None or self._marks_of[0] != variables:
            self._marks_of = variables, mark_colours(variables, self.current_theme.dark)
        return {**self._marks_of[1], **variables}

    async def on_load(self) -> None:
        """Dress, before the style sheets are parsed for the first time."""
        self.set_class(self.options.reader.ascii, "-ascii")
        usual = await self._usual_theme()
        wanted = self.options.reader.theme or usual
        if wanted not in self.available_themes:
            self._problems.append(f"theme: there is no theme called {wanted!r}; {usual} is used")
            wanted = usual
        self._begin_with_theme(wanted)
        self.stylesheet.set_variables(self.get_css_variables())
        for key in keys_of(self.options.typed_ahead()):
            self.post_message(key)

    def _begin_with_theme(self, name: str) -> None:
        """Take a theme as the first one; Textual would parse all style sheets again for a change of it."""
        self._is_dressed = True
        self.set_reactive(App.theme, name)
        theme = self.current_theme
        self.set_class(theme.dark, "-dark-mode")
        self.set_class(not theme.dark, "-light-mode")
        self.add_class(f"-theme-{name}")
        self.mutate_reactive(App.ansi_color)  # whether the terminal's own colours are sent as such

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen lies under all others."""
        return ReadingScreen(self.desk, self.options, self.actions, self.clock)

    def on_mount(self) -> None:
        """Tell what is wrong with the settings, and be told when all is drawn."""
        resume_only_when_suspended(self)
        if not self.is_web:
            self.desk.notices.use_terminal(self._write_to_terminal)
        self.screen.call_after_refresh(self._drawn)
        for problem in self._problems:
            self.notify(problem, severity="warning", markup=False)

    def end(self, code: int) -> None:
        """Exit with a code once all has been drawn: a screen cannot be taken down while it is set up.

        Who asks twice has it at once.
        """
        if self._is_drawn or self._ending is not None:
            self.exit(return_code=code)
        self._ending = code

    def _drawn(self) -> None:
        self._is_drawn = True
        if self._ending is not None:
            self.exit(return_code=self._ending)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, draw_in_counted_cells(renderable))

    def _write_to_terminal(self, words: str) -> None:
        """Between two drawings, never inside of one."""
        if self._driver is not None:
            self._driver.write(words)
            self._driver.flush()

    async def _usual_theme(self) -> str:
        """The theme that was picked last, else ours that goes with the terminal."""
        try:
            picked = (await self.desk.reader_state.values()).get(THEME)
        except BriefingError:
            picked = None  # the screen will say what is wrong with the library
        if isinstance(picked, str) and picked in self.available_themes:
            return picked
        return LIGHT.name if self.options.light else DARK.name

    def _keep_theme(self, name: str | None) -> None:
        if name is not None:
            self.run_in_background(self.desk.reader_state.keep(THEME, name), "theme")

    async def on_unmount(self) -> None:
        """Close the desk: nothing goes on running, and nothing is left unwritten."""
        await self.desk.close()
