"""The headings of an article come back to its text where its page shows them above one of its blocks."""

from __future__ import annotations

import pytest

from briefing.core.story import BlockKind
from briefing.fetch.html import html_to_body
from briefing.fetch.html.tree import parse
from briefing.fetch.subheadings import with_headings

ADDRESS = "https://paper.example/2024/ferry"
FIRST = "<p>The ferry between Aun and Ost ran again on Friday, after nine weeks in the yard.</p>"
SECOND = "<p>Its new engine burns <a href='/oil'>the oil</a> of rape, which the farmers of Ost press.</p>"


def headings(between: str, above: str = "") -> list[str]:
    page = f"<html><body><main>{above}<div>{FIRST}</div>{between}<div>{SECOND}</div></main></body></html>"
    body = with_headings(html_to_body(FIRST + SECOND, ADDRESS), parse(page), ADDRESS)
    [link] = body.links
    assert body.text[link.start : link.end] == "the oil"
    return [body.text[one.start : one.end] for one in body.blocks if one.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    "shown",
    [
        "<h3>Who pays</h3>",
        "<div class=c-sub><div><h2><span>Who</span> pays</h2></div></div>",
        "<section><h4 id=pays><a href='#pays'></a>Who pays</h4></section><div></div>",
        "<h2>Who pays</h2><figure><img src=/a.jpg><figcaption>The yard</figcaption></figure>",
    ],
)
def test_a_heading_in_a_wrapper_of_its_own_stands_above_its_paragraph(shown: str) -> None:
    assert headings(shown) == ["Who pays"]


def test_a_page_of_headings_alone_does_not_take_the_text_over() -> None:
    assert len(headings("".join(f"<div><h3>Quay {number}</h3></div>" for number in range(150)))) == 100


def test_headings_above_one_another_come_in_order() -> None:
    assert headings("<div><h2>Friday</h2></div><div><h3>10:40 Who pays</h3></div>") == ["Friday", "10:40 Who pays"]


@pytest.mark.parametrize(
    "shown",
    [
        "<h3><a href='/other'>Bridge of Aun shut</a></h3>",
        "<a href='/other'><h3>Bridge of Aun shut</h3></a>",
        "<aside><h3>Who pays</h3></aside>",
        "<div><h4>Harbour</h4><h3>Bridge of Aun shut</h3></div>",
        "<div><p>Harbour</p><h3>Bridge of Aun shut</h3></div>",
        "<h3>Read more</h3>",
        "<h3>You may also like</h3>",
        "<h3>Bridge</h3><p>The bridge of Aun is shut since the flood of May.</p>",
        "<h3>More</h3><div>Weather</div><h3>More</h3>",
        "<h3 class=visually-hidden>Text of the article</h3>",
        "<h3> </h3>",
    ],
)
def test_headings_of_boxes_and_of_other_stories_are_none_of_the_text(shown: str) -> None:
    assert headings(shown) == []


def test_what_stands_above_the_first_paragraph_is_no_heading_in_the_text() -> None:
    assert headings("", above="<h2>Harbour</h2>") == []
