"""Entries for scripts and for people."""

from __future__ import annotations

from dataclasses import replace

from briefing.core.analysis import Act
from briefing.core.formatting import in_quotes
from briefing.core.ledger.entries import Entry, Join, State
from briefing.core.ledger.format import (
    COLUMNS,
    MOST_EDGES,
    entry_lines,
    entry_to_json,
    markdown_table,
    mermaid,
    rows,
)
from tests.core.ledger.rows import entry_of, row_of
from tests.support.made import NOON, hours

ROW = row_of("o1", Act.OFFER, "Norland", "Sudland", "two million tons of zinc", ("zinc",), quantity="2 mln tons")


def test_json_carries_the_evidence_and_why_lines_are_joined() -> None:
    one = entry_of(ROW).tellings[0]
    again = replace(one, line="l2", story="s2", join=Join(("the same act",), 0.9))
    shape = entry_to_json(entry_of(ROW, one, again), {"s-o1": "abc"})
    assert (shape["proposer"], shape["recipient"], shape["state"]) == ("Norland", "Sudland", "put")
    assert [story["sha256"] for story in shape["stories"]] == ["abc", None]
    assert [story["joined"] for story in shape["stories"]] == [
        None, {"chance": 0.9, "by_hand": False, "reasons": ["the same act"]},
    ]  # fmt: skip


def test_a_row_of_the_table_for_each_line() -> None:
    (row,) = rows([entry_of(ROW)], {"s-o1": "abc"})
    named = dict(zip(COLUMNS, row, strict=True))
    assert (named["sha256"], named["id"], named["line"], named["resources"]) == ("abc", "o1", "o1", "zinc")
    assert "| offer | Norland → Sudland | two million tons of zinc |" in list(markdown_table([entry_of(ROW)]))[2]


def test_as_text() -> None:
    head, terms, quote = entry_lines(entry_of(ROW), NOON + hours(2), "->")
    assert head == " 2 h  Norland -> Sudland · offer · put"
    assert terms.strip() == "two million tons of zinc (2 mln tons)"
    assert quote.strip().startswith("“Q.” Source")
    doubted = replace(entry_of(ROW).tellings[0], shown=False, confidence=0.2)
    assert list(entry_lines(entry_of(ROW, doubted), NOON))[-1].endswith("Source, s-o1 · less sure (20%)")
    rejected = entry_of(replace(ROW, state=State.ANSWERED, answered_with=Act.REJECT))
    assert next(entry_lines(rejected, NOON + hours(2))).endswith(" · rejected"), "as in the ledger"
    assert "| rejected |" in list(markdown_table([rejected]))[2]


def test_nothing_leaves_its_label_in_a_diagram() -> None:
    evil = row_of("o2", Act.DEMAND, 'A"]\nb', "Sudland", "x|y")
    lines = mermaid([evil, ROW]).split("\n")
    assert lines[0] == "flowchart LR"
    assert len(lines) == 1 + 3 + 2
    assert not any('"]\nb' in line for line in lines)


def test_a_label_that_is_cut_and_pairs_that_are_left_out_are_said() -> None:
    long = row_of(
        "o3", Act.DEMAND, "Norland", "Sudland", "reopen the bridge at Ost before winter and pay for the ferry"
    )
    assert 'reopen the bridge at Ost before winter and pay for…"' in mermaid([long])
    many = [row_of(f"m{n}", Act.DEMAND, "Norland", f"Port {n}", "a ship") for n in range(MOST_EDGES + 2)]
    assert mermaid(many).endswith("%% 2 more pairs with fewer entries")


def test_a_quote_has_quotation_marks_once() -> None:
    telling = replace(entry_of(ROW).tellings[0], quote="“We will dig.” Later it dug.")
    (*_, quote) = entry_lines(entry_of(ROW, telling), NOON)
    assert quote.strip().startswith("““We") is False
    assert in_quotes("“We will dig,” it said.") == "“We will dig,” it said."
    assert in_quotes("It said: “Dig.”") == "It said: “Dig.”"
    assert in_quotes("It dug.") == "“It dug.”"


def test_straight_quotation_marks_become_typographic() -> None:
    assert in_quotes('"We will dig," it said ("soon").') == "“We will dig,” it said (“soon”)."
    assert in_quotes('It will "dig" now.') == "“It will “dig” now.”"


def test_a_table_quotes_what_says_the_terms() -> None:
    around, full = (replace(entry_of(ROW).tellings[0], quote=f"{n}.", terms=n) for n in ("Around", ROW.terms))
    (*_, line) = markdown_table([entry_of(ROW, around, full)])
    assert f"“{ROW.terms}.”" in line
    (*_, line) = markdown_table([Entry(ROW, ())])
    assert "“" not in line
