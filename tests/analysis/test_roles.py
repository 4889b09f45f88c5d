"""Who, to whom and what around a word, from the parse alone."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from briefing.analysis.acts.lexicon import load_lexicon
from briefing.analysis.acts.roles import Found, RoleFinder


def is_name(token: Token) -> bool:
    return token.pos_ in ("PROPN", "PRON")


@pytest.mark.parametrize(
    ("text", "word", "who", "whom", "what"),
    [
        ("Chile offered Peru a port.", "offered", "Chile", "Peru", "port"),
        ("Peru was offered a port by Chile.", "offered", "Chile", "Peru", "port"),
        ("Chile asked Peru to open the port.", "asked", "Chile", "Peru", "open"),
        ("Peru was asked to open the port.", "asked", None, "Peru", "open"),
        ("Chile wants Peru to open the port.", "wants", "Chile", "Peru", "open"),
        ("Chile, which met Peru, demanded a port.", "demanded", "Chile", None, "port"),
        ("Chile closed the mine and demanded a port.", "demanded", "Chile", None, "port"),
        ("Chile was accused of lying and called for a port.", "called", "Chile", None, "port"),
        ("Chile rejected an offer of copper by Peru.", "rejected", "Chile", "Peru", "offer"),
        ("Chile rejected an offer of copper by Peru.", "offer", "Peru", "Chile", "copper"),
        ("Chile's request to Peru for copper failed.", "request", "Chile", "Peru", "copper"),
        ("Chile turned Peru's bid for the mine down.", "turned", "Chile", "Peru", "bid"),
        ("Chile agreed to buy copper from Peru.", "agreed", "Chile", "Peru", "buy"),
        ("Chile kept Peru from accepting the loan.", "accepting", "Peru", None, "loan"),
        ("Chile offered the herders a loan.", "offered", "Chile", "herders", "loan"),
        ("The herders were offered a loan.", "offered", None, "herders", "loan"),
        ("Chile asked the smelters to stay open.", "asked", "Chile", "smelters", "stay"),
        ("Chile asked that Peru open the port.", "asked", "Chile", "Peru", "open"),
        ("Chile asked for the port to be opened.", "asked", "Chile", None, "opened"),
        ("Chile warned the fleet that it would shut the port.", "warned", "Chile", "fleet", "shut"),
        ("Chile promised the loan that it offered Peru.", "offered", "it", "Peru", "loan"),
        ("Chile extended the loan that Peru was promised.", "promised", None, "Peru", "loan"),
        ("Chile refused Peru its support.", "refused", "Chile", "Peru", "support"),
        ("Chile offered 40 dollars a ton.", "offered", "Chile", None, "dollars"),
        ("Peru lost our request for fuel.", "request", "our", None, "fuel"),
        ("Its request for fuel was read aloud by Peru.", "request", "Its", None, "fuel"),
        ("Peru repeated its request for fuel.", "request", "Peru", None, "fuel"),
        ("Envoys noted Hanoi's acceptance of Manila.", "acceptance", "Hanoi", None, "Manila"),
        ("Ghana's invitation to talks came late.", "invitation", "Ghana", None, "talks"),
        ("Ghana's invitation to Peru to attend came late.", "invitation", "Ghana", "Peru", "attend"),
        ("Chile's promise of fuel to sailors was kept.", "promise", "Chile", "sailors", "fuel"),
        ("Peru pledged fifty officers.", "pledged", "Peru", None, "officers"),
        ("Peru sells the gas that Chile is ready to offer.", "offer", "Chile", None, "gas"),
        ("Peru has gas to offer Chile.", "offer", "Peru", "Chile", "gas"),
        ("Peru rejected or ignored the plan.", "rejected", "Peru", None, "plan"),
        ("Chile listed the ports that Peru asked for.", "asked", "Peru", None, "ports"),
        ("Peru wants the gas offered to Chile.", "offered", None, "Chile", "gas"),
        ("Loans were promised after they were discussed by Peru.", "promised", None, None, "Loans"),
        ("Chile approved of the plan.", "approved", "Chile", None, "plan"),
        ("Chile suggested that Peru pay.", "suggested", "Chile", "Peru", "pay"),
        ("Chile suggested that Peru be paid.", "suggested", "Chile", None, "paid"),
        ("Chile pleaded with Peru for a truce.", "pleaded", "Chile", "Peru", "truce"),
        ("Shell, whose rigs stand idle, has offered Peru two wells.", "offered", "Shell", "Peru", "wells"),
        ("Chile demanded that Peru be paid by Shell.", "demanded", "Chile", "Shell", "paid"),
        ("Chile wants the crew freed.", "wants", "Chile", None, "freed"),
        ("Chile recommended the port to sailors.", "recommended", "Chile", "sailors", "port"),
    ],
)
def test_roles(model: Language, text: str, word: str, who: str | None, whom: str | None, what: str) -> None:
    lexicon = load_lexicon()
    trigger = next(t for t in lexicon.triggers(model(text)) if t.token.text == word)
    roles = RoleFinder(is_name).roles(trigger)

    def text_of(found: Found | None) -> str | None:
        return None if found is None else found.token.text

    assert (text_of(roles.who), text_of(roles.whom), text_of(roles.what)) == (who, whom, what)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The miners saw a loan offer.", "loan"),
        ("The miners saw an enormous loan offer.", "loan"),
        ("The miners saw a 40 million dollar loan offer.", "dollar"),
        ("The miners saw a better offer.", None),
        ("The miners saw Peru's offer.", None),
    ],
)
def test_a_noun_tells_by_its_modifiers_what_is_put(model: Language, text: str, told: str | None) -> None:
    noun = next(t for t in model(text) if t.text == "offer")
    found = RoleFinder(is_name).told_in(noun)
    assert (None if found is None else found.text) == told


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Envoys liked the suggestion of a closer alliance.", None, "alliance"),
        ("Envoys liked the suggestion of the northern alliance.", "alliance", None),
    ],
)
def test_a_suggestion_is_of_somebody_definite(model: Language, text: str, who: str | None, what: str | None) -> None:
    trigger = next(t for t in load_lexicon().triggers(model(text)) if t.token.text == "suggestion")
    roles = RoleFinder(lambda token: token.text == "alliance").roles(trigger)
    found = (None if role is None else role.token.text for role in (roles.who, roles.what))
    assert tuple(found) == (who, what)


def test_giving_something_in_a_place_is_no_giving_in(model: Language) -> None:
    given = model("Chile gave the sailors a rest in the harbour.")
    assert [t for t in load_lexicon().triggers(given) if t.token.text == "gave"] == []
