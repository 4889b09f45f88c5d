"""What the core decides of entries, as conditions of SQL on a row of `ledger_entry`: made of the same values."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.core.analysis import Act
from briefing.core.ledger.entries import State
from briefing.core.ledger.life import CERTAIN


def _is_one_of(column: str, values: Iterable[State | Act]) -> str:
    listed = ", ".join(f"'{one.value}'" for one in values)
    return f"ledger_entry.{column} IN ({listed})"


OPEN = _is_one_of("state", [state for state in State if state.is_open])
"""As `State.is_open`. The index of deadlines has the same list."""
ANSWER = _is_one_of("act", [act for act in Act if act.is_answer])
"""As `Act.is_answer`."""
MEASURE = _is_one_of("act", [act for act in Act if act.is_measure])
"""As `Act.is_measure`."""
COUNTS = f"dismissed = 0 AND (shown = 1 OR answers_chance >= {CERTAIN})"
"""As `Answered.counts`, of answers that the reader has not dismissed."""
LAST_ANSWER = (
    "(SELECT one.num FROM ledger_entry AS one"
    f" WHERE one.answers = ledger_entry.num AND {COUNTS}"
    " ORDER BY one.first DESC, one.answers_chance DESC, one.num LIMIT 1)"
)
"""Of several answers to a row the one by which `live` decides: the last one, of equals the likeliest."""
SURE_ENOUGH = "sureness > 0 AND sureness >= ?1"
"""As `is_sure_enough`, with the bound as the first value."""
