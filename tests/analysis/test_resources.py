"""What counts as a resource, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.core.analysis import Span
from tests.analysis.conftest import Read

Understand = Callable[..., Read]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Chile offered critical rare earth minerals.", "critical rare earth minerals", "mineral"),
        ("Qatar will sell liquefied natural gas to Spain.", "liquefied natural gas", "fuel"),
        ("Kyiv asked for 155 mm shells.", "155 mm shells", "weapon"),
        ("Kyiv asked for 120 mm rounds.", "120 mm rounds", "weapon"),
        ("Peru asked for vaccines and got a million doses.", "doses", "medicine"),
        ("Norway promised air defence systems to Moldova.", "air defence systems", "weapon"),
        ("Guyana has oil reserves to share.", "oil reserves", "fuel"),
        ("Iraq bought wheat flour.", "wheat flour", "crop"),
        ("Ghana wants vaccines.", "vaccines", "medicine"),
        ("Taiwan sells semiconductors.", "semiconductors", "chips"),
        ("Berlin pledged $500 million in aid.", "$500 million", "money"),
        ("Germany will send 12 Leopard 2 tanks.", "Leopard 2 tanks", "weapon"),
        ("The firm agreed to buy lithium hydroxide from Chile.", "lithium hydroxide", "metal"),
        ("Peru offered tin ore to Japan.", "tin ore", "mineral"),
        ("Refiners will take back 140,000 tonnes of whites.", "whites", "crop"),
        ("The airline ordered five turboprops from Brazil.", "turboprops", "machine"),
        ("Mali bought 40 trucks and two container ships.", "container ships", "machine"),
        ("Oman ordered two oil tankers and six locomotives.", "oil tankers", "machine"),
        ("Lebanon asked for wheelchairs and painkillers.", "painkillers", "medicine"),
        ("Brussels banned imports of laptops and home appliances.", "home appliances", "chips"),
        ("Greece offered farmers tax rebates.", "tax rebates", "money"),
        ("Tuvalu will sell land to a Korean builder.", "land", "infrastructure"),
        ("The firm offered 33 dlrs a share for its rival.", "33 dlrs", "money"),
        ("It ignored a raised 318p a share bid.", "318p", "money"),
        ("Ghana threatened to withhold its levy of 45 dlrs a tonne.", "45 dlrs", "money"),
    ],
)
def test_resources(understand: Understand, text: str, words: str, kind: str) -> None:
    read = understand(text)
    found = {read.reading.words(m): r.kind for r in read.goods.resources for m in r.mentions}
    assert found.get(words) == kind, found


@pytest.mark.parametrize(
    "text",
    [
        "She won a gold medal in Tokyo.",
        "Diplomats lead the talks.",
        "Police fired tear gas.",
        "The think tank published a study.",
        "Shell Oil Co rose.",
        "The oil minister of Iraq resigned.",
        "Profits rose to $3 million.",
        "It cuts across the grain of the law.",
        "Net rose to 7.9 mln dlrs, or 48 cts a share, on sales of 118 mln dlrs.",
        "The firm has interests in Peru and expressed interest in a deal.",
        "The paper was drafted by Malta, which asked for a reply.",
        "Malta asked for nurses who treat AIDS.",
        "The army fired four rockets at the port and wants revenge.",
        "A clinic that Malta wants to sell was struck by a drone.",
    ],
)
def test_words_that_only_look_like_resources(understand: Understand, text: str) -> None:
    assert understand(text).goods.resources == ()


def test_a_doubtful_mention_counts_where_the_story_speaks_of_the_resource(understand: Understand) -> None:
    read = understand("Coffee growers met. Brazil sold coffee to Japan.")
    (coffee,) = read.goods.resources
    assert len(coffee.mentions) == 2


def test_a_plain_word_is_the_sort_that_the_story_named(understand: Understand) -> None:
    read = understand("Berlin offered 12 Leopard 2 tanks to Kyiv. The tanks were built in Kassel.")
    (tanks,) = read.goods.resources
    assert len(tanks.mentions) == 2


def test_one_resource_for_all_its_mentions_and_what_stands_within_a_span(understand: Understand) -> None:
    read = understand("Cuba sold raw sugar. Peru bought copper.")
    assert [r.name for r in read.goods.within(Span(0, 20))] == ["raw sugar"]
    assert [r.id for r in read.goods.resources] == ["raw-sugar", "copper"]


GUARDS = [
    ("power", "Iran sells power to Iraq.", "The junta seized power in May and sells timber."),
    ("power", "Laos swapped water for power from Thai plants.", "They have been in power since the sale of the dam."),
    ("lead", "Peru sells lead to Japan.", "Norway took the lead in the sale of ships."),
    ("gold", "Ghana sells gold to India.", "Ghana won gold in Paris."),
    ("oil", "Iraq will sell oil to Jordan.", "She paints in oil for sale."),
    ("gas", "Norway sells gas to Poland.", "Police used tear gas on buyers."),
    ("chips", "Taiwan sells chips to Japan.", "The islands are bargaining chips for both."),
    ("tin", "Bolivia sells tin to China.", "They sell huts with a tin roof."),
    ("iron", "Ukraine exports iron to Italy.", "She ruled exports with an iron fist."),
    ("corn", "Brazil sold corn to Iran.", "Children sold tickets to the corn maze."),
    ("beans", "Kenya exports beans to Dubai.", "Nobody would spill the beans."),
    ("sugar", "Cuba sold sugar to China.", "Her sugar daddy sold the house."),
    ("tea", "Kenya exports tea to Pakistan.", "The ministers talked over tea."),
    ("tanks", "Berlin will send tanks to Kyiv.", "Two fish tanks were sent to the zoo."),
    ("water", "Laos agreed to share water with Thailand.", "The trawler left Icelandic waters and would not share."),
    ("arms", "Paris supplies arms to Athens.", "The trading arm of the bank supplies data."),
    ("cash", "Qatar promised cash to Lebanon.", "Harlan extended its cash offer for the mill."),
    ("fund", "Norway pledged money to a fund for storms.", "The hedge fund sold its stake."),
    ("paper", "Finland exports paper to Spain.", "The ministers discussed the paper."),
    ("money", "Qatar promised money to Lebanon.", "He paid hush money to two men."),
    ("bonus", "The port offered a bonus to dockers.", "The bank will offer a bonus issue."),
    ("$3 million", "Oslo offered $3 million for the mill.", "Oslo bought a mill with $3 million revenue."),
    ("gas pipeline", "Kyiv asked for access to the gas pipeline.", "The village lies beside a gas pipeline."),
    ("salmon", "Norway exports salmon to Japan.", "He wore a salmon-coloured tie."),
]


@pytest.mark.parametrize(("word", "meant", "other"), GUARDS)
def test_each_guard_both_ways(understand: Understand, word: str, meant: str, other: str) -> None:
    def marked(text: str) -> set[str]:
        read = understand(text)
        return {read.reading.words(m) for r in read.goods.resources for m in r.mentions}

    assert word in marked(meant)
    assert word.rstrip("s") not in {words.rstrip("s") for words in marked(other)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Congo will give Japan preferential access to cobalt.", "cobalt"),
        ("Mozambique sells processed graphite.", "processed graphite"),
        ("Malaysia offered processed rare earths.", "processed rare earths"),
        ("Chile wants access to critical minerals.", "critical minerals"),
        ("Kyiv asked for a Patriot missile battery.", "Patriot missile battery"),
        ("Mali was offered 155 mm artillery shells.", "155 mm artillery shells"),
    ],
)
def test_modifiers_that_stay_with_the_core(understand: Understand, text: str, words: str) -> None:
    read = understand(text)
    assert words in {read.reading.words(m) for r in read.goods.resources for m in r.mentions}
