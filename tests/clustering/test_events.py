from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clustering.events import keys, same_event
from briefing.clustering.fingerprint import Fingerprint
from tests.support.made import NOON, hours

AGENCY = (
    "WESTPORT (Wire) - Norland agreed on Monday to sell two million tonnes of zinc to Sudland over five years, ending a"
    " dispute that had closed the smelters at Westport since the spring. Trade minister Ada Brook said the price would"
    " follow the exchange in Oldhaven, with a floor of 2,400 dollars a tonne. Sudland will pay a third of the sum when"
    " the first ships leave, her office said. Dockers had blocked the port for eleven weeks over wages, and the Norland"
    " parliament must still approve the contract."
)
SHARES = (
    "Shares of {0} rose {1} percent on {2} in Westport, outpacing the broader market. The stock closed {3} percent"
    " below its highest price of the year. Trading volume was above the average of the past fifty days. Analysts who"
    " follow {0} expect earnings to grow in the coming quarter, and hold the shares as fairly valued."
)
AT_ONCE = timedelta()
SIGNS = "你好世界今天港口的工人同意了新的合同价格并将在明天恢复工作船只开始离开码头前往南方的城市"


def report(title: str, text: str, feed: int = 1, later: timedelta = AT_ONCE) -> Fingerprint:
    return Fingerprint(title, text, NOON + later, f"paper{feed}.example", frozenset([feed]))


