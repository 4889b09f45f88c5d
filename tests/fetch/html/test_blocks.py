"""HTML to blocks: what is read, and what holds for any input at all."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core import clean
from briefing.core.story import BlockKind, Body
from briefing.fetch.html import html_to_body

BASE = "https://news.example/2024/story"


def blocks(html: str) -> list[tuple[str, str]]:
    body = html_to_body(html, BASE)
    return [(block.kind.value, body.text[block.start : block.end]) for block in body.blocks]


def links(html: str) -> list[tuple[str, str]]:
    body = html_to_body(html, BASE)
    return [(body.text[link.start : link.end], link.address) for link in body.links]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>Two</p>", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<p>One<p>Two", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<h2>Head</h2>Text", [("heading", "Head"), ("paragraph", "Text")]),
        ("<h2>Never closed<p>Text", [("heading", "Never closed"), ("paragraph", "Text")]),
        ("a<br>b", [("paragraph", "a\nb")]),
        ("a<br/> <br />b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<p>a</p><hr><p>b</p>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<ul><li>a</li><li>b</li></ul>c", [("item", "a"), ("item", "b"), ("paragraph", "c")]),
        ("<ul><li><p>a</p><p>more</p></ul>", [("item", "a"), ("paragraph", "more")]),
        ("<blockquote><p>a</p>b</blockquote>c", [("quote", "a"), ("quote", "b"), ("paragraph", "c")]),
        ("<pre>  if x:\n\n      y\n</pre>", [("code", "if x:\n\n    y")]),
        ("<p>x <script>alert(1)</script>y<style>p{}</style></p>", [("paragraph", "x y")]),
        ("a<noscript><p>turn it on</p></noscript>b", [("paragraph", "ab")]),
        ("a <svg><text>no</text></svg>b", [("paragraph", "a b")]),
        ("<p hidden>no</p><p style='display: none'>no</p><p>yes", [("paragraph", "yes")]),
        ("a<!-- <p>no</p> -->b", [("paragraph", "ab")]),
        ("<p>5 < 6 &amp; 7 &gt; 3", [("paragraph", "5 < 6 & 7 > 3")]),
        ("<p>&lt;b&gt; is a tag", [("paragraph", "<b> is a tag")]),
        ("<p>sup&shy;ply", [("paragraph", "supply")]),
        ("<p>He said <q>no</q>.", [("paragraph", "He said “no”.")]),
        ("<p>\n  wrapped\n  text\n", [("paragraph", "wrapped text")]),
        ("<p>a\x1b[31mb&#27;c&#x9b;d\u202ee", [("paragraph", "a[31mbc›de")]),
        ("<dl><dt>Term<dd>Meaning</dl>", [("paragraph", "Term"), ("item", "Meaning")]),
    ],
)
def test_html_becomes_blocks(html: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(html) == expected


def test_list_items_know_their_depth() -> None:
    body = html_to_body("<ul><li>a<ol><li>b</ol><li>c</ul>", BASE)
    assert [(block.level, body.text[block.start]) for block in body.blocks] == [(1, "a"), (2, "b"), (1, "c")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><tr><th>Grain<th>Tons<tr><td>Wheat<td>5</table>",
            [("table", "Grain | Tons\nWheat | 5")],
        ),
        ("<table><tr><td>a</td><td></td><td>c</td></tr></table>", [("table", "a |  | c")]),
        (
            "<table><tr><td><p>One</p></td></tr><tr><td>Two</td></tr></table>",
            [("paragraph", "One"), ("paragraph", "Two")],
        ),
        (
            "<table><tr><td>Menu</td><td><h1>News</h1><p>Text</p></td></tr></table>",
            [("paragraph", "Menu"), ("heading", "News"), ("paragraph", "Text")],
        ),
        ("<table><tr><td>a<td>b", [("table", "a | b")]),
    ],
)
def test_tables_are_rows_or_layout(html: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>See <a href="/a?x=1&amp;y=2"> this </a>now', [("this", "https://news.example/a?x=1&y=2")]),
        (
            '<a href="one"><h2>Head</h2><p>Text</p></a>',
            [(t, "https://news.example/2024/one") for t in ("Head", "Text")],
        ),
        ('<table><tr><td>x<td><a href="//b.example/">y</a></table>', [("y", "https://b.example/")]),
        ('<a href="HTTP://B.example/a b">y</a>', [("y", "http://B.example/a%20b")]),
        ('<a href="javascript:alert(1)">x</a><a href="data:,x">y</a><a href="-h">z</a>', [("z", BASE[:-5] + "-h")]),
        ('<a href="http://[bad">x</a><a href="ftp://a.example/">x</a><a href="mailto:a@b.example">m</a><a>n</a>', []),
        ('<a href="/x"></a>text', []),
        ('<a href="/x"><img alt="A ship in port"></a>', [("[image: A ship in port]", "https://news.example/x")]),
    ],
)
def test_links_are_http_and_lie_on_their_words(html: str, expected: list[tuple[str, str]]) -> None:
    assert links(html) == expected


def test_images_speak_by_their_description() -> None:
    html = 'Before <img alt="A ship in port" src=x> after <img alt="🙂"><img alt="" src=y><img alt="count me" width=1>'
    assert blocks(html) == [
        ("paragraph", "Before"),
        ("paragraph", "[image: A ship in port]"),
        ("paragraph", "after 🙂"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo &amp; three.", ["One.", "Two & three."]),
        ("A line that is\nwrapped. And\nended.\nA new one.", ["A line that is wrapped. And ended.", "A new one."]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_plain_text_is_parted(text: str, expected: list[str]) -> None:
    assert [words for _, words in blocks(text)] == expected


def assert_sound(body: Body) -> None:
    end = 0
    for number, block in enumerate(body.blocks):
        words = body.text[block.start : block.end]
        assert words
        # The first cell of a table may be empty, and it keeps its column.
        assert words == (words.rstrip() if block.kind is BlockKind.TABLE else words.strip())
        assert body.text[end : block.start] == ("\n\n" if number else "")
        end = block.end
    assert end == len(body.text)
    for link in body.links:
        assert link.address == clean.address(link.address)
        assert any(block.start <= link.start < link.end <= block.end for block in body.blocks)
        words = body.text[link.start : link.end]
        assert words == words.strip()
    assert body.text == clean.text(body.text)
    assert not [c for c in body.text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n" and c != "\t"]


TAGS = [
    *(
        "p",
        "/p",
        "p hidden",
        "div",
        "ul",
        "/ul",
        "ol",
        "li",
        "dd",
        "dt",
        "table",
        "/table",
        "tr",
        "/tr",
        "th",
        "td",
        "/td",
    ),
    *("caption", "pre", "/pre", "br", "hr", "h1", "/h1", "a href='/x'", "/a", "blockquote", "/blockquote", "q", "/q"),
    *("sup", "/sup", "sub", "/sub", "s", "/s", "del", "/del", "td rowspan=3 colspan=2", "ol start=5", "li value=7"),
    *("math", "/math", "mfrac", "msup", "mi", "/mi", "iframe src=/x", "/iframe", "video", "/video", "noscript"),
    *("input type=checkbox", "p style='white-space:pre'", "base href='//b.example/'", "xmp", "ruby", "rt", "/rt"),
    *("script", "/script", "svg", "/svg", "img alt='long alt text'", "!--", "![CDATA["),
]
SCRAPS = st.sampled_from(
    [f"<{tag}>" for tag in TAGS]
    + [
        '<a href="',
        "<",
        ">",
        "</",
        "-->",
        "]]>",
        "&",
        "&amp;",
        "&#27;",
        "&nbsp;",
        "&#x202e;",
        "&#9999999999;",
        "word",
        ".",
    ]
    + ["\u0301\u0301\u0301", "\x1b[0m", "\r\n", "\t", "\x85", "\ud800", "\u2028", "\ufeff", "\u00ad", "字", ":"]
)


@given(st.lists(st.one_of(SCRAPS, st.text(max_size=5)), max_size=60))
def test_any_input_gives_a_sound_body(scraps: list[str]) -> None:
    assert_sound(html_to_body(" ".join(scraps), BASE))
    assert_sound(html_to_body("".join(scraps), BASE))


HOSTILE = {
    "deep": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "deep lists": "<ul><li>" * 50_000 + "x",
    "deep tables": "<table><tr><td>" * 40_000 + "x",
    "many cells": "<table>" + "<tr><td>cell<td>cell</tr>" * 50_000,
    "open comments": "<!--" * 200_000,
    "open declarations": "<![" * 200_000,
    "open tags": "<a " * 200_000,
    "open quotes": "<a b='" * 200_000,
    "open raw text": "<script>" * 100_000,
    "less-than signs": "<" * 500_000,
    "ampersands": "&" * 500_000,
    "a long number": "&#" + "9" * 400_000 + ";",
    "attributes": "<p" + " a=b" * 200_000 + ">x",
    "spaces": "<p a" + " " * 500_000 + "<p>x",
    "blank lines": "\n \n" * 150_000,
    "links": "<a href='/x'>y</a> " * 40_000,
    "accents": "<p>e" + "\u0301" * 300_000,
    "hidden": "<div hidden>" * 50_000,
    "captions": "<span class=caption>x</span>" * 20_000 + "<img src=/a.png>",
    "captions in captions": "<div class=caption>" * 1_000 + "<span class=caption>x</span>" * 20_000 + "<img src=/a>",
    "captions of many pictures": "<div><img src=/a.png><p class=caption>x</p></div>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_takes_little_time(name: str) -> None:
    began = time.process_time()
    assert_sound(html_to_body(HOSTILE[name], BASE))
    assert time.process_time() - began < 5


def test_a_text_is_cut_at_the_limit() -> None:
    body = html_to_body("<p>" + "word " * 200_000 + "<a href='/x'>y</a><p>more", BASE)
    assert_sound(body)
    assert clean.TEXT_LIMIT - 10 < len(body.text) <= clean.TEXT_LIMIT
    assert [block.kind for block in body.blocks] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Kell wants salt<br>Orm has tar</p>", True),
        ("<p>Harbour office<br>7 Quay Street<br>Tarn</p>", True),
        ("<li>salt from Kell<br>tar from Orm</li>", True),
        (
            "<p>The council of Kell met today and offered the<br>salt of its pans to Orm, which had asked for<br>"
            "it three times since the spring of that year.</p>",
            False,
        ),
        ("<p>Kell wants salt</p>", False),
        ("<pre>salt\ntar</pre>", False),
        ("<table><tr><th>Kell<th>Orm<tr><td>salt<br>tar<td>4</table>", False),
    ],
)
def test_a_block_knows_whether_its_lines_are_its_authors(html: str, expected: bool) -> None:
    body = html_to_body(html, BASE)
    assert [block.has_lines for block in body.blocks] == [expected]
