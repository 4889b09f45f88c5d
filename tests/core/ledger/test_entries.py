"""Entries of the ledger as values: their sides, and why a telling is less sure."""

from __future__ import annotations

from dataclasses import replace

from briefing.core.analysis import Act
from briefing.core.ledger.bygone import BYGONE
from briefing.core.ledger.entries import Side
from briefing.core.matter import Matter
from briefing.core.visibility import Hidden
from tests.core.ledger.made import row, telling


def test_a_side_is_told_with_who_speaks_for_it() -> None:
    assert (Side("Varnia").person, Side("Varnia").words) == ("", "Varnia")
    assert Side("Varnia", ("Ana Kest", "Ole Rud")).words == "Varnia (Ana Kest)"


def test_a_pair_is_the_same_from_both_sides() -> None:
    one = row("e1", Act.OFFER, "Varnia", "Orlo", "wheat")
    other = row("e2", Act.REJECT, "Orlo", "Varnia", "wheat")
    assert one.pair == other.pair == ("Orlo", "Varnia")
    assert row("e3", Act.OFFER, "Varnia", "", "wheat").pair == ("", "Varnia")


def test_a_telling_says_why_it_is_less_sure() -> None:
    sure = telling("l1", "Harbour Post", "Varnia offered Tarsia wheat.", 1, confidence=0.42)
    hidden = replace(sure, shown=False)
    assert sure.less_sure == ""
    assert hidden.less_sure == "42%"
    assert replace(hidden, matter=Matter.SPORT).less_sure == Matter.SPORT.sentence
    assert replace(hidden, repeated=True).less_sure == Hidden.REPEATED.value
    assert replace(hidden, quote="In 2019, Varnia offered Tarsia wheat.", terms="wheat").less_sure == BYGONE
