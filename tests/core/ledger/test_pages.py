"""The pages of the ledger as lines of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.core.analysis import Act
from briefing.core.ledger.entries import Join, Move
from briefing.core.ledger.history import history
from briefing.core.ledger.pages import (
    actor_sheet,
    exchange,
    known_as,
    of_some,
    pair_sheet,
    quoted,
    resource_sheet,
    with_sides,
)
from briefing.core.ledger.rows import columns_of, header, row_lines
from briefing.core.ledger.search import parse
from briefing.core.ledger.series import acts_a_day, amounts, bars, sparkline
from briefing.core.ledger.sheet import Kind, Layout, Name, Sheet, SheetWriter, Target, text_lines
from tests.core.ledger.made import BAN, ENTRY, NOW, OFFER, RAISED, REFUSAL, ROWS, WISH, row

WIDE, NARROW = Layout(118), Layout(78)


def text(sheet: Sheet) -> str:
    return "\n".join(text_lines(sheet))


@pytest.mark.parametrize("columns", [96, 118, 158])
def test_a_wide_row_is_one_line_under_the_names_of_its_columns(columns: int) -> None:
    layout = Layout(columns)
    (line,) = row_lines(RAISED, NOW, layout)
    assert sum(cell.width or len(cell.text) for cell in line) == columns
    assert [cell.width for cell in header(layout)] == [cell.width for cell in line]
    assert columns_of(layout).terms >= 16
    shown = "".join(cell.text for cell in line)
    assert "◉" in shown
    assert "$240 a tonne" in shown


def test_a_changed_figure_shows_the_new_one_where_both_have_no_room() -> None:
    few = replace(RAISED, quantity="6 ships", earlier_quantity="4 ships")
    for row_shown, words in ((RAISED, "$240 a tonne"), (few, "4 ships → 6 ships")):
        (line,) = row_lines(row_shown, NOW, Layout(158))
        width = columns_of(Layout(158)).quantity
        assert [cell.text.strip() for cell in line if cell.width == width] == [words]


def test_a_narrow_row_is_two_lines_and_says_all() -> None:
    one, two = ("".join(cell.text for cell in line) for line in row_lines(OFFER, NOW, NARROW, is_new=True))
    assert "Varnia → Tarsia · in 3 papers · rejected" in one
    assert "•" in one
    assert two.strip() == "wheat on credit  3 million tonnes"


def test_an_actor_has_what_it_puts_wants_and_suffers() -> None:
    sheet = actor_sheet("Tarsia", ROWS, NOW, WIDE)
    shown = text(sheet)
    headings = [line for line in shown.splitlines() if line and line[0].isalnum()]
    assert [heading.split("  ")[0] for heading in headings[3:]] == ["Measures on it", "Wants", "Was offered", "Refused"]
    assert headings[0].startswith("5 entries, 5 in the last 28 days")
    assert Target(Kind.PAIR, ("Tarsia", "Varnia")) in sheet.stops
    assert Target(Kind.RESOURCE, ("wheat",)) in sheet.stops
    assert Target(Kind.ENTRY, (BAN.id,)) in sheet.stops


def test_what_is_too_much_for_a_page_is_a_search() -> None:
    many = [row(f"m{n}", Act.DEMAND, "New Orlo", "Tarsia", f"ship {n}") for n in range(11)]
    sheet = actor_sheet("New Orlo", many, NOW, WIDE)
    assert sheet.stops[-1] == Target(Kind.SEARCH, ('from:"New Orlo" act:demand',))
    assert "3 more" in text(sheet)
    offers = [row(f"o{n}", Act.PLEDGE, "Orlo", "Tarsia", f"ship {n}") for n in range(9)]
    (search,) = actor_sheet("Orlo", offers, NOW, WIDE).stops[-1].names
    assert search == "from:Orlo (act:offer OR act:propose OR act:pledge)"
    parse(search, NOW)
    assert quoted('a "b" c') == '"a b c"'


def test_a_pair_is_an_exchange_with_answers_beside_what_they_answer() -> None:
    rows = (RAISED, REFUSAL, OFFER)
    assert list(exchange("Varnia", rows)) == [(OFFER, REFUSAL), (RAISED, None)]
    assert list(exchange("Tarsia", rows)) == [(REFUSAL, OFFER), (None, RAISED)]
    at_once = replace(REFUSAL, id="e0", first=OFFER.first)
    assert list(exchange("Varnia", (REFUSAL, at_once, OFFER))) == [(OFFER, at_once), (None, REFUSAL)]
    lines = text_lines(pair_sheet("Varnia", "Tarsia", rows, NOW, NARROW))
    first = next(line for line in lines if line.startswith("1. "))
    assert first.split() == ["1.", "15", "Nov", "offer", "(rejected)", "reject"]
    assert max(map(len, lines)) <= 78


def test_the_days_of_an_exchange_have_their_year_where_one_is_of_another() -> None:
    old = replace(OFFER, first=OFFER.first.replace(year=OFFER.first.year - 2))
    lines = text_lines(pair_sheet("Varnia", "Tarsia", (RAISED, old), NOW, NARROW))
    days = [line.split()[1:4] for line in lines if line.split()[:1] in (["1."], ["2."])]
    assert [year for _, _, year in days] == [str(old.first.year), str(RAISED.first.year)]
    assert max(map(len, lines)) <= 78


def test_a_resource_has_its_prices_over_time() -> None:
    sheet = resource_sheet("wheat", (RAISED, REFUSAL, OFFER), NOW, WIDE)
    shown = text(sheet)
    assert "Price over time  USD per tonne" in shown
    assert shown.index("$210") < shown.index("$240")
    assert "Quantity over time  tonnes" in shown
    assert "Who has it to give  2" in shown


def test_a_page_that_is_not_made_of_all_says_so() -> None:
    sheet = resource_sheet("wheat", ROWS, NOW, WIDE)
    assert of_some(sheet, 5, 5) == sheet
    some = of_some(sheet, 5, 1_200)
    assert text_lines(some)[0] == "of the 5 entries that moved last; there are 1,200"
    assert (some.stops, some.lines[1:]) == (sheet.stops, sheet.lines)


def test_pages_of_nobody_say_so() -> None:
    assert "Nothing is known of Orlo" in text(actor_sheet("Orlo", (), NOW, NARROW))
    assert "Nothing is known of tin" in text(resource_sheet("tin", (), NOW, NARROW))
    assert "Nothing sure is known between" in text(pair_sheet("Orlo", "Varnia", (), NOW, NARROW))


def test_a_history_has_quotes_reasons_and_answers() -> None:
    sheet = history(ENTRY, NOW, NARROW)
    shown = " ".join(text(sheet).split())
    assert "“The credit for wheat stands, Varnia said.”" in shown
    assert "joined: the same two, the same words of terms (93%)" in shown
    assert "said by Ana Kest" in shown
    told = replace(ENTRY.tellings[1], move=Move.TOLD)
    assert "also told  Plains Gazette" in text(history(replace(ENTRY, tellings=(ENTRY.tellings[0], told)), NOW, NARROW))
    assert "Answered by" in shown
    assert [stop for stop in sheet.stops if stop.kind is Kind.STORY] == [
        Target(Kind.STORY, ("s-l1", "l1")),
        Target(Kind.STORY, ("s-l2", "l2")),
    ]
    assert sheet.stops[-1] == Target(Kind.ENTRY, ("e2",))


def test_a_history_says_why_it_answers_below_what_it_answers() -> None:
    answer = replace(
        ENTRY, row=REFUSAL, answers=OFFER, answers_join=Join(("it comes from the one who was asked",), 0.8)
    )
    lines = [line.strip() for line in text_lines(history(answer, NOW, WIDE))]
    place = lines.index("Answers")
    assert "wheat on credit" in lines[place + 1]
    assert lines[place + 2] == "linked: it comes from the one who was asked (80%)"


def test_acts_are_counted_by_the_day() -> None:
    days = acts_a_day(ROWS, NOW, 10)
    assert [count for _, count in days] == [1, 1, 0, 0, 0, 0, 1, 1, 1, 0]
    assert days[-1][0] == NOW.date()
    assert bars([1, 0, 2, 8], "▁▄█") == "▁ ▁█"
    assert bars([0, 0], "▁█") == "  "
    assert sparkline([210, 225, 240], "▁▄█") == "▁▄█"
    assert sparkline([7], "▁▄█") == "▄"
    assert sparkline([], "▁▄█") == ""
    assert sparkline([7, 9], "") == bars([7, 9], "") == ""


def test_amounts_of_one_sort_are_a_series_and_lengths_of_time_are_none() -> None:
    late = row("x", Act.OFFER, "Orlo", "Tarsia", "wheat", 0.5, quantity="2 million tonnes")
    days = row("y", Act.DEMAND, "Orlo", "Tarsia", "an answer", 0.5, quantity="ten days")
    found = amounts((late, days, RAISED, OFFER, WISH))
    assert [(series.unit, len(series.points)) for series in found] == [("USD per tonne", 2), ("tonnes", 2)]
    assert [point.amount for point in found[1].points] == [3e6, 2e6]
    assert found[0].points[1].at - found[0].points[0].at == timedelta(days=2)


def test_an_amount_is_dated_by_the_telling_that_changed_it() -> None:
    (series,) = amounts([replace(RAISED, changed=RAISED.first + timedelta(hours=5))])
    assert [point.at - RAISED.first for point in series.points] == [timedelta(), timedelta(hours=5)]


def test_an_actor_is_called_as_the_ledger_calls_it() -> None:
    assert known_as("tarsia", ROWS) == "Tarsia"
    assert known_as("the grain state", [OFFER, RAISED, BAN]) == "Tarsia"
    assert known_as("the grain state", [OFFER, RAISED], but="varnia") == "Tarsia"
    assert known_as("Nobody", ()) == "Nobody"


def test_rows_of_two_actors_are_those_in_which_both_are_sides() -> None:
    assert with_sides(ROWS, "tarsia", "Orlo") == [WISH, BAN]


def test_a_history_names_the_watches_that_found_the_entry() -> None:
    watched = replace(ENTRY, row=replace(ENTRY.row, watches=("grain", "ships")))
    assert "watched: grain, ships" in text(history(watched, NOW, WIDE))


def test_many_names_go_on_in_the_next_line_below_the_first() -> None:
    out = SheetWriter(Layout(30))
    out.names("With ", Kind.ACTOR, [Name("Varnia", "3"), Name("Tarsia", "2"), Name("Orlo", "1")])
    assert text_lines(out.sheet("Names")) == ["With Varnia 3  Tarsia 2", "     Orlo 1"]
    assert out.stops[-1] == Target(Kind.ACTOR, ("Orlo",))
