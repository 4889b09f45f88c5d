"""By what lines find each other, and what all comparisons of two lines ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from briefing.clustering.compared_line import ComparedLine, agreement, common_words, keys, on_one_matter
from briefing.core.analysis import Act
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.party_names import NO_NAMES

NORLAND, SUDLAND = LineParty("Norland"), LineParty("Sudland")
LINE = LedgerLine(
    "one", Act.DEMAND, "open its ports to grain ships", datetime(2026, 11, 3, tzinfo=UTC), NORLAND, SUDLAND,
    quote="Norland again demanded that Sudland open its ports to grain ships.",
)  # fmt: skip


def keys_of(line: LedgerLine) -> dict[int, int]:
    return keys(ComparedLine(line), NO_NAMES)


def test_lines_of_one_pair_find_each_other_whatever_they_say_and_whoever_speaks() -> None:
    turned = replace(LINE, proposer=SUDLAND, recipient=NORLAND, terms="count the herons")
    assert [keys_of(LINE)[key] for key in keys_of(LINE).keys() & keys_of(turned).keys()] == [2]


def test_lines_of_one_side_find_each_other_by_a_word() -> None:
    other = replace(LINE, recipient=None, terms="free the grain")
    assert keys_of(LINE).keys() & keys_of(other).keys()
    assert not keys_of(LINE).keys() & keys_of(replace(other, terms="count the herons")).keys()


def test_parties_agree_differ_or_are_not_named() -> None:
    assert [agreement(NORLAND, other) for other in (NORLAND, SUDLAND, None)] == [1, -1, 0]


def test_a_matter_is_one_by_a_word_or_a_resource() -> None:
    herons = replace(LINE, terms="count the herons", quote="Norland asked Sudland for a count.")
    assert not on_one_matter(ComparedLine(LINE), ComparedLine(herons))
    assert on_one_matter(*(ComparedLine(replace(one, resources=("grain",))) for one in (LINE, herons)))
    grain = replace(herons, terms="free the grain")
    assert on_one_matter(ComparedLine(LINE), ComparedLine(grain))
    assert common_words(ComparedLine(LINE), ComparedLine(grain)) == "grain"


def test_what_is_laid_on_other_goods_is_another_matter() -> None:
    cheese = replace(
        LINE, act=Act.IMPOSE, terms="a duty of 20 percent on cheese", resources=("cheese",),
        quote="Norland put a duty of 20 percent on cheese from Sudland.",
    )  # fmt: skip
    tin = replace(
        cheese,
        terms="a duty of 20 percent on tin",
        resources=("tin",),
        quote="Norland put a duty of 20 percent on tin.",
    )
    both = replace(tin, quote="Norland put a duty of 20 percent on tin and on cheese.")
    unnamed = replace(tin, terms="a duty of 20 percent", resources=(), quote="Norland put a duty of 20 percent on it.")
    told = [on_one_matter(ComparedLine(cheese), ComparedLine(other)) for other in (tin, both, unnamed)]
    assert told == [False, True, True]
