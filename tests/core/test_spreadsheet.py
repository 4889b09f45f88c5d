"""Tables that a spreadsheet shows and does not carry out."""

from __future__ import annotations

import csv
import io

import pytest

from briefing.core.spreadsheet import csv_text


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\t", "\r\n", "\x00", "Oil;", "Oil; ", "Oil;\t", "Oil,;"])
def test_no_cell_begins_a_formula_wherever_cells_are_parted(before: str, sign: str) -> None:
    made = csv_text([("id", f"{before}{sign}cmd|'/C calc'!A0", 3)])
    for delimiter in (",", ";"):
        for cell in (cell for row in read(made, delimiter) for cell in row):
            assert not cell.lstrip().startswith(sign), made


def test_words_and_numbers_stay_as_they_are() -> None:
    rows = [("act", "terms"), ("offer", 'two "tons"; one now, a-b = c'), ("", "x\n y"), (-3, 0.5)]
    assert read(csv_text(rows)) == [
        ["act", "terms"],
        ["offer", 'two "tons"; one now, a-b = c'],
        ["", "x y"],
        ["-3", "0.5"],
    ]
