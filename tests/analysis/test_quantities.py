"""How much the terms of an offer are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.resources.quantities import quantity_in, quantity_of
from tests.analysis.conftest import Read


@pytest.mark.parametrize(
    ("text", "terms", "found"),
    [
        ("Over ten years Peru will send 7 tonnes.", "Over ten years Peru will send 7 tonnes", "7 tonnes"),
        ("Over ten years Peru will send 7 tonnes.", "Over ten years", "Over ten years"),
        ("Over ten years Peru will send 7 tonnes.", "Peru will send", None),
        ("Oslo offered 30 euros a share.", "30 euros", "30 euros a share"),
        ("Kenya will send another 600 officers.", "send another 600 officers", "another 600 officers"),
        ("Oslo will take several hundred migrants.", "take several hundred migrants", "several hundred migrants"),
        ("Oslo will take a few thousand migrants.", "take a few thousand migrants", "a few thousand migrants"),
        ("Ghana asked for 12 million.", "12 million", "12 million"),
        ("Kyiv asked for 155 mm shells.", "155 mm shells", None),
        ("They want a two-year delay.", "a two-year delay", None),
        ("Egypt rejected all five offers.", "all five offers", None),
        ("Nobody has proposed one.", "one", None),
    ],
)  # fmt: skip
def test_the_quantity_of_the_terms(understand: Callable[..., Read], text: str, terms: str, found: str | None) -> None:
    doc = understand(text).reading.passages[0].doc
    words = doc.char_span(text.index(terms), text.index(terms) + len(terms))
    assert words is not None
    assert quantity_in(words) == found


@pytest.mark.parametrize(
    ("text", "terms", "found"),
    [
        ("Gabon will cut its gas deliveries by 15 % from May.", "cut its gas deliveries", "15 %"),
        ("Peru agreed to sell copper for 15 years.", "sell copper", "15 years"),
        ("Peru gave Chile two weeks to open the port.", "open the port", "two weeks"),
        ("Peru gave Chile until 15 March to open the port.", "open the port", "until 15 March"),
        ("Peru gave Chile two weeks to pay 9 million pesos.", "pay 9 million pesos", "9 million pesos"),
        ("Peru took two weeks to open the port.", "open the port", None),
        ("Nepal will ban rice exports until October.", "ban rice exports", "until October"),
        ("Iran asked them to pay the bill by Friday.", "pay the bill by Friday", "by Friday"),
        ("Iran asked them to pay 20 million euros by Friday.", "pay 20 million euros by Friday", "20 million euros"),
        ("Iran asked them to pay the bill. By Friday they had.", "pay the bill", None),
        ("Iran asked them to pay the bill of Friday.", "pay the bill of Friday", None),
        ("Peru raised tariffs on tin, from 5% to 20%.", "tariffs on tin", "from 5% to 20%"),
        ("Peru raised tariffs on tin from 5% last year to 20%.", "tariffs on tin", None),
        ("Chad and Niger agreed a 40-day truce.", "a 40-day truce", "40-day"),
        ("Chad and Niger agreed to end the 40-day-old war.", "end the 40-day-old war", None),
        (
            "Oman offered to resume selling zinc, telling reporters that it could supply 3 million tons.",
            "resume selling zinc",
            "3 million tons",
        ),
        ("Oman offered zinc, and Peru said that it had shipped 3 tons, then 4 tons.", "zinc", None),
        ("Oman offered zinc after losing 3 million tons.", "zinc", None),
    ],
)  # fmt: skip
def test_what_follows_the_terms_and_dates_count_where_the_terms_have_no_amount(
    understand: Callable[..., Read], text: str, terms: str, found: str | None
) -> None:
    doc = understand(text).reading.passages[0].doc
    words = doc.char_span(text.index(terms), text.index(terms) + len(terms))
    assert words is not None
    assert quantity_of(words) == found
