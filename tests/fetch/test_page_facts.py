"""What a page says about itself, and that looking for it changes nothing."""

import pytest
from lxml import etree, html

from briefing.fetch.page_facts import facts_of

_ADDRESS = "https://paper.example/harbour"


def _author(body: str) -> str:
    return facts_of(html.document_fromstring(f"<html><body>{body}</body></html>"), _ADDRESS).author


def test_an_author_is_named_deep_in_a_page() -> None:
    page = (
        '<main><div><header><p class="story-byline">By <span class="author">Ada Quay</span></p></header></div></main>'
    )
    assert _author(page) == "Ada Quay"


def test_who_wrote_a_comment_is_no_author() -> None:
    assert _author('<div id="comments"><ul><li><span class="author">Bo Reader</span> Well said.</li></ul></div>') == ""


def test_a_page_may_name_nobody() -> None:
    assert _author("<p>The harbour opens again on Friday.</p>") == ""


def test_an_element_that_names_an_author_may_hold_another() -> None:
    page = '<div class="author-box"><a class="author" href="/ada">Ada Quay</a><p>writes about harbours.</p></div>'
    assert _author(page) == "Ada Quay"


def test_the_page_stays_as_it_is() -> None:
    root = html.document_fromstring('<body><p class="author">Ada Quay</p> and <time>1 May 2024</time> more</body>')
    before = etree.tostring(root)
    facts_of(root, _ADDRESS)
    assert etree.tostring(root) == before


@pytest.mark.parametrize(
    "beside",
    [
        "<ul><li class='comment even'><p class=author>Bo Varga</p></li></ul>",
        "<form><p class=comment-form-author><label>Name</label></p></form>",
    ],
)
def test_who_comments_is_no_author(beside: str) -> None:
    assert _author(f"<p>The toll falls.</p>{beside}") == ""
    assert _author(f"<p class=author>Ann Lee</p><p>The toll falls.</p>{beside}") == "Ann Lee"


def test_an_author_has_no_month_behind_the_name() -> None:
    assert _author("<p class=author>Ann Lee December 4, 2026</p>") == "Ann Lee"
    assert _author("<p class=author>Ann Lee am 4. Dezember 2026</p>") == "Ann Lee"


def test_a_byline_beside_a_link_to_comments_names_its_author() -> None:
    assert _author("<div class='meta social-comments'><p class=author>Ann Lee</p></div>") == "Ann Lee"


def test_a_form_around_the_whole_page_hides_no_author() -> None:
    assert (
        _author("<form id=state><h1>The toll falls</h1><p class=author>Ann Lee</p><p>It is low.</p></form>")
        == "Ann Lee"
    )
