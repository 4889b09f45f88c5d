"""The small pure parts: filters, merging, progress, keys, panel rows, cutting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.keys import Keys

from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Party, Resource, Span, Terms
from briefing.core.document import Fetched
from briefing.core.errors import QueryError
from briefing.core.events import AnalysisOff, FeedDone, RefreshFinished, RefreshStarted, StoryAnalysed
from briefing.core.feed import Feed, FeedState
from briefing.core.ledger.sheet import Cell
from briefing.core.query import UNREAD, Key, Order, Query, Term
from briefing.core.query.parsing import parse
from briefing.ui.actions import ACTIONS, bind_keys, shown_keys
from briefing.ui.cells import pieces
from briefing.ui.filters import Filter, ViewSettings
from briefing.ui.glyphs import ASCII, UNICODE
from briefing.ui.key_names import key_written, shown_key
from briefing.ui.merge import merge_lists
from briefing.ui.panel_rows import panel_rows
from briefing.ui.progress import Progress
from briefing.ui.text import Piece, cut, cut_pieces, same_length, width
from briefing.ui.views import View
from tests.ui.desks import NOW


def test_a_filter_is_one_query() -> None:
    view = View("feed:a", "A", feeds=("https://a.example/rss",))
    wanted = Filter(view, "oil feed:b", ViewSettings(Order.OLDEST, hide_read=True)).query(NOW)
    mine = Query(Term(Key.FEEDS, ("https://a.example/rss",)), Order.OLDEST)
    assert wanted == parse("oil feed:b", NOW) & mine & UNREAD
    assert Filter(view, "order:offers", ViewSettings(Order.OLDEST)).query(NOW).order is Order.OFFERS
    with pytest.raises(QueryError):
        Filter(search='"open').query(NOW)


def test_merging_keeps_what_was_shown_in_its_place() -> None:
    assert merge_lists("abc", "xabcy") == tuple("xabcy")
    assert merge_lists("abc", "xacy") == ("x", "a", "b", "c", "y")
    assert merge_lists("abc", "xbc") == ("a", "x", "b", "c")
    assert merge_lists("", "xy") == ("x", "y")


@pytest.mark.parametrize("at", [0, 700, 1_999, 2_500])
def test_merging_long_lists_compares_what_differs_and_keeps_the_rest(at: int) -> None:
    shown = tuple(f"story {n}" for n in range(2_500))
    come, gone = ("new a", "new b"), set(shown[at : at + 3])
    found = (*shown[:at], *come, *(story for story in shown[at:] if story not in gone))
    assert merge_lists(shown, found) == (*shown[:at], *shown[at : at + 3], *come, *shown[at + 3 :])
    assert merge_lists(shown, shown) == shown
    assert merge_lists(shown, shown[:at]) == shown


def test_progress_in_words() -> None:
    feed = Feed("https://a.example/rss")
    done = FeedDone(Fetched(feed, FeedState.NEW, NOW), "A", ("1", "2"), None, 1, 3)
    progress = Progress().after(RefreshStarted(3)).after(done)
    assert progress.words() == "fetching 1/3 · 2 new"
    assert progress.after(RefreshFinished(2, 1, 3)).words() == "2 new, 1 feed failed"
    unreached = RefreshFinished(0, 0, 3, offline=True)
    assert progress.after(unreached).words() == "offline: no feed could be reached"
    by_proxy = replace(unreached, why="the proxy cannot be reached")
    assert progress.after(by_proxy).words() == "offline: the proxy cannot be reached"
    assert Progress().after(StoryAnalysed("1", Analysis(), 5, 40)).words() == "analysing 5/40"
    assert Progress().after(StoryAnalysed("1", Analysis(), 40, 40)).words() == ""
    assert Progress().after(AnalysisOff("no model")).words() == "analysis is off: no model"


def test_the_table_of_actions_has_no_key_twice() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_a_key_given_to_one_action_is_taken_from_the_other() -> None:
    table, problems = bind_keys({"save": ("f",), "note": ("f", ","), "undo": ()})
    keys = {action.id: action.keys for action in table}
    assert keys["save"] == ("f",)
    assert keys["note"] == ("comma",)
    assert keys["toggle_star"] == ()
    assert keys["undo"] == ()
    assert [problem for problem in problems if "given to both save and note" in problem]
    assert [problem for problem in problems if "toggle_star has no key left" in problem]
    assert [shown_keys(action) for action in table if action.id == "note"] == [","]


def test_guessed_names_of_actions_are_understood_and_it_is_told_what_loses_its_key() -> None:
    table, problems = bind_keys({"star": ("s",)})
    keys = {action.id: action.keys for action in table}
    assert keys["toggle_star"] == ("s",)
    assert keys["save"] == ()
    assert problems == ("keys: s is toggle_star now; save has no key left, the palette still has it",)


def test_keys_may_be_written_as_they_are_shown() -> None:
    assert [key_written(shown_key(key)) for action in ACTIONS for key in action.keys] == [
        key for action in ACTIONS for key in action.keys
    ]
    written = {
        "ESC": "escape",
        "Ctrl+Alt+x": "alt+ctrl+x",
        "shift+q": "Q",
        "ctrl++": "ctrl+plus",
        "alt+?": "alt+question_mark",
    }
    assert {key: key_written(key) for key in written} == written


def test_every_key_that_textual_knows_can_be_given() -> None:
    odd = {"ctrl-at", "ctrl+@", "return"}
    known = {key.value for key in Keys if not key.value.startswith("<")} - odd
    assert {key for key in known if key_written(key) != key} == set()


def test_what_is_no_key_is_told_and_leaves_the_action_its_own() -> None:
    table, problems = bind_keys({"star": ("ctrl+",), "save": ("F99", "f5", "Ctrl-S"), "note": ("gg",), "top": ("",)})
    keys = {action.id: action.keys for action in table}
    assert (keys["toggle_star"], keys["save"], keys["note"], keys["top"]) == (("f",), ("f5",), ("a",), ())
    assert [problem.split("'")[1] for problem in problems] == ["ctrl+", "F99", "Ctrl-S", "gg"]


def test_an_unknown_action_is_met_with_the_likely_ones() -> None:
    _, problems = bind_keys({"toggel_star": ("s",), "zzz": ("z",), "sentence": ("y",)})
    assert "toggel_star'; toggle_star" in problems[0]
    assert "`briefing keys` lists them" in problems[1]
    assert not any("these are:" in problem for problem in problems)


def test_panel_rows_tell_who_proposed_what_to_whom() -> None:
    spot = Span(0, 4)
    offers = (
        Line(
            Act.REJECT,
            Terms("the deal", spot),
            (spot,),
            Party("Egypt"),
            None,
            Party("a minister"),
            True,
            (),
            "3 t",
            0.9,
            spot,
        ),
        Line(Act.DEMAND, Terms("wheat", spot), (spot,), Party("Romania"), Party("Malta")),
    )
    analysis = Analysis(
        (Actor("a", "Egypt", ActorKind.STATE, (spot, spot)),), (Resource("r", "wheat", "food", (spot,)),), offers
    )
    panel = panel_rows(analysis, 40, UNICODE)
    assert ["".join(piece.text for piece in row.pieces) for row in panel.rows] == [
        "DEMAND  1", "Romania → Malta", "  wheat", "",
        "REJECT  1", "Egypt", "  not: the deal", "  3 t", "  said by a minister", "  answers the demand of Romania", "",
        "ACTORS  1", "Egypt  state · 2 mentions", "",
        "RESOURCES  1", "wheat  food · 1 mention",
    ]  # fmt: skip
    assert Piece("not: ", ".negated") in [piece for row in panel.rows for piece in row.pieces]
    assert [item.spans for item in panel.items] == [(spot,), (spot,), (spot, spot), (spot,)]
    assert "-> Malta" in "".join(piece.text for row in panel_rows(analysis, 40, ASCII).rows for piece in row.pieces)


def test_the_panel_says_why_a_foreign_story_has_nothing() -> None:
    rows = panel_rows(Analysis(language="de"), 30, UNICODE).rows
    words = " ".join("".join(piece.text for piece in row.pieces) for row in rows)
    assert words == "This story is in German; only English is read for actors, resources and offers."


def test_a_name_of_the_panel_is_cut_last() -> None:
    found = Analysis((), (Resource("r", "railway", "infrastructure", (Span(0, 7),) * 3),))
    for cells, told in ((36, "railway  infrastructure · 3 mentions"), (34, "railway  infrastructure · 3")):
        assert "".join(piece.text for piece in panel_rows(found, cells, UNICODE).rows[-1].pieces) == told


def test_the_panel_says_on_which_condition() -> None:
    spot = Span(0, 4)
    terms, who, whom = Terms("zinc", spot), Party("Norland"), Party("Sudland")
    offer = Line(Act.OFFER, terms, (spot,), who, whom, condition="unless Sudland\ndeclines")
    rows = panel_rows(Analysis((), (), (offer,)), 40, UNICODE).rows
    words = ["".join(piece.text for piece in row.pieces).strip() for row in rows]
    assert words.index("unless Sudland declines") == words.index("zinc") + 1


def test_no_row_of_the_panel_is_too_wide() -> None:
    spot = Span(0, 4)
    offer = Line(
        Act.OFFER,
        Terms("漢字 " * 80, spot),
        (spot,),
        Party("x" * 200),
        Party("y " * 90),
        quantity="q" * 99,
        condition="c" * 99,
    )
    analysis = Analysis((Actor("a", "n" * 300, ActorKind.GROUP, (spot,)),), (), (offer,))
    for cells in range(16, 60):
        for row in panel_rows(analysis, cells, UNICODE).rows:
            assert sum(width(piece.text) for piece in row.pieces) <= cells


def test_cutting_by_cells() -> None:
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("short", 5) == "short"
    assert cut("longer", 1) == "…"
    assert cut("longer", 0) == ""
    pieces = [Piece("ab", "x"), Piece("cdef"), Piece("g")]
    assert "".join(piece.text for piece in cut_pieces(pieces, 5)) == "abcd…"
    assert sum(width(piece.text) for piece in cut_pieces(pieces, 6)) <= 6


def test_text_keeps_its_length_when_it_is_made_safe() -> None:
    raw = "a\x1b[2J\tb\u202ec\nd"
    safe = same_length(raw)
    assert len(safe) == len(raw)
    assert "\x1b" not in safe
    assert "\u202e" not in safe


def test_cells_are_as_wide_as_they_are_to_be_and_hold_nothing_that_a_terminal_obeys() -> None:
    wide = (Cell("漢字漢字", width=5), Cell("7", width=3, right=True))
    line = (Cell("  a\x1b[2J\n", width=9), Cell("\x1b"), Cell(" \n "), *wide)
    assert [piece.text for piece in pieces(line, "…")] == ["  a[2J   ", "", "   ", "漢字…", "  7"]
