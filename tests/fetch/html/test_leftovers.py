"""What the programs that publish sites leave in a text."""

from __future__ import annotations

import pytest

from briefing.fetch.html import html_to_body

SAID = "<p>The river rose by two metres on Monday.</p>"
READ = "The river rose by two metres on Monday."


def text(html: str) -> str:
    return html_to_body(html, "https://river.example/1").text


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src=/a.png alt='A weir'><figcaption>The weir in May</figcaption></figure>",
        "<figure><a href=/b><img src=/a.png alt='A weir'></a><figcaption><p>The weir in May</p></figcaption></figure>",
        "<div class=wp-caption><img src=/a.png alt='A weir'><p class=wp-caption-text>The weir in May</p></div>",
        "[caption id='attachment_4' width='90']<img src=/a.png alt='A weir'> The weir in May[/caption]",
        "<figure><img src=/a.png alt='A weir'><div class='Box-x1 caption'>The weir in May</div></figure>",
        "<div><div><img src=/a.png alt='A weir'></div><figcaption>The weir in May</figcaption></div>",
        "<figure><img src=/a.png alt='A weir'><p class=caption>The weir</p><p class=caption>in May</p></figure>",
        "<div><img src=/a.png alt='A weir'><div class=caption><p class=caption-text>The weir in May</p></div></div>",
        "<figure><img src=/a.png alt='A weir'><noscript><img src=/b.png></noscript>"
        "<figcaption>The weir in May</figcaption></figure>",
    ],
)
def test_a_caption_is_the_description_of_its_picture(html: str) -> None:
    assert text(html + SAID) == f"[image: A weir: The weir in May]\n\n{READ}"


def test_a_caption_stands_for_a_description_that_says_less() -> None:
    figure = "<figure><img src=/a.png alt='{}'><figcaption>The weir in May</figcaption></figure>"
    for alt in ("", "the weir", "THE WEIR IN MAY", "IMG_0042.jpg"):
        assert text(figure.format(alt)) == "[image: The weir in May]"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            "<figure><table><tr><td>1</td><td>2</td></tr></table><figcaption>Levels</figcaption></figure>",
            "1 | 2\n\nLevels",
        ),
        (
            "<figure><img src=/a.png alt=Weir><figcaption>By <a href=/ann>Ann Lee</a></figcaption></figure>",
            "By Ann Lee",
        ),
        (
            f"<figure><img src=/a.png alt=Weir><figcaption>{'The weir. ' * 40}</figcaption></figure>",
            "The weir. The weir.",
        ),
        ("<figure><blockquote>It rose.</blockquote><figcaption>Ann Lee</figcaption></figure>", "It rose.\n\nAnn Lee"),
        (f"<div><img src=/a.png alt=Weir>{SAID * 9}<p class=caption>Ann Lee</p></div>", "Monday.\n\nAnn Lee"),
    ],
)
def test_a_caption_that_is_a_text_of_its_own_stays(html: str, shown: str) -> None:
    assert shown in text(html).removeprefix("[image: Weir]\n\n")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Before.</p>[gallery]<p>After.</p>", "Before.\n\nAfter."),
        ('<p>[gallery ids="1,2" link="none"]</p><p>After.</p>', "After."),
        ("<p>[su_note note_color=“#fff”]Mind the weir.[/su_note]</p>", "Mind the weir."),
        ('[vc_row][vc_column width="1/2"]<p>Mind the weir.</p>[/vc_column][/vc_row]', "Mind the weir."),
        ('[box kind="info"]Mind the weir.[/box]', "Mind the weir."),
        ("<p>[embed]https://film.example/1[/embed]</p>", "https://film.example/1"),
        ('<pre>[box kind="info"]x[/box]</pre>', '[box kind="info"]x[/box]'),
        ('<p>See <code>[gallery ids="1"]</code></p>', 'See [gallery ids="1"]'),
        (
            "<p>“[The weir] is ours [sic]” […] [1] a[i] see [gallery] [video]</p>",
            "“[The weir] is ours [sic]” […] [1] a[i] see [gallery] [video]",
        ),
    ],
)
def test_shortcodes_go_and_other_brackets_stay(html: str, shown: str) -> None:
    assert text(html) == shown


@pytest.mark.parametrize(
    "box",
    [
        "<div class='sharedaddy sd-sharing-enabled'><h3>Share this:</h3><ul><li><a href=/1?share=x>X</a></ul></div>",
        "<div id=jp-relatedposts><h3><em>Related</em></h3></div>",
        "<div class='kg-card kg-signup-card'><h2>Sign up</h2><p>No spam.</p></div>",
    ],
)
def test_boxes_of_buttons_go_but_not_what_stands_behind_them(box: str) -> None:
    assert text(f"{SAID}{box}and fell on Tuesday.") == f"{READ}\n\nand fell on Tuesday."
    long = f"<div class=social-links>{SAID * 20}</div>"
    assert text(long).count(READ) == 20


def test_pictures_of_amp_pages_are_shown() -> None:
    assert (
        text(f"<amp-img src=/a.png alt='A weir' width=600 height=300></amp-img>{SAID}") == f"[image: A weir]\n\n{READ}"
    )
