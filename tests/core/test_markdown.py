"""Markdown that shows a story as it is; read back by a real Markdown parser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.core import clean
from briefing.core.markdown import escape, render, slug
from briefing.core.story import Block, BlockKind, Body, Link, Story
from tests.support.made import NOON, analysis_of, story

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


def body_of(*blocks: tuple[BlockKind, str, int]) -> Body:
    text, made = "", []
    for kind, words, level in blocks:
        made.append(Block(kind, len(text), len(text) + len(words), level))
        text += words + "\n\n"
    return Body(text, tuple(made))


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


@given(st.text(alphabet="ab [](){}<>*_`#|\\&;!~^$=:/.-+", max_size=80))
def test_an_escaped_line_reads_as_it_was(words: str) -> None:
    tokens = PARSER.parse("x" + escape(words) + "x")
    assert "".join(child.content for child in tokens[1].children or []) == "x" + words + "x"


@pytest.mark.parametrize("start", ["- no list", "+ no list", "1. no list", "# no heading", "> no quote", "    no code"])
def test_a_paragraph_stays_one(start: str) -> None:
    markdown = render(story(text=start), None, "", NOON)
    body = markdown.split("## Text")[1]
    assert kinds(body) <= {
        "paragraph_open",
        "inline",
        "paragraph_close",
        "text",
        "text_special",
        "html_block",
        "softbreak",
    }


def test_blocks() -> None:
    body = body_of(
        (BlockKind.HEADING, "Head", 2),
        (BlockKind.PARAGRAPH, "Words.", 0),
        (BlockKind.ITEM, "one", 1),
        (BlockKind.ITEM, "inner", 2),
        (BlockKind.QUOTE, "Said so.", 0),
        (BlockKind.CODE, "x = `1`\n```", 0),
    )
    markdown = render(Story("i", "T", body), None, "", NOON)
    assert "#### Head\n\nWords.\n\n- one\n  - inner\n\n> Said so.\n\n````\nx = `1`\n```\n````" in markdown
    assert {"heading_open", "bullet_list_open", "blockquote_open", "fence"} <= kinds(markdown)


def test_links_lead_where_they_led() -> None:
    text = "See the report now."
    body = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (Link(8, 14, "https://ex.org/a_(b)"),))
    assert "See the [report](<https://ex.org/a_(b)>) now." in render(Story("i", "T", body), None, "", NOON)


def test_an_odd_link_is_only_its_words() -> None:
    text = "See the report now."
    body = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (Link(8, 14, "javascript:alert(1)"),))
    markdown = render(Story("i", "T", body, link="file:///etc/passwd"), None, "", NOON)
    assert "See the report now." in markdown
    assert "javascript" not in markdown
    assert "](<file" not in markdown


def test_a_cell_cannot_leave_its_table() -> None:
    of = story("A | B")
    made = analysis_of(of)
    made = replace(made, offers=(replace(made.offers[0], quantity="1 | 2\n| 3"),))
    markdown = render(of, made, "", NOON)
    rows = [line for line in markdown.splitlines() if line.startswith("| offer")]
    assert len(rows) == 1
    table = [token for token in PARSER.parse(markdown) if token.type == "td_open"]
    assert len(table) == 6


def test_a_story_without_offers_says_so() -> None:
    of = story()
    markdown = render(of, replace(analysis_of(of), offers=()), "", NOON)
    assert "No offers were found in this story." in markdown
    assert "Who proposed what" not in render(of, None, "", NOON)


@given(st.text())
def test_slugs_are_safe(title: str) -> None:
    made = slug(title)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= 76
    assert made not in {"con", "nul", "aux", "prn"}


@given(st.text(), st.text())
def test_no_control_character_is_saved(title: str, text: str) -> None:
    of = story(str(clean.line(title)), str(clean.text(text)))
    markdown = render(of, None, "", NOON)
    assert clean.text(markdown, limit=len(markdown) + 1) == markdown
