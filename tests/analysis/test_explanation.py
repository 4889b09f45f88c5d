"""Why a line is there: its word and entry, and how each party was found."""

from __future__ import annotations

from spacy.language import Language

from briefing.analysis.pipeline import analyse, analyse_all
from briefing.core.story import Body
from briefing.core.why import Why, lines

TEXT = (
    "Peru's energy minister Rosa Diaz said it offered Chile 2,000 tonnes of copper. "
    "The company Zincor, based in Lima, rejected the offer."
)


def reasons(model: Language, text: str) -> list[Why]:
    (analysis,) = analyse_all(model, [("", Body.plain(text))], explain=True)
    assert all(offer.why for offer in analysis.offers)
    return [offer.why for offer in analysis.offers if offer.why]


def test_reasons_are_told_only_where_they_are_asked_for(model: Language) -> None:
    assert all(offer.why is None for offer in analyse(model, "", Body.plain(TEXT)).offers)


def test_the_word_its_entry_and_the_places_of_the_parts(model: Language) -> None:
    (why,) = reasons(model, "Peru offered Chile 2,000 tonnes of copper.")
    assert (why.word, why.entry) == ("offered", "offer (verb, offer)")
    assert why.example
    roles = {role.role: (role.words, role.how) for role in why.roles}
    assert roles == {
        "proposer": ("Peru", "the subject"),
        "recipient": ("Chile", "the indirect object"),
        "terms": ("2,000 tonnes of copper", "the object"),
    }
    assert "recipient: “Chile”, the indirect object" in list(lines(why))


def test_pronouns_and_descriptions_are_told_as_what_they_are(model: Language) -> None:
    text = "Norland's government met on Monday. It offered Sudland cheap gas."
    told = [role.how for why in reasons(model, text) for role in why.roles]
    assert any(how.startswith("a pronoun that stands for Norland") for how in told)


def test_doubts_are_told(model: Language) -> None:
    text = "An offer to sell copper to Chile was made on Monday. Peru plans to offer Chile tin."
    doubts = [doubt for why in reasons(model, text) for doubt in why.doubts]
    assert "it is only planned or tried" in doubts or "who does it is not named" in doubts


def test_a_word_that_often_says_something_else_is_a_doubt(model: Language) -> None:
    (asked,) = reasons(model, "Kenya asked Peru to free the sailors.")
    (urged,) = reasons(model, "Kenya urged Peru to free the sailors.")
    assert "the word alone often says something else" in asked.doubts
    assert "the word alone often says something else" not in urged.doubts


def test_descriptions_short_names_and_speakers_are_told_as_what_they_are(model: Language) -> None:
    text = (
        "Shareholders said Rosa Diaz had offered Zincor a loan. Diaz urged Chile to sell tin."
        " Halcor Ltd closed a mine in Peru. In May the company offered Chile 2,000 tonnes of zinc."
        " The company demanded that Fiji sell it coal."
    )
    told = {(role.role, role.words): role.how for why in reasons(model, text) for role in why.roles}
    assert told["speaker", "Shareholders"] == "no actor of the story, who says so"
    assert told["proposer", "Diaz"] == "a name of Rosa Diaz, the subject"
    assert told["proposer", "the company"] == "a description that stands for Halcor Ltd, the subject"
    assert told["proposer", "The company"] == "a description that stands for Halcor Ltd, the subject"
