"""Three versions made one, and not a line of the reader's lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
