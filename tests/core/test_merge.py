"""Three versions made one, and not a line of the reader's lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.merge import _in_turn as in_turn
from briefing.core.merge import merge, unite

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=8).map("\n".join)


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ("a\nb\nc", "a\nb\nc", "a\nB\nc", "a\nB\nc"),
        ("a\nb\nc", "a\nmine\nb\nc", "a\nb\nC", "a\nmine\nb\nC"),
        ("a\nb\nc", "a\nb mine\nc", "a\nb\nC", "a\nb mine\nC"),
        ("a\nb\nc", "a\nb mine\nc", "a\nB\nc", "a\nb mine\nB\nc"),
        ("a\nb", "a\nb\nmine", "a\nB", "a\nB\nmine"),
        ("a\nb\nc", "a\nc", "a\nb\nC", "a\nC"),
        ("a\nb\nc", "a\nc", "a\nB\nc", "a\nB\nc"),
        ("", "mine", "ours", "mine\nours"),
        ("a\n", "a\nmine", "a\nb\n", "a\nb\nmine"),
    ],
)
def test_merging(base: str, theirs: str, ours: str, expected: str) -> None:
    assert merge(base, theirs, ours) == expected


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ("a", "a mine", "a ours", "a mine\n--\na ours"),
        ("", "mine", "ours", "mine\n--\nours"),
        ("a\nb", "a mine\nb", "a\nb ours", "a mine\nb ours"),
        ("a ours", "a mine\n--\na ours", "a ours, and on", "a mine\n--\na ours, and on"),
        ("a", "", "a ours", "\na ours"),
        ("a", "a ours", "a ours", "a ours"),
    ],
)
def test_a_line_parts_what_both_wrote_in_one_place(base: str, theirs: str, ours: str, expected: str) -> None:
    assert merge(base, theirs, ours, "--") == expected


@given(LINES, LINES, LINES)
def test_every_line_that_only_the_reader_has_stays(base: str, theirs: str, ours: str) -> None:
    marked = "\n".join(f"{line}!{n}" if n % 2 else line for n, line in enumerate(theirs.split("\n")))
    result = merge(base, marked, ours).split("\n")
    kept = [line for line in result if "!" in line]
    assert kept == [line for line in marked.split("\n") if "!" in line]


@given(LINES, LINES)
def test_a_side_that_did_nothing_changes_nothing(base: str, other: str) -> None:
    assert merge(base, base, other) == other
    assert merge(base, other, base) == other
    assert merge(base, other, other) == other


@given(LINES, LINES, LINES)
def test_merging_again_changes_nothing(base: str, theirs: str, ours: str) -> None:
    once = merge(base, theirs, ours)
    assert merge(ours, once, ours) == once


@given(LINES, LINES)
def test_united_holds_every_line_of_both_in_order(theirs: str, ours: str) -> None:
    result = iter(unite(theirs, ours).split("\n"))
    assert all(line in result for line in theirs.split("\n"))


def test_texts_that_repeat_themselves_are_merged_in_time() -> None:
    base = "\n\n".join(["A short line."] * 30_000)
    theirs = f"mine\n{base}\nmine".replace("A short", "A very short", 9_000)
    ours = base.replace("A short", "Another short", 20_000)
    began = time.process_time()
    both = merge(base, theirs, ours)
    assert time.process_time() - began < 10
    assert both.split("\n").count("mine") == 2
    assert both.count("Another short") == 20_000
    assert both.count("A very short") == 9_000


@pytest.mark.parametrize("number", [1_000, 4_000])
def test_a_long_text_is_merged_line_by_line_and_in_time(number: int) -> None:
    lines = [f"In line {number} the ministers talked." for number in range(number)]
    base = "\n\n".join(lines)
    theirs = "\n\n".join(f"{line} mine" if at % 7 == 3 else line for at, line in enumerate(lines))
    ours = "\n\n".join(f"{line}\n\nnew" if at % 5 == 2 else line for at, line in enumerate(lines) if at % 11 != 4)
    began = time.process_time()
    both = [line for line in merge(base, theirs, ours).split("\n") if line]
    assert time.process_time() - began < 4, "it took seven seconds, or gave both texts whole"
    assert sum(line.endswith("mine") for line in both) == len(range(3, number, 7))
    assert both.count("new") == sum(at % 5 == 2 and at % 11 != 4 for at in range(number))
    assert len(both) < number * 1.3


@pytest.mark.parametrize("number", [500, 2_000, 20_000])
def test_what_both_did_to_lines_that_are_all_alike_is_merged_and_not_given_twice(number: int) -> None:
    base = ["A short line.", ""] * number
    theirs, ours = base.copy(), base.copy()
    for at in range(0, 2 * number, 100):
        theirs[at] = f"Mine {at}."
        ours[at + 50] = f"New {at}."
    began = time.process_time()
    both = merge("\n".join(base), "\n".join(theirs), "\n".join(ours)).split("\n")
    assert time.process_time() - began < 8
    assert [line for line in both if line.startswith("Mine")] == [f"Mine {at}." for at in range(0, 2 * number, 100)]
    assert [line for line in both if line.startswith("New")] == [f"New {at}." for at in range(0, 2 * number, 100)]
    assert len(both) < len(base) * 1.1, "both versions were kept"


@given(LINES, LINES)
def test_lines_paired_in_turn_are_the_same_in_both_and_none_is_left_out(one: str, other: str) -> None:
    a, b = one.split("\n"), other.split("\n")
    at = (0, 0)
    for tag, start, end, first, last in in_turn(a, b, (0, len(a), 0, len(b))):
        assert (start, first) == at
        assert tag != "equal" or a[start:end] == b[first:last]
        at = (end, last)
    assert at == (len(a), len(b))
