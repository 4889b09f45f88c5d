"""Two parties are chosen together: who surely makes an act does not take it too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from briefing.analysis.learned.document import Document, RuleAct
from briefing.analysis.learned.network import TriggerScores
from briefing.analysis.learned.party_choice import Parties, likely_pairs
from tests.analysis.learned.test_scored_acts import FIRST, STORY


def choose_parties(document: Document, said: TriggerScores, rule: RuleAct | None) -> Parties:
    return likely_pairs(document, said, rule)[0]


def keys(parties: Parties) -> tuple[str | None, str | None]:
    return (parties.proposer and parties.proposer.party, parties.recipient and parties.recipient.party)


def test_pairs_come_in_the_order_of_their_chances_and_none_is_one_party_twice() -> None:
    pairs = likely_pairs(STORY, FIRST, None)
    assert [pair.joint for pair in pairs] == sorted((pair.joint for pair in pairs), reverse=True)
    assert set(map(keys, pairs)) == {
        ("norway", "chad"),
        ("norway", None),
        (None, "norway"),
        (None, "chad"),
        (None, None),
    }
    assert pairs[0].joint == pytest.approx(0.9 * 0.3, abs=0.01)


def test_a_sure_proposer_makes_another_recipient_likelier() -> None:
    found = choose_parties(STORY, FIRST, None)
    assert found.proposer is not None
    assert found.recipient is not None
    assert (found.proposer.party, found.recipient.party) == ("norway", "chad")
    # of Norway 0.6, Chad 0.3 and nobody 0.1, when Norway is the proposer at 0.9 of 1
    assert found.recipient.chance == pytest.approx(0.3 / (0.06 + 0.3 + 0.1), abs=0.01)
    assert found.recipient.lead == pytest.approx((0.3 - 0.1) / (0.06 + 0.3 + 0.1), abs=0.01)
    assert found.nobody[1] == pytest.approx(0.1 / (0.06 + 0.3 + 0.1), abs=0.01)


def test_the_rules_party_is_favoured() -> None:
    open_ended = replace(FIRST, recipients=np.array([0.0, 0.3, 0.1, 0.0, 0.6], dtype=np.float32))
    rule = RuleAct((1,), "offer", False, "norway", "chad", None, (3, 5), 0.5)
    assert choose_parties(STORY, open_ended, None).recipient is None
    named = choose_parties(STORY, open_ended, rule).recipient
    assert named is not None
    assert named.party == "chad"


def test_nobody_on_both_sides_can_be() -> None:
    nobody = np.array([0.1, 0.0, 0.0, 0.0, 0.9], dtype=np.float32)
    found = choose_parties(STORY, replace(FIRST, proposers=nobody, recipients=nobody), None)
    assert (found.proposer, found.recipient) == (None, None)


def test_who_speaks_for_a_state_puts_nothing_to_it() -> None:
    spoken_for = STORY.candidates[1]._replace(name="Idriss Sougui", party="sougui", kind="person", side="Norway")
    story = replace(STORY, candidates=(STORY.candidates[0], spoken_for, *STORY.candidates[2:]))
    likeliest = replace(FIRST, recipients=np.array([0.0, 0.5, 0.4, 0.0, 0.1], dtype=np.float32))
    found = choose_parties(story, likeliest, None)
    assert found.proposer is not None
    assert found.recipient is not None
    assert (found.proposer.party, found.recipient.party) == ("norway", "chad")
    turned = replace(FIRST, proposers=likeliest.recipients, recipients=np.array([0.6, 0.0, 0.2, 0.0, 0.2]))
    found = choose_parties(story, turned, None)
    assert (found.proposer and found.proposer.party, found.recipient and found.recipient.party) != ("sougui", "norway")
