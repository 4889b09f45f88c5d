"""What leads away from an article is none of it; what belongs to it stays."""

from __future__ import annotations

import pytest

from briefing.fetch.html import html_to_body
from briefing.fetch.invitations import without_asides, without_invitations

FIRST = "The ferry to Orm will sail twice a day from May, the harbour master told the council on Monday night."
LAST = "Whoever sails more than ten times a month pays half, and children under six pay nothing at all, as before."


def texts(html: str) -> list[str]:
    return without_invitations(html_to_body(html, "https://paper.example/ferry")).text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read more: <a href='/tar'>Why the price of tar has doubled</a></p>",
        "<p><strong>Lea también: <a href='/tar'>El alquitrán cuesta el doble</a></strong></p>",
        "<p>Lesen Sie auch: <a href='/tar'>Teer kostet das Doppelte</a></p>",
        "<p>Czytaj też: <a href='/tar'>Smoła dwa razy droższa</a></p>",
        "<p>LE PUEDE INTERESAR: <a href='/tar'>El alquitrán cuesta el doble</a></p>",
        "<p>Baca juga: <a href='/tar'>Harga tar naik dua kali lipat</a></p>",
        "<p>यह भी पढ़ें: <a href='/tar'>तारकोल की कीमत दोगुनी</a></p>",
        "<p>延伸閱讀：<a href='/tar'>焦油價格翻倍</a></p>",
        "<p>READ | <a href='/tar'>Why the price of tar has doubled</a></p>",
        "<p>Follow us on Twitter and Facebook for more news of the harbour.</p>",
        "<p>Follow the Kelland Press on WhatsApp.</p>",
        "<p>Síguenos en Telegram, Instagram y Facebook</p>",
        "<p>Folgen Sie uns auf Facebook!</p>",
        "<p>Sign up for our daily newsletter, with the most important tolls of the day.</p>",
        "<p>Get the latest news straight to your phone with the Kelland app.</p>",
        "<p>Want more of the harbour? Sign up for Ann Holt's newsletter</p>",
        "<p>More from Kelland — Subscribe to our weekly newsletter!</p>",
        "<p>If you buy rope through our links, we may earn a commission.</p>",
        "<p>Video Player is loading.</p>",
        "<p>Advertisement</p>",
        "<p>- Anzeige -</p>",
        "<p>Advertisement 2</p><p>This advertisement has not loaded yet, but your article continues below.</p>",
        "<p>Photo: Ann Holt / Kelland Press</p>",
        "<p>© Kelland Press</p>",
    ],
)
def test_invitations_labels_and_credits_in_the_text_are_left_out(line: str) -> None:
    assert texts(f"<p>{FIRST}</p>{line}<p>{LAST}</p>") == [FIRST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Read more closely, the paper says that the ferry is to be sold.",
        "Related costs are to be borne by the town.",
        "Photos of the quay hang in the town hall.",
        "The advertisement had been in the paper for a week.",
        "Read: this is what the paper wants of its readers, and nobody does it.",
        "Follow the ships on their way to Orm, and you see Chad offer them salt.",
        "Sign up for the fleet, the town told its sailors, or pay the toll of the harbour.",
        "The town asked: who would sign up for a newsletter of the harbour in these times?",
        "Traders may earn a commission on tar, and sailors may not.",
        "“We may get a commission of the council to look at the toll,” the master said.",
        "Get the tar out of the harbour, the council told the trader, who said that he would.",
        "Like the EU, the town wants Facebook to pay, and so do US firms that sell their papers on X.",
        "Download figures for the app of the harbour rose by a third in the spring.",
        "Подписан договор о порте, сообщили в Telegram.",
        "Leggings are not allowed on board.",
    ],
)
def test_sentences_that_only_begin_so_stay(line: str) -> None:
    assert texts(f"<p>{FIRST}</p><p>{line}</p><p>{LAST}</p>") == [FIRST, line, LAST]


