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


def test_a_body_speaks_for_its_state_under_all_its_names() -> None:
    names = KnownNames(lambda: NO_ALIASES).current()
    assert {names.side(name) for name in ("Pentagon", "the State Department", "U.S. State Department")} == {
        "United States"
    }
    assert names.side("EU Commission") == "European Union"
    assert names.side("United States") == names.side("US Supreme Court") == names.side("Acme") == ""


def test_a_body_that_the_reader_calls_otherwise_stands_alone() -> None:
    names = KnownNames(lambda: {"idf": Alias("The army"), "israel defense forces": Alias("The army")}).current()
    assert names.side("IDF") == ""


def test_a_side_is_called_by_its_own_name_where_a_story_speaks_in_figures() -> None:
    names = KnownNames(lambda: NO_ALIASES).current()
    assert [names.called(name) for name in ("Britons", "Moscow", "White House")] == [
        "United Kingdom", "Russia", "United States",
    ]  # fmt: skip
    assert [names.called(name) for name in ("US", "Acme", "Nato")] == ["US", "Acme", "Nato"]
