"""What of a page is a banner, and what only looks like one."""

from __future__ import annotations

import pytest

from briefing.fetch.article import extract
from tests.fetch.test_main_text import ADDRESS, ARTICLE, sentence

NAV = (
    "<header><nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9)) + "</ul></nav></header>"
)
NOTICE = (
    "<h2>Your choices</h2><p>We and our 847 partners value your privacy. We use cookies to store and access information"
    " on your device. You can accept or reject.</p>"
)
FOOT = "<footer><p>Copyright Kelland Post. All rights reserved. Read our terms and conditions.</p></footer>"


def story(body: str) -> str:
    page = f"<!doctype html><html><head><title>toll headline</title></head><body>{body}</body></html>"
    return extract(page.encode(), "text/html", ADDRESS).body.text


HALVES = ["".join(f"<p>{sentence(number)}</p>" for number in part) for part in (range(4), range(4, 8))]
STORY = story(f"{NAV}<main><h1>Toll</h1>{ARTICLE}</main>{FOOT}")


@pytest.mark.parametrize(
    "banner",
    [
        f'<div id="cookie-banner" class="consent modal">{NOTICE}</div>',
        f'<div role="dialog" aria-modal="true">{NOTICE}</div>',
        f'<div class="fc-Consent-root"><div class="cookie">{NOTICE}</div></div>',
        f'<section aria-modal="true">{NOTICE}</section>',
        f"<dialog open>{NOTICE}</dialog>",
        f'<aside class="gdpr">{NOTICE}</aside>',
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_dialog_about_cookies_is_no_part_of_the_story(banner: str, first: bool) -> None:
    main = f"<main><h1>Toll</h1>{ARTICLE}</main>"
    body = f"{banner}{NAV}{main}{FOOT}" if first else f"{NAV}{main}{FOOT}{banner}"
    assert story(body) == STORY
    assert "partners" not in STORY
    assert not STORY.startswith("Toll")


def test_a_dialog_inside_the_story_goes_where_it_asks_something() -> None:
    asking = f'<div class="cookies">{NOTICE}<button>Accept</button></div>'
    assert story(f"{NAV}<main><h1>Toll</h1>{ARTICLE}{asking}</main>{FOOT}") == STORY
    told = f'<div class="cookies">{NOTICE}</div>'
    assert "847 partners" in story(f"{NAV}<main><h1>Toll</h1>{told.join(HALVES)}</main>{FOOT}")


@pytest.mark.parametrize(
    "around",
    ['<div class="has-cookie-banner">{}</div>', '<div id="gdpr"><main>{}</main></div>', '<div role="dialog">{}</div>'],
)
def test_what_holds_the_story_is_no_banner(around: str) -> None:
    assert story(NAV + around.format(f"<h1>Toll</h1>{ARTICLE}") + FOOT) == STORY


def test_a_page_that_is_nothing_but_banners_keeps_them() -> None:
    assert "847 partners" in story(f'<div class="cookie">{NOTICE}</div>' * 3)


def test_a_box_for_a_newsletter_is_no_part_of_the_story() -> None:
    words = "<h3>Sign up</h3><p>Get the best of our coverage in your inbox every morning, with all tolls and ships.</p>"
    box = f'<div class="newsletter-signup">{words}<form><input type="email"><button>Sign up</button></form></div>'
    assert story(f"{NAV}<main><h1>Toll</h1>{box.join(HALVES)}</main>{FOOT}") == STORY


@pytest.mark.parametrize(
    "box",
    [
        "<div class='sharedaddy'><h3>Share this:</h3><ul><li><a href='?s=x'>Click to share on X (Opens in new tab)</a>"
        "</ul></div><div class='sharedaddy sd-like'><h3>Like this:</h3><span>Like</span> <span>Loading...</span></div>",
        "<div class='author-box'><h4>About the author</h4><p>Ann Holt tells of harbours and tolls for the Kelland Post."
        " She has lived in Orm and Kelland for twenty years and writes about ships for children, too.</p></div>",
    ],
)
def test_buttons_and_boxes_below_the_story_are_no_part_of_it(box: str) -> None:
    assert story(f"{NAV}<main><article><h1>Toll</h1>{ARTICLE}{box}</article></main>{FOOT}") == STORY


TEASER = (
    "<article class='card'><h3><a href='{}'>Tar is dear</a></h3><p>The price of tar has doubled in a year, and the"
    " guild of Kelland asks the council to open its stores before winter, its master said.</p></article>"
)


def test_the_beginning_of_another_story_inside_the_story_is_left_out() -> None:
    page = f"{NAV}<main><article><h1>Toll</h1>{TEASER.format('/2024/tar').join(HALVES)}</article></main>{FOOT}"
    assert story(page) == STORY


@pytest.mark.parametrize("own", ["#post-4", "/2024/toll?post=4"])
def test_posts_of_a_live_page_stay(own: str) -> None:
    page = f"{NAV}<main><article><h1>Toll</h1>{TEASER.format(own).join(HALVES)}</article></main>{FOOT}"
    assert "The price of tar has doubled" in story(page)
