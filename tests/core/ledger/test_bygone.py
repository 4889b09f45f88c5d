"""Acts that a sentence itself dates long before its story."""

from __future__ import annotations

import pytest

from briefing.core.ledger.bygone import is_bygone
from tests.support.made import NOON


@pytest.mark.parametrize(
    ("quote", "terms"),
    [
        ("In 2024, Norland banned zinc from Sudland.", "zinc"),
        ("“In 2024 Norland banned zinc”, the ministry said.", "zinc"),
        ("Norland and Sudland had agreed on a truce in November 2024, under which both withdrew.", "a truce"),
        ("Norland began to impose tariffs on Sudland in 2014 that have hurt its mills.", "tariffs"),
        ("Its parliament voted at the end of 2023 to ban exports of zinc without a licence.", "exports of zinc"),
        ("The minister, who last year scolded Sudland for refusing to sell zinc, is on leave.", "sell zinc"),
        ("Norland and Sudland agreed on a truce last August.", "a truce"),
        ("Norland banned imports of zinc on 3 May 2026.", "imports of zinc"),
        ("Two years ago, Norland offered Sudland wheat.", "wheat"),
        ("Norland walked out of the pact in early 2018, and prices rose.", "the pact"),
        ("Norland last month rejected a truce.", "a truce"),
        ("Norland agreed on a truce last November.", "a truce"),
        ("Norland agreed on a truce last spring.", "a truce"),
        ("In July, Norland offered Sudland wheat.", "wheat"),
        ("Norland on Oct. 4 stopped the sale of zinc.", "the sale of zinc"),
        ("Norland agreed on a truce on June 3, and broke it.", "a truce"),
        ("Earlier this year, Norland offered Sudland wheat.", "wheat"),
        ("Norland offered wheat to Sudland three months ago.", "wheat"),
        ("Norland had previously asked Sudland for wheat.", "wheat"),
        ("Norland banned imports of zinc on 3 October 2026.", "imports of zinc"),
    ],
)
def test_a_sentence_that_dates_its_act_long_before_tells_of_long_ago(quote: str, terms: str) -> None:
    assert is_bygone(quote, terms, NOON)


@pytest.mark.parametrize(
    ("quote", "terms"),
    [
        ("Norland banned zinc in November 2026.", "zinc"),
        ("Norland banned zinc in October 2026.", "zinc"),
        ("Norland banned zinc last October.", "zinc"),
        ("Norland will ban zinc in 2027.", "zinc"),
        ("Norland has banned zinc since 2022.", "zinc"),
        ("Norland sells less zinc than last year.", "zinc"),
        ("Norland eased sanctions on zinc, put in place after the war began in 2022.", "sanctions on zinc"),
        ("Norland lifted the sanctions imposed on Sudland in 2022.", "the sanctions"),
        ("Norland will lift the sanctions of last year.", "the sanctions of last year"),
        ("Norland drew up its budget in 2025 and has now banned zinc.", "zinc"),
        ("Ada Lis, who took office last year, demanded the zinc.", "the zinc"),
        ("Norland should meet as in the 2008 crisis and ban zinc.", "zinc"),
        ("The chancellor pledged zinc and kept to last year's budget.", "zinc"),
        ("Norland banned zinc on 29 October.", "zinc"),
        ("Norland offered to sell zinc in March.", "sell zinc"),
        ("Norland will meet Sudland in December to sell zinc.", "sell zinc"),
        ("Norland may sell zinc.", "zinc"),
        ("Norland banned zinc two weeks ago.", "zinc"),
        ("Norland wants zinc previously sold to Sudland.", "zinc"),
        ("In 2024, Norland banned zinc.", "wheat"),
        ("In 2024, Norland banned zinc.", ""),
    ],
)
def test_a_date_of_today_or_of_something_else_says_nothing_of_the_act(quote: str, terms: str) -> None:
    assert not is_bygone(quote, terms, NOON)
