"""Which finding is believed, and in whose words the article is given; kinds of pages built by hand."""

from __future__ import annotations

import pytest

from briefing.core.story import Body
from briefing.fetch import main_text
from briefing.fetch.article import extract
from briefing.fetch.html import html_to_body
from briefing.fetch.html.selection import blocks_within, with_blocks
from briefing.fetch.libraries import ParsedPage

ADDRESS = "https://paper.example/2024/toll"
NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def sentence(number: int) -> str:
    return (
        f"On the {NUMBERS[number]} day the harbour of Kelland took {number + 3} ships, and its master told the traders "
        f"that the toll would fall by {number + 2} crowns before winter."
    )


ARTICLE = "".join(f"<p>{sentence(number)}</p>" for number in range(8))


def text(page: str) -> str:
    return extract(
        f"<html><head><title>Toll</title></head><body>{page}</body></html>".encode(), "text/html", ADDRESS
    ).body.text


def finding(*parts: str) -> main_text.Finding:
    return main_text.Finding(Body.plain("\n\n".join(parts)))


def in_divs(*parts: str) -> str:
    """A page of these texts that marks no paragraphs, so that no finding is all its prose."""
    return "".join(parts).replace("<p>", "<div>").replace("</p>", "</div>")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the libraries find, to be filled in by a test."""
    texts = {"precise": "", "wide": "", "readable": ""}
    monkeypatch.setattr(
        ParsedPage, "by_trafilatura", lambda _, wide=False: html_to_body(texts["wide" if wide else "precise"], ADDRESS)
    )
    monkeypatch.setattr(ParsedPage, "by_readability", lambda _: html_to_body(texts["readable"], ADDRESS))
    return texts


NOTICE = "<p>Whoever writes a comment here agrees that it can be shortened, moved or taken away by the editors.</p>"


def test_of_two_that_agree_the_smaller_is_right(found: dict[str, str]) -> None:
    page = ParsedPage.parse(in_divs(ARTICLE, NOTICE), ADDRESS)
    found |= {"precise": ARTICLE, "readable": ARTICLE + NOTICE}
    assert main_text.main_text(page) == html_to_body(ARTICLE, ADDRESS)
    found |= {"precise": ARTICLE + NOTICE, "readable": ARTICLE}
    assert main_text.main_text(page) == html_to_body(ARTICLE, ADDRESS)


def test_of_two_that_differ_the_one_that_a_third_agrees_with_is_right(found: dict[str, str]) -> None:
    found |= {"precise": NOTICE, "readable": ARTICLE, "wide": ARTICLE}
    assert main_text.main_text(ParsedPage.parse(NOTICE + ARTICLE, ADDRESS)) == html_to_body(ARTICLE, ADDRESS)
    found |= {"precise": ARTICLE, "readable": NOTICE, "wide": ARTICLE}
    assert main_text.main_text(ParsedPage.parse(NOTICE + ARTICLE, ADDRESS)) == html_to_body(ARTICLE, ADDRESS)


def test_two_readings_of_one_library_are_not_believed_where_they_find_next_to_nothing(found: dict[str, str]) -> None:
    found |= {"precise": NOTICE, "wide": NOTICE, "readable": ARTICLE}
    assert main_text.main_text(ParsedPage.parse(NOTICE + ARTICLE, ADDRESS)) == html_to_body(ARTICLE, ADDRESS)


def test_where_all_differ_the_largest_is_right(found: dict[str, str]) -> None:
    halves = ["".join(f"<p>{sentence(number)}</p>" for number in part) for part in (range(1), range(1, 4), range(4, 8))]
    found |= dict(zip(("precise", "wide", "readable"), halves, strict=True))
    assert main_text.main_text(ParsedPage.parse(ARTICLE, ADDRESS)) == html_to_body(halves[2], ADDRESS)


def test_a_finding_that_the_page_does_not_have_stays_as_it_is(found: dict[str, str]) -> None:
    found |= {"precise": ARTICLE}
    assert main_text.main_text(ParsedPage.parse("<p>Nothing of it.</p>", ADDRESS)) == html_to_body(ARTICLE, ADDRESS)


def test_a_short_story_is_not_taken_for_all_that_its_page_shows(found: dict[str, str]) -> None:
    menu = "".join(f"<li>News of the {name} day</li>" for name in NUMBERS)
    story, page = f"<p>{sentence(0)}</p><p>{sentence(1)}</p>", ParsedPage.parse(in_divs(menu, ARTICLE), ADDRESS)
    dump = " ".join(page.body().text.split("\n\n")[:10])
    found |= {"readable": story, "wide": f"<p>{dump}</p>"}
    assert main_text.main_text(page) == html_to_body(story, ADDRESS)


def test_words_at_links_are_those_of_the_page(found: dict[str, str]) -> None:
    page = ARTICLE.replace("the traders", 'the <a href="/t">traders</a>').replace("crowns", "<b>crowns</b>")
    found |= {"precise": ARTICLE.replace(" the traders that", " the tradersthat")}
    body = main_text.main_text(ParsedPage.parse(NOTICE + page, ADDRESS))
    assert body == html_to_body(page, ADDRESS)
    assert {link.address for link in body.links} == {"https://paper.example/t"}


def test_small_tables_that_one_library_drops_come_back(found: dict[str, str]) -> None:
    table = "<table><tr><td>Salt</td><td>5</td></tr><tr><td>Tar</td><td>6</td></tr></table>"
    found |= {"precise": ARTICLE + table, "readable": ARTICLE}
    assert main_text.main_text(ParsedPage.parse(NOTICE + ARTICLE + table, ADDRESS)).text.endswith(
        "\n\nSalt | 5\nTar | 6"
    )


def test_short_blocks_count_only_among_long_ones() -> None:
    page = (
        f"<p>Share</p><p>Menu</p><p>a</p><p>b</p>{ARTICLE}<h2>Share</h2>{ARTICLE}<p>x</p><p>y</p><p>z</p><p>Share</p>"
    )
    wanted = html_to_body(f"{ARTICLE}<p>Share</p>", ADDRESS).text
    chosen = blocks_within(html_to_body(page, ADDRESS), wanted)
    assert chosen == html_to_body(f"{ARTICLE}<h2>Share</h2>{ARTICLE}", ADDRESS)


def test_blocks_keep_their_links_and_struck_words() -> None:
    whole = html_to_body(
        "<p>One</p><p>two <s>six</s> <a href=/a>three</a></p><p>four</p><ol start=4><li>five</ol>", ADDRESS
    )
    part = with_blocks(whole, (whole.blocks[1], whole.blocks[3]))
    assert part == html_to_body("<p>two <s>six</s> <a href=/a>three</a></p><ol start=4><li>five</ol>", ADDRESS)


def test_an_article_that_is_cut_into_parts_is_read_whole(found: dict[str, str]) -> None:
    first, rest = ARTICLE[: ARTICLE.index("<p>", 300)], ARTICLE[ARTICLE.index("<p>", 300) :]
    part = "<div class='cell text'>{}</div>"
    cut = f"<article>{part.format(first)}<div class=ad>Buy tar</div>{part.format(rest)}</article>"
    others = f"<article>{part.format(f'<p>{NOTICE} {NOTICE}</p>' * 3)}</article>"
    found |= {"precise": first, "wide": first, "readable": first}
    body = main_text.main_text(ParsedPage.parse(f"<main>{cut}{others}</main>", ADDRESS))
    assert body == html_to_body(ARTICLE, ADDRESS)


@pytest.mark.parametrize("quoted", [False, True])
def test_a_small_part_above_what_is_found_is_one_of_the_article(found: dict[str, str], quoted: bool) -> None:
    paragraphs = [f"<p>{sentence(number)}</p>" for number in range(8)]
    quote = f"<div class=quote>{paragraphs[7]}</div>" * quoted
    first, rest = "".join(paragraphs[:2]), "".join(paragraphs[2:7])
    found |= dict.fromkeys(found, quote + rest)
    page = f"<main><div class=text>{quote}{first}</div><div class=ad>Buy tar</div><div class=text>{rest}</div></main>"
    body = main_text.main_text(ParsedPage.parse(page, ADDRESS))
    assert body == html_to_body(quote + first + rest, ADDRESS)


def test_what_stands_around_the_article_is_no_part_of_it(found: dict[str, str]) -> None:
    most, last = ARTICLE[: ARTICLE.rindex("<p>")], ARTICLE[ARTICLE.rindex("<p>") :]
    found |= dict.fromkeys(found, ARTICLE)
    page = f"<div class=text>{NOTICE}<div class=text>{most}</div></div><div class=text>{last}</div>"
    body = main_text.main_text(ParsedPage.parse(page, ADDRESS))
    assert body == html_to_body(ARTICLE, ADDRESS)


def test_parts_that_hold_less_than_what_is_found_are_something_else(found: dict[str, str]) -> None:
    beside = f"<div class=text>{NOTICE}</div>"
    found |= {"precise": ARTICLE, "wide": ARTICLE, "readable": ARTICLE}
    body = main_text.main_text(ParsedPage.parse(f"<div class=text>{ARTICLE}</div>{beside}", ADDRESS))
    assert body == html_to_body(ARTICLE, ADDRESS)


def test_rules_for_comments_do_not_hide_the_article() -> None:
    rules = "".join(f"<p>{part}</p>" for part in (NOTICE, NOTICE.replace("Whoever", "Anybody who")))
    page = (
        f"<div class=comment-rules>{rules}</div><div class='flush-bottom'><div class=story-body>{ARTICLE}</div></div>"
    )
    assert sentence(0) in text(page)
    assert sentence(7) in text(page)


def test_a_streamed_article_is_read() -> None:
    page = f'<div id="B:0">Loading</div><div hidden id="S:0"><article>{ARTICLE}</article></div><script>move()</script>'
    assert sentence(7) in text(page)


def test_formulas_that_a_script_has_drawn_are_read() -> None:
    drawn = "<mjx-container><svg></svg><math><mi>t</mi><mo>=</mo><mn>3</mn><mi>s</mi></math></mjx-container>"
    assert "It is t=3s crowns then." in text(f"<article>{ARTICLE}<p>It is {drawn} crowns then.</p>{ARTICLE}</article>")


def test_pictures_of_amp_pages_are_shown() -> None:
    picture = (
        '<amp-img src="/quay.jpg" alt="the quay" width="600"><amp-img placeholder src="/grey.png"></amp-img></amp-img>'
    )
    page = f"<article>{ARTICLE.replace('</p>', f'</p>{picture}', 1)}</article>"
    assert text(page).split("\n\n")[:3] == [sentence(0), "[image: the quay]", sentence(1)]


def test_formulas_and_code_inside_an_article_stay() -> None:
    formula = (
        "<p>The toll is <math><mi>t</mi><mo>=</mo><mn>3</mn><mi>s</mi></math> crowns for s ships of the harbour.</p>"
    )
    code = "<pre>toll = 3 * ships</pre>"
    page = f"<nav><a href=/>Home</a></nav><article><h1>Toll</h1>{ARTICLE}{formula}{code}"
    found = text(f"{page}{ARTICLE.replace('On the', 'By the')}</article>")
    assert "The toll is t=3s crowns" in found
    assert "toll = 3 * ships" in found


@pytest.mark.parametrize(
    ("one", "other", "agree"), [(8, 8, True), (8, 7, True), (8, 4, False), (8, 0, False), (0, 0, False)]
)
def test_two_agree_if_most_words_are_the_same(one: int, other: int, agree: bool) -> None:
    parts = [sentence(number) for number in range(8)]
    assert finding(*parts[:one]).agrees(finding(*parts[:other])) is agree


@pytest.mark.parametrize("mark", ["itemprop=text", "class='post e-content'"])
def test_a_thread_is_all_of_its_posts(mark: str) -> None:
    posts = [f"<p>{sentence(number)}</p>" for number in range(4)]
    page = "".join(
        f"<div class=comment><b>Reader {n}</b><div {mark}>{post}</div></div>" for n, post in enumerate(posts)
    )
    found = text(f"<nav>Menu</nav>{page}")
    assert [found.count(sentence(number)) for number in range(4)] == [1] * 4
    assert "Menu" not in found


def test_what_is_marked_beside_an_article_is_no_thread() -> None:
    other = "".join(f"<div itemprop=text><p>{NOTICE} {number}</p></div>" for number in range(30))
    assert text(f"<article>{ARTICLE}</article><aside class=related>{other}</aside>").startswith(sentence(0))


def test_a_longer_finding_must_hold_what_the_others_found(found: dict[str, str]) -> None:
    other = "".join(
        f"<p>Below, story {number} tells of wool and honey and the price of both.</p>" for number in range(20)
    )
    found |= {"precise": ARTICLE, "wide": ARTICLE, "readable": other}
    assert main_text.main_text(ParsedPage.parse(ARTICLE + other, ADDRESS)) == html_to_body(ARTICLE, ADDRESS)
    found |= {"readable": ARTICLE + other}
    assert main_text.main_text(ParsedPage.parse(ARTICLE + other, ADDRESS)).text.count("wool") == 20


def test_two_that_agree_on_a_short_notice_only_are_not_believed(found: dict[str, str]) -> None:
    found |= {"precise": NOTICE, "readable": NOTICE, "wide": ARTICLE}
    assert main_text.main_text(ParsedPage.parse(NOTICE + ARTICLE, ADDRESS)) == html_to_body(ARTICLE, ADDRESS)


def test_the_stricter_reading_is_asked_only_where_two_differ(
    found: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def by_trafilatura(_: ParsedPage, wide: bool = False) -> Body:
        asked.append(wide)
        return html_to_body(ARTICLE, ADDRESS)

    monkeypatch.setattr(ParsedPage, "by_trafilatura", by_trafilatura)
    found |= {"readable": ARTICLE}
    main_text.main_text(ParsedPage.parse(in_divs(ARTICLE), ADDRESS))
    assert asked == [True]
    found |= {"readable": NOTICE}
    main_text.main_text(ParsedPage.parse(ARTICLE + NOTICE, ADDRESS))
    assert asked == [True, True, False]


def test_nobody_else_is_asked_where_all_prose_is_found(found: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ParsedPage, "by_trafilatura", lambda *_, **__: pytest.fail("asked"))
    beside = f"<nav>{NOTICE}</nav><p><a href=/next>{sentence(0)}</a></p><p>Menu</p>"
    found |= {"readable": ARTICLE}
    page = ParsedPage.parse(f"{beside}<article>{ARTICLE}</article><footer>{NOTICE}</footer>", ADDRESS)
    assert main_text.main_text(page) == html_to_body(ARTICLE, ADDRESS)


@pytest.mark.parametrize("readable", [sentence(0), ARTICLE + in_divs(NOTICE, NOTICE, NOTICE)])
def test_others_are_asked_where_prose_is_missing_or_more_is_found(
    found: dict[str, str], monkeypatch: pytest.MonkeyPatch, readable: str
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(ParsedPage, "by_trafilatura", lambda _, wide=False: asked.append(wide) or Body(""))
    found |= {"readable": readable}
    main_text.main_text(ParsedPage.parse(ARTICLE, ADDRESS))
    assert asked


def test_a_quoted_post_is_a_part_of_the_article() -> None:
    post = "<blockquote class='twitter-tweet'><p>Salt for all of Kelland, said the harbour on Monday.</p></blockquote>"
    page = f"<article>{ARTICLE}{post}{ARTICLE.replace('On the', 'By the')}</article>"
    assert "Salt for all of Kelland" in ParsedPage.parse(page, ADDRESS).by_readability().text
    assert "Salt for all of Kelland" in text(page)


def test_readability_gets_what_a_page_shows_and_leaves_the_page_as_it_is() -> None:
    hidden = f"<div hidden>{NOTICE}</div><div style='display: none'>{NOTICE}</div><script>run()</script>"
    page = ParsedPage.parse(f"<article>{ARTICLE}{hidden}<p>Or <script type='math/tex'>3s</script> crowns.</p>", ADDRESS)
    before = page.body()
    readable = page.by_readability().text
    assert sentence(7) in readable
    assert "Or 3s crowns." in readable
    assert "comment" not in readable
    assert "run()" not in readable
    assert page.body() == before


@pytest.mark.parametrize("classes", ["sr-only", "u-Visually-Hidden", "label screen-reader-text"])
def test_words_for_screen_readers_are_none_of_the_text(classes: str) -> None:
    aloud = f"<div class='{classes}'>Part of the article</div>"
    page = ParsedPage.parse(f"<p>Salt is dear.</p>{aloud}<h3>Who dried it</h3>{aloud}<p>Nobody.</p>", ADDRESS)
    assert page.body().text == "Salt is dear.\n\nWho dried it\n\nNobody."


def test_a_colon_for_screen_readers_parts_words() -> None:
    page = ParsedPage.parse("<h2><b>Orm</b><span class=sr-only>: </span><b>Salt is dear</b></h2>", ADDRESS)
    assert page.body().text == "Orm: Salt is dear"
    assert ParsedPage.parse("<p>4<span class=sr-only> out of </span>5 pans</p>", ADDRESS).body().text == "4 5 pans"


def test_a_whole_article_is_not_for_screen_readers_alone() -> None:
    page = ParsedPage.parse(f"<body class=visually-hidden><p>{NOTE * 5}</p></body>", ADDRESS)
    assert page.body().text == NOTE * 5


NOTE = "Salt from the pans of Orm is meant here, and no other salt."


NOTE = "Salt from the pans of Orm is meant here, and no other salt."
LEAD = "The pans of Orm are to be sold, its council said."
BACK = "<a href='#r'>↩</a>"


@pytest.mark.parametrize(
    ("head", "foot", "words"),
    [
        ("", f"<section class=footnotes><ol><li id=fn1><p>{NOTE} {BACK}</p></ol></section>", NOTE),
        ("", f"<div class=footnotes><ol><li id=fn1>{NOTE} {BACK}</ol></div>", NOTE),
        (f"<header><h1>Toll</h1><p class=lead>{LEAD}</p></header>", "", LEAD),
        (f"<p class=standfirst>{LEAD}</p>", "", LEAD),
    ],
)
def test_what_stands_around_the_paragraphs_of_an_article_is_read(head: str, foot: str, words: str) -> None:
    found = text(f"<nav>Menu</nav><article>{head}{ARTICLE}{foot}</article><footer>Imprint</footer>")
    assert words in found
    assert sentence(7) in found
    assert "Imprint" not in found


STANDFIRST = f"<p>{LEAD} Whoever buys them may boil salt for thirty years, and pays no toll.</p>"


def _with_inside(added: str) -> str:
    half = ARTICLE.index("<p>", len(ARTICLE) // 2)
    return ARTICLE[:half] + added + ARTICLE[half:]


@pytest.mark.parametrize("words", ["whoever buys them", "five barrels of tar"])
def test_what_readability_drops_before_and_in_an_article_comes_back(found: dict[str, str], words: str) -> None:
    items = "<ul><li>The ferry to Orm carries five barrels of tar each week, and no more.</li></ul>"
    whole = STANDFIRST + _with_inside(items)
    page = ParsedPage.parse(in_divs(f"<p>{NOTICE}</p>", whole), ADDRESS)
    found |= {"wide": whole, "readable": ARTICLE}
    assert words in main_text.main_text(page).text.lower()


def test_a_list_of_other_stories_in_an_article_stays_out(found: dict[str, str]) -> None:
    others = "<ul><li><a href='/tar'>The price of tar has never been as high as in this spring</a></li></ul>"
    page = ParsedPage.parse(in_divs(STANDFIRST, _with_inside(others)), ADDRESS)
    found |= {"wide": STANDFIRST + _with_inside(others), "readable": ARTICLE}
    body = main_text.main_text(page)
    assert body.text.startswith(LEAD)
    assert "price of tar" not in body.text


@pytest.mark.parametrize(
    ("end", "stays"),
    [
        ("<p><a href='/tar'>The price of tar has never been as high as in this spring.</a></p>", False),
        ("<p>Filed under: tolls</p>", False),
        ("<p>The harbourmaster afterwards answered no further questions.</p>", True),
        ("<p><img src='/pans.png' alt='the pans'></p>", True),
    ],
)
def test_what_only_readability_takes_for_the_end_is_left_out_if_it_is_a_notice(
    found: dict[str, str], end: str, stays: bool
) -> None:
    page = ParsedPage.parse(in_divs(ARTICLE, end), ADDRESS)
    found |= {"wide": ARTICLE, "readable": ARTICLE + end}
    assert main_text.main_text(page) == html_to_body(ARTICLE + end * stays, ADDRESS)
