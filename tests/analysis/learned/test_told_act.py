"""The act and the sign of a word where its syntax says more than the network."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from briefing.analysis.learned.document import RuleAct
from briefing.analysis.learned.told_act import told_by_word
from tests.analysis.learned.documents import read_document, trigger


@pytest.mark.parametrize(
    ("text", "word", "taken_for", "told"),
    [
        ("Under no circumstances will Fiji sell tuna to Peru.", "sell", "offer", ("reject", False)),
        ("Fiji will in no case sell tuna to Peru.", "sell", "pledge", ("reject", False)),
        ("Under some circumstances Fiji will sell tuna to Peru.", "sell", "pledge", ("pledge", False)),
        ("Fiji will not shrink from helping Peru.", "shrink", "reject", ("pledge", False)),
        ("Fiji will shrink from helping Peru.", "shrink", "reject", ("reject", False)),
        ("Fiji would not hesitate to help Peru.", "hesitate", "reject", ("pledge", False)),
        ("Fiji did not only sell tuna but sent boats.", "sell", "offer", ("offer", False)),
        ("A judge faulted Fiji for not asking Peru.", "asking", "demand", ("demand", True)),
        ("Fiji did not ban trawlers from Peru.", "ban", "impose", ("impose", True)),
        ("Fiji must not ban trawlers from Peru.", "ban", "impose", ("impose", False)),
        ("A judge faulted Fiji for asking Peru.", "asking", "demand", ("demand", False)),
        ("Fiji has not shown willingness to sell tuna.", "willingness", "offer", ("offer", True)),
        ("Fiji has shown willingness to sell tuna.", "willingness", "offer", ("offer", False)),
        ("Fiji stopped short of duties on trawlers.", "stopped", "impose", ("impose", True)),
        ("Fiji refused to rule out duties on trawlers.", "refused", "reject", ("reject", True)),
        ("Fiji refused to rule out duties on trawlers.", "rule", "reject", ("reject", True)),
        ("Fiji ruled out duties on trawlers.", "ruled", "reject", ("reject", False)),
        ("Fiji refused to sell tuna.", "refused", "reject", ("reject", False)),
        ("Fiji withdrew its veto on trade with Peru.", "withdrew", "reject", ("lift", False)),
        ("Fiji reversed its refusal to sell tuna.", "reversed", "reject", ("lift", False)),
        ("Fiji would not drop its objections to the port.", "drop", "reject", ("reject", False)),
        ("Fiji withdrew its offer of tuna.", "withdrew", "reject", ("reject", False)),
        ("Fiji stopped trawlers from Peru.", "stopped", "impose", ("impose", False)),
    ],
)
def test_what_a_word_tells(model: Language, text: str, word: str, taken_for: str, told: tuple[str, bool]) -> None:
    document = read_document(model, text)
    said = replace(trigger(document, word, act=taken_for), negated=0.1)
    found = told_by_word(document, said, None, denied=False)
    assert (found.act, found.negated) == told


@pytest.mark.parametrize(
    ("text", "word", "is_denied"),
    [
        ("Fiji not only offered Peru tuna but sent boats.", "offered", False),
        ("Fiji has not just asked Peru for tuna, but Chad too.", "asked", False),
        ("Fiji not only ignored the request but raised its tolls.", "request", False),
        ("Fiji would not only sell Peru tuna but lend it boats.", "sell", False),
        ("Fiji had not offered Peru tuna only in May.", "offered", True),
        ("Fiji ignored the request, not only in May.", "request", True),
    ],
)
def test_not_only_denies_nothing(model: Language, text: str, word: str, is_denied: bool) -> None:
    document = read_document(model, text)
    said = replace(trigger(document, word, act="propose"), negated=0.9)
    assert told_by_word(document, said, None, denied=False).negated is is_denied


@pytest.mark.parametrize(
    ("text", "word", "is_denied"),
    [
        ("Fiji failed to persuade Peru to sell tuna.", "persuade", False),
        ("Fiji did not convince Peru that it should sell tuna.", "convince", False),
        ("Fiji did not try to persuade Peru to sell tuna.", "persuade", True),
        ("Fiji did not ask Peru to sell tuna.", "ask", True),
    ],
)
def test_who_persuades_in_vain_has_asked(model: Language, text: str, word: str, is_denied: bool) -> None:
    document = read_document(model, text)
    said = replace(trigger(document, word, act="demand"), negated=0.9)
    assert told_by_word(document, said, None, denied=False).negated is is_denied


def test_a_deadline_that_the_rules_find_is_no_relief(model: Language) -> None:
    document = read_document(model, "Fiji gave Peru two days to free the crew.")
    said = trigger(document, "gave", act="lift")
    rule = RuleAct((said.word,), "demand", False, None, None, None, (5, 8), 0.7)
    assert told_by_word(document, said, rule, denied=False).act == "demand"
