"""Names that hold other names, share words, or have lost something: each stands for whom it names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from briefing.analysis.names.classifier import NameClassifier
from briefing.analysis.names.name import Board
from briefing.analysis.names.tagged_names import TaggedNames
from tests.analysis.conftest import Read
from tests.analysis.rules import lines_of, name


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Sudan offered South Sudan a pipeline on Monday.", "Sudan", "South Sudan"),
        ("Guinea asked Equatorial Guinea for crude oil.", "Guinea", "Equatorial Guinea"),
        ("New South Wales offered Fiji gas.", "New South Wales", "Fiji"),
        ("The People’s Republic of China offered Laos rice.", "China", "Laos"),
        ("Côte d’Ivoire offered Ghana cocoa.", "Ivory Coast", "Ghana"),
        ("N’Djamena asked Niamey for oil.", "Chad", "Niger"),
        ("Burkina-Faso asked Togo for rice.", "Burkina Faso", "Togo"),
        ("Guinea–Bissau asked Mali for fuel.", "Guinea-Bissau", "Mali"),
        ("Sana‘a asked Muscat for fuel.", "Yemen", "Oman"),
        ("Sanaʼa asked Muscat for fuel.", "Yemen", "Oman"),
    ],
)
def test_two_states_are_never_one(model: Language, text: str, who: str, whom: str) -> None:
    (line,) = lines_of(model, text)
    assert (name(line.proposer), name(line.recipient)) == (who, whom)


def test_a_folded_name_lies_on_the_words_of_the_story(understand: Callable[..., Read]) -> None:
    read = understand("On Monday  Guinea–Bissau and Sana‘a met.")
    assert read.mentions("Guinea-Bissau") == ["Guinea–Bissau"]
    assert read.mentions("Yemen") == ["Sana‘a"]


def test_the_north_is_a_state_where_the_story_has_one(understand: Callable[..., Read]) -> None:
    read = understand("North Korea refused to meet. The North wants rice first. Aid is stored in the north.")
    assert read.mentions("North Korea") == ["North Korea", "North"]


def test_a_son_is_not_his_father(understand: Callable[..., Read]) -> None:
    read = understand("Emil Karlov Jr asked Peru for time. Emil Karlov refused to wait. Karlov left on Monday.")
    assert read.mentions("Emil Karlov Jr") == ["Emil Karlov Jr"]
    assert read.mentions("Emil Karlov") == ["Emil Karlov", "Karlov"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Donald Trump Jr. left for Fiji. Peru fears Trump's suggestions.",
            {"Donald Trump Jr.": ["Donald Trump Jr."], "Trump": ["Trump"]},
        ),
        (
            "Trump Jr left for Fiji. Peru rejected Trump's offer. Donald Trump Jr. smiled.",
            {"Donald Trump Jr.": ["Trump Jr", "Donald Trump Jr."], "Trump": ["Trump"]},
        ),
        (
            "Emil Karlov Jr. asked Peru for time. Karlov refused to wait.",
            {"Emil Karlov Jr.": ["Emil Karlov Jr.", "Karlov"]},
        ),
        (
            "Ferdinand Marcos Jr. asked Peru for time. Marcos refused to wait.",
            {"Ferdinand Marcos Jr.": ["Ferdinand Marcos Jr.", "Marcos"]},
        ),
        (
            "Tilo Karlov Jr asked Peru for time. Peru heard Karlov's plan.",
            {"Tilo Karlov Jr": ["Tilo Karlov Jr", "Karlov"]},
        ),
    ],
)
def test_a_well_known_last_name_is_not_a_sons(
    understand: Callable[..., Read], text: str, people: dict[str, list[str]]
) -> None:
    read = understand(text)
    assert {a.name: read.mentions(a.name) for a in read.cast.actors if a.kind.value == "person"} == people


def test_the_place_where_a_pact_was_made_is_no_state(understand: Callable[..., Read]) -> None:
    read = understand("The Oslo agreement demands a truce, and Peru rejected it.")
    assert [actor.name for actor in read.cast.actors] == ["Peru"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Centre for Tides and Centre for Dunes asked Peru for maps.",
            ["Centre for Tides", "Centre for Dunes", "Peru"],
        ),
        ("The University of Northern Chile asked Peru for maps.", ["University of Northern Chile", "Peru"]),
        ("Activist Rana Abdel-Hadi asked Peru for maps.", ["Rana Abdel-Hadi", "Peru"]),
        ("Detective Inspector Ada Lisk asked Peru for maps.", ["Ada Lisk", "Peru"]),
        ("The free trade zone (FTZ) grows. Peru asked FTZ for maps.", ["Peru"]),
        ("Shell (SHEL.L) (SHEL) asked Peru for maps.", ["Shell", "Peru"]),
        ("A maker of electric vehicles said an electric vehicle (EV) will go to Peru for maps. EVs sold.", []),
    ],
)
def test_a_name_is_whole_and_the_name_of_an_actor(understand: Callable[..., Read], text: str, names: list[str]) -> None:
    assert [actor.name for actor in understand(text).cast.actors] == names


def test_those_who_speak_for_themselves_are_not_their_state(model: Language) -> None:
    (line,) = lines_of(model, "Peruvian lawmakers urged Chile to return the copper.")
    assert (name(line.proposer), name(line.recipient)) == ("Peruvian lawmakers", "Chile")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Food and Drug Administration asked Peru for papers.", ["Food and Drug Administration", "Peru"]),
        ("The Coastal Fisheries Administration asked Peru to wait.", ["Coastal Fisheries Administration", "Peru"]),
        (
            "The U.S. Securities and Exchange Commission asked Peru for papers.",
            ["U.S. Securities and Exchange Commission", "Peru"],
        ),
        ("The Suez Canal Authority asked Peru for tolls.", ["Suez Canal Authority", "Peru"]),
        ("The Black Sea Authority asked Peru for tolls.", ["Black Sea Authority", "Peru"]),
        ("New York Hillary Clinton asked Peru for gas.", ["Hillary Clinton", "Peru"]),
        ("Ursula von der Leyen asked Peru for copper.", ["Ursula von der Leyen", "Peru"]),
        ("Abdul-Karim al-Houthi asked Peru for copper.", ["Abdul-Karim al-Houthi", "Peru"]),
        ("Brightwater Tin (Malaysia) Ltd asked Peru for gas.", ["Brightwater Tin (Malaysia) Ltd", "Peru"]),
        ("Nils Berg 5-4 up on Peru, he asked Peru for more.", ["Nils Berg", "Peru"]),
        ("TotalEnergies SE asked Peru for gas.", ["TotalEnergies SE", "Peru"]),
        ("Rosneft, Lukoil and Eni were named. Peru asked them for oil.", ["Rosneft", "Lukoil", "Eni", "Peru"]),
    ],
)
def test_a_name_is_whole_over_the_known_name_within_it(
    understand: Callable[..., Read], text: str, names: list[str]
) -> None:
    assert [actor.name for actor in understand(text).cast.actors] == names


def test_a_given_name_goes_on_small_behind_its_hyphen(understand: Callable[..., Read]) -> None:
    read = understand(
        "Acting President Han Seung-woo asked Hyundai for a plant. Han Seung-woo left. Lee-led unions met."
    )
    assert "Han Seung-woo" in {actor.name for actor in read.cast.actors}


def test_a_state_that_only_tells_which_money_is_meant_is_none(understand: Callable[..., Read]) -> None:
    read = understand("Brazil owes 68 billion U.S. dollars. Peru offered Brazil 9 million Hong Kong dollars.")
    assert {actor.name for actor in read.cast.actors} == {"Brazil", "Peru"}


@pytest.mark.parametrize(("second", "found"), [("Ban", "Harbek"), ("Lund", "Harbek Lund")])
def test_the_noun_of_a_title_is_no_part_of_a_family_name(model: Language, second: str, found: str) -> None:
    doc = Doc(
        model.vocab,
        words=["Court", "blocks", "Harbek", second],
        pos=["NOUN", "VERB", "PROPN", "PROPN"],
        heads=[1, 1, 3, 1],
        deps=["nsubj", "ROOT", "compound", "dobj"],
        ents=["O", "O", "B-PERSON", "I-PERSON"],
    )
    assert [name.text for name in TaggedNames(NameClassifier()).entities(Board(doc))] == [found]


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("mayor", "Tavo Orsini"),
        ("Mayor", "Tavo Orsini"),
        ("with", "Orsini"),
    ],
)
def test_a_first_name_that_was_passed_over_goes_with_its_person(model: Language, before: str, found: str) -> None:
    doc = Doc(
        model.vocab,
        words=["Lima", before, "Tavo", "Orsini", "spoke"],
        pos=["PROPN", "NOUN", "PROPN", "PROPN", "VERB"],
        heads=[1, 3, 3, 4, 4],
        deps=["compound", "compound", "compound", "nsubj", "ROOT"],
        ents=["O", "O", "O", "B-PERSON", "O"],
    )
    names = [name.text for name in TaggedNames(NameClassifier()).entities(Board(doc)) if "Orsini" in name.text]
    assert names == [found]


@pytest.mark.parametrize(("spaces", "found"), [([True, True], "Orsini"), ([False, False], "Orsini-Bello")])
def test_a_dash_between_spaces_ends_a_name(model: Language, spaces: list[bool], found: str) -> None:
    doc = Doc(
        model.vocab,
        words=["Orsini", "-", "Bello", "spoke"],
        spaces=[*spaces, True, False],
        pos=["PROPN", "PUNCT", "PROPN", "VERB"],
        heads=[2, 2, 3, 3],
        deps=["compound", "punct", "nsubj", "ROOT"],
        ents=["B-PERSON", "I-PERSON", "I-PERSON", "O"],
    )
    assert [name.text for name in TaggedNames(NameClassifier()).entities(Board(doc))] == [found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peru will build the Model Y for less. Model Y demanded much steel.", ["Peru"]),
        ("Peru will build the Model 9, and Model 9 sold well.", ["Peru"]),
        ("The Silverado sells well, and Peru asked for a plant for the Silverado.", ["Peru"]),
    ],
)
def test_a_model_of_a_car_is_no_actor(understand: Callable[..., Read], text: str, names: list[str]) -> None:
    assert [actor.name for actor in understand(text).cast.actors] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Addressing Xi, Modi said India was ready. Xi agreed.", ["Xi", "Modi", "India"]),
        ("Ceding Kramatorsk would open the road, officials of Chile said.", ["Kramatorsk", "Chile"]),
        ("Meeting Xi in Lima, Chile said the deal was off. Xi agreed.", ["Xi", "Chile"]),
        ("“Hopefully Chile will send rice,” he said. Chile did not.", ["Chile"]),
        ("Living Wage Foundation demanded a new rate.", ["Living Wage Foundation"]),
        ("Working Families Bank asked Peru for help.", ["Working Families Bank", "Peru"]),
    ],
)
def test_a_word_that_only_opens_a_sentence_is_no_part_of_a_name(
    understand: Callable[..., Read], text: str, names: list[str]
) -> None:
    assert [actor.name for actor in understand(text).cast.actors] == names
