"""Words that look like an act and tell none, with and without the learned part's eye for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Token

from briefing.analysis.acts.no_acts import is_lifting_plan, is_no_act
from briefing.analysis.learned import stage
from briefing.analysis.pipeline import analyse
from briefing.analysis.vocabulary import shipped_vocabulary, using
from briefing.core.story import Body


def _words(model: Language, text: str, ask: Callable[[Token], bool]) -> list[str]:
    with using(shipped_vocabulary("en")):
        return [token.text for token in model(text) if ask(token)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Estonia cautioned Latvia against demanding a higher price.", "demanding"),
        ("The bank advised its clients against offering collateral or accepting cheques.", "accepting"),
        ("Uruguay suspended plans to sell its ferries.", "suspended"),
        ("The judge rejected his dismissal.", "rejected"),
        ("Angola rejected allegations of fraud.", "rejected"),
        ("The shipyard accepted responsibility for the leak.", "accepted"),
        ("Lisbon accepted that the bridge was old.", "accepted"),
        ("Angola has long sought to control the bridge.", "sought"),
        ("Angola has always wanted to join the union.", "wanted"),
        ("Angola denied having offered talks.", "denied"),
        ("Angola denied that it had offered talks.", "denied"),
        ("The bank declined to say who had offered the loan.", "declined"),
        ("Rebels committed atrocities in the valley.", "committed"),
        ("The report lists crimes committed by the militia.", "committed"),
        ("Had Angola offered talks, Zambia would have smiled.", "offered"),
        ("Should Angola offer talks, Zambia would smile.", "offer"),
        ("Angola would have accepted the price in May.", "accepted"),
        ("The minister postponed his visit to Angola.", "postponed"),
        ("Angola castigated Zambia for not opening the bridge.", "castigated"),
        ("Angola dismissed the claim from Zambia as absurd.", "dismissed"),
        ("Angola rejected the smuggling charges.", "rejected"),
        ("The bank refused to clarify its position.", "refused"),
        ("The paper has asked the ministry for comment.", "asked"),
        ("Angola is expected to approve the loan in May.", "approve"),
        ("Angola is expected to approve the loan in May.", "expected"),
        ("Angola is likely to hold talks and offer a truce.", "offer"),
        ("Angola is expected to make an offer in May.", "offer"),
        ("Angola will likely ban imports of salt.", "ban"),
        ("There is speculation that Angola would offer a truce.", "offer"),
    ],
)
def test_what_surely_tells_no_act(model: Language, text: str, word: str) -> None:
    assert word in _words(model, text, is_no_act)


@pytest.mark.parametrize(
    "text",
    [
        "Estonia cautioned Latvia against a higher price.",
        "Angola rejected an offer of talks.",
        "Angola denied Zambia a visa.",
        "Angola has long sought the return of the bridge.",
        "Angola has always wanted Zambia to open the bridge.",
        "Angola sought to control the bridge.",
        "The bank declined to offer a loan.",
        "Never had Angola offered talks.",
        "Angola would accept the price.",
        "Angola postponed the visit of Zambia's minister.",
        "Angola postponed the duties.",
        "Angola rejected Zambia's claims to the lake.",
        "The shipyard accepted the terms.",
        "Lisbon committed 40 million euros to the bridge.",
        "Chile did not suspend plans to sell its ferries.",
        "Angola rejected the charges on imports of salt.",
        "The paper asked the ministry for an office.",
    ],
)
def test_what_may_tell_an_act(model: Language, text: str) -> None:
    assert _words(model, text, is_no_act) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Angola is expected to tell Zambia that it plans to lend a ferry.", "plans"),
        ("The bank has a project approved by Angola.", "approved"),
        ("Brokers expect Angola to drop its offer.", "offer"),
        ("Prices are expected to fall after Angola accepted the offer.", "accepted"),
    ],
)
def test_what_is_told_beside_a_forecast_may_be_an_act(model: Language, text: str, word: str) -> None:
    assert word not in _words(model, text, is_no_act)


@pytest.mark.parametrize(
    ("text", "lifts"),
    [
        ("Uruguay suspended plans to ban exports of beef.", True),
        ("Togo shelved its plan to impose a levy on cars.", True),
        ("Kenya dropped a proposal to stop imports of maize.", True),
        ("Uruguay suspended plans to sell its ferries.", False),
        ("Kenya announced plans to stop imports of maize.", False),
    ],
)
def test_a_plan_to_restrict_that_is_given_up_lifts(model: Language, text: str, lifts: bool) -> None:
    assert bool(_words(model, text, is_lifting_plan)) is lifts


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "learned_part", stage.read_learned_part)


@pytest.mark.usefixtures("learned")
def test_a_measure_that_was_only_planned_is_lifted(model: Language) -> None:
    told = analyse(model, "", Body.plain("Brazil has suspended plans to ban exports of corn, its farm minister said."))
    assert {line.act.value for line in told.lines} == {"lift"}


@pytest.mark.usefixtures("learned")
def test_what_is_warned_against_has_its_against(model: Language) -> None:
    told = analyse(model, "", Body.plain("Norway cautioned the European Union against imposing quotas on its salmon."))
    assert [line.terms.text for line in told.lines] == ["against imposing quotas on its salmon"]


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize(
    "text",
    [
        "Angola walked back its pledge to send ferries to Zambia.",
        "Angola backed off its threat to expel the envoys of Zambia.",
        "Angola backed away from its demand that Zambia open the bridge.",
    ],
)
def test_what_is_taken_back_is_not_told_as_put(model: Language, text: str) -> None:
    told = analyse(model, "", Body.plain(text))
    assert {line.act.value for line in told.lines if not line.negated} <= {"reject"}
    assert told.lines
