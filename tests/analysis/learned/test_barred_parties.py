"""Who cannot be a party, by the syntax: who is asked makes no demand, and no place is ordered to do anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from spacy.language import Language

from briefing.analysis.learned.barred_parties import barred_makers, barred_takers, owners_of_others, without_barred
from briefing.analysis.learned.document import Document
from tests.analysis.learned.documents import even_chances, possible, read_document, trigger, word_of

Bar = Callable[[Document, int], Iterator[int]]


def unordered(document: Document, word: int) -> Iterator[int]:
    return barred_takers(document, trigger(document, document.words[word].text, act="demand"), "demand")


@pytest.mark.parametrize(
    ("text", "word", "bar", "barred"),
    [
        ("Chile's parliament has been asked to look into the sale.", "asked", barred_makers, {"Chile", "parliament"}),
        ("Chile's parliament has been asked by Peru to look into the sale.", "asked", barred_makers, set()),
        ("Chile asked Peru to look into the sale.", "asked", barred_makers, set()),
        ("Chile told to look into the sale", "told", barred_makers, {"Chile"}),
        ("Chile tells Peru to look into the sale", "tells", barred_makers, set()),
        ("Chile asked to look into the sale.", "asked", barred_makers, set()),
        ("Chile urged Peru to look into the sale.", "urged", barred_makers, set()),
        ("An offer of wheat to the Soviets was rejected.", "rejected", barred_makers, {"wheat"}),
        ("Canada ordered the deployment of 900 troops to Latvia.", "ordered", unordered, {"Latvia", "troops"}),
        ("Canada ordered Latvia to withdraw.", "ordered", unordered, set()),
        (
            "The king has ordered to reinforce the garrisons near Latvia.",
            "ordered",
            unordered,
            {"garrisons", "Latvia"},
        ),
        ("The king ordered that Latvia reinforce the garrisons.", "ordered", unordered, set()),
    ],
)
def test_who_cannot_be_a_party(model: Language, text: str, word: str, bar: Bar, barred: set[str]) -> None:
    document = read_document(model, text)
    at = word_of(document, word)
    assert {document.candidates[i].name.split()[-1] for i in bar(document, at)} - {"deployment"} == barred


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Norway vowed to end the Chad war.", True),
        ("Norway vowed to end the Chad talks.", False),
    ],
)
def test_the_chance_of_who_is_barred_goes_to_nobody(model: Language, text: str, nobody: bool) -> None:
    document = read_document(model, text)
    said = without_barred(document, trigger(document, "vowed", takers={"Chad": 0.7}), "pledge")
    assert said.recipients[-1] == pytest.approx(1.0 if nobody else 0.3)
    assert said.recipients.sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "word", "terms", "act", "taker", "barred"),
    [
        ("Three firms owned by Chad were banned by Fiji.", "banned", "banned", "impose", "Chad", True),
        ("Three firms in Chad were banned by Fiji.", "banned", "banned", "impose", "three firms", False),
        ("Fiji urged support for a bill on tuna.", "urged", "a bill on tuna", "demand", "support", True),
        ("Fiji called for a new agency.", "called", "a new agency", "demand", "new agency", True),
        ("Fiji ordered the creation of new companies.", "ordered", "the creation", "demand", "new companies", True),
        ("Fiji called for the shipowners in Suva to sell tuna.", "called", "sell tuna", "demand", "shipowners", False),
        ("Fiji called for shipowners to buy tuna.", "called", "buy tuna", "demand", "shipowners", False),
        ("Fiji urged shipowners to buy tuna.", "urged", "buy tuna", "demand", "shipowners", False),
        ("Fiji and islands such as Tonga agreed to sell tuna.", "agreed", "sell tuna", "accept", "Tonga", True),
        ("Growers including Tonga agreed to sell tuna.", "agreed", "sell tuna", "accept", "Tonga", True),
        ("Fiji agreed with islands such as Tonga to sell tuna.", "agreed", "sell tuna", "accept", "Tonga", False),
        ("Fiji promised to send 900 nurses to Tonga.", "promised", "send 900 nurses", "pledge", "900 nurses", True),
        ("Fiji promised to pay 900 nurses.", "promised", "pay 900 nurses", "pledge", "900 nurses", False),
        ("Growers sought a duty on Peru's tuna.", "sought", "a duty", "demand", "Peru", True),
        ("Fiji called for sanctions against Peru.", "called", "sanctions", "demand", "Peru", True),
        ("Fiji called for action from Peru.", "called", "action", "demand", "Peru", False),
        ("Fiji opposes sanctions on Peru.", "opposes", "sanctions", "reject", "Peru", True),
        ("Fiji refused to lift sanctions on Peru.", "refused", "lift sanctions", "reject", "Peru", False),
        ("Fiji will put a radar on an island near Peru.", "put", "a radar", "pledge", "Peru", True),
        ("Fiji will answer the killing of Ada Lis.", "answer", "the killing", "threaten", "Ada Lis", True),
        ("Fiji will answer the question of Ada Lis.", "answer", "the question", "threaten", "Ada Lis", False),
        ("In a filing with Peru, the port sought new loans.", "sought", "new loans", "demand", "Peru", True),
        ("In a talk with Peru, the port sought new loans.", "sought", "new loans", "demand", "Peru", False),
        ("Fiji denied selling tuna to Peru.", "denied", "selling tuna", "reject", "Peru", True),
        ("Fiji denied tuna to Peru.", "denied", "tuna", "reject", "Peru", False),
        ("Fiji joined Peru in asking for tuna.", "asking", "tuna", "demand", "Peru", True),
        ("Fiji met Peru before asking for tuna.", "asking", "tuna", "demand", "Peru", False),
        ("Fiji called for an end to flights to Peru.", "called", "an end", "demand", "Peru", True),
        ("Fiji refused to halt shipments to Peru.", "refused", "halt shipments", "reject", "Peru", True),
        ("Fiji called for flights to Peru.", "called", "flights", "demand", "Peru", False),
        ("Fiji will end flights to Peru.", "end", "flights", "impose", "Peru", False),
        ("Fiji imposed duties on imports into Peru.", "imposed", "duties", "impose", "Peru", True),
        ("Fiji banned exports to Peru.", "banned", "exports", "impose", "Peru", False),
        ("Sund agreed to the sale of its Lis unit.", "agreed", "the sale", "accept", "Lis unit", True),
        ("Sund proposes to sell its ferry subsidiary.", "proposes", "sell", "propose", "ferry subsidiary", True),
        ("Sund offers a stake in its ferry arm.", "offers", "a stake", "offer", "ferry arm", True),
        ("Sund agreed with its ferry unit to sell tuna.", "agreed", "sell tuna", "accept", "ferry unit", False),
        ("Sund urged its ferry unit to sell tuna.", "urged", "sell tuna", "demand", "ferry unit", False),
        ("Sund agreed to join the ferry unit.", "agreed", "join", "accept", "ferry unit", False),
        ("Fiji sought loans on Monday as Peru sent ships to Suva.", "sought", "loans", "demand", "Peru", True),
        ("Fiji seeks the same loans as were granted to Peru.", "seeks", "the same loans", "demand", "Peru", True),
        ("Fiji promised to pay as soon as Peru sells tuna.", "promised", "pay", "pledge", "Peru", False),
        ("Fiji promised to pay after Peru sold tuna.", "promised", "pay", "pledge", "Peru", False),
        ("Fiji vowed revenge as Peru sent ships.", "vowed", "revenge", "threaten", "Peru", False),
        ("The ships sailed as Fiji urged Peru to stay.", "urged", "stay", "demand", "Peru", False),
    ],
)
def test_who_takes_nothing(
    model: Language, text: str, word: str, terms: str, act: str, taker: str, barred: bool
) -> None:
    document = read_document(model, text)
    said = trigger(document, word, takers={taker: 0.6}, terms=terms)
    assert said.recipients[:-1].max() > 0, [candidate.name for candidate in document.candidates]
    assert without_barred(document, said, act).recipients[-1] == pytest.approx(1.0 if barred else 0.4)


def test_who_stands_with_the_act_and_does_something_meanwhile_may_take_it(model: Language) -> None:
    document = read_document(model, "Fiji rejected the plan of Peru as Peru sent more ships.")
    said = trigger(document, "rejected", takers={"Peru": 0.3}, terms="the plan of Peru")
    assert without_barred(document, said, "reject").recipients[-1] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("text", "word", "owners"),
    [
        ("Ada Lis warned Chad's rivals not to arm.", "warned", {"Chad"}),
        ("Norway asked Chadian allies for wheat.", "asked", {"Chadian", "Chad"}),
        ("Ada Lis warned Chad's army not to arm.", "warned", set()),
    ],
)
def test_who_has_rivals_is_not_asked_what_they_are(model: Language, text: str, word: str, owners: set[str]) -> None:
    document = read_document(model, text)
    said = trigger(document, word, even_chances(document), act="demand")
    assert {document.candidates[i].name for i in owners_of_others(document, said)} <= owners
    left = without_barred(document, said, "demand").recipients
    gone = set(even_chances(document)) - possible(document, left)
    assert bool(gone & {"Chad", "Chadian"}) == bool(owners)


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("Fiji banned exports of tuna. Peru protested.", "banned", {"Fiji"}),
        ("Fiji halted exports of tuna to Peru as Chad eased a toll.", "halted", {"Fiji", "Peru"}),
        ("Fiji banned the trawlers. Peru protested.", "banned", {"Fiji", "Peru"}),
    ],
)
def test_who_stops_its_exports_hits_nobody_that_is_not_named_with_them(
    model: Language, text: str, word: str, left: set[str]
) -> None:
    document = read_document(model, text)
    takers = without_barred(
        document, trigger(document, word, even_chances(document), act="impose"), "impose"
    ).recipients
    assert possible(document, takers) & {"Chad", "Fiji", "Peru"} == left


@pytest.mark.parametrize(
    ("text", "word", "judges"),
    [
        ("Peru criticised Fiji for urging Chad to sell tuna.", "urging", {"Peru"}),
        ("Peru accused Fiji of urging Chad to sell tuna.", "urging", {"Peru"}),
        ("Peru mocked Fiji and accused it of trying to force Chad to sell.", "force", {"Peru"}),
        ("Peru was accused of urging Chad to sell tuna.", "urging", set()),
        ("Peru informed Fiji of urging Chad to sell tuna.", "urging", set()),
        ("Peru apologised for urging Chad to sell tuna.", "urging", set()),
        ("Peru criticised Fiji and urged Chad to sell tuna.", "urged", set()),
    ],
)
def test_who_is_blamed_for_an_act_made_it_and_not_who_blames(
    model: Language, text: str, word: str, judges: set[str]
) -> None:
    document = read_document(model, text)
    said = trigger(document, word, even_chances(document), act="demand")
    said = replace(said, proposers=said.recipients)
    left = without_barred(document, said, "demand").proposers
    assert set(even_chances(document)) - possible(document, left) == judges


def test_who_is_joined_in_an_act_is_not_named_for_who_joins(model: Language) -> None:
    document = read_document(model, "Fiji joined Peru in asking for tuna.")
    said = trigger(document, "asking", {"Fiji": 0.1, "Peru": 0.8}, act="demand")
    left = without_barred(document, replace(said, proposers=said.recipients), "demand").proposers
    assert possible(document, left) == {"Fiji"}