@pytest.mark.parametrize(
    "end",
    [
        "<h3>You may also like</h3><p><a href='/a'>The tar market</a></p><p><a href='/b'>Salt from Orm</a></p>",
        "<p>On this matter:</p><h4><a href='/a'>Who owns the quay</a></h4>",
        "<ul><li><a href='/a'>The tar market</a></li><li><a href='/b'>Salt from Orm</a></li></ul>",
        "<h2>From our archive</h2>",
    ],
)
def test_links_to_other_stories_below_the_text_are_left_out(end: str) -> None:
    assert texts(f"<p>{FIRST}</p><p>{LAST}</p>{end}") == [FIRST, LAST]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("<p><a href='/plan.pdf'>The timetable</a></p>", "The timetable"),
        ("<p><a href='https://orm.example'>https://orm.example</a></p>", "https://orm.example"),
        ("<p><a href='https://orm.example/a'>4 https://orm.example/a</a></p>", "4 https://orm.example/a"),
        ("<p><a href='#r1'>[1]</a> <a href='/x'>Book of Tolls</a></p>", "[1] Book of Tolls"),
        ("<p><a href='/quay.jpg'><img src='/quay.jpg' alt='the quay'></a></p>", "[image: the quay]"),
        ("<p>The council will <a href='/vote'>vote</a> in June.</p>", "The council will vote in June."),
    ],
)
def test_files_notes_pictures_and_addresses_below_the_text_stay(end: str, words: str) -> None:
    assert texts(f"<p>{FIRST}</p><p>{LAST}</p>{end}") == [FIRST, LAST, words]


def test_a_list_of_links_without_a_text_stays() -> None:
    links = "<p><a href='/a'>The tar market</a></p><p><a href='/b'>Salt from Orm</a></p>"
    assert texts(links) == ["The tar market", "Salt from Orm"]


def of_feed(html: str) -> list[str]:
    body = html_to_body(html, "https://paper.example/ferry")
    return without_asides(body, "https://paper.example/ferry").text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read also: <a href='/tar'>Orm bans tar from Kelland</a></p>",
        "<p>Follow us on Facebook.</p>",
        "<p>Thanks for reading Tolls! Subscribe for free to receive new posts and support my work.</p>",
        "<p>Tolls is a reader-supported publication. To receive new posts, consider becoming a subscriber.</p>",
        "<p><a href='/share'>Share</a></p>",
        "<p>Advertisement</p>",
    ],
)
def test_what_leads_away_from_the_text_of_a_feed_is_left_out(line: str) -> None:
    assert of_feed(f"<p>{FIRST}</p>{line}<p>{LAST}</p>") == [FIRST, LAST]


def test_related_stories_below_the_text_of_a_feed_are_left_out() -> None:
    others = "<li><a href='/tar'>Orm bans tar from Kelland</a><li><a href='/salt'>Kelland lifts its toll on salt</a>"
    assert of_feed(f"<p>{FIRST}</p><p>{LAST}</p><h3>Related posts:</h3><ol>{others}</ol>") == [FIRST, LAST]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("<p>Read more: <a href='/ferry'>The ferry</a></p>", ["Read more: The ferry"]),
        ("<p>Share prices fell.</p>", ["Share prices fell."]),
        ("<p><a href='/a'>Tar</a></p><p><a href='/b'>Salt</a></p>", ["Tar", "Salt"]),
        ("<p>Links of today:</p><p><a href='/a'>Tar</a></p>", ["Links of today:", "Tar"]),
    ],
)
def test_links_that_are_the_text_of_a_feed_stay(end: str, words: list[str]) -> None:
    assert of_feed(f"<p>{FIRST}</p>{end}") == [FIRST, *words]


def test_a_text_of_a_feed_that_only_leads_away_stays() -> None:
    links = "<p>Read also: <a href='/a'>Tar is dear</a></p><p>Related: <a href='/b'>Salt is cheap</a></p>"
    assert of_feed(links) == ["Read also: Tar is dear", "Related: Salt is cheap"]


@pytest.mark.parametrize(
    "rest",
    [
        "<h3>Share this:</h3><ul><li><a href='https://wire.example/1?share=telegram'>Telegram</a></li></ul>",
        "<h3>Like this:</h3><p>Like Loading...</p><h3><em>Related</em></h3>",
        "<p>Gefällt mir Wird geladen …</p><p>Ähnliche Beiträge</p>",
        "<p>(Visited 1,204 times, 3 visits today)</p>",
        "<p><a href='https://twitter.com/intent/tweet?url=x'>Pass it on</a></p>",
    ],
)
def test_what_stands_for_buttons_below_a_text_is_left_out(rest: str) -> None:
    prose = "<p>The harbour was closed on Monday.</p>"
    body = html_to_body(f"{prose}{rest}", "https://wire.example/1")
    assert without_asides(body, "https://wire.example/1").text == "The harbour was closed on Monday."
    amid = html_to_body(f"{prose}<p>Related</p><p>It opens on Friday.</p>", "https://wire.example/1")
    assert without_asides(amid, "https://wire.example/1") == amid
