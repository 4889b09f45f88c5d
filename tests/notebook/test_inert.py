"""Saved files are inert: nothing of a story is run, loaded or hidden by the programs that open them."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.core.saved_file import Style
from briefing.core.story import Block, BlockKind, Body, Link, Story
from briefing.notebook.page import text_of
from tests.support.made import NOON

PARSER = MarkdownIt("js-default", {"html": True, "linkify": False})
TRACKER = "http://tracker.example/p.png"

HOSTILE = [
    '<%%(shell-command "id")>',
    '%%(shell-command "id")',
    "<2026-11-01 Sun +1d>",
    "[2026-11-01 Sun]",
    'elisp:(shell-command "id")',
    "shell:id",
    "<shell:id>",
    "[[shell:id][read more]]",
    'src_emacs-lisp{(shell-command "id")}',
    "call_name(x)",
    "{{{include(/etc/passwd)}}}",
    "@@html:<script>alert(1)</script>@@",
    '\'(shell-command "id")',
    ':=\'(shell-command "id")',
    "#+begin_src emacs-lisp :eval yes",
    "#+INCLUDE: /etc/passwd",
    "#+end_quote",
    ":PROPERTIES:",
    "* TODO a task :tag:",
    "TODO a task :tag:",
    "\\input{/etc/passwd}",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    f"![x]({TRACKER})",
    "http://evil.example www.evil.example ann@evil.example obsidian://open?vault=x",
    "---",
    "- - -",
    "===",
    ":--",
    "+++",
    "%% hidden %%",
    "<%* tp.system.prompt() %>",
    "<% tp.file.title %>",
    "{{ site.secret }}",
    "{% include x %}",
    "`= this.file.name` and `$= dv.pages()`",
    "`r system('id') # `",
    "owner:: Ann",
    "```dataviewjs",
    "::: warning",
    "Local Variables:",
    'eval: (shell-command "id")',
    "End:",
    "vim: set modeline:",
    "# ex: set ro:",
    "> [!danger] Callout",
    "#tag ^block ==mark== ~~gone~~ $x$ [^1] [[Page]] | cell |",
    "Rows | of | a table",
    "&lt;script&gt; &#60;script&#62;",
]
"""What would be more than words to some program that opens notes."""

RUN_IN_ANY = [r"(?i)local variables:", r"(?im)(?:^|\s)(?:vim?|ex):"]
RUN_IN_MARKDOWN = [r"<%", r"%%", r"\{\{", r"\{%"]
RUN_IN_MARKDOWN_TEXT = [r"(?<!\\)::", r"`[=$r]"]
RUN_IN_ORG = [r"<%%\(", r"(?m)^\s*%%\(", r"[<\[]\d{4}-\d\d-\d\d", r"\b(?:shell|elisp):\S"]
RUN_IN_ORG_TEXT = [
    r"\b(?:file|id|info|help|javascript|obsidian):\S",
    r"\[\[(?!https?://)",
    r"\b(?:src|call)_\w",
    r"\{\{\{",
    r"@@",
    r"\\input",
    r"(?m)^\s*#\+(?!(?:briefing_id|title|author|date|saved|filetags):|begin_quote$|end_quote$)",
    r"(?m)^\s*:[A-Z]+:",
    r"(?m)^\*+ (?:TODO|DONE)\b",
    r"(?m)^\|\s*:?=",
]
KINDS = [kind for kind in BlockKind if kind is not BlockKind.PARAGRAPH]


def built(*blocks: tuple[BlockKind, str], title: str = "T", links: tuple[Link, ...] = ()) -> Story:
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind, len(text), len(text) + len(words), 1))
        text += words + "\n\n"
    return Story("i1", title, Body(text, tuple(made), links), source="News", fetched=NOON)


def written(of: Story, template: str) -> str:
    return text_of(of, None, saved=NOON, style=Style(template))


def inner(markdown: str) -> list[Token]:
    """All tokens of the file below its front matter."""
    found: list[Token] = []
    for token in PARSER.parse(markdown.split("---\n", 2)[2]):
        found += (token, *(token.children or []))
    return found


@pytest.mark.parametrize("template", ["plain", "obsidian", "org"])
@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_is_run_wherever_it_stands(words: str, template: str) -> None:
    everywhere = [(BlockKind.ITEM, "first"), *((kind, words) for kind in KINDS)]
    lines = (BlockKind.PARAGRAPH, f"Above\n{words}\nbelow")
    made = written(built(*everywhere, lines, (BlockKind.PARAGRAPH, words), title=words), template)
    is_org = template == "org"
    for pattern in (*RUN_IN_ANY, *(RUN_IN_ORG if is_org else RUN_IN_MARKDOWN)):
        assert not re.search(pattern, made), (pattern, made)
    text = re.sub(r"(?m)^: .*$", "", made) if is_org else re.sub(r"(?s)(`{3,}).*?\1", "", made.split("---\n", 2)[2])
    for pattern in RUN_IN_ORG_TEXT if is_org else RUN_IN_MARKDOWN_TEXT:
        assert not re.search(pattern, text), (pattern, made)


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_shows_the_words_and_nothing_else(words: str) -> None:
    made = written(built((BlockKind.PARAGRAPH, f"Above\n{words}\nbelow"), title=words), "plain")
    assert yaml.safe_load(made.split("---\n")[1])["title"] == words
    tokens = PARSER.parse(made.split("## Text\n")[1])
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special", "softbreak"}
    assert "".join(child.content or "\n" for child in children if child.type != "text" or child.content) == (
        f"Above\n{words}\nbelow"
    )


@pytest.mark.parametrize("list_of", ["first", "1. first"])
@pytest.mark.parametrize("kind", [BlockKind.TABLE, BlockKind.CODE, BlockKind.PARAGRAPH, BlockKind.QUOTE])
def test_no_html_after_a_list(kind: BlockKind, list_of: str) -> None:
    hostile = "<img src=x onerror=alert(1)> | [click](javascript:alert(2))"
    tokens = inner(written(built((BlockKind.ITEM, list_of), (kind, hostile)), "plain"))
    assert not {token.type for token in tokens} & {"html_inline", "html_block", "link_open", "image", "code_block"}


def test_an_exclamation_mark_before_a_link_loads_nothing() -> None:
    for ending in ("See!", "See\\!", "See\\"):
        body = ending + "chart"
        link = Link(len(ending), len(body), TRACKER)
        tokens = inner(written(built((BlockKind.PARAGRAPH, body), links=(link,)), "plain"))
        assert "image" not in {token.type for token in tokens}
        assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [TRACKER]
        assert "".join(token.content for token in tokens if token.type.startswith("text")).endswith(body)


def test_a_list_that_begins_deep_is_no_code() -> None:
    text = "deep"
    of = Story("i1", "T", Body(text, (Block(BlockKind.ITEM, 0, 4, 3),)))
    assert "code_block" not in {token.type for token in inner(written(of, "plain"))}


@pytest.mark.parametrize("template", ["plain", "org"])
def test_a_link_leads_where_it_led(template: str) -> None:
    address = "http://h.example/a?x=%%&lt;=1&b=2%41"
    of = built((BlockKind.PARAGRAPH, "word"), links=(Link(0, 4, address),))
    made = written(of, template)
    if template == "org":
        assert f"[[{address}][word]]" in made
    else:
        assert "%%" not in made
        href = next(token.attrs["href"] for token in inner(made) if token.type == "link_open")
        assert href == "http://h.example/a?x=%25%25&lt;=1&b=2%41"


@given(st.lists(st.sampled_from([*HOSTILE, "!", "\\", "[", "](", "word ", "\n", "<", "%", "{", ":", "="]), max_size=6))
def test_no_mixture_makes_more_than_text(parts: list[str]) -> None:
    words = "".join(parts).strip() or "x"
    made = written(built((BlockKind.PARAGRAPH, words)), "plain").split("## Text\n")[1]
    kinds = {child.type for token in PARSER.parse(made) for child in (token, *(token.children or []))}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special", "softbreak"}
