"""Pages that say themselves that they show no more than the beginning of a story."""

from __future__ import annotations

import json

import pytest

from briefing.fetch.article import extract
from briefing.fetch.libraries import ParsedPage
from briefing.fetch.page_walls import is_beginning

ADDRESS = "https://paper.example/grain"
SAID = "<p>The minister of Norland said that the port would take grain again before the winter, whatever the price.</p>"
SALE = "<div class='paywall'><h3>Subscribe to keep reading</h3><p>One crown a month.</p></div>"


def page(inside: str, behind: str = "", head: str = "") -> str:
    return (
        f"<html><head><title>Port opens</title>{head}</head><body><header><a href='/'>Subscribe to keep reading</a>"
        f"</header><main><article><h1>Port opens</h1>{inside}</article></main>{behind}</body></html>"
    )


def says_so(html: str) -> bool:
    return is_beginning(ParsedPage.parse(html, ADDRESS))


def linked_data(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def test_a_line_below_the_beginning_sells_the_rest() -> None:
    html = page(SAID * 3 + SALE)
    assert says_so(html)
    assert extract(html.encode(), "text/html", ADDRESS).is_beginning


@pytest.mark.parametrize(
    "html",
    [
        page(SAID * 3),
        page(SAID * 3, behind=SALE),
        page(SAID * 3 + f"<aside>{SALE}</aside>"),
    ],
)
def test_what_is_sold_elsewhere_on_a_page_is_not_the_story(html: str) -> None:
    assert not says_so(html)


def test_a_page_without_elements_for_its_story_is_asked_as_a_whole() -> None:
    assert says_so(f"<html><body><div>{SAID * 3}</div><div>{SALE}</div></body></html>")


@pytest.mark.parametrize("free", [False, "False", "http://schema.org/False"])
def test_a_page_tells_programs_that_its_article_is_paid(free: object) -> None:
    article = {"@type": "NewsArticle", "headline": "Port opens", "isAccessibleForFree": free}
    assert says_so(page(SAID * 3, head=linked_data({"@graph": [{"@type": "WebSite"}, article]})))


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "NewsArticle", "isAccessibleForFree": True},
        {"@type": "NewsArticle", "isAccessibleForFree": "true", "hasPart": {"isAccessibleForFree": False}},
        {"@type": "Event", "isAccessibleForFree": False},
        {"@type": "NewsArticle", "isAccessibleForFree": None},
        ["isAccessibleForFree", 1, None],
    ],
)
def test_other_things_may_cost_money(thing: object) -> None:
    assert not says_so(page(SAID * 3, head=linked_data(thing)))


def test_a_locked_article_is_paid() -> None:
    assert says_so(page(SAID * 3, head="<meta property='article:content_tier' content='locked'>"))
    assert not says_so(page(SAID * 3, head="<meta property='article:content_tier' content='metered'>"))


def test_a_long_text_is_more_than_a_beginning() -> None:
    html = page(SAID * 20 + SALE, head=linked_data({"@type": "Article", "isAccessibleForFree": False}))
    assert not extract(html.encode(), "text/html", ADDRESS).is_beginning
