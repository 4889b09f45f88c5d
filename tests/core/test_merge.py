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
