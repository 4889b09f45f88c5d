"""Stories sent to programs of the reader's own, by hand or by a rule."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from briefing import programs
from briefing.config.commands import Command
from briefing.core import clean, json_format, plaintext
from briefing.core.errors import UnknownStory
from briefing.core.open_story import OpenStory
from briefing.core.rules import Errand
from briefing.core.story import Story
from briefing.services.saving import SavingService
from briefing.services.stories import Stories

_NO_START = "-+@/\\~=<>|&!%.: "
"""What makes an option, a file or a command of an argument that begins with it."""
_COMMAND_OF_MAIL = re.compile(r"^(?=~|\.$)", re.MULTILINE)
"""Before lines that programs for mail carry out, or end at."""


class CommandService:
    """Sends stories to the commands of the settings, as rules want it."""

    def __init__(self, stories: Stories, saving: SavingService, commands: Sequence[Command]) -> None:
        self._stories = stories
        self._saving = saving
        self._commands = {command.name: command for command in commands}

    async def run(self, errands: Iterable[Errand]) -> tuple[str, ...]:
        """Run what rules ask for, one after the other. Gives a sentence on each that failed."""
        return tuple([problem for errand in errands if (problem := await self._run(errand))])

    async def _run(self, errand: Errand) -> str:
        command = self._commands.get(errand.command)
        if command is None:
            return f"A rule runs {errand.command!r}, which was left out of your commands."
        try:
            opened = await self._stories.open(errand.story)
        except UnknownStory:
            return ""  # it has been removed meanwhile
        if needs_address(command) and clean.address(opened.story.link) is None:
            return ""
        text = command_input(
            command, opened, lambda: self._saving.as_text(opened.story, opened.analysis, opened.annotations)
        )
        return await programs.run(command.name, command_line(command, opened.story), text)


def command_input(command: Command, opened: OpenStory, as_saved: Callable[[], str]) -> str:
    """What a command reads on its standard input. `as_saved` gives the text of the file that would be saved."""
    story, analysis, note = opened.story, opened.analysis, opened.note
    match command.input:
        case "address":
            return f"{clean.shown_address(story.link)}\n"
        case "text":
            return _COMMAND_OF_MAIL.sub(" ", plaintext.story_text(story, analysis, note) + "\n")
        case "markdown":
            return _COMMAND_OF_MAIL.sub(" ", as_saved())
        case "json":
            shape = json_format.story_to_json(story, analysis, [note] if note else [], opened.annotations.reports)
            return json.dumps(shape, ensure_ascii=False) + "\n"
    return ""


def command_line(command: Command, story: Story) -> list[str]:
    """The program and its arguments. A title cannot become an option or the name of a file that is to be read."""
    values = {"{address}": clean.address(story.link) or "", "{title}": clean.line(story.title).lstrip(_NO_START)}
    line = []
    for part in command.run:
        for name, value in values.items():
            part = part.replace(name, value)
        line.append(part)
    return line


def needs_address(command: Command) -> bool:
    """Whether a command is of no use for a story without an address."""
    return command.input == "address" or any("{address}" in part for part in command.run)
