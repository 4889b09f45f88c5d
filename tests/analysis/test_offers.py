"""Sentences, and the offers that a careful reader finds in them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Act, Line, Part, Party
from briefing.core.story import Body


def offers(model: Language, text: str, title: str = "") -> tuple[Line, ...]:
    return analyse(model, title, Body.plain(text)).offers


def name(party: Party | None) -> str | None:
    return None if party is None else party.name


@pytest.mark.parametrize(
    ("text", "act", "proposer", "recipient", "terms"),
    [
        ("Norway offered Poland cheap gas.", "offer", "Norway", "Poland", "cheap gas"),
        ("Norway offered on Monday to sell cheap gas to Poland.", "offer", "Norway", "Poland", "sell cheap gas"),
        ("Norway offered to sell Poland cheap gas.", "offer", "Norway", "Poland", "cheap gas"),
        ("Kenya was offered a loan by China.", "offer", "China", "Kenya", "a loan"),
        ("Qatar is ready to mediate between Chad and Niger.", "offer", "Qatar", None, "mediate between Chad and Niger"),
        ("Italy made an offer to Libya to rebuild the port.", "offer", "Italy", "Libya", "rebuild the port"),
        ("Brazil proposed to Peru a joint copper price.", "propose", "Brazil", "Peru", "a joint copper price"),
        ("Egypt put forward a plan for a truce.", "propose", "Egypt", None, "a truce"),
        ("Kenya was invited to talks.", "propose", None, "Kenya", "talks"),
        ("India urged Iran to free the sailors.", "demand", "India", "Iran", "free the sailors"),
        ("France called on Mali to hold elections.", "demand", "France", "Mali", "hold elections"),
        ("Turkey called for Israel to lift the blockade.", "demand", "Turkey", "Israel", "lift the blockade"),
        ("Japan wants China to cut its exports.", "demand", "Japan", "China", "cut its exports"),
        ("Poland's request to Germany for tanks stands.", "demand", "Poland", "Germany", "tanks"),
        ("Canada pledged Ukraine more shells.", "pledge", "Canada", "Ukraine", "more shells"),
        ("Canada is committed to training pilots.", "pledge", "Canada", None, "training pilots"),
        ("Chile agreed with Bolivia to share the port.", "accept", "Chile", "Bolivia", "share the port"),
        ("Oman struck a deal with Iran to share the gas field.", "accept", "Oman", "Iran", "share the gas field"),
        ("Spain and Morocco signed a deal on fish.", "accept", "Spain", "Morocco", "fish"),
        ("Hungary rejected Austria's offer of cheap power.", "reject", "Hungary", "Austria", "cheap power"),
        ("Peru turned down a bid by Chile for the mine.", "reject", "Peru", "Chile", "the mine"),
        ("Vietnam ruled out a return to the talks.", "reject", "Vietnam", None, "a return to the talks"),
        ("Norway is not willing to lower its price.", "reject", "Norway", None, "lower its price"),
        ("Hungary did not accept Austria's demand for a levy.", "reject", "Hungary", "Austria", "a levy"),
        ("Iran threatened to close the strait.", "threaten", "Iran", None, "close the strait"),
    ],
)
def test_a_sentence_tells_an_offer(
    model: Language, text: str, act: str, proposer: str | None, recipient: str | None, terms: str
) -> None:
    found = [offer for offer in offers(model, text) if offer.act == act]
    assert len(found) == 1, found
    offer = found[0]
    assert (name(offer.proposer), name(offer.recipient)) == (proposer, recipient)
    assert terms in offer.terms.text
    assert len(offer.terms.text) <= len(terms) + 25
    assert not offer.negated


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Brazil has yet to offer security guarantees to Peru.", Act.OFFER),
        ("France never demanded a share of the uranium.", Act.DEMAND),
        ("Sweden did not ask Norway for help.", Act.DEMAND),
        ("India has not agreed to the quota.", Act.ACCEPT),
        ("Turkey did not reject the plan for a corridor.", Act.REJECT),
    ],
)
def test_what_did_not_happen_is_negated(model: Language, text: str, act: Act) -> None:
    found = offers(model, text)
    assert [(offer.act, offer.negated) for offer in found] == [(act, True)]


@pytest.mark.parametrize(
    "text",
    [
        "If Iran offers a truce, oil will fall.",
        "Chile could offer Bolivia a port.",
        "Brazil is expected to offer Peru a loan.",
        "Will Canada offer shelter to the refugees?",
        "The minister declined to comment.",
        "The river offers a fine view of the hills.",
        "In 1974 Portugal offered Angola independence. The two met again in 2024.",
        "The weather was mild and the market was quiet.",
        "",
        "?!…",
    ],
)
def test_what_is_not_put_by_anybody_is_left_out(model: Language, text: str) -> None:
    assert offers(model, text) == ()


def test_who_speaks_is_told_apart_from_who_offers(model: Language) -> None:
    (offer,) = offers(model, "Foreign Minister Anna Berg said Sweden was ready to sell timber to Finland.")
    assert name(offer.proposer) == "Sweden"
    assert name(offer.recipient) == "Finland"
    assert name(offer.speaker) == "Anna Berg"


def test_we_in_a_quotation_is_the_speaker(model: Language) -> None:
    (offer,) = offers(model, '"We are ready to supply Kenya with maize," President Carlos Mendes said.')
    assert name(offer.proposer) == "Carlos Mendes"
    assert "maize" in offer.terms.text


def test_one_proposal_told_twice_is_one_record(model: Language) -> None:
    found = offers(
        model,
        "Norway offered Poland a pipeline for cheap gas.\n\n"
        "Warsaw is studying the documents. Norway's offer of a pipeline for cheap gas runs until May.",
    )
    assert [offer.act for offer in found] == [Act.OFFER]
    assert len(found[0].evidence) == 2


def test_an_answer_takes_up_what_it_answers(model: Language) -> None:
    put, answer = offers(model, "Norway offered Poland a pipeline. Poland rejected the offer.")
    assert (put.act, answer.act) == (Act.OFFER, Act.REJECT)
    assert answer.terms == put.terms
    assert (name(answer.proposer), name(answer.recipient)) == ("Poland", "Norway")


def test_an_answer_is_to_what_was_put_to_the_one_who_answers(model: Language) -> None:
    text = (
        "Norway offered to sell timber to Japan. The offer comes while Berlin is seeking access to Chad's uranium. "
        "Chad has resisted the bid."
    )
    (answer,) = [offer for offer in offers(model, text) if offer.act is Act.REJECT]
    assert (name(answer.proposer), name(answer.recipient)) == ("Chad", "Germany")
    assert "uranium" in answer.terms.text


def test_terms_carry_their_resource_and_quantity(model: Language) -> None:
    (offer,) = offers(model, "Zambia offered to sell Japan 20,000 tons of copper.")
    assert "copper" in offer.resources
    assert offer.quantity == "20,000 tons"


def test_the_title_is_read_too(model: Language) -> None:
    found = offers(model, "The weather was mild.", title="Norway offers Poland cheap gas")
    assert [name(offer.proposer) for offer in found] == ["Norway"]


def test_spans_are_of_the_text_as_given(model: Language) -> None:
    text = "Rain fell.\n\nNorway  offered\nPoland cheap   gas. It rained."
    (offer,) = offers(model, text)
    span = offer.terms.span
    assert text[span.start : span.end] == offer.terms.text == "cheap   gas"
    assert [text[e.start : e.end] for e in offer.evidence] == ["Norway  offered\nPoland cheap   gas."]


@pytest.mark.parametrize(
    "text",
    [
        '" " " ""',
        "offer",
        "offer offer offer to to to",
        "“We said he said it said",
        "(((",
        "a" * 5_000,
        "he he he " * 500,
    ],
)
def test_no_text_is_too_odd(model: Language, text: str) -> None:
    assert isinstance(offers(model, text), tuple)


MODEL_CASE = (
    "Chile's president, Marta Rojas, proposed on Monday that her country could resume selling zinc to "
    'Canada, offering to ship "about 3 million tons" to the Canadian market. Chile is ready to work with Canada on a '
    "new smelter, she said.\n\n"
    "The offer comes as the Canadian government seeks preferential access to Mongolia's rare earths. Mongolia has "
    "resisted Canada's demand for the rare earths, and Canada has yet to offer Mongolia security guarantees.\n\n"
    "On Tuesday the African Union offered its own minerals deal to Mongolia."
)


def test_the_model_case(model: Language) -> None:
    found = offers(model, MODEL_CASE)
    lines = {(o.act, o.negated, name(o.proposer), name(o.recipient)) for o in found}
    assert (Act.DEMAND, False, "Canada", "Mongolia") in lines
    assert (Act.REJECT, False, "Mongolia", "Canada") in lines
    assert (Act.OFFER, True, "Canada", "Mongolia") in lines
    assert (Act.OFFER, False, "African Union", "Mongolia") in lines
    zinc = next(o for o in found if "ship" in o.terms.text or "zinc" in o.terms.text)
    assert zinc.act in (Act.OFFER, Act.PROPOSE)
    assert name(zinc.proposer) in ("Chile", "Marta Rojas")
    assert name(zinc.recipient) == "Canada"
    assert zinc.quantity == "about 3 million tons"


def test_an_answer_is_tied_to_what_it_answers(model: Language) -> None:
    text = "Chile offered to sell Peru two gas ports. Bolivia protested. On Friday Peru turned down the offer."
    analysis = analyse(model, "", Body.plain(text))
    answer = next(offer for offer in analysis.offers if offer.act is Act.REJECT and name(offer.proposer) == "Peru")
    put = analysis.answered_offer(answer)
    assert put is not None
    assert (put.act, name(put.proposer), name(put.recipient)) == (Act.OFFER, "Chile", "Peru")
    assert all(offer.answers is None for offer in analysis.offers if offer.act is Act.OFFER)


def test_a_title_retells_what_the_text_tells(model: Language) -> None:
    text = "Kenya's president, Amina Otieno, offered on Tuesday to resume selling refined copper to the European Union."
    (offer,) = offers(model, text, "Kenya offers copper to the European Union")
    assert (offer.proposer and offer.proposer.name, offer.terms.text[:22]) == ("Amina Otieno", "resume selling refined")
    assert {span.part for span in offer.evidence} == {Part.TITLE, Part.TEXT}
