"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.fetch.dates import moment_of
from briefing.fetch.parse import parse
from tests.support.feeds import item, rss


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-03T10:00:00+02:00", (2026, 11, 3, 8)),
        ("2026-11-03", (2026, 11, 3)),
        ("1767268800", (2026, 1, 1, 12)),
        ("1767268800000", (2026, 1, 1, 12)),
        ("03.11.2026 10:15:00", (2026, 11, 3, 10, 15)),
        ("mer, 16 nov 2022", (2022, 11, 16)),
        ("Seg, 24 Set 2018 09:30:00 -0300", (2018, 9, 24, 12, 30)),
        ("lundi 3 août 2026 à 10:05", (2026, 8, 3, 10, 5)),
        ("Di., 3. März 2026 10:05:06 +0100", (2026, 3, 3, 9, 5, 6)),
        ("5 de mayo de 2026", (2026, 5, 5)),
        ("12 juin 2026", (2026, 6, 12)),
        ("12 juil. 2026", (2026, 7, 12)),
        ("ср, 4 июня 2026 10:00", (2026, 6, 4, 10)),
        ("1 października 2026", (2026, 10, 1)),
        ("3. července 2026", (2026, 7, 3)),
        ("3. června 2026", (2026, 6, 3)),
        ("7 marraskuu 2026", (2026, 11, 7)),
        ("2026年3月4日 05:06", (2026, 3, 4, 5, 6)),
        ("2026년 3월 4일", (2026, 3, 4)),
        ("2026년 3월 4일 오후 3:04", (2026, 3, 4, 15, 4)),
        ("2026. 3. 4. 오후 3:04", (2026, 3, 4, 15, 4)),
        ("2026年03月04日 15時04分05秒", (2026, 3, 4, 15, 4, 5)),
        ("3.4.2026 klo 15.04", (2026, 4, 3, 15, 4)),
        ("20260304150405", (2026, 3, 4, 15, 4, 5)),
        ("20260304T1504Z", (2026, 3, 4, 15, 4)),
        ("2026-03-04T15:04:05Z[UTC]", (2026, 3, 4, 15, 4, 5)),
        ("2026年3月4日 上午12:30", (2026, 3, 4, 0, 30)),
        ("Do, 12 Jän 2026 10:05 MEZ", (2026, 1, 12, 9, 5)),
        ("12. Jänner 2026", (2026, 1, 12)),
        ("Do, 12 Mrz 2026 10:05:00 +0100", (2026, 3, 12, 9, 5)),
        ("12 Juli 2026 10:05 MESZ", (2026, 7, 12, 8, 5)),
    ],
)
def test_dates_of_many_tongues(text: str, moment: tuple[int, int, int]) -> None:
    assert moment_of(text) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("sexta-feira, 6 de março de 2026", (2026, 3, 6)),
        ("Le vendredi 6 mars 2026 à 08h15", (2026, 3, 6, 8, 15)),
        ("fredag den 6. marts 2026", (2026, 3, 6)),
        ("Fri , 06 Mar 2026 08:15:00 GMT", (2026, 3, 6, 8, 15)),
        ("الجمعة، 6 مارس 2026", (2026, 3, 6)),
        ("금, 06 3월 2026 08:15:00 +0900", (2026, 3, 5, 23, 15)),
        ("周五, 06 3月 2026 08:15:00 +0800", (2026, 3, 6, 0, 15)),
        ("星期五, 06 十一月 2026 08:15:00 +0800", (2026, 11, 6, 0, 15)),
        ("2026年3月6日（金）", (2026, 3, 6)),
        ("２０２６年３月６日", (2026, 3, 6)),
        ("2026年3月6日 08时15分", (2026, 3, 6, 8, 15)),
        ("6 марта 2026 г.", (2026, 3, 6)),
        ("6 марта 2026 г., 08:15", (2026, 3, 6, 8, 15)),
        ("6 березня 2026 р.", (2026, 3, 6)),
        ("2026. március 6.", (2026, 3, 6)),
        ("6. mája 2026", (2026, 5, 6)),
        ("6 iunie 2026", (2026, 6, 6)),
        ("6 юли 2026", (2026, 7, 6)),
        ("6 Agustus 2026 08:15 WIB", (2026, 8, 6, 1, 15)),
        ("6. avgust 2026", (2026, 8, 6)),
        ("6 aou\u0302t 2026", (2026, 8, 6)),
        ("6 detsember 2026", (2026, 12, 6)),
        ("6. lipnja 2026", (2026, 6, 6)),
        ("vrijdag 6 maart 2026", (2026, 3, 6)),
        ("6 noiembrie 2026", (2026, 11, 6)),
        ("dilluns 6 d\u2019abril de 2026", (2026, 4, 6)),
        ("6 xuño 2026", (2026, 6, 6)),
        ("6. listopada 2026.", (2026, 10, 6)),
        ("6 listopada 2026", (2026, 11, 6)),
        ("6. listopadu 2026", (2026, 11, 6)),
        ("6 септември 2026", (2026, 9, 6)),
        ("6 лістапада 2026", (2026, 11, 6)),
        ("6 მარტი 2026", (2026, 3, 6)),
        ("6 դեկտեմբերի 2026", (2026, 12, 6)),
        ("يوم الجمعة 6 مارس 2026", (2026, 3, 6)),
        ("۶ مارچ 2026", (2026, 3, 6)),
        ("יום שישי, 6 במרץ 2026 08:15", (2026, 3, 6, 8, 15)),
        ("6 דצמ׳ 2026", (2026, 12, 6)),
        ("शुक्रवार, 6 मार्च 2026 08:15", (2026, 3, 6, 8, 15)),
        ("6 सितम्बर, 2026", (2026, 9, 6)),
        ("শুক্রবার, ৬ মার্চ ২০২৬", (2026, 3, 6)),
        ("வெள்ளி, 6 டிசம்பர் 2026", (2026, 12, 6)),
        ("วันศุกร์ที่ 6 มีนาคม 2569 เวลา 08:15 น.", (2026, 3, 6, 8, 15)),
        ("6 ธ.ค. 2026 08:15", (2026, 12, 6, 8, 15)),
        ("6 ธ.ค. 69 08:15", (2026, 12, 6, 8, 15)),
        ("Thứ Sáu, 6 tháng 3, 2026", (2026, 3, 6)),
        ("ngày 6 tháng 12 năm 2026", (2026, 12, 6)),
        ("06 thg 11 2026, 08:15", (2026, 11, 6, 8, 15)),
    ],
)
def test_words_around_a_date_and_months_of_more_tongues(text: str, moment: tuple[int, int, int]) -> None:
    assert moment_of(text) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("9/13/21 10:00", (2021, 9, 13, 10)),
        ("31/12/99", (1999, 12, 31)),
        ("Tue 05/03/19", (2019, 3, 5)),
        ("05/03/19", None),
        ("24/12/03", None),
        ("0001-01-01T00:00:00Z", None),
        ("12 مهر 1403", None),
    ],
)
def test_a_year_of_two_figures_is_read_where_only_one_order_is_possible(
    text: str, moment: tuple[int, int, int] | None
) -> None:
    assert moment_of(text) == (moment and datetime(*moment, tzinfo=UTC))


