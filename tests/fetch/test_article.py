"""The article of a page."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from briefing.core.errors import FetchError
from briefing.fetch.article import extract

ADDRESS = "https://paper.example/2024/grain"
SENTENCE = "The minister said on Monday that the port would open again, and offered its neighbour a share of the toll."
PAGE = f"""<!DOCTYPE html><html><head><title>Grain talks | The Paper</title><meta charset="utf-8">
<meta name="author" content="Ann Writer"><meta property="og:title" content="Grain talks">
<meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2024-03-04">
</head><body><nav><a href="/">Home</a><a href="/all">All sections</a></nav><article><h1>Grain talks</h1>
{"".join(f"<p>{number}. {SENTENCE} See <a href='/gas'>gas</a>.</p>" for number in range(6))}
<h2>What was said</h2><ul><li>One point of the talks</li><li>Another point</li></ul>
<table><tr><th>Grain</th><th>Tons</th></tr><tr><td>Wheat</td><td>5</td></tr></table></article>
<footer>Imprint and cookies</footer></body></html>"""


def test_the_text_comes_without_the_furniture() -> None:
    article = extract(PAGE.encode(), "text/html", ADDRESS)
    assert (article.title, article.author, article.site) == ("Grain talks", "Ann Writer", "The Paper")
    assert article.published == datetime(2024, 3, 4, tzinfo=UTC)
    body = article.body
    kinds = [block.kind.value for block in body.blocks]
    assert kinds == ["paragraph"] * 6 + ["heading", "item", "item", "table"]
    assert "Imprint" not in body.text
    assert "Home" not in body.text
    assert "Grain | Tons\nWheat | 5" in body.text
    assert {(body.text[link.start : link.end], link.address) for link in body.links} == {
        ("gas", "https://paper.example/gas")
    }


def test_captions_are_no_part_of_the_text() -> None:
    figure = "<figure><img src=/quay.jpg{}><figcaption>Ships wait at the quay.</figcaption></figure>"
    late = figure.format("").replace("<img", "<noscript><img").replace("<figcaption", "</noscript><figcaption")
    for shown in (figure.format(" alt=''"), figure.format(" alt=Quay"), late):
        page = PAGE.replace("<p>3.", f"{shown}<p>3.")
        text = extract(page.encode(), "text/html", ADDRESS).body.text
        assert [line for line in text.splitlines() if "quay" in line and not line.startswith("[image: ")] == []


@pytest.mark.parametrize(
    "trap", ["&#27;[31m", "&#x1B;", "&#1", "\x1b[2J", "&#xFFFF;", "&#" + "9" * 5_000 + ";", "\x00"]
)
def test_control_characters_do_not_hide_the_text(trap: str) -> None:
    article = extract(PAGE.replace("Monday", f"Mon{trap}day").encode(), "text/html", ADDRESS)
    assert "5. The minister said" in article.body.text
    assert not set(article.body.text) & set("\x00\x01\x1b\uffff")


@pytest.mark.parametrize(
    ("page", "content_type"),
    [
        (PAGE.replace("Monday", "Žofín").encode("cp1250"), "text/html; charset=windows-1250"),
        (PAGE.replace("Monday", "Žofín").replace("utf-8", "windows-1250").encode("cp1250"), "text/html"),
        (PAGE.replace("Monday", "Žofín").encode(), "text/html; charset=iso-8859-1"),
        (PAGE.replace("Monday", "Žofín").encode("utf-16"), "text/html"),
        (PAGE.replace("Monday", "Žofín").encode(), "text/html; charset=no-such"),
    ],
)
def test_bytes_are_read_whatever_their_label(page: bytes, content_type: str) -> None:
    assert "said on Žofín that" in extract(page, content_type, ADDRESS).body.text


def test_a_short_page_gives_what_it_has() -> None:
    article = extract(b"<title>T</title><nav>Menu</nav><p>One short sentence.</p>", "text/html", ADDRESS)
    assert (article.title, article.body.text) == ("T", "One short sentence.")


def test_a_plain_text_is_kept_as_it_is() -> None:
    body = extract(b"One line\nand another.\n\nA part <b>.", "text/plain; charset=utf-8", ADDRESS).body
    assert body.text == "One line\nand another.\n\nA part <b>."
    assert len(body.blocks) == 2


@pytest.mark.parametrize(
    ("page", "content_type", "words"),
    [
        (b"<html></html>", "text/html", "no text was found"),
        (b"", "text/html", "no text was found"),
        (b"%PDF-1.7 x", "text/html", "this is not a text"),
        (b"\xff\xd8", "image/jpeg", "this is not a text but image/jpeg"),
    ],
)
def test_pages_without_text_are_named(page: bytes, content_type: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        extract(page, content_type, "https://ann:secret@paper.example/x")
    assert str(caught.value).startswith("https://paper.example/x: ")


@pytest.mark.parametrize("wrapper", ["div", "font"])
def test_an_article_in_many_wrappers_is_found(wrapper: str) -> None:
    deep = PAGE.replace("<article>", f"<{wrapper}>" * 400 + "<article>")
    article = extract(deep.encode(), "text/html", ADDRESS, whole=False)
    assert article.body == extract(PAGE.encode(), "text/html", ADDRESS, whole=False).body


def test_an_article_behind_megabytes_of_scripts_is_found() -> None:
    heavy = PAGE.replace("<article>", f"<script>{'x = 1;' * 500_000}</script><article>")
    assert "5. The minister said" in extract(heavy.encode(), "text/html", ADDRESS, whole=False).body.text


@pytest.mark.parametrize(
    "hostile",
    [
        "<header>" * 100_000,
        "<div>" * 50_000 + SENTENCE,
        "<p " + "a='b' " * 20_000 + ">x",
        "<form>" + "<p class=author>Ann Lee</p>" * 40_000,
    ],
)
def test_hostile_pages_end(hostile: str) -> None:
    began = time.process_time()
    try:
        extract(hostile.encode(), "text/html", ADDRESS)
    except FetchError as error:
        assert "no text" in str(error)  # noqa: PT017 (either end is fine)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("", "<p class='date'>March 2024</p>", None),
        ("", "<time datetime='2024-03'>March 2024</time>", None),
        ("<meta property='article:published_time' content='2024-03'>", "", None),
        ("", "<footer>Copyright 2024 The Gazette</footer>", None),
        ("", "<p class='date'>1 March 2024</p>", (2024, 3, 1)),
        ("", "<p class='date'><b>5</b> <i>March</i> 2024</p>", (2024, 3, 5)),
        ("", "<p class='date'>March 5th, 2024</p>", (2024, 3, 5)),
        ("", "<time datetime='2024-03-05'>5 March</time>", (2024, 3, 5)),
        ("<meta name='date' content='2024-01-01'>", "", (2024, 1, 1)),
    ],
)
def test_a_page_that_names_no_day_has_no_date(head: str, body: str, day: tuple[int, int, int] | None) -> None:
    words = "<p>The council of Kell sells salt to Orm for three years, at a price to be agreed.</p>" * 4
    html = (
        f"<html><head><title>Salt</title>{head}</head><body><article><h1>Salt</h1>{body}{words}</article></body></html>"
    )
    published = extract(html.encode(), "text/html", "https://gazette.example/salt").published
    assert published == (None if day is None else datetime(*day, tzinfo=UTC))


def told(*texts: str) -> str:
    """What a page tells programs of articles."""
    articles = [{"@type": "NewsArticle", "articleBody": text} for text in texts]
    return f'<script type="application/ld+json">{json.dumps({"@graph": articles})}</script>'


def test_what_a_page_tells_programs_stands_in_where_it_shows_far_less() -> None:
    loading = "<html><head><title>Salt</title>{}</head><body><div id=app>Loading…</div></body></html>"
    whole = "\n".join([SENTENCE] * 5)

    def text(head: str, page: str = loading) -> str:
        return extract(page.replace("{}", head).encode(), "text/html", ADDRESS).body.text

    assert text(told(f"{whole} AT&amp;T \x1b[2J")).startswith(f"{SENTENCE}\n\n{SENTENCE}")
    assert text(told(f"{whole} AT&amp;T \x1b[2J")).endswith("AT&T [2J")
    assert text(told("".join(f"<p>{SENTENCE}</p>" for _ in range(5)))) == "\n\n".join([SENTENCE] * 5)
    assert text(told(whole, f"{whole} {SENTENCE}")) == "Loading…", "it may be any of them"
    assert text(told(whole) * 2).startswith(SENTENCE), "the same twice"
    assert text(told("Salt.")) == text('<script type="application/ld+json">{"articleBody": </script>') == "Loading…"
    shown = f"<html><head>{{}}</head><body><article><p>{SENTENCE * 3}</p></article></body></html>"
    assert text(told(whole), shown) == text("", shown), "about as much"


@pytest.mark.parametrize(
    ("head", "body", "moment"),
    [
        ("<meta property='article:published_time' content='2024-03-05T22:30:00-05:00'>", "", (2024, 3, 6, 3, 30)),
        ("", "<time datetime='2024-03-05T10:00:00+02:00'>5 March</time>", (2024, 3, 5, 8)),
        (
            '<script type="application/ld+json">{"datePublished": "2024-03-05T08:15:00Z"}</script>',
            "",
            (2024, 3, 5, 8, 15),
        ),
        (
            "<meta property='article:modified_time' content='2024-03-05T12:00:00Z'>"
            "<meta property='article:published_time' content='2024-03-05T07:00:00Z'>",
            "<time datetime='2024-03-05T09:00:00Z'>another story</time>",
            (2024, 3, 5, 7),
        ),
        (
            "<meta property='article:published_time' content='2024-03-05'>",
            "<time datetime='2024-03-09T09:00:00Z'>another day</time>",
            (2024, 3, 5),
        ),
    ],
)
def test_a_page_has_the_time_that_it_gives(head: str, body: str, moment: tuple[int, ...]) -> None:
    words = "<p>The council of Kell sells salt to Orm for three years, at a price to be agreed.</p>" * 4
    html = f"<html><head><title>Salt</title>{head}</head><body><h1>Salt</h1>{body}{words}</body></html>"
    published = extract(html.encode(), "text/html", "https://gazette.example/salt").published
    assert published == datetime(*moment, tzinfo=UTC)  # type: ignore[misc]


def test_a_page_is_not_dated_by_what_it_leads_to() -> None:
    undated = PAGE.replace('<meta property="article:published_time" content="2024-03-04">', "")
    elsewhere = "<a href='https://paper.example/2024/03/11/tolls.html'>Tolls</a><img src='/i/2024-03-11-quay.jpg'>"
    assert extract(undated.replace("</body>", f"{elsewhere}</body>").encode(), "text/html", ADDRESS).published is None
    own = "https://paper.example/2024/03/11/grain"
    assert extract(undated.encode(), "text/html", own).published == datetime(2024, 3, 11, tzinfo=UTC)
