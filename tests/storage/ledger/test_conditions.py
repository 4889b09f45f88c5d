"""Conditions of SQL say what the core says."""

from __future__ import annotations

from itertools import product

import pytest

from briefing.core.analysis import Act
from briefing.core.ledger.entries import State
from briefing.core.ledger.life import CERTAIN, Answered
from briefing.core.visibility import is_sure_enough
from briefing.storage.ledger.conditions import ANSWER, COUNTS, MEASURE, OPEN, SURE_ENOUGH
from briefing.storage.library import Library
from tests.support.made import NOON


def meets(library: Library, condition: str, *values: object, **row: object) -> bool:
    """Whether a row meets a condition with these values."""
    columns = ", ".join(f"?{number} AS {name}" for number, name in enumerate(row, len(values) + 1))
    found = library._db.row(
        f"SELECT {condition} AS met FROM (SELECT {columns}) AS ledger_entry", *values, *row.values()
    )
    assert found is not None
    return bool(found["met"])


@pytest.mark.parametrize("state", State)
def test_open_states(library: Library, state: State) -> None:
    assert meets(library, OPEN, state=state.value) is state.is_open


@pytest.mark.parametrize("act", Act)
def test_answers_and_measures(library: Library, act: Act) -> None:
    assert meets(library, ANSWER, act=act.value) is act.is_answer
    assert meets(library, MEASURE, act=act.value) is act.is_measure


def test_answers_that_count(library: Library) -> None:
    for is_shown, chance in product((False, True), (0.5, 0.9999, CERTAIN)):
        answer = Answered(NOON, Act.REJECT, "Norland", is_shown, chance)
        assert meets(library, COUNTS, dismissed=0, shown=int(is_shown), answers_chance=chance) is answer.counts
        assert not meets(library, COUNTS, dismissed=1, shown=int(is_shown), answers_chance=chance)


def test_what_is_sure_enough(library: Library) -> None:
    for bound, sureness in product((0.0, 0.5, 1.0), (0.0, 0.4999, 0.5, 1.0)):
        assert meets(library, SURE_ENOUGH, bound, sureness=sureness) is is_sure_enough(sureness, bound)


def test_the_index_of_deadlines_has_the_open_states(library: Library) -> None:
    found = library._db.row("SELECT sql FROM sqlite_master WHERE name = 'ledger_entry_deadline'")
    assert found is not None
    assert found["sql"].endswith(OPEN.removeprefix("ledger_entry."))
    lapsing = f"SELECT num FROM ledger_entry WHERE deadline IS NOT NULL AND {OPEN} AND deadline < 9"
    (plan,) = library._db.rows(f"EXPLAIN QUERY PLAN {lapsing}")
    assert "ledger_entry_deadline" in plan["detail"]
