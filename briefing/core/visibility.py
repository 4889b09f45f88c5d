"""Which lines are shown by default: the one place that panel, list, ledger, briefing, files and search ask.

A line that is not shown is not lost: it stands under "less sure", and says why it stands there.
"""

from __future__ import annotations

from enum import StrEnum

from briefing.core.analysis import Analysis, Offer

UNSURE_BELOW = 0.5
"""The chance below which a line is not shown, where the settings say nothing else (`unsure_below`)."""


class Hidden(StrEnum):
    """Why a line is not shown by default, in words that end a sentence: "… is hidden because …"."""

    NO_PROPOSER = "no proposer is named"
    NO_RECIPIENT = "no recipient is named"
    UNSURE = "it is not sure enough"


def why_hidden(line: Offer, unsure_below: float = UNSURE_BELOW) -> Hidden | None:
    """Why a line is not shown by default; None where it is shown. What the reader has corrected is always shown."""
    if line.corrected:
        return None
    if line.proposer is None:
        return Hidden.NO_PROPOSER
    if line.recipient is None and line.act.needs_recipient:
        return Hidden.NO_RECIPIENT
    return Hidden.UNSURE if line.confidence < unsure_below else None


def is_shown(line: Offer, unsure_below: float = UNSURE_BELOW) -> bool:
    """Whether a line is shown by default."""
    return why_hidden(line, unsure_below) is None


def shown_lines(analysis: Analysis, unsure_below: float = UNSURE_BELOW) -> tuple[Offer, ...]:
    """The lines of an analysis that are shown by default, offers and measures, in the order of the story."""
    return tuple(line for line in analysis.lines if is_shown(line, unsure_below))


def hidden_lines(analysis: Analysis, unsure_below: float = UNSURE_BELOW) -> tuple[Offer, ...]:
    """The lines of an analysis that are not shown by default: "less sure"."""
    return tuple(line for line in analysis.lines if not is_shown(line, unsure_below))
