"""A page describes itself; where it shows that description, it is the standfirst of its article."""

from __future__ import annotations

import pytest

from briefing.fetch.html import html_to_body
from briefing.fetch.html.tree import parse
from briefing.fetch.standfirst import with_standfirst

ADDRESS = "https://paper.example/2024/dam"
TOLD = "The council of Varn wants to lower the dam by two ells, and the millers ask to be paid for it."
HEAD = f'<meta property="og:description" content="{TOLD}">'
ARTICLE = "<p>On Monday the council met in the old mill, and forty millers came.</p><p>No vote was taken.</p>"


def texts(head: str, page: str, article: str = ARTICLE) -> list[str]:
    root = parse(f"<html><head>{head}</head><body>{page}{article}</body></html>")
    return with_standfirst(html_to_body(article, ADDRESS), root, ADDRESS).text.split("\n\n")


@pytest.mark.parametrize(
    "shown",
    [
        f"<h2 class=deck>{TOLD}</h2>",
        f"<div class=teaser><strong>{TOLD}</strong></div>",
        f"<div><p>\n  {TOLD.replace(' ', '  ', 4)}</p><p>By Ann Holt</p></div>",
        f"<li>{TOLD[:60]}<em>{TOLD[60:]}</em></li>",
    ],
)
def test_what_a_page_says_of_itself_and_shows_stands_above_its_text(shown: str) -> None:
    assert texts(HEAD, f"<header>{shown}</header>") == [TOLD, *texts("", "")]


@pytest.mark.parametrize(
    ("head", "page"),
    [
        (HEAD, ""),  # said to machines only
        (HEAD, f"<nav><p>{TOLD}</p></nav>"),
        (HEAD, f"<footer>{TOLD}</footer>"),
        (HEAD, f"<h1>{TOLD}</h1>"),
        ('<meta name="description" content="News of Varn">', "<p>News of Varn</p>"),
        (HEAD, "<p>The council of Varn has a new seat.</p>"),
    ],
)
def test_what_is_not_shown_or_stands_in_the_frame_is_no_standfirst(head: str, page: str) -> None:
    assert texts(head, page) == texts("", "")


def test_a_text_that_says_the_same_stays_as_it_is() -> None:
    same = f"<p>{TOLD.replace('two ells', '2 ells')}</p>{ARTICLE}"
    assert texts(HEAD, f"<p>{TOLD}</p>", same) == texts("", "", same)


def test_links_of_the_text_stay_where_they_are() -> None:
    article = f"<p>It met in <a href='/mill'>the old mill</a> of the town, where forty millers came.</p>{ARTICLE}"
    root = parse(f"<html><head>{HEAD}</head><body><p>{TOLD}</p>{article}</body></html>")
    body = with_standfirst(html_to_body(article, ADDRESS), root, ADDRESS)
    [link] = body.links
    assert body.text[link.start : link.end] == "the old mill"
