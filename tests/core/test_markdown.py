"""Text as Markdown that shows it as it is; read back by a real Markdown parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.core.markdown import Markdown, escape

PARSER = MarkdownIt("commonmark").enable("table")

MARKS = [
    "**bold** and _under_ and `code`",
    "[text](http://evil.example)",
    "<script>alert(1)</script>",
    "![x](http://evil.example/pixel.png)",
    "http://evil.example and www.evil.example",
    "==mark== ~~gone~~ $x$ ^up^",
    "a | b | c",
    "&lt;b&gt; &amp;",
]


def kinds(markdown: str) -> set[str]:
    found: set[str] = set()
    for token in PARSER.parse(markdown):
        found.add(token.type)
        found |= {child.type for child in token.children or []}
    return found


@pytest.mark.parametrize("words", MARKS)
def test_nothing_in_a_text_is_a_mark(words: str) -> None:
    tokens = PARSER.parse(escape(words))
    inline = tokens[1]
    assert kinds(escape(words)) <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}
    assert "".join(child.content for child in inline.children or []) == words


@pytest.mark.parametrize("end", ["\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_what_is_on_one_line_stays_there(end: str) -> None:
    assert Markdown().cell(f"one{end}# two") == "one \\# two"
    assert Markdown().note("said", f"on{end}it").startswith("> **on it**\n>\n")


@pytest.mark.parametrize("note", ["ask the port\n-", "ask the port \n - \n- and Chad", "ask\x1e-", "a\n="])
def test_a_list_that_was_only_begun_makes_no_heading_of_the_line_above(note: str) -> None:
    assert "heading_open" not in kinds(Markdown().note(note))


@given(st.text(alphabet="ab [](){}<>*_`#|\\&;!~^$=:/.-+", max_size=80))
def test_an_escaped_line_reads_as_it_was(words: str) -> None:
    tokens = PARSER.parse("x" + escape(words) + "x")
    assert "".join(child.content for child in tokens[1].children or []) == "x" + words + "x"


def test_tables_items_and_struck_words_are_read_by_other_programs() -> None:
    made = Markdown()
    assert kinds(made.table([["State", "Toll"], [escape("a | b"), "5"]])) >= {"table_open", "th_open", "td_open"}
    assert made.item(1, "Tar", "7.") == "7. Tar"
    assert kinds(made.item(1, "Tar", "7.")) >= {"ordered_list_open"}
    assert made.item(2, "Tar") == "  - Tar"
    assert made.item(1, "Tar", "☑") == "- [x] Tar"
    assert made.item(1, "Tar", "b.") == "- b. Tar"
    assert made.strike("gone") == "~~gone~~"


def test_words_that_lead_nowhere_are_words() -> None:
    assert Markdown().link("tar", "javascript:x") == "tar"
    assert Markdown().link("tar", "https://x.example/100%") == "[tar](<https://x.example/100%25>)"
