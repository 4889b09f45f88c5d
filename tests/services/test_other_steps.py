"""Undo and redo of what is not in the journal, among its steps (whose ids are numbers that grow)."""

from __future__ import annotations

from briefing.services.other_steps import OtherStep, OtherSteps


async def _nothing() -> None:
    """Do nothing."""


RYE, TEA = (OtherStep(name, _nothing, _nothing) for name in ("rye", "tea"))


def test_each_is_taken_back_and_made_again_at_its_place() -> None:
    others = OtherSteps()
    others.add(3, RYE)
    assert others.undo(newest=4) is None  # the journal's own step comes first
    assert others.undo(newest=3) is RYE
    assert others.undo(newest=3) is None
    assert others.redo(newest=2) is None  # the journal's step 3 was taken back, too
    assert others.redo(newest=3) is RYE
    assert others.redo(newest=3) is None
    assert others.undo(newest=3) is RYE


def test_several_in_a_row_are_made_again_from_the_first() -> None:
    others = OtherSteps()
    others.add(3, RYE)
    others.add(3, TEA)
    assert [others.undo(3), others.undo(3)] == [TEA, RYE]
    assert [others.redo(3), others.redo(3)] == [RYE, TEA]


def test_what_is_done_after_an_undo_ends_its_redo() -> None:
    others = OtherSteps()
    others.add(3, RYE)
    others.undo(3)
    assert others.undo(newest=4) is None  # a new step of the journal, which is now taken back
    assert others.redo(newest=3) is None
    others.add(3, RYE)
    others.undo(3)
    others.add(3, TEA)
    assert others.redo(3) is None