ORIGINAL = report("Norland to sell zinc to Sudland", AGENCY)
SAME = {
    "word for word, under another title": report("Zinc deal ends dispute over Westport smelters", AGENCY, 2),
    "without the dateline, cut short": report("Sudland buys Norland zinc", AGENCY[18:330], 2, hours(5)),
    "an update with a new beginning": report(
        "Zinc contract ends Westport dispute, dockers return",
        "Dockers went back to work in Westport hours after "
        + AGENCY[18:].replace("eleven weeks", "eleven weeks and two days"),
        2,
        hours(20),
    ),
    "edited by another paper": report(
        "Norland and Sudland settle over zinc",
        AGENCY.replace("ending a dispute that had closed", "settling a quarrel that shut").replace("(Wire)", "(Staff)"),
        2,
    ),
    "the same title above a text of its own": report(
        "Norland to sell zinc to Sudland | The Courier",
        "After months of quarrel the two neighbours have come to terms, and Sudland gets the metal that its factories"
        " lack. Norland keeps a floor under the price, said Ada Brook.",
        2,
    ),
    "the same title alone": report("Norland To Sell Zinc To Sudland", "", 2, hours(71)),
}
OTHER = {
    "the same feed, under the same title": (ORIGINAL, report(ORIGINAL.title, AGENCY, 1)),
    "four days later": (ORIGINAL, report(ORIGINAL.title, AGENCY, 2, hours(96))),
    "the same actors on another day": (
        ORIGINAL,
        report(
            "Norland and Sudland open new talks",
            AGENCY.replace("on Monday to sell two million", "on Wednesday to buy half a million"),
            2,
            hours(48),
        ),
    ),
    "the same actors, other news": (
        ORIGINAL,
        report(
            "Norland warns Sudland over fishing",
            "Norland told Sudland on Monday to keep its trawlers out of the strait north of Westport, where three boats"
            " were stopped at the weekend. Trade minister Ada Brook said that the navy would fine their crews.",
            2,
        ),
    ),
    "one form of words for two companies": (
        report("Norsteel outpaces the market", SHARES.format("Norsteel", 2.1, "Monday", 8)),
        report("Sudglass outpaces the market", SHARES.format("Sudglass", 2.1, "Monday", 8), 2),
    ),
    "one form of words on two days": (
        report("Norsteel outpaces the market", SHARES.format("Norsteel", 2.1, "Monday", 8.4)),
        report("Norsteel outpaces the market", SHARES.format("Norsteel", 0.7, "Tuesday", 7.8), 2, hours(24)),
    ),
    "a column that comes each day": (
        report("Gold price today: what an ounce costs", "", 1),
        report("Gold price today: what an ounce costs", "", 2, hours(24)),
    ),
    "a title that is above anything": (report("Gold price slips", ""), report("Gold price slips", "", 2)),
    "one notice instead of two texts": (
        report("Mayor resigns after harbour scandal", "Please subscribe to the Oldhaven Courier to read on. " * 4),
        report("Striker signs for northern club", "Please subscribe to the Oldhaven Courier to read on. " * 4, 2),
    ),
    "one form of words in a script without capitals": (
        report("港口工人同意新的合同", SIGNS),
        report("港口工人同意新的合约", SIGNS.replace("港口", "矿山").replace("工人", "矿工"), 2),
    ),
    "nothing at all": (report("", ""), report("", "", 2)),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_reports_of_one_thing(other: Fingerprint) -> None:
    assert same_event(ORIGINAL, other)
    assert same_event(other, ORIGINAL)
    assert set(keys(ORIGINAL)) & set(keys(other))


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_reports_of_two_things(one: Fingerprint, other: Fingerprint) -> None:
    assert not same_event(one, other)
    assert not same_event(other, one)


def test_signs_without_capitals_are_compared_by_their_wording() -> None:
    assert same_event(report("港口工人同意新的合同", SIGNS), report("码头工人明天恢复工作", SIGNS, 2))


words = st.lists(st.sampled_from(AGENCY.split()), max_size=60).map(" ".join)
reports = st.builds(report, st.text(max_size=40) | words, words | st.text(), st.integers(1, 3), st.just(hours(1)))


@given(reports, reports)
def test_it_does_not_matter_which_is_asked_first(one: Fingerprint, other: Fingerprint) -> None:
    assert same_event(one, other) == same_event(other, one)


@given(st.integers(0, 300), st.sampled_from("!?.,;: \n\u00a0"))
def test_signs_between_words_and_what_follows_do_not_matter(more: int, sign: str) -> None:
    other = report("Zinc deal ends dispute", AGENCY.replace(" ", f"{sign} ") + " And more." * more, 2)
    assert same_event(ORIGINAL, other)
    assert set(keys(ORIGINAL)) & set(keys(other))


TWO_PAPERS = (
    report(
        "Chile fines Canadian miner over river spill",
        "SANTIAGO - Chile's environment regulator on Tuesday fined the Canadian mining company Brook River 14"
        " million dollars over a spill that turned the Huasco river red in March. The regulator said the"
        " company had ignored two warnings about the dam of its copper mine. Brook River has fifteen days to"
        " pay or appeal. Farmers in the valley lost most of their grapes after the spill, and the government"
        " had to bring drinking water by truck to four villages. The company said it was studying the"
        " decision.",
    ),
    report(
        "Copper company must pay $14 million for polluting Huasco valley",
        "A copper miner from Vancouver has been ordered to pay 14 million dollars for one of the worst spills"
        " in northern Chile. The fine against Brook River, announced by the environment regulator in Santiago"
        " on Tuesday, is the largest of its kind this year. Waste from a dam ran into the Huasco river in"
        " March and killed vines along thirty kilometres. Growers called the sum too small. \"They knew the"
        " dam was weak,\" said Rosa Vidal, who grows grapes below the mine and has had no harvest since.",
        2,
        hours(6),
    ),
)  # fmt: skip


def test_two_papers_in_their_own_words_report_one_event() -> None:
    assert same_event(*TWO_PAPERS)
    assert len(set(keys(TWO_PAPERS[0])) & set(keys(TWO_PAPERS[1]))) > 3


def test_a_later_turn_of_the_same_affair_is_another_event() -> None:
    later = report(
        "Brook River to shut Chilean mine for the winter",
        "Brook River said on Friday that it would close its copper mine in northern Chile until September and"
        " send home six hundred workers, citing low prices and the cost of a new road. Unions in Vallenar want"
        " the government to step in. The company's shares lost a tenth of their value in Toronto. A ministry"
        " official in Santiago said the closure had come as a surprise, and that talks with the unions would"
        " begin next week.",
        3,
        hours(60),
    )
    assert not any(same_event(paper, later) for paper in TWO_PAPERS)


def test_words_of_other_languages_say_nothing_here() -> None:
    one = report("Hafenarbeiter nehmen neuen Vertrag an", "Die Arbeiter des Hafens haben dem Vertrag zugestimmt. " * 4)
    other = report("Vertrag im Hafen angenommen", "Nach langem Streit stimmten die Arbeiter dem Vertrag zu. " * 4, 2)
    assert not one.is_english
    assert not same_event(one, other)
