"""What is copied or sent of a story, as text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from briefing.config.commands import Command
from briefing.core import clean, json_format, plaintext
from briefing.core.analysis import Offer
from briefing.core.formatting import words_of
from briefing.core.open_story import OpenStory
from briefing.core.story import Story

_NO_START = "-+@/\\~=<>|&!%.: "
"""What makes an option, a file or a command of an argument that begins with it."""
_COMMAND_OF_MAIL = re.compile(r"^(?=~|\.$)", re.MULTILINE)
"""Before lines that programs for mail carry out, or end at."""


def quote(story: Story, offer: Offer) -> str:
    """The sentences that say an offer, in quotation marks."""
    return " ".join(f"“{clean.line(words_of(story, span))}”" for span in offer.evidence)


def reference(story: Story) -> str:
    """Title, source and address of a story, in a line each where there are any."""
    day = "" if story.published is None else f"{story.published:%d %B %Y}"
    where = ", ".join(part for part in (clean.line(story.source), day) if part)
    return "\n".join(part for part in (clean.line(story.title), where, clean.shown_address(story.link)) if part)


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
