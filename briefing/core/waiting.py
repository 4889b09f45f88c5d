"""What is not known yet: stories that wait to be completed from their page, and to be analysed."""

from __future__ import annotations

from typing import NamedTuple

from briefing.core.formatting import counted


class Waiting(NamedTuple):
    """How many stories wait for their page, and how many for an analysis of the text that they have."""

    pages: int = 0
    analyses: int = 0

    @property
    def short(self) -> str:
        """In a few words, or nothing."""
        parts = []
        if self.pages:
            parts.append(f"{counted(self.pages, 'page')} to come")
        if self.analyses:
            parts.append(f"{self.analyses:,} to analyse")
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        """As a sentence for a ledger or a briefing, or nothing."""
        parts = []
        if self.analyses:
            parts.append(f"{counted(self.analyses, 'story', 'stories')} not analysed yet")
        if self.pages:
            parts.append(f"{counted(self.pages, 'story', 'stories')} without the text of their page")
        return f"Not in this yet: {', and '.join(parts)}." if parts else ""


NOTHING_WAITS = Waiting()
