"""What the reader says of joins and of what belongs into the ledger, and in which words it is told."""

from __future__ import annotations

from briefing.core.ledger.rulings import LONGEST_TERMS, Ruling, RulingKind, named, subject
from tests.core.ledger.made import BAN, OFFER, row


def test_a_ruling_joins_or_dismisses_or_neither() -> None:
    joining = {kind for kind in RulingKind if kind.joins}
    neither = {kind for kind in RulingKind if not kind.joins and not kind.dismisses}
    assert joining == {RulingKind.APART, RulingKind.TOGETHER}
    assert neither == {RulingKind.NO_ANSWER, RulingKind.KEEP_SENTENCE}
    assert not any(kind.dismisses for kind in joining)
    assert Ruling(RulingKind.APART, line="l1", other="l2").kind.joins


def test_an_entry_is_named_in_few_words_by_what_it_is_about() -> None:
    assert named(OFFER) == "Varnia → Tarsia, offer: wheat on credit"
    long = row("e9", OFFER.act, "Varnia", "Tarsia", "wheat " * 40)
    assert len(named(long)) < len("Varnia → Tarsia, offer: ") + LONGEST_TERMS + 2
    assert subject(BAN) == "gas"
    assert subject(long) == "Tarsia and Varnia"
    assert subject(row("e8", OFFER.act, "Varnia", "", "wheat")) == "Varnia"
