"""Text as Org: what the reader wrote stays inside its block."""

from __future__ import annotations

import pytest

from briefing.core.org import Org


@pytest.mark.parametrize("line", ["* a heading", "#+end_quote", "  #+END_QUOTE", "\t#+title: x"])
def test_no_line_of_a_note_ends_its_block_or_begins_a_heading(line: str) -> None:
    assert Org().note(f"said\n{line}").split("\n") == ["#+begin_quote", "said", f",{line}", "#+end_quote"]


@pytest.mark.parametrize("end", ["\n", "\x0b", "\x1e", "\x85", "\u2028"])
def test_what_is_on_one_line_stays_there(end: str) -> None:
    assert Org().cell(f"one{end}two | three") == "one two \\vert{} three"


def test_tables_items_and_struck_words() -> None:
    made = Org()
    assert made.table([["State", "Toll"], ["a|b", "5"]]) == "| State | Toll |\n|---+---|\n| a\\vert{}b | 5 |"
    assert made.item(1, "Tar", "7.") == "7. [@7] Tar"
    assert made.item(1, "Tar", "☐") == "- [ ] Tar"
    assert made.item(2, "Tar") == "  - Tar"
    assert made.strike("gone").strip("\u200b") == "+gone+"


@pytest.mark.parametrize(("words", "made"), [("tar", "tar"), ("tar]", "tar\u200b]")])
def test_links(words: str, made: str) -> None:
    assert Org().link(words, "javascript:x") == words
    assert Org().link(words, "https://x.example/[1]") == f"[[https://x.example/%5B1%5D][{made}]]"


def test_marks_line_by_line() -> None:
    assert Org().mark("one\n\ntwo").replace("\u200b", "") == "*one*\n\n*two*"


def test_a_heading_is_a_heading_and_no_task() -> None:
    assert Org().heading(1, "TODO").replace("\u200b", "") == "*** TODO"
    assert Org().join(["a", "b"]) == "ab"
    assert Org().code("a\n\nb") == ": a\n:\n: b"
