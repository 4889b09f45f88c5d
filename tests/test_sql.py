"""Conditions are put together with their values in order."""

from __future__ import annotations

from briefing.sql import Clause, joined, negated

TIN, ZINC = Clause("metal = ?", ("tin",)), Clause("metal = ? OR price > ?", ("zinc", 3))


def test_conditions_keep_their_values_in_order() -> None:
    both = joined(" AND ", [TIN, ZINC])
    assert both == Clause("(metal = ?) AND (metal = ? OR price > ?)", ("tin", "zinc", 3))
    assert negated(both) == Clause(f"NOT ({both.sql})", both.values)


def test_no_conditions_are_met_by_all() -> None:
    assert joined(" OR ", []) == Clause("1")
    assert joined(" AND ", [], "true") == Clause("true")
