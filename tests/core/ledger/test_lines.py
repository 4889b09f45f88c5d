"""A line as the ledger takes it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from briefing.core.analysis import Act, Line, Party, Span, Terms
from briefing.core.ledger.lines import LedgerLine, LineParty, house_of
from briefing.core.matter import Matter
from briefing.core.visibility import Bounds, is_shown, is_sure_enough
from tests.support.made import NOON

BOUNDS = (Bounds(), Bounds(0.0), Bounds(0.6, frozenset({Matter.SHOW})))


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("bounds", BOUNDS)
def test_what_the_panel_shows_of_a_line_is_shown_in_the_ledger(act: Act, bounds: Bounds) -> None:
    span = Span(0, 4)
    facts = product((None, "Norland"), (None, "Sudland"), Matter, (False, True), (False, True), (0.0, 0.4, 0.5, 0.9))
    for by, to, matter, repeated, corrected, chance in facts:
        offer = Line(
            act, Terms("zinc", span), (span,), Party(by) if by else None, Party(to) if to else None,
            confidence=chance, matter=matter, repeated=repeated, corrected=corrected,
        )  # fmt: skip
        line = LedgerLine(
            "one", act, "zinc", NOON, LineParty(by) if by else None, LineParty(to) if to else None,
            confidence=chance, withheld=matter in bounds.hide_about, repeated=repeated, corrected=corrected,
        )  # fmt: skip
        assert is_sure_enough(line.sureness, bounds.unsure_below) is is_shown(offer, bounds), offer


def test_a_line_within_one_side_is_for_the_panel_alone() -> None:
    line = LedgerLine("one", Act.DEMAND, "zinc", NOON, LineParty("Norland"), LineParty("Sudland"), confidence=0.9)
    within = replace(line, proposer=LineParty("Norland", "Ada Lis"), recipient=LineParty("norland"))
    assert (line.is_within_one_side, line.sureness) == (False, 0.9)
    assert (within.is_within_one_side, within.sureness) == (True, 0.0)
    assert replace(within, corrected=True).sureness == 1.0


def test_what_tells_of_long_ago_is_for_the_panel_alone() -> None:
    quote = "In 2024, Norland demanded zinc from Sudland."
    line = LedgerLine("one", Act.DEMAND, "zinc", NOON, LineParty("Norland"), LineParty("Sudland"), quote=quote)
    assert (line.is_bygone, line.counts, line.sureness) == (True, False, 0.0)
    assert replace(line, corrected=True).sureness == 1.0


@pytest.mark.parametrize(
    ("addresses", "house"),
    [
        (("https://www.gazette.example/1", "https://feeds.example/"), "gazette.example"),
        ((None, "https://feeds.example/rss"), "feeds.example"),
        (("", ""), ""),
        (("https://[gazette", "https://feeds.example/"), "feeds.example"),
    ],
)
def test_the_paper_is_the_host_of_the_link_or_of_the_feed(addresses: tuple[str | None, ...], house: str) -> None:
    assert house_of(*addresses) == house


def test_two_stand_on_one_side_where_a_name_of_both_is_the_same() -> None:
    norland = LineParty("Norland", "Ada Lis", others=("Sudland",))
    assert norland.keys == {"norland", "ada lis", "sudland"}
    assert norland.is_with(LineParty("the Sudland"))
    assert not norland.is_with(LineParty("Westland"))
