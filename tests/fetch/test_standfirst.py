"""A page describes itself; where it shows that description, it is the standfirst of its article."""

from __future__ import annotations

import pytest

from briefing.core.story import BlockKind
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


SHOWN = "Millers want money, and the town has none."
TITLE = "<h1>Varn lowers its dam</h1>"


@pytest.mark.parametrize(
    "shown",
    [
        f"<p class='article-lead big'>{SHOWN}</p>",
        f"<div class=storyExcerpt><h2>{SHOWN}</h2><p>By Ann Holt</p></div>",
        f"<p>By Ann Holt</p><h2 class='doc__subheader'>{SHOWN}</h2><figure><p>The old mill</p></figure>",
        f"<h2 class=strapline>{SHOWN}</h2><h1>Varn lowers its dam</h1><h3 class=dek>{SHOWN}</h3>",
    ],
)
def test_what_is_named_a_standfirst_below_the_title_stands_above_the_text(shown: str) -> None:
    assert texts("", TITLE + shown) == [SHOWN, *texts("", "")]


@pytest.mark.parametrize(
    "page",
    [
        f"<p class=lead>{SHOWN}</p>{TITLE}",  # above the title
        f"{TITLE}<p>{SHOWN}</p>",
        f"{TITLE}<p class=leaders>{SHOWN}</p>",
        f"{TITLE}<p class=lead>Updated</p>",
        f"{TITLE}<p class=lead>{SHOWN * 30}</p>",
        f"{TITLE}<div class=lead-image>{SHOWN}</div>",
        f"{TITLE}<div class=subscribe><div><p class=subtitle>{SHOWN}</p></div></div>",
        f"{TITLE}<aside><p class=intro>{SHOWN}</p></aside>",
        f"{TITLE}<p class=summary><a href='/boat'>{SHOWN}</a></p>",
        f"{TITLE}{'<br>' * 200}<p class=lead>{SHOWN}</p>",
    ],
)
def test_what_only_looks_like_a_standfirst_is_none(page: str) -> None:
    assert texts("", page) == texts("", "")


def test_what_stands_below_the_first_words_of_the_text_is_no_standfirst() -> None:
    root = parse(f"{TITLE}{ARTICLE}<p class=lead>{SHOWN}</p>")
    assert with_standfirst(html_to_body(ARTICLE, ADDRESS), root, ADDRESS).text.split("\n\n") == texts("", "")


def test_a_place_before_the_words_of_the_description_belongs_to_the_standfirst() -> None:
    shown = f"<div class=copy><span>Varn.</span> <span>{TOLD}</span></div>"
    assert texts(HEAD, shown) == [f"Varn. {TOLD}", *texts("", "")]
    assert texts(HEAD, f"<div><b>The miller and his two sons have to wait: </b><i>{TOLD}</i></div>") == texts("", "")


def test_a_page_whose_text_has_its_description_may_show_another_standfirst() -> None:
    article = f"<p>{TOLD}</p>{ARTICLE}"
    assert texts(HEAD, f"{TITLE}<p class=deck>{SHOWN}</p>", article) == [SHOWN, *texts("", "", article)]


def test_a_standfirst_in_a_heading_is_a_paragraph() -> None:
    root = parse(f"<html><body>{TITLE}<h2 class=deck>{SHOWN}</h2>{ARTICLE}</body></html>")
    body = with_standfirst(html_to_body(ARTICLE, ADDRESS), root, ADDRESS)
    assert {block.kind for block in body.blocks} == {BlockKind.PARAGRAPH}


def test_blanks_without_end_take_no_time() -> None:
    page = f"{TITLE}<nav><p>{'<i> </i>' * 9_000}{'<b>O</b>' * 9_000}</p></nav>"
    assert texts(HEAD, page) == texts("", "")


def test_links_of_the_text_stay_where_they_are() -> None:
    article = f"<p>It met in <a href='/mill'>the old mill</a> of the town, where forty millers came.</p>{ARTICLE}"
    root = parse(f"<html><head>{HEAD}</head><body><p>{TOLD}</p>{article}</body></html>")
    body = with_standfirst(html_to_body(article, ADDRESS), root, ADDRESS)
    [link] = body.links
    assert body.text[link.start : link.end] == "the old mill"
