"""From one report to the others of the same thing."""

from __future__ import annotations

from briefing.desk import OpenStory
from briefing.ui.screens.intake import IntakeScreen
from briefing.ui.screens.pick import Choice, Picked, PickScreen

ALONE = "As far as the words tell, nobody else reports this."


class ReportsScreen(IntakeScreen):
    """Another paper's report is opened like any story; the same key leads back to the first."""

    def action_reports(self) -> None:
        """Open another report of what the story reports."""
        self._with_story(self._choose_report)

    def _choose_report(self, opened: OpenStory) -> None:
        reports = opened.kept.reports
        if not reports:
            self.tell(ALONE)
        elif len(reports) == 1:
            self.open_story(reports[0].story)
        else:
            self._ask_which(opened)

    def _ask_which(self, opened: OpenStory) -> None:
        reports = opened.kept.reports

        def picked(answer: Picked | None) -> None:
            if answer is not None:
                self.open_story(reports[answer.number].story)

        choices = [Choice(report.source, report.title) for report in reports]
        self.app.push_screen(PickScreen("Other reports", choices, {"enter": "opens"}, self.signs.cursor), picked)
