"""Which lines are shown by default: the one place that panel, list, ledger, briefing, files and search ask.

The decision is made on plain facts, for the lines of stories (`why_hidden`) and those of the ledger, which keeps it.
A line that is not shown is not lost: it stands under "less sure", and says why it stands there.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.core.matter import Matter

if TYPE_CHECKING:
    from briefing.core.analysis import Act, Analysis, Line  # only their names: the bounds alone need no analysis


class Bounds(Struct, frozen=True):
    """What the settings ask of a line that is shown by default.

    Its chance is not below `unsure_below`, and it is about none of the matters of `hide_about`.
    """

    unsure_below: float = 0.5
    hide_about: frozenset[Matter] = frozenset(Matter) - {Matter.PUBLIC}


USUAL_BOUNDS = Bounds()


class Hidden(StrEnum):
    """Why a line is not shown by default, in words that end a sentence: "… is hidden because …"."""

    NO_PROPOSER = "no proposer is named"
    NO_RECIPIENT = "no recipient is named"
    SPORT = Matter.SPORT.sentence
    SHOW = Matter.SHOW.sentence
    PRIVATE = Matter.PRIVATE.sentence
    MATTER = "you want its matter left out"
    """One of the three above, where it is not known which."""
    REPEATED = "its feed says it in many stories"
    DISMISSED = "you dismissed it in the ledger"
    UNSURE = "it is not sure enough"


def why_held_back(
    act: Act, *, has_proposer: bool, has_recipient: bool, withheld: bool, repeated: bool
) -> Hidden | None:
    """Why a line stands back however sure it is; None where its chance decides.

    `withheld` says that its matter is one to be left out, `repeated` that its feed says it in many stories.
    """
    if not has_proposer:
        return Hidden.NO_PROPOSER
    if not has_recipient and act.needs_recipient:
        return Hidden.NO_RECIPIENT
    if withheld:
        return Hidden.MATTER
    return Hidden.REPEATED if repeated else None


def is_sure_enough(chance: float, unsure_below: float) -> bool:
    """Whether what has this chance is shown; what has none at all never is, however little is asked."""
    return 0 < chance >= unsure_below


def why_hidden(line: Line, bounds: Bounds = USUAL_BOUNDS) -> Hidden | None:
    """Why a line is not shown by default; None where it is shown. What the reader has corrected is always shown."""
    if line.corrected:
        return None
    if line.dismissed:
        return Hidden.DISMISSED
    reason = why_held_back(
        line.act,
        has_proposer=line.proposer is not None,
        has_recipient=line.recipient is not None,
        withheld=line.matter in bounds.hide_about,
        repeated=line.repeated,
    )
    if reason is not None:
        return Hidden(line.matter.sentence) if reason is Hidden.MATTER else reason
    return None if is_sure_enough(line.confidence, bounds.unsure_below) else Hidden.UNSURE


def is_shown(line: Line, bounds: Bounds = USUAL_BOUNDS) -> bool:
    """Whether a line is shown by default."""
    return why_hidden(line, bounds) is None


def shown_lines(analysis: Analysis, bounds: Bounds = USUAL_BOUNDS) -> tuple[Line, ...]:
    """The lines of an analysis that are shown by default, offers and measures, in the order of the story."""
    return tuple(line for line in analysis.lines if is_shown(line, bounds))


def count_offers(analysis: Analysis, bounds: Bounds = USUAL_BOUNDS) -> int:
    """How many lines of an analysis are shown by default, measures aside."""
    return sum(not line.act.is_measure for line in shown_lines(analysis, bounds))


def hidden_lines(analysis: Analysis, bounds: Bounds = USUAL_BOUNDS) -> tuple[Line, ...]:
    """The lines of an analysis that are not shown by default: "less sure"."""
    return tuple(line for line in analysis.lines if not is_shown(line, bounds))