def test_an_offset_with_a_z_behind_it_counts() -> None:
    assert moment_of("2026-03-06T08:15:00.25+00:00Z") == datetime(2026, 3, 6, 8, 15, tzinfo=UTC)
    assert moment_of("2026-03-06T08:15:00+02:00Z") == datetime(2026, 3, 6, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 12 Jan 2026 10:00:00 ET", (2026, 1, 12, 15)),
        ("Sun, 12 Jul 2026 10:00:00 ET", (2026, 7, 12, 14)),
        ("July 12, 2026 at 9:30 p.m. PT", (2026, 7, 13, 4, 30)),
        ("July 12, 2026 9:30 AM (Pacific Time)", (2026, 7, 12, 16, 30)),
        ("2026-01-12 10:00 Mountain Time", (2026, 1, 12, 17)),
        ("2026-07-12T10:00:00 Europe/Berlin", (2026, 7, 12, 8)),
        ("2026-01-12T10:00:00[Europe/Berlin]", (2026, 1, 12, 9)),
        ("12 July 2026 10:00 America/Argentina/Salta", (2026, 7, 12, 13)),
        ("12 July 2026 10:00 Etc/GMT+5", (2026, 7, 12, 15)),
    ],
)
def test_zones_that_know_summer_from_winter(text: str, moment: tuple[int, int, int]) -> None:
    assert moment_of(text) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "America/Argentina", "../../etc/localtime", "Europe/", "Eastern"])
