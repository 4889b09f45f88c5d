"""The reader's rules at work: once on a story when it comes in, or where they need it, when it is first analysed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from briefing.core.rules import Notice, Rule
from briefing.storage.library import Library

OnNew = Callable[[Library, Sequence[str], datetime], None]
"""Told which stories have come in, where the library is, together with their coming in."""


class Ruling:
    """Carries rules out and keeps what they want told until somebody asks. Its methods run where the library is."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._notices: list[Notice] = []

    def stored(self, library: Library, new_stories: Sequence[str], now: datetime) -> None:
        """Stories have come in."""
        rules = [rule for rule in self._rules if not rule.waits(now)]
        self._notices += library.rules.carry_out(rules, new_stories, now)

    def analysed(self, library: Library, story: str, now: datetime) -> None:
        """A story has been analysed for the first time."""
        rules = [rule for rule in self._rules if rule.waits(now)]
        self._notices += library.rules.carry_out(rules, [story], now)

    def notices(self) -> tuple[Notice, ...]:
        """What is to be told; each notice is given once."""
        told, self._notices = tuple(self._notices), []
        return told
