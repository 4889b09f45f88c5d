from __future__ import annotations

from briefing.config.known_names import KnownNames
from briefing.core.aliases import NO_ALIASES, Alias


def test_the_names_of_the_analysis_are_known_to_searches() -> None:
    names = KnownNames(lambda: NO_ALIASES).current()
    assert names.means("us", "United States")
    assert names.means("us", "U.S.")
    assert names.means("beijing", "China")
    assert names.means("turkey", "Türkiye")
    assert not names.means("us", "Russia")
    assert not names.means("sudan", "South Sudan")


def test_the_names_of_the_reader_go_before_them() -> None:
    names = KnownNames(lambda: {"china": Alias("The Middle Kingdom"), "hon hai": Alias("Foxconn")}).current()
    assert names.means("beijing", "The Middle Kingdom")
    assert names.means("foxconn", "Hon Hai")
