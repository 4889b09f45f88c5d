"""Which pages name a day in full."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.fetch.page_dates import is_said

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("2024-03-05", "2024/3/5", "5.3.2024", "03/05/2024", "05/03/24", "20240305", "20240305101500", "2024年3月5日"),
        *("5 March 2024", "5th of March, 2024", "5 de marzo de 2024", "Mar. 5, 2024", "March&nbsp;5, 2024"),
        *("5-Mar-2024", "2024 March 5", "Tue Mar 5 10:15:00 GMT 2024", "5. märz 2024"),
    ],
)
def test_a_day_in_full_is_said(text: str) -> None:
    assert is_said(DAY, ["", f"Kell, {text}."])


@pytest.mark.parametrize(
    "text",
    [
        "March 2024",
        "2024-03",
        "03/2024",
        "5 March",
        "15 March 2024",
        "2024-03-15",
        "5 April 2024",
        "March 5, 20245",
        "2024",
    ],
)
def test_a_part_of_it_or_another_day_is_not(text: str) -> None:
    assert not is_said(DAY, [f"Kell, {text}."])


def test_a_day_is_found_among_other_years_of_a_long_page() -> None:
    years = " ".join(
        f"In {year} the pier was painted. {'It was closed for a while. ' * 9}" for year in (2024, 2019) * 5
    )
    assert is_said(DAY, [f"{years} The works end on 5 March 2024. {years}"])
    assert not is_said(DAY, [f"{years} The works end on 5 March 2019. {years}"])
