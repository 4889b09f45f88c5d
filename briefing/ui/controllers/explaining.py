"""Why a line is there, asked for by its story and its id: from the panel, and from the ledger."""

from __future__ import annotations

from typing import Protocol

from briefing.core import why
from briefing.core.analysis import Line
from briefing.core.errors import BriefingError
from briefing.core.formatting import whole_line
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Dialogs, Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.screens.why import WhyScreen

GONE = "A new analysis of the story no longer finds this offer."


class ExplainingHost(Messages, Tasks, Dialogs, Protocol):
    """What explaining lines needs of a screen."""

    desk: Desk
    glyphs: Glyphs


class Explaining:
    """Reasons are not kept: the story is read again for them, while the dialog is there."""

    def __init__(self, host: ExplainingHost) -> None:
        self.host = host

    def explain(self, story: str, line: str) -> object:
        """Say why a line is there; by the ids of its story and its own. What is returned is what keys may wait for."""
        return self.host.run_in_background(self.show(story, line), "explain")

    async def show(self, story: str, line_id: str) -> None:
        """The same, for work in the background."""
        host = self.host
        analysis = (await host.desk.stories.open(story)).analysis
        line = next((one for one in analysis.lines if one.id == line_id), None) if analysis else None
        if line is None:
            host.show_message(GONE)
            return
        screen = WhyScreen(whole_line(line, host.glyphs.arrow), f"Reading the story again{host.glyphs.ellipsis}")
        await host.open_dialog(screen)
        try:
            found = await host.desk.analysis.explain(story, line)
            reasons = [GONE] if found is None else [sureness(line), *why.lines(found)]
        except BriefingError as error:
            reasons = [str(error)]
        if screen.is_attached:  # nobody has closed it meanwhile
            screen.show(reasons)


def sureness(line: Line) -> str:
    """How sure a line is, as the first of its reasons."""
    if line.corrected:
        return "sure: you have corrected it"
    return f"sure: of 100 lines like this {line.confidence * 100:.0f} are right"
