"""What leads away from an article is none of it; what belongs to it stays."""

from __future__ import annotations

import pytest

from briefing.fetch.html import html_to_body
from briefing.fetch.invitations import without_invitations

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
