"""A story sent to a program of the reader's own. None of them is waited for, and none can write on the screen."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Protocol

from briefing.config.commands import Command
from briefing.core import clean
from briefing.core.open_story import OpenStory
from briefing.ui import excerpts
from briefing.ui.controllers.host import Application, Dialogs
from briefing.ui.controllers.target import TargetHost, use_target
from briefing.ui.controllers.terminal import run_on_terminal
from briefing.ui.glyphs import Glyphs
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.pick import Choice, Picked, PickScreen

TIMEOUT_SECONDS = 120
NO_COMMANDS = "No commands are set up. Name programs of your own under `commands:` in settings.yaml."


class CommandsHost(TargetHost, Dialogs, Application, Protocol):
    """What sending stories needs of the screen."""

    glyphs: Glyphs
    options: ReaderOptions


class Commands:
    """Runs the commands of settings.yaml."""

    def __init__(self, host: CommandsHost) -> None:
        self.host = host

    def choose_command(self) -> None:
        """Choose a command, and send the story to it."""
        commands = self.host.options.reader.commands
        if not commands:
            self.host.show_message(NO_COMMANDS)
            return

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                self.send_story(commands[answer.number])

        choices = [Choice(command.name, " ".join(command.run)) for command in commands]
        dialog = PickScreen("Send the story to", choices, {"enter": "sends"}, self.host.glyphs.cursor)
        self.host.open_dialog(dialog, on_answer)

    def send_story(self, command: Command) -> None:
        """Send the story to a command."""
        use_target(self.host, lambda opened: self._send(command, opened), "share")

    def _send(self, command: Command, opened: OpenStory) -> None:
        host = self.host
        if excerpts.needs_address(command) and clean.address(opened.story.link) is None:
            host.show_message("This story has no web address.", "warning")
            return
        line = excerpts.command_line(command, opened.story)
        text = excerpts.command_input(
            command, opened, lambda: host.desk.saving.as_text(opened.story, opened.analysis, opened.annotations)
        )
        if command.terminal:
            run_on_terminal(host, lambda: _run_on_terminal(command, line, text))
        else:
            host.run_in_background(self._run(command, line, text), "command", newest_only=False)

    async def _run(self, command: Command, line: list[str], text: str) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *line,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            self.host.show_message(_start_problem(command, error), "warning")
            return
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                _, errors = await process.communicate(text.encode())
        except TimeoutError:
            words = f"{command.name} is still running after {TIMEOUT_SECONDS} seconds; it is left to run."
            self.host.show_message(words, "warning")
            return
        problem = _exit_problem(command, process.returncode or 0, errors.decode(errors="replace"))
        self.host.show_message(problem or f"Sent to {command.name}.", "warning" if problem else "information")


def _run_on_terminal(command: Command, line: list[str], text: str) -> str:
    has_input = command.input != "nothing"
    try:
        done = subprocess.run(line, input=text.encode() if has_input else None, check=False, stderr=sys.__stderr__)
    except OSError as error:
        return _start_problem(command, error)
    return _exit_problem(command, done.returncode, "")


def _start_problem(command: Command, error: OSError) -> str:
    return f"{command.name} could not be started: {error.strerror or error}: {command.run[0]}"


def _exit_problem(command: Command, code: int, errors: str) -> str:
    """A sentence on how a command failed, or an empty string."""
    lines = [line for line in errors.splitlines() if line.strip()]
    return f"{command.name} failed (exit code {code}){': ' + lines[-1] if lines else ''}" if code else ""
