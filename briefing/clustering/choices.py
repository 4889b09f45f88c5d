"""What a new line does to the entries that it may belong to: which one tells its act, and which answers which.

These are the decisions of the ledger, whoever finds the entries: the library (`storage/ledger`) or an archive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from briefing.clustering.act_weights import SAME, THRESHOLDS
from briefing.clustering.answers import LINKS, answer_chance
from briefing.clustering.compared_line import ComparedLine
from briefing.clustering.same_acts import is_put_to_another, same_chance
from briefing.core.ledger.entries import Join
from briefing.core.ledger.lines import LedgerLine, LineParty


class Candidate(Protocol):
    """An entry that is looked at."""

    @property
    def told(self) -> tuple[ComparedLine, ...]:
        """The lines that stand for it: the first one and the newest."""

    @property
    def recipients(self) -> Collection[LineParty]:
        """All to whom its lines are put."""

    @property
    def is_linked(self) -> bool:
        """Whether it answers another already."""


Found = TypeVar("Found", bound=Candidate)


def choose_entry(line: ComparedLine, likely: Iterable[Found]) -> tuple[Found, ComparedLine, float] | None:
    """The entry that likeliest tells the act of a line, with the line that says so and the chance; None where none is
    likely enough. What one story tells twice is joined by its analysis, not here.
    """
    told = (
        (one, other, same_chance(other, line))
        for one in likely
        if line.line.story not in {other.line.story for other in one.told}
        and not is_put_to_another(line.line, one.recipients)
        for other in one.told
    )
    best = max(told, key=lambda found: found[2], default=None)
    return best if best is not None and best[2] >= THRESHOLDS[SAME] else None


def in_order(lines: Sequence[LedgerLine], likely: Callable[[ComparedLine], Iterable[Candidate]]) -> list[LedgerLine]:
    """The lines of one story in the order in which they look for their entries: the likeliest first, so that none takes
    the entry that another tells. What a headline says comes last, for the text tells it in full.
    """

    def chance(line: LedgerLine) -> float:
        best = choose_entry(compared := ComparedLine(line), likely(compared))
        return 0.0 if best is None else best[2]

    chances = {line.id: chance(line) for line in lines} if len(lines) > 1 else {}
    return sorted(lines, key=lambda line: (line.in_title, -chances.get(line.id, 0.0)))


def choose_answered(line: ComparedLine, likely: Iterable[Found]) -> tuple[Found, Join] | None:
    """The entry that a line likeliest answers; None where it answers none."""
    if line.line.act not in LINKS:
        return None
    chances = ((one, answer_chance(put, line)) for one in likely for put in one.told)
    found = [(one, join) for one, join in chances if join is not None]
    return max(found, key=lambda pair: pair[1].chance, default=None)


def find_answers(line: ComparedLine, likely: Iterable[Found]) -> Iterator[tuple[Found, Join]]:
    """The entries that answer a line which came in after them."""
    if line.line.act in LINKS:
        return
    for one in likely:
        answer = one.told[0]
        if not one.is_linked and answer.line.act in LINKS and (join := answer_chance(line, answer)) is not None:
            yield one, join
