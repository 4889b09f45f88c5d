"""Which texts of feeds are completed, and by what."""

from __future__ import annotations

import pytest

from briefing.core.fulltext import gives_more, is_cut, is_wall
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


def test_a_page_must_give_more_than_the_feed() -> None:
    assert gives_more(Body.plain(LONG), Body.plain("One line of news."))
    assert not gives_more(Body.plain(LONG), Body.plain(LONG))
    assert not gives_more(Body.plain("Forty words."), Body.plain("x"))
