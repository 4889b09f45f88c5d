"""Title and authors of a page are told from the name of its paper."""

from __future__ import annotations

import pytest

from briefing.fetch.article import extract
from briefing.fetch.page_names import Paper, authors_alone, headline, title_alone, title_shown

ADDRESS = "https://www.kelland-post.example/2024/ferry"


@pytest.mark.parametrize(
    ("site", "title", "expected"),
    [
        ("Kelland Post", "The ferry sails twice a day - Kelland Post", "The ferry sails twice a day"),
        ("Kelland Post", "The ferry sails twice a day | The Kelland Post", "The ferry sails twice a day"),
        ("The Kelland Post", "The ferry sails – twice a day – Kelland Post", "The ferry sails – twice a day"),
        ("KP", "The ferry sails twice a day – KP – 13.06.2024", "The ferry sails twice a day"),
        ("", "The ferry sails twice a day | kelland-post.example", "The ferry sails twice a day"),
        ("", "The ferry sails twice a day | Kelland Post", "The ferry sails twice a day"),
        ("ケランド新聞", "渡し船は一日に二度出る、港の長が語る：ケランド新聞", "渡し船は一日に二度出る、港の長が語る"),
        ("Kélland Post", "The ferry sails twice a day | Kelland Post | Kelland Post", "The ferry sails twice a day"),
    ],
)
def test_the_name_of_the_paper_is_no_part_of_a_title(site: str, title: str, expected: str) -> None:
    address = ADDRESS.replace("kelland-post", "kellandpost") if title.endswith("| Kelland Post") else ADDRESS
    assert title_alone(title, Paper.of(site, address)) == expected


@pytest.mark.parametrize(
    "title",
    [
        "The ferry sails twice a day - and costs less",
        "The ferry sails twice a day - Kelland Post sues the harbour over it",
        "Weather | Kelland Post",
        "Kelland Post",
        "The ferry sails until 13.06.2024",
        "The ferry sails – 13.06.2024",
    ],
)
def test_what_is_not_the_name_stays_in_a_title(title: str) -> None:
    assert title_alone(title, Paper.of("Kelland Post", ADDRESS)) == title


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Kelland Post; Ann Holt", "Ann Holt"),
        ("Ann Holt; Kelland-Post Example", "Ann Holt"),
        ("Orm Press; Ann Holt; Bo Lind", "Ann Holt; Bo Lind"),
        ("Kelland Media GmbH; Ann Holt", "Ann Holt"),
        ("The Kelland Post https; Www Kelland Example; Ann Holt", "Ann Holt"),
        ("Ann-Holt; Ann Holt", "Ann Holt"),
        ("Ann holt; Ann Holt", "Ann Holt"),
        ("Ann Holt; ANN HOLT", "Ann Holt"),
        ("ANN HOLT", "ANN HOLT"),
        ("Ann Holt http; Author www ships example", "Ann Holt"),
        ("The Kelland Post", ""),
        ("By Ann Holt; Por Bo Lind", "Ann Holt; Bo Lind"),
        ("View all posts by Ann Holt; Article by; Author: Bo Lind", "Ann Holt; Bo Lind"),
        ("Follow Author; Username; Last Updated January 7; Posted; Ann Holt", "Ann Holt"),
        ("Autor Ann Holt; Autorin: Bo Lind; Autora Holt", "Ann Holt; Bo Lind; Autora Holt"),
        ("Byron Holt; Follett Lind", "Byron Holt; Follett Lind"),
        ("Ann Post", "Ann Post"),
    ],
)
def test_authors_are_persons_once_each(said: str, expected: str) -> None:
    assert authors_alone(said, Paper.of("Kelland Post", ADDRESS, ["Orm Press"])) == expected


@pytest.mark.parametrize(
    ("found", "own", "headings", "expected"),
    [
        ("Press releases", "The ferry sails", ["Press releases", "The ferry sails"], "The ferry sails"),
        ("Menu", "The ferry sails: Orm", ["Menu", "The ferry sails"], "The ferry sails"),
        ("The ferry sails twice", "The ferry sails", ["The ferry sails"], "The ferry sails twice"),
        ("Two ferries a day", "The ferry sails: all of its new times", ["The ferry"], "Two ferries a day"),
        ("Two ferries a day", "The ferry sails", ["Two ferries a day"], "Two ferries a day"),
        ("Two ferries a day", "", ["", "Menu"], "Two ferries a day"),
    ],
)
def test_the_heading_that_the_page_is_called_by_is_its_title(
    found: str, own: str, headings: list[str], expected: str
) -> None:
    assert headline(found, own, headings) == expected


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("The ferry sails twice a day - Coast", "The ferry sails twice a day", "The ferry sails twice a day"),
        ("The ferry sails twice a day * KP * by A. Holt", "The ferry sails twice a day", "The ferry sails twice a day"),
        ("Coastal news – The ferry sails twice", "Coastal news", "Coastal news – The ferry sails twice"),
        (" | The Coast", "The ferry sails twice a day", " | The Coast"),
        ("The ferry sails twice a day", "The ferry sails", "The ferry sails twice a day"),
        ("Ferry – it sails twice a day", "Ferry", "Ferry – it sails twice a day"),
        ("Coast | The ferry sails twice a day", "The ferry sails twice a day", "Coast | The ferry sails twice a day"),
    ],
)
def test_what_stands_behind_the_heading_of_a_page_is_no_part_of_its_title(
    title: str, heading: str, expected: str
) -> None:
    assert title_shown(title, ["", heading]) == expected


TEXT = "<p>On Monday the harbour master told the council that the ferry will sail twice a day from May on.</p>"


def test_a_page_says_title_and_authors_without_its_paper() -> None:
    page = (
        "<html><head><title>The ferry sails twice a day | Kelland Post</title>"
        "<meta property='og:site_name' content='Kelland Post'><meta name=citation_author content='Holt, Ann'>"
        "<meta name=citation_author content='Lind, Bo'></head>"
        f"<body><article><h1>The ferry sails twice a day</h1>{TEXT * 3}</article></body></html>"
    )
    article = extract(page.encode(), "text/html", ADDRESS)
    assert (article.title, article.author, article.site) == (
        "The ferry sails twice a day",
        "Ann Holt; Bo Lind",
        "Kelland Post",
    )


def test_a_title_ends_where_the_heading_of_its_page_does() -> None:
    page = (
        "<html><head><meta property='og:title' content='The ferry sails twice a day | KP today'></head>"
        f"<body><article><h1>The ferry sails twice a day</h1>{TEXT * 3}</article></body></html>"
    )
    assert extract(page.encode(), "text/html", ADDRESS).title == "The ferry sails twice a day"


def test_the_first_heading_of_a_page_may_be_that_of_its_site() -> None:
    page = (
        "<html><head><title>The ferry sails twice a day | Kelland Post</title></head><body><h1>Press releases</h1>"
        f"<article><h2>The ferry sails twice a day</h2>{TEXT * 3}</article></body></html>"
    )
    assert extract(page.encode(), "text/html", ADDRESS.replace("kelland-post", "kellandpost")).title == (
        "The ferry sails twice a day"
    )


def test_a_publisher_is_no_author() -> None:
    said = '{"publisher": {"logo": {"url": "/x.png"}, "name": "Orm Press"}, "author": {"name": "Ann Holt"}}'
    page = (
        f"<html><head><title>The ferry</title><script type='application/ld+json'>{said}</script>"
        f"<meta name=author content='Orm Press; Ann Holt'></head><body><article>{TEXT * 3}</article></body></html>"
    )
    assert extract(page.encode(), "text/html", ADDRESS).author == "Ann Holt"