def test_a_zone_by_a_place_that_is_none_makes_no_date(zone: str) -> None:
    assert moment_of(f"12 July 2026 10:00 {zone}") is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021/3/9 14:33:00", (2021, 3, 9, 14, 33)),
        ("2021/03/09", (2021, 3, 9)),
        ("2021.03.09 08:05", (2021, 3, 9, 8, 5)),
        ("2021-03-09 15:04 CET", (2021, 3, 9, 14, 4)),
        ("2021-03-09T15:04:05.123456789Z", (2021, 3, 9, 15, 4, 5)),
        ("2021-03-09T24:00:00+00:00", (2021, 3, 10)),
        ("2021-03-09T23:59:60Z", (2021, 3, 9, 23, 59, 59)),
        ("2021-03-09+02:00", (2021, 3, 8, 22)),
        ("20210309T150405Z", (2021, 3, 9, 15, 4, 5)),
        ("20210309", (2021, 3, 9)),
        ("2021-W10-2", (2021, 3, 9)),
        ("2021-W10-2T12:00:00+01:00", (2021, 3, 9, 11)),
        ("Tue, Mar 9 2021 02:02:33 PM", (2021, 3, 9, 14, 2, 33)),
        ("Mar 9, 2021 12:04 a.m.", (2021, 3, 9, 0, 4)),
        ("Mar 9, 2021 3 PM", (2021, 3, 9, 15)),
        ("March 9th, 2021 at 8:19 pm CEST", (2021, 3, 9, 18, 19)),
        ("9-Mar-2021", (2021, 3, 9)),
        ("9 Mar 21 10:00 GMT", (2021, 3, 9, 10)),
        ("Tue Mar  9 15:04:05 EST 2021", (2021, 3, 9, 20, 4, 5)),
        ("Tue Mar 9 15:04 2021", (2021, 3, 9, 15, 4)),
        ("09.03.2021", (2021, 3, 9)),
        ("9. 3. 2021 10:15 Uhr", (2021, 3, 9, 10, 15)),
        ("3/19/2021 3:04 PM", (2021, 3, 19, 15, 4)),
        ("19/03/2021", (2021, 3, 19)),
        ("Tue, 03/09/2021 - 15:21", (2021, 3, 9, 15, 21)),
        ("Tue, 09/03/2021 - 15:21", (2021, 3, 9, 15, 21)),
        ("Tue, 09 Mar 2021 10:00:00 IST", (2021, 3, 9, 4, 30)),
        ("Tue, 09 Mar 2021 10:00:00 NZDT", (2021, 3, 8, 21)),
        ("Tue, 09 Mar 2021 10:00:00 BRT", (2021, 3, 9, 13)),
        ("Tue, 09 Mar 2021 10:00:00 WIB", (2021, 3, 9, 3)),
        ("Tue, 09 Mar 2021 10:00:00 PDT", (2021, 3, 9, 17)),
        ("Tue, 09 Mar 2021 10:00:00 GMT+2", (2021, 3, 9, 8)),
        ("Tue, 09 Mar 2021 10:00:00 UTC-02:30", (2021, 3, 9, 12, 30)),
        ("Tue, 09 Mar 2021 10:00:00 +0200 (CEST)", (2021, 3, 9, 8)),
        ("Tue, 09 Mar 2021 24:00:00 GMT", (2021, 3, 10)),
        ("Tue,09 Mar 2021 10:00:00 +0000", (2021, 3, 9, 10)),
        ("9th of March, 2021", (2021, 3, 9)),
        ("Tue, Mar 09,2021 10:00:00 GMT", (2021, 3, 9, 10)),
        ("Tue Mar 9 10:00:00 CET 2021", (2021, 3, 9, 9)),
        ("Tue Mar 09 10:00:00 +0100 2021", (2021, 3, 9, 9)),
        ("09/Mar/2021:10:00:00 +0100", (2021, 3, 9, 9)),
        ("Tue, 09 Mar 2021 10:00:00 (CET)", (2021, 3, 9, 9)),
        ("Tue, 09 Mar 2021 10:00:00 (GMT+2)", (2021, 3, 9, 8)),
        ("Tue, 09 Mar 2021 10:00:00 (Tuesday)", (2021, 3, 9, 10)),
        ("2021-03-09T10:00:00+01:00[Europe/Berlin]", (2021, 3, 9, 9)),
    ],
)
def test_dates_are_read_by_their_forms(text: str, moment: tuple[int, int, int]) -> None:
    assert moment_of(text) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("03/09/2021", "3/9/2021 3:04 PM", "09-03-2021", "Mon, 03/09/2021"),
        *("2021", "2021-13-01", "2021/2/30", "Mar 2021", "2021-W60-1", "9 Mar 2021 14:04 AM", "9 Mar 2021 25:00"),
        *("9 Mar 2021 10:00 XYZ", "9 Mar 2021 10:00 +9900", "9 Mar 2021 10:00 and more", "9 Mar 2021 10", "9 Mon 2021"),
        *("2021-03-09T10:00:00[Europe/Atlantis]", "9 Mar 2021 10:00 (Central European Time)", "9 Mar 2021 10:00 (XYZ)"),
    ],
)
def test_what_cannot_be_read_for_certain_is_no_date(text: str) -> None:
    assert moment_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "insert date here", "31 febbraio 2026", "5 foo 2026", "5 mar 2026 99:99", "soon", "5 mar 99999"),
        "Mon, 2 Mar 15:04:05 GMT",
        *("1970-01-01T00:00:00Z", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z"),
    ],
    ids=str,
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert moment_of(text) is None


