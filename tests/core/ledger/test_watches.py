"""What watches tell."""

from __future__ import annotations

from briefing.core.ledger.watches import Hit, notice_of
from tests.core.ledger.made import NOW, OFFER


def test_a_notice_tells_the_act_and_what_happened_and_names_the_event_for_good() -> None:
    came, changed = (notice_of(Hit("grain", OFFER, event, NOW)) for event in ("put", "changed 25%"))
    assert "Varnia → Tarsia · offer: wheat on credit" in str(came)
    assert "(changed 25%)" in str(changed)
    assert "(put)" not in str(came)
    assert notice_of(Hit("ships", OFFER, "put", NOW))[2] == came[2] != changed[2]
