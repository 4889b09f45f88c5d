"""A story sent to a program of the reader's own. None of them is waited for, and none can write on the screen."""

from __future__ import annotations

import subprocess
import sys
from typing import Protocol

from briefing import programs
from briefing.config.commands import Command
from briefing.core import clean
from briefing.core.open_story import OpenStory
from briefing.services.commands import command_input, command_line, needs_address
from briefing.ui.controllers.host import Application, Dialogs
from briefing.ui.controllers.target import TargetHost, use_target
from briefing.ui.controllers.terminal import run_on_terminal
from briefing.ui.glyphs import Glyphs
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.pick import Choice, Picked, PickScreen

NO_COMMANDS = (
    "No commands are set up. Name programs of your own under `commands:` in settings.yaml, then start Briefing again."
)


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
        if needs_address(command) and clean.address(opened.story.link) is None:
            host.show_message("This story has no web address.", "warning")
            return
        line = command_line(command, opened.story)
        text = command_input(
            command, opened, lambda: host.desk.saving.as_text(opened.story, opened.analysis, opened.annotations)
        )
        if command.terminal:
            run_on_terminal(host, lambda: _run_on_terminal(command, line, text))
        else:
            host.run_in_background(self._run(command, line, text), "command", newest_only=False)

    async def _run(self, command: Command, line: list[str], text: str) -> None:
        problem = await programs.run(command.name, line, text)
        self.host.show_message(problem or f"Sent to {command.name}.", "warning" if problem else "information")


def _run_on_terminal(command: Command, line: list[str], text: str) -> str:
    has_input = command.input != "nothing"
    try:
        done = subprocess.run(line, input=text.encode() if has_input else None, check=False, stderr=sys.__stderr__)
    except OSError as error:
        return programs.start_problem(command.name, command.run[0], error)
    return programs.exit_problem(command.name, done.returncode, "")
