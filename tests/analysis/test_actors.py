"""Who is an actor, under which name, and whom the other words stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.core.analysis import ActorKind
from tests.analysis.conftest import Read

Understand = Callable[..., Read]


def test_capital_seat_and_people_are_the_state(understand: Understand) -> None:
    read = understand("Moscow proposed talks. The Kremlin said Russia was ready. Russian forces withdrew.")
    assert read.mentions("Russia") == ["Moscow", "Kremlin", "Russia", "Russian forces"]
    assert read.actor("Russia").kind is ActorKind.STATE


def test_an_adjective_before_a_thing_is_no_mention(understand: Understand) -> None:
    read = understand("India asked Canada for help. It bought Russian gas and Chinese corn.")
    assert {actor.name for actor in read.cast.actors} == {"India", "Canada"}


def test_the_scene_is_no_actor(understand: Understand) -> None:
    read = understand("Kenya and Uganda signed a pact at a summit in Cairo.")
    assert {actor.name for actor in read.cast.actors} == {"Kenya", "Uganda"}


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        ("Ghana's foreign minister, Ama Owusu, rejected the plan.", "Ama Owusu", "Ghana"),
        ("Kenyan President Daniel Otieno met Uganda. Kenya agreed.", "Daniel Otieno", "Kenya"),
        ("Maria Lund, chief executive of Equinor, refused.", "Maria Lund", "Equinor"),
        ("NATO spokesman John Hill said so.", "John Hill", "NATO"),
        ("The Harbour Pilots' Federation met. Its leader, Ada Lis, refused.", "Ada Lis", "Harbour Pilots' Federation"),
        ("Norvik Foods rose. The company's chair, Ann Brook, refused.", "Ann Brook", "Norvik Foods"),
        ("Switzerland met Peru. The Swiss finance ministry refused.", "Swiss finance ministry", "Switzerland"),
        ("Bolivia's state gas company YPFB offered gas to Brazil.", "YPFB", "Bolivia"),
    ],
)
def test_sides_of_people(understand: Understand, text: str, person: str, side: str) -> None:
    read = understand(text)
    found = read.cast.side(read.actor(person))
    assert found is not None
    assert found.name == side


@pytest.mark.parametrize(
    ("text", "who", "side"),
    [
        ("Emmanuel Macron offered aid to Chad.", "Emmanuel Macron", "France"),
        ("The Biden administration offered aid to Chad.", "Biden administration", "United States"),
        ("Chad thanked France. Macron smiled.", "Macron", "France"),
        ("Kenyan President Emmanuel Macron met Peru.", "Emmanuel Macron", "Kenya"),
        ("Karim Dabo offered aid to Chad.", "Karim Dabo", ""),
    ],
)
def test_leaders_have_a_side_that_the_story_need_not_say(
    understand: Understand, text: str, who: str, side: str
) -> None:
    assert understand(text).actor(who).side == side


def test_a_title_belongs_to_the_person(understand: Understand) -> None:
    read = understand("Defence Minister Israel Mbeki urged Zambia to wait.")
    assert {actor.name for actor in read.cast.actors} == {"Israel Mbeki", "Zambia"}
    assert read.at("Minister") == "Israel Mbeki"


def test_short_names_join_full_names(understand: Understand) -> None:
    read = understand('Elena Petrova met reporters. "No deal," Petrova told them. Later, Petrova\'s aide left.')
    assert read.mentions("Elena Petrova") == ["Elena Petrova", "Petrova", "Petrova"]


def test_companies_join_over_suffixes_and_short_forms(understand: Understand) -> None:
    read = understand("Halvorsen Copper Corp made a bid. Halvorsen shares rose. Halvorsen Copper said it would wait.")
    assert read.mentions("Halvorsen Copper")[:3] == ["Halvorsen Copper Corp", "Halvorsen", "Halvorsen Copper"]
    assert read.actor("Halvorsen Copper").kind is ActorKind.COMPANY


def test_an_acronym_joins_its_name(understand: Understand) -> None:
    read = understand("The Baltic Grain Council (BGC) met on Monday. The BGC rejected the offer.")
    assert read.mentions("Baltic Grain Council") == ["Baltic Grain Council", "BGC", "BGC"]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "Rebels of the Front for the Upper Nubari (FUN) met ministers. FUN accepted a pause.",
            "Front for the Upper Nubari",
            ["Front for the Upper Nubari", "FUN", "FUN"],
        ),
        (
            "The Federation of Asian Panel Makers (FAPM) asked Gabon for logs. The FAPM did not pay.",
            "Federation of Asian Panel Makers",
            ["Federation of Asian Panel Makers", "FAPM", "FAPM"],
        ),
        (
            "The Nubari Harbour Command (NUHARC) asked Gabon for boats. NUHARC rejected a smaller fleet.",
            "Nubari Harbour Command",
            ["Nubari Harbour Command", "NUHARC", "NUHARC"],
        ),
    ],
)
def test_initials_in_brackets_stand_for_the_name_before_them(
    understand: Understand, text: str, name: str, mentions: list[str]
) -> None:
    assert understand(text).mentions(name) == mentions


def test_a_name_that_ends_as_firms_do_is_no_person(understand: Understand) -> None:
    read = understand("Zinco rejected a bid from Aurelian Metals. Aurelian offered 212 pence a share.")
    assert read.actor("Aurelian Metals").kind is ActorKind.COMPANY
    assert read.mentions("Aurelian Metals") == ["Aurelian Metals", "Aurelian"]


def test_an_administration_is_apart_from_the_person(understand: Understand) -> None:
    read = understand("The Harding administration sought ore from Peru. Warren Harding said so on Monday.")
    assert read.mentions("Harding administration") == ["Harding administration"]
    assert read.mentions("Warren Harding") == ["Warren Harding"]


def test_treaties_programmes_and_pipelines_are_no_actors(understand: Understand) -> None:
    read = understand("Norway signed the Bergen Agreement. Sweden opposed the Nordfjord pipeline.")
    assert {actor.name for actor in read.cast.actors} == {"Norway", "Sweden"}


def test_pronouns_agree_in_kind_and_gender(understand: Understand) -> None:
    read = understand("Anna Berg met Peter Holm in Oslo. She asked him for a loan. Norway said it would help.")
    assert read.at("She") == "Anna Berg"
    assert read.at("him") == "Peter Holm"
    assert read.at("it") == "Norway"


def test_a_pronoun_is_not_who_does_it_to_him_by_a_second_verb(understand: Understand) -> None:
    read = understand("Peter Holm mocked Carl Berg in Oslo and accused him of refusing the loan.")
    assert read.at("him") == "Carl Berg"


def test_an_empty_it_stands_for_nobody(understand: Understand) -> None:
    read = understand("Norway agreed. It is likely that prices will rise.")
    assert read.at("It") is None


def test_they_are_the_group_spoken_of(understand: Understand) -> None:
    read = understand("Hamas negotiators told Egyptian mediators that they would accept a truce.")
    assert read.at("they") == "Hamas"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The president of Chile, Rosa Diaz, met Peru. The Chilean leader left.", "leader", "Rosa Diaz"),
        ("Chile met Peru. The Chilean leader left.", "leader", "Chile"),
        ("Glencore made a bid. The company said so.", "company", "Glencore"),
        ("The European Union warned Serbia. The bloc wants reforms.", "bloc", "European Union"),
        ("NATO and Serbia met. The alliance refused.", "alliance", "NATO"),
        ("Serbia asked the European Commission. The commission refused.", "commission", "European Commission"),
        ("Peru met Chile. Peru's trade minister refused.", "minister", "Peru"),
        ("The Omani foreign ministry refused. The ministry offered talks.", "ministry", "Oman"),
        ("The Quarrymen's Federation met France. The union refused.", "union", "Quarrymen's Federation"),
        ("Israel threatened Iran. It would strike the country's ports.", "country", "Iran"),
    ],
)
def test_descriptions(understand: Understand, text: str, word: str, name: str) -> None:
    assert understand(text).at(word) == name


def test_a_mention_is_the_words_that_stand_for_the_actor(understand: Understand) -> None:
    read = understand("Peru met Chile. The company of Peru's trade minister left.")
    span = read.cast.mention(read.token("minister"))
    assert span is not None
    assert read.reading.words(span) == "Peru's trade minister"


def test_ids_are_slugs_and_differ(understand: Understand) -> None:
    read = understand("José Núñez met Jose Nunez. They rejected the offer of Peru.")
    ids = [actor.id for actor in read.cast.actors]
    assert len(ids) == len(set(ids))
    assert "jose-nunez" in ids


def test_mentions_in_the_title_come_first(understand: Understand) -> None:
    read = understand("Peru agreed with Chile.", title="Peru Sells Copper to Chile")
    assert [read.reading.words(m) for m in read.actor("Peru").mentions] == ["Peru", "Peru"]
    assert read.actor("Peru").mentions[0].part == "title"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The IMF lent Ghana cash.", "IMF"),
        ("The International Monetary Fund (IMF) lent Ghana cash. The IMF said so.", "International Monetary Fund"),
        ("Shell Plc refused.", "Shell"),
    ],
)
def test_a_known_party_goes_by_its_fullest_name_in_the_story(understand: Understand, text: str, shown: str) -> None:
    assert understand(text).actor(shown).name == shown


def test_datelines_and_tickers_name_nobody(understand: Understand) -> None:
    read = understand("OSLO, June 3 - Brent Copper Co <BRC> said it would buy ore from Chile.")
    assert {actor.name for actor in read.cast.actors} == {"Brent Copper Co", "Chile"}


def test_initials_go_with_the_long_name_of_the_story(understand: Understand) -> None:
    read = understand("The International Chess Commission met. The ICC rejected the plan of Peru.")
    assert read.mentions("International Chess Commission") == ["International Chess Commission", "ICC"]


def test_royal_titles_are_part_of_the_name(understand: Understand) -> None:
    read = understand("Queen Ingrid II met Sweden. The Queen agreed.")
    assert read.mentions("Queen Ingrid II") == ["Queen Ingrid II", "Queen"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "The Bakery and Allied Trades' Union (BATU) demanded talks. BATU said so.",
            "Bakery and Allied Trades' Union",
            "body",
        ),
        ("The farmers' union Voice of the Valley asked the minister for help.", "Voice of the Valley", "group"),
        ("The grid operator Svenska offered to sell power.", "Svenska", "company"),
        ("Regulators ordered Radio-ye-Sahar off the air. Radio-ye-Sahar refused.", "Radio-ye-Sahar", "body"),
    ],
)
def test_names_are_whole_and_of_the_kind_that_the_words_around_them_say(
    understand: Understand, text: str, name: str, kind: str
) -> None:
    assert understand(text).actor(name).kind.value == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two of its members, Latvia and Estonia, rejected the plan.", {"Latvia", "Estonia"}),
        ("Two of the lenders, Togo and Benin, refused to sign.", {"Togo", "Benin"}),
        ("The government in Oslo rejected the request.", {"Norway"}),
        ("Most of the people came from Eritrea and Iraq, the army said.", set()),
        ("Aid could not reach El Fasher, and the trader, who lives in Lindow, offered to pay.", set()),
        ("A bid by the Swiss finance ministry was turned down.", {"Swiss finance ministry"}),
        ("The Omani foreign ministry rejected the plan.", {"Oman"}),
    ],
)
def test_who_acts_and_what_is_only_a_place(understand: Understand, text: str, names: set[str]) -> None:
    assert {actor.name for actor in understand(text).cast.actors} == names


def test_a_founder_and_the_firm_of_that_name_are_two(understand: Understand) -> None:
    read = understand(
        "Founder Martin Calloway saw a bid for Calloway Foods Inc from a rival. Calloway said it would not sell. "
        '"No," Calloway said before he left.'
    )
    assert read.mentions("Calloway Foods Inc") == ["Calloway Foods Inc", "Calloway", "it"]
    assert read.mentions("Martin Calloway") == ["Martin Calloway", "Calloway", "he"]


def test_an_article_in_a_name_may_open_a_sentence(understand: Understand) -> None:
    read = understand("Omar al-Rashidi offered gas to Japan. Al-Rashidi said the price was open.")
    assert read.mentions("Omar al-Rashidi") == ["Omar al-Rashidi", "Al-Rashidi"]


def test_short_forms_tell_people_from_companies(understand: Understand) -> None:
    read = understand("Selden Cargo rejected the bid. Selden said so. Jurre Vink agreed. Vink said it was fair.")
    assert read.actor("Selden Cargo").kind is ActorKind.COMPANY
    assert read.actor("Jurre Vink").kind is ActorKind.PERSON


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Kestrel Vantor said profit rose. Its chief executive, Ann Low, ruled out a bid.", "Kestrel Vantor"),
        ("Workers at Torvald Brand went on strike. Torvald Brand offered 5 percent.", "Torvald Brand"),
        ("Sertan Ovo said it would ship chips from its factory.", "Sertan Ovo"),
        ("Quayside Savings Bank asked for more time.", "Quayside Savings Bank"),
        ("Two of its suppliers, Orbo Marl and Lindal Vey, refused.", "Lindal Vey"),
    ],
)
def test_companies_are_known_by_what_they_have(understand: Understand, text: str, firm: str) -> None:
    assert understand(text).actor(firm).kind is ActorKind.COMPANY


def test_bodies_are_no_companies(understand: Understand) -> None:
    read = understand("The Harbour Watch urged the city to act. The European Central Bank refused.")
    assert {actor.kind for actor in read.cast.actors} == {ActorKind.BODY}


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "The European Commission proposed a fee. Brussels offered to wait. They met in Brussels.",
            "European Commission",
            ["European Commission", "Brussels"],
        ),
        ("Brussels warned Serbia. The EU and the European Commission agreed.", "EU", ["Brussels", "EU"]),
        ("Thunder Resources of Australia offered to pay more.", "Thunder Resources", ["Thunder Resources"]),
    ],
)
def test_seats_and_homes(understand: Understand, text: str, name: str, mentions: list[str]) -> None:
    found = [words for words in understand(text).mentions(name) if words != "They"]
    assert found == mentions


def test_who_is_named_far_more_often_keeps_the_family_name(understand: Understand) -> None:
    read = understand(
        "Tomas Varga left. Varga smiled. Varga waved. Many like Ilona Varga, his wife. Bishops urged Varga to go."
    )
    assert read.mentions("Tomas Varga").count("Varga") == 3


def test_the_government_is_that_of_the_state_that_a_story_is_about(understand: Understand) -> None:
    read = understand(
        "Ghana is short of diesel. Ghana has little money. Buses in Ghana stand still. "
        "Drivers blocked the embassy of Peru. The government must act, they said."
    )
    assert "The government" in read.mentions("Ghana")


@pytest.mark.parametrize(
    "text",
    [
        "Dollars helped Turkey. Brent rose.",
        "Bitcoin fell when Oman banned it.",
        "Sterling told Oman to wait, and Sterling's board met.",
    ],
)
def test_money_that_a_capital_makes_look_like_somebody_is_nobody(understand: Understand, text: str) -> None:
    read = understand(text)
    assert {actor.name for actor in read.cast.actors} <= {"Turkey", "Oman"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("X)President Mira Holm rejected the plan. Mira Holm left.", "Mira Holm"),
        ("Ivo Radek Getty Images. Ivo Radek rejected the plan.", "Ivo Radek"),
    ],
)
def test_what_is_stuck_to_a_name_is_no_part_of_it(understand: Understand, text: str, name: str) -> None:
    assert name in {actor.name for actor in understand(text).cast.actors}
    assert not any("Getty" in actor.name or ")" in actor.name for actor in understand(text).cast.actors)


def test_a_leader_is_known_by_the_last_name_alone(understand: Understand) -> None:
    read = understand("Iran sent a letter in which Trump demanded a deal. Modi and Xi agreed to resume flights.")
    sides = {actor.name: actor.side for actor in read.cast.actors if actor.kind == "person"}
    assert sides == {"Trump": "United States", "Modi": "India", "Xi": "China"}


def test_of_two_with_one_family_name_the_office_tells_who_is_meant(understand: Callable[..., Read]) -> None:
    read = understand(
        "Prime Minister Han Mun-su resigned. Han Bo-ram, a mayor, waved. Critics urged Prime Minister Han to go."
    )
    assert "Han" in read.mentions("Han Mun-su")


@pytest.mark.parametrize(
    ("text", "bank", "whose"),
    [
        ("Peru and the EU met. The central bank offered lenders cheap soles.", "bank", None),
        ("The EU and the Bank of Ghana met. The central bank offered lenders cedis.", "bank", "Bank of Ghana"),
        ("The EU and the European Central Bank met. The central bank waited.", "bank", "European Central Bank"),
    ],
)
def test_the_central_bank_is_no_union(understand: Callable[..., Read], text: str, bank: str, whose: str | None) -> None:
    assert understand(text).at(bank) == whose


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tiffany Trump opened a school. Donald Trump asked Peru for tin.", {"Tiffany Trump", "Donald Trump", "Peru"}),
        ("Hunter Biden met Chad. President Biden asked Peru for tin.", {"Hunter Biden", "Biden", "Chad", "Peru"}),
        ("Melania Trump met Chad. Mr. Trump asked Peru for tin.", {"Melania Trump", "Trump", "Chad", "Peru"}),
        ("Emil Karlov met Chad. Mr. Karlov asked Peru for tin.", {"Emil Karlov", "Chad", "Peru"}),
        ("First lady Jill Biden met Chad. President Biden waved.", {"Jill Biden", "Biden", "Chad"}),
    ],
)
def test_a_leader_is_not_his_relative(understand: Understand, text: str, names: set[str]) -> None:
    assert {actor.name for actor in understand(text).cast.actors} == names


@pytest.mark.parametrize(
    ("text", "commission"),
    [
        ("The Commission fined Acme. The European Commission met Peru.", ["Commission", "European Commission"]),
        ("The European Commission met the Electoral Commission. The Commission fined Acme.", ["European Commission"]),
    ],
)
def test_the_noun_of_a_body_stands_for_the_only_one(understand: Understand, text: str, commission: list[str]) -> None:
    assert understand(text).mentions("European Commission") == commission


@pytest.mark.parametrize(
    ("text", "person", "mentions"),
    [
        ("Chile sent Paula Errázuriz. Errázuriz urged both sides to wait.", "Paula Errázuriz", ["Errázuriz"]),
        ("Chile sent Tara Banks, a minister. Banks urged both sides to wait.", "Tara Banks", []),
    ],
)
def test_a_family_name_may_open_a_sentence(understand: Understand, text: str, person: str, mentions: list[str]) -> None:
    assert understand(text).mentions(person) == [person, *mentions]


def test_a_family_name_means_who_holds_the_office_and_not_the_wife(understand: Understand) -> None:
    read = understand("President Emil Karlov met Chad. His wife Ada Karlov came too. Karlov asked Peru for tin.")
    assert read.mentions("Ada Karlov") == ["Ada Karlov"]
    assert "Karlov" in read.mentions("Emil Karlov")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("CLOSE Ada Lis asked Peru for tin.", "Ada Lis"),
        ("Ada Lis Photographer asked Peru for tin.", "Ada Lis"),
        ("Glenn Close asked Peru for tin.", "Glenn Close"),
    ],
)
def test_words_of_the_page_are_no_part_of_a_name(understand: Understand, text: str, person: str) -> None:
    assert person in {actor.name for actor in understand(text).cast.actors}
