"""Which texts of feeds are completed, and by what."""

from __future__ import annotations

import pytest

from briefing.core.fulltext import gives_more, is_cut, is_wall, says_little, sells_the_rest
from briefing.core.story import Body

LONG = "The two ministers met for the third time in the port and spoke about grain and its price. " * 8


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", True),
        ("One line of news.", True),
        (LONG, False),
        (LONG + "and then the…", True),
        (LONG + "and then the ...", True),
        (LONG + "and then [...]", True),
        (LONG + "and then […] »", True),
        (LONG + "\n\nRead more", True),
        (LONG + "\n\nContinue reading The ministers meet →", True),
        (LONG + "and so […]\n\nThe post Ministers meet appeared first on Port News.", True),
        (LONG + "\n\nThe post Ministers meet appeared first on Port News.", False),
        (LONG + "and then the…\n\nComments", True),
        (LONG + "\n\nComments", False),
        (LONG + "He said… and went on.", False),
        (LONG + "Nobody can read more books than that in a year, he added.", False),
    ],
)
def test_what_is_cut(text: str, cut: bool) -> None:
    assert is_cut(Body.plain(text)) is cut


def test_walls_are_short_and_ask_for_something() -> None:
    assert is_wall(Body.plain("Already a subscriber? Sign in to continue."))
    assert is_wall(Body.plain("Please enable JavaScript to proceed."))
    assert not is_wall(Body.plain("The ministers met."))
    assert not is_wall(Body.plain(LONG * 4 + "Already a subscriber?"))


@pytest.mark.parametrize(
    "text",
    [
        "We and our 412 partners store and access information on a device, such as cookies.",
        "Verifying you are human. This may take a few seconds.",
        "You don't have permission to access this page on this server.",
        "Please upgrade your browser to see this page.",
    ],
)
def test_other_questions_are_walls_too(text: str) -> None:
    assert is_wall(Body.plain(text))


def test_what_a_page_says_of_itself_counts_where_its_text_is_short() -> None:
    assert is_wall(Body.plain(LONG), is_beginning=True)
    assert not is_wall(Body.plain(LONG * 4), is_beginning=True)


@pytest.mark.parametrize(
    ("line", "sells"),
    [
        ("Subscribe to keep reading", True),
        ("Register for free to continue reading", True),
        ("To keep reading, become a member", True),
        ("Log in to read the full story", True),
        ("You have reached your monthly limit of free stories", True),
        ("This report is for paying subscribers", True),
        ("Weiterlesen mit Hafen+", True),
        ("Il vous reste 64 % de cet article à lire.", True),
        ("Suscríbete para seguir leyendo", True),
        ("Subscribe to our newsletter", False),
        ("Log in to leave a comment", False),
        ("Members of the union asked to continue the talks.", False),
        ("The two ministers asked their people to continue reading the small print, and to join in.", False),
        ("The port is open to members of the league.", False),
        ("Subscribe to keep reading " + "and so on " * 50, False),
    ],
)
def test_a_line_may_sell_the_rest_of_a_story(line: str, sells: bool) -> None:
    assert sells_the_rest(line) is sells


def test_few_words_are_no_story() -> None:
    assert says_little(Body.plain("Loading…"))
    assert not says_little(Body.plain(LONG))


def test_a_page_must_give_more_than_the_feed() -> None:
    assert gives_more(Body.plain(LONG), Body.plain("One line of news."))
    assert not gives_more(Body.plain(LONG), Body.plain(LONG))
    assert not gives_more(Body.plain("Forty words."), Body.plain("x"))
