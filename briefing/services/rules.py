"""The reader's rules: carried out once on a story, when it comes in or after its first analysis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.core.notices import Notice, merge_notices
from briefing.storage.library import Library

if TYPE_CHECKING:
    from briefing.core.rules import CarriedOut, Errand, Rule  # only their names: few readers have rules


class RuleRunner:
    """Carries rules out and keeps what is left to do until somebody takes it. Its methods run where the library is."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._notices: list[Notice] = []
        self._errands: list[Errand] = []

    def run_on_new(self, library: Library, new_stories: Sequence[str], now: datetime) -> None:
        """Stories have come in."""
        rules = [rule for rule in self._rules if not rule.waits(now)]
        self._keep(library.rules.carry_out(rules, new_stories, now))

    def run_on_analysed(self, library: Library, story: str, now: datetime) -> None:
        """A story has been analysed for the first time."""
        rules = [rule for rule in self._rules if rule.waits(now)]
        self._keep(library.rules.carry_out(rules, [story], now))

    def take_notices(self) -> tuple[Notice, ...]:
        """The notices of the rules for the reader; each is given once, and one for each story."""
        notices, self._notices = merge_notices(self._notices), []
        return notices

    def take_errands(self) -> tuple[Errand, ...]:
        """The stories that are to be sent to commands; each is given once."""
        errands, self._errands = tuple(self._errands), []
        return errands

    def _keep(self, done: CarriedOut) -> None:
        self._notices += done.notices
        self._errands += done.errands