@given(st.one_of(st.text(max_size=60), st.from_regex(r"\w{2,4},? \d{1,3} \w{3,9} \d{1,5} \d\d:\d\d [+-]\d{4}")))
def test_no_text_is_too_odd(text: str) -> None:
    moment = moment_of(text)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "1767268800",
        "2026年1月1日 12:00",
        "Thu, 01 Jan 2026 12:00:00 GMT",
        "Thu, 01 Jan 2026 14:00:00 CEST",
        "1 janvier 2026 12:00",
    ],
)
def test_a_feed_is_not_misread(text: str) -> None:
    document = parse(rss(item(1, pubDate=text)).encode(), {}, "https://a.example/", 9)
    assert document.entries[0].published == datetime(2026, 1, 1, 12, tzinfo=UTC)


def _days(*dates: str, odd: str = "") -> list[int | None]:
    """The days of a feed with these dates; an odd element in each entry leaves it to feedparser."""
    entries = "".join(item(number, pubDate=date, odd=odd) for number, date in enumerate(dates))
    found = {
        entry.title: entry.published for entry in parse(rss(entries).encode(), {}, "https://pier.example", 9).entries
    }
    moments = (found[f"Story {number}"] for number in range(len(dates)))
    return [moment and moment.day for moment in moments]


@pytest.mark.parametrize("odd", ["", "unknown"])
def test_a_date_that_shows_the_order_of_day_and_month_shows_it_for_its_feed(odd: str) -> None:
    assert _days("05/03/2026 09:10", "27/02/2026 09:10", odd=odd) == [5, 27]
    assert _days("05/03/2026 09:10", "02/27/2026 09:10", odd=odd) == [3, 27]
    assert _days("05-03-2026", "Fri, 27-02-2026", odd=odd) == [5, 27]


@pytest.mark.parametrize("odd", ["", "unknown"])
def test_dates_that_show_no_order_or_both_stay_unread(odd: str) -> None:
    assert _days("05/03/2026", "04/03/2026", odd=odd) == [None, None]
    assert _days("05/03/2026", "27/02/2026", "02/27/2026", odd=odd) == [None, 27, 27]
