"""From one report to the others of the same event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core.open_story import OpenStory
from briefing.ui.controllers.host import Dialogs
from briefing.ui.controllers.target import TargetHost, use_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.screens.pick import Choice, Picked, PickScreen

NO_OTHERS = "No other report of this was found."


class ReportsHost(TargetHost, Dialogs, Protocol):
    """What finding other reports needs of the screen."""

    glyphs: Glyphs


class Reports:
    """Another feed's report is opened like any story; the same key leads back to the first."""

    def __init__(self, host: ReportsHost, open_story: Callable[[str], None]) -> None:
        self.host = host
        self._open_story = open_story

    def choose_report(self) -> object:
        """Open another report of what the story reports; where there are several, ask which."""
        return use_target(self.host, self._choose, "share")

    def _choose(self, opened: OpenStory) -> None:
        reports = opened.annotations.reports
        if not reports:
            self.host.show_message(NO_OTHERS)
            return
        if len(reports) == 1:
            self._open_story(reports[0].story)
            return

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                self._open_story(reports[answer.number].story)

        choices = [Choice(report.source, report.title) for report in reports]
        dialog = PickScreen("Other reports", choices, {"enter": "opens"}, self.host.glyphs.cursor)
        self.host.open_dialog(dialog, on_answer)
