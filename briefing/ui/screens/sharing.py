"""A story leaves the reader: into the browser, the clipboard, or a program of the reader's own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable

from textual.app import SuspendNotSupported

from briefing.config.commands import Command
from briefing.core import clean, plaintext
from briefing.core.analysis import Offer
from briefing.core.evidence import evidence_text
from briefing.core.lines import main_offer
from briefing.desk import OpenStory
from briefing.ui import clipboard, excerpts
from briefing.ui.browser import NOT_WEB, Opener, find_opener
from briefing.ui.marks import Layer
from briefing.ui.panes import Pane
from briefing.ui.screens.moving import MovingScreen
from briefing.ui.screens.pick import Choice, Picked, PickScreen
from briefing.ui.widgets.story_view import StoryView

COMMAND_SECONDS = 120
NO_COMMANDS = "No commands are set up; `commands:` in settings.yaml names programs of your own to send stories to."


class SharingScreen(MovingScreen):
    """Nothing here waits for another program, and none of them can write on the screen."""

    # ------------------------------------------------------------------------------------------------------ the browser

    def action_browse(self) -> None:
        """Open the story in the browser."""
        self._with_address(self.browse)

    def browse(self, raw: str) -> None:
        """Open an address, or say why it cannot be."""
        if self.app.is_web:
            address = clean.address(raw)
            if address is None:
                self.tell(NOT_WEB, "warning")
            else:
                self.app.open_url(address)  # the browser that shows the reader
            return
        self.start_opener(find_opener(raw), clean.host(raw))

    def start_opener(self, opener: Opener | str, what: str) -> None:
        """Open something in the browser that was found, or say why there is none."""
        if isinstance(opener, str):
            self.tell(opener, "warning")
        elif opener.terminal:
            self._on_terminal(opener.run)
        else:
            self.tell(f"Opening in the browser: {what}")
            self.begin(self._open_beside(opener), "browser", newest_only=False)

    async def _open_beside(self, opener: Opener) -> None:
        problem = await asyncio.to_thread(opener.start)
        if problem:
            self.tell(problem, "warning")

    def _on_terminal(self, work: Callable[[], str]) -> None:
        """Give the terminal to another program until it ends; `work` says what went wrong, or nothing."""
        try:
            with self.app.suspend():
                problem = work()
        except SuspendNotSupported:
            problem = "That needs the terminal, and the reader has none here."
        if problem:
            self.tell(problem, "warning")

    def action_links(self) -> None:
        """The links of the story that is open."""
        page = self.story.page_shown
        addresses = page.shown.addresses if page is not None and self.pane is not Pane.LIST else ()
        if not addresses:
            self.tell("Open a story that has links first." if self.pane is Pane.LIST else "This story has no links.")
            return

        def picked(answer: Picked | None) -> None:
            if answer is not None:
                (self.copy_address if answer.verb == "y" else self.browse)(addresses[answer.number])

        choices = [
            Choice(f"[{number}] {clean.host(address)}", clean.shown_address(address))
            for number, address in enumerate(addresses, 1)
        ]
        verbs = {"enter": "or o opens", "o": "opens", "y": "copies"}
        self.app.push_screen(PickScreen("Links of this story", choices, verbs, self.signs.cursor), picked)

    def on_story_view_link_clicked(self, message: StoryView.LinkClicked) -> None:
        """The number of a link was clicked."""
        message.stop()
        self.browse(message.address)

    # ---------------------------------------------------------------------------------------------------- the clipboard

    def action_copy(self) -> None:
        """Copy the words that are selected, or the address of the story."""
        selected = self.get_selected_text()
        if selected and selected.strip():
            self.copy_text(selected.strip(), "the selected words")
            self.clear_selection()
        else:
            self._with_address(self.copy_address)

    def copy_address(self, address: str) -> None:
        """Copy an address."""
        self.copy_text(address, clean.shown_address(address))

    def copy_text(self, text: str, told: str) -> None:
        """Copy by the terminal (OSC 52), and by the desktop's own program where there is one."""
        self.app.copy_to_clipboard(text)
        self.tell(f"Copied: {told}")
        if not self.app.is_web:
            self.begin(self._fill_clipboard(text), "clipboard")

    async def _fill_clipboard(self, text: str) -> None:
        await asyncio.to_thread(clipboard.fill, text)

    def action_copy_more(self) -> None:
        """Copy a quote, an offer, or the whole story."""
        self._with_story(self._choose_copy)

    def _choose_copy(self, opened: OpenStory) -> None:
        story, offer = opened.story, self._offer_meant(opened)
        texts = {"the title and the address": excerpts.reference(story)}
        if offer is not None:
            texts["the quote of the offer"] = excerpts.quote(story, offer)
            texts["the offer, with all that it rests on"] = evidence_text(story, offer)
        texts["the whole story as text"] = plaintext.story_text(story, opened.analysis, opened.note)
        names = list(texts)

        def picked(answer: Picked | None) -> None:
            if answer is not None:
                self.copy_text(texts[names[answer.number]], names[answer.number])

        choices = [Choice(name, texts[name].split("\n")[0]) for name in names]
        self.app.push_screen(PickScreen("Copy", choices, {"enter": "copies"}, self.signs.cursor), picked)

    def _offer_meant(self, opened: OpenStory) -> Offer | None:
        """The offer that the panel's cursor is on, or the foremost one."""
        if opened.analysis is None:
            return None
        chosen = self.panel.chosen
        same = self.opened is not None and self.opened.story.id == opened.story.id
        if same and chosen is not None and chosen.layer is Layer.OFFERS:
            return opened.analysis.lines[int(chosen.of)]
        return main_offer(opened.analysis.lines)

    # ------------------------------------------------------------------------------------------- programs of one's own

    def action_pipe(self) -> None:
        """Send the story to a program of one's own."""
        commands = self.options.commands
        if not commands:
            self.tell(NO_COMMANDS)
            return

        def picked(answer: Picked | None) -> None:
            if answer is not None:
                self.send_to(commands[answer.number])

        choices = [Choice(command.name, " ".join(command.run)) for command in commands]
        self.app.push_screen(PickScreen("Send the story to", choices, {"enter": "sends"}, self.signs.cursor), picked)

    def send_to(self, command: Command) -> None:
        """Send the story to a command."""
        self._with_story(lambda opened: self._send(command, opened))

    def _send(self, command: Command, opened: OpenStory) -> None:
        if excerpts.needs_address(command) and clean.address(opened.story.link) is None:
            self.tell("This story has no address.", "warning")
            return
        line = excerpts.command_line(command, opened.story)
        words = excerpts.command_input(
            command, opened, lambda: self.desk.as_text(opened.story, opened.analysis, opened.kept)
        )
        if command.terminal:
            self._on_terminal(lambda: _run_on_terminal(command, line, words))
        else:
            self.begin(self._run_beside(command, line, words), "command", newest_only=False)

    async def _run_beside(self, command: Command, line: list[str], words: str) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *line,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            self.tell(_not_started(command, error), "warning")
            return
        try:
            async with asyncio.timeout(COMMAND_SECONDS):
                _, said = await process.communicate(words.encode())
        except TimeoutError:
            self.tell(f"{command.name} has not ended after {COMMAND_SECONDS} seconds; it goes on by itself.", "warning")
            return
        problem = _ended(command, process.returncode or 0, said.decode(errors="replace"))
        self.tell(problem or f"Sent to {command.name}.", "warning" if problem else "information")

    # ------------------------------------------------------------------------------------------------- what is meant

    def _with_address(self, use: Callable[[str], None]) -> None:
        headline = self.list.headline(self.target)
        address = clean.address(headline.link) if headline is not None and headline.link else None
        if address is None:
            self.tell("This story has no address.", "warning")
        else:
            use(address)

    def _with_story(self, use: Callable[[OpenStory], None]) -> None:
        """Use the story that is read or under the cursor, once it is loaded."""
        if self.target:
            self.begin(self._load_story(self.target, use), "share")

    async def _load_story(self, story: str, use: Callable[[OpenStory], None]) -> None:
        use(await self.desk.open(story))


def _run_on_terminal(command: Command, line: list[str], words: str) -> str:
    reads = command.input != "nothing"
    try:
        done = subprocess.run(line, input=words.encode() if reads else None, check=False, stderr=sys.__stderr__)
    except OSError as error:
        return _not_started(command, error)
    return _ended(command, done.returncode, "")


def _not_started(command: Command, error: OSError) -> str:
    return f"{command.name} could not be started: {error.strerror or error}: {command.run[0]}"


def _ended(command: Command, code: int, said: str) -> str:
    """A sentence on how a command failed, or an empty string."""
    lines = [line for line in said.splitlines() if line.strip()]
    return f"{command.name} failed (exit code {code}){': ' + lines[-1] if lines else ''}" if code else ""
