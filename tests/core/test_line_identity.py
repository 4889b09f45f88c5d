"""New offers take the ids of the old ones that they are again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from briefing.core.analysis import Act, Line, Party, Span, Terms
from briefing.core.line_identity import StoredLine, corrected_lines_to_keep, match_line_ids, shared_words

QUOTE = "Norland offered Sudland zinc."


def offer(terms: str = "zinc", proposer: str = "Norland", act: Act = Act.OFFER, **fields: object) -> Line:
    at = max(0, QUOTE.find(terms))
    made = Line(act, Terms(terms, Span(at, at + len(terms))), (Span(0, len(QUOTE)),), Party(proposer))
    return replace(made, **fields)  # type: ignore[arg-type]


def fresh() -> Iterator[str]:
    return (f"new{number}" for number in count(1))


def ids(old: list[StoredLine], new: list[StoredLine]) -> list[str]:
    made = fresh()
    return [one.id for one in match_line_ids(old, new, lambda: next(made))]


def test_the_same_offer_keeps_its_id_wherever_it_stands() -> None:
    old = [StoredLine(offer(id="a"), QUOTE), StoredLine(offer("copper", id="b"), "Copper for Sudland.")]
    new = [StoredLine(offer("copper"), "Copper for Sudland."), StoredLine(offer(), f"On Monday {QUOTE}")]
    assert ids(old, new) == ["b", "a"]


def test_an_id_is_given_once() -> None:
    twice = [StoredLine(offer(), QUOTE), StoredLine(offer(), QUOTE)]
    assert sorted(ids([StoredLine(offer(id="a"), QUOTE)], twice)) == ["a", "new1"]


@pytest.mark.parametrize(
    "other",
    [offer("wheat", "Osterland", Act.DEMAND), offer("copper and tin", "Osterland"), offer("ships", negated=True)],
)
def test_another_offer_has_an_id_of_its_own(other: Line) -> None:
    assert ids([StoredLine(offer(id="a"), QUOTE)], [StoredLine(other, "Something else was said.")]) == ["new1"]


def test_what_the_reader_made_of_an_offer_is_known_again_too() -> None:
    old = StoredLine(offer("ore", "Nobody", id="a"), QUOTE, corrected=offer("zinc of Norland"))
    assert ids([old], [StoredLine(offer("zinc of Norland"), "It was said anew.")]) == ["a"]


def test_a_corrected_offer_stays_at_its_quote() -> None:
    joint = replace(offer(id="a"), proposer=Party("Norland", "norland", Span(0, 7), (Party("X", span=Span(0, 1)),)))
    (stays,) = corrected_lines_to_keep([StoredLine(joint, QUOTE, corrected=joint)], [], f"First. {QUOTE}")
    assert stays.evidence == (Span(7, 7 + len(QUOTE)),)
    assert stays.terms.span == Span(7 + QUOTE.index("zinc"), 7 + QUOTE.index("zinc") + 4)
    assert stays.proposer == Party("Norland", "norland", None, (Party("X"),))
    assert stays.recipient is None


def test_what_nobody_corrected_or_what_is_found_again_or_gone_does_not_stay() -> None:
    made = offer(id="a")
    assert corrected_lines_to_keep([StoredLine(made, QUOTE)], [], QUOTE) == ()
    assert corrected_lines_to_keep([StoredLine(made, QUOTE, corrected=made)], [made], QUOTE) == ()
    assert corrected_lines_to_keep([StoredLine(made, QUOTE, corrected=made)], [], "All is new.") == ()


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("zinc for tin", "tin for zinc", 1.0), ("zinc", "tin", 0.0), ("Zinc now", "zinc later", 0.5)],
)
def test_shared_words(one: str, other: str, share: float) -> None:
    assert shared_words(one, other) == share
