"""Watches: named, counted, and each event told once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefing.core.corrections import Corrected, Correction
from briefing.core.ledger.search import parse
from briefing.core.ledger.watches import Watch
from briefing.sql import Clause
from briefing.storage.database import Database
from briefing.storage.ledger import hits
from briefing.storage.library import Library
from tests.storage.ledger.test_entries import MORE, NO, OFFER, PUT, RAISED, REFUSED
from tests.support.made import NOON, hours
from tests.support.negotiations import Said, tell

DAY = hours(24)
GRAIN = Watch("grain", "from:norland resource:wheat")


def test_what_is_there_already_is_found_but_not_told(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    library.watches.keep(GRAIN, NOON)
    assert library.watches.take_hits() == ()
    (count,) = library.watches.counts(NOON - hours(1))
    assert (count.watch, count.new, count.total) == (GRAIN, 1, 1)
    assert library.ledger.find(parse("watch:grain", NOON)).total == 1


def test_each_event_is_told_once(library: Library) -> None:
    now = datetime.now(UTC)
    library.watches.keep(GRAIN, now)
    tell(library, "gazette", "Wheat for Sudland", OFFER, now - hours(30), PUT)
    (hit,) = library.watches.take_hits()
    assert (hit.watch, hit.event, hit.row.watches) == ("grain", "put", ("grain",))
    assert library.watches.take_hits() == ()
    tell(library, "courier", "Norland raises its offer", RAISED, now - hours(20), MORE)
    assert [one.event for one in library.watches.take_hits()] == ["changed three million tonnes"]
    tell(library, "courier", "Sudland says no", REFUSED, now - hours(2), NO)
    assert [one.event for one in library.watches.take_hits()] == ["rejected three million tonnes"]
    assert library.watches.take_hits() == ()


def test_another_answer_is_another_event(library: Library) -> None:
    """What was refused may be accepted in the end, as it was or for more."""
    now = datetime.now(UTC)
    library.watches.keep(Watch("grain", "wheat act:offer"), now)
    accepted = "Sudland accepted the two million tonnes of wheat offered by Norland."
    tell(library, "gazette", "Wheat for Sudland", OFFER, now - hours(30), PUT)
    tell(library, "courier", "Sudland says no", REFUSED, now - hours(20), NO)
    tell(library, "herald", "Sudland says yes", accepted, now - hours(10), replace(NO, act="accept", quote=accepted))
    tell(library, "courier", "Norland raises its offer", RAISED, now - hours(5), MORE)
    first, *others = (one.event for one in library.watches.take_hits())
    assert (first, set(others)) == ("put", {"rejected", "accepted", "changed three million tonnes"})


def test_an_answer_that_was_corrected_to_its_opposite_is_told(library: Library) -> None:
    now = datetime.now(UTC)
    library.watches.keep(GRAIN, now)
    tell(library, "gazette", "Wheat for Sudland", OFFER, now - hours(30), PUT)
    story, (answer,) = tell(library, "courier", "Sudland says no", REFUSED, now - hours(20), NO)
    library.annotations.correct(Correction(answer, Corrected.TERMS, "the wheat", story=story), now)
    library.watches.take_hits()
    library.annotations.correct(Correction(answer, Corrected.ACT, "accept", story=story), now)
    assert [one.event for one in library.watches.take_hits()] == ["accepted"]


def test_what_was_told_is_still_printed_once_and_what_was_printed_is_still_told(library: Library) -> None:
    now = datetime.now(UTC)
    tell(library, "herald", "Wheat for Sudland", OFFER, now - hours(31), PUT)
    library.watches.keep(GRAIN, now)
    tell(library, "courier", "Norland raises its offer", RAISED, now - hours(20), MORE)
    assert [one.event for one in library.watches.take_hits()] == ["changed three million tonnes"]
    assert [one.event for one in library.watches.take_unprinted()] == ["changed three million tonnes"]
    assert library.watches.take_unprinted() == library.watches.take_hits() == ()
    tell(library, "courier", "Sudland says no", REFUSED, now - hours(2), NO)
    assert [one.event for one in library.watches.take_unprinted()] == ["rejected three million tonnes"]
    assert [one.event for one in library.watches.take_hits()] == ["rejected three million tonnes"]


def test_what_could_not_be_printed_is_printed_the_next_time(library: Library) -> None:
    now = datetime.now(UTC)
    library.watches.keep(GRAIN, now)
    tell(library, "gazette", "Wheat for Sudland", OFFER, now - hours(30), PUT)
    hits = library.watches.take_unprinted()
    library.watches.put_back(hits)
    assert library.watches.take_unprinted() == hits != ()


def test_a_watch_that_is_made_again_as_it_is_still_tells_what_it_had_to(library: Library) -> None:
    now = datetime.now(UTC)
    library.watches.keep(GRAIN, now)
    tell(library, "gazette", "Wheat for Sudland", OFFER, now - hours(30), PUT)
    assert library.watches.keep(GRAIN, now) is None
    assert [hit.event for hit in library.watches.take_unprinted()] == ["put"]


def test_names_that_differ_in_case_alone_are_one(library: Library) -> None:
    library.watches.keep(Watch("Øst", "from:norland"), NOON)
    assert library.watches.keep(Watch("øst", "from:sudland"), NOON) == Watch("Øst", "from:norland")
    assert library.watches.all() == (Watch("øst", "from:sudland"),)
    assert library.watches.remove("ØST") == Watch("øst", "from:sudland")


def test_a_watch_of_the_last_days_lets_go_of_what_is_older(library: Library) -> None:
    now = datetime.now(UTC)
    library.watches.keep(Watch("of late", "since:7d"), now)
    library.watches.keep(Watch("at rest", "before:7d"), now)
    tell(library, "gazette", "Wheat for Sudland", OFFER, now - hours(1), PUT)
    assert [(hit.watch, hit.event) for hit in library.watches.take_hits()] == [("of late", "put")]
    (before,) = library.ledger.find(parse("", now)).rows

    def watched(at: datetime) -> tuple[str, ...]:
        library.ledger.lapse(at)
        assert library.watches.take_hits() == (), "nothing has happened"
        (row,) = library.ledger.find(parse("", at)).rows
        assert row.weight == before.weight
        return row.watches

    assert watched(now + hours(24 * 6)) == ("of late",)
    assert watched(now + hours(24 * 8)) == ("at rest",)


def test_watches_look_only_at_entries_that_time_brought_or_took(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, query in (("of late", "since:7d"), ("old", "before:2026-10-01"), ("all", "from:norland")):
        library.watches.keep(Watch(name, query), NOON)
    for days, (to, what) in enumerate((("Sudland", "zinc"), ("Westport", "a lighthouse"), ("Ostmark", "wheat"))):
        text = f"Norland offered {to} {what}."
        tell(library, f"paper{days}", text, text, NOON - DAY * 2 * days, Said("offer", "Norland", to, what, text))
    library.ledger.lapse(NOON)
    looked: list[tuple[str, int]] = []

    def note(_db: Database, _watch: int, query: str, among: Clause, _now: datetime, *, told: bool) -> None:
        looked.append((query, len(json.loads(str(among.values[0])))))

    monkeypatch.setattr(hits, "_look", note)
    for days in (1, 1, 2, 3, 6, 8, 1):
        library.ledger.lapse(NOON + DAY * days)
    assert looked == [("since:7d", 2), ("since:7d", 1), ("since:7d", 3)], "the last time, a clock was set back"


def test_what_is_watched_weighs_more_until_it_is_not(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    (before,) = library.ledger.find(parse("", NOON)).rows
    library.watches.keep(GRAIN, NOON)
    library.watches.keep(Watch("all", ""), NOON)
    (watched,) = library.ledger.find(parse("is:watched", NOON)).rows
    assert watched.weight == before.weight + 2
    assert library.watches.remove("grain") == GRAIN
    assert library.watches.remove("grain") is None
    assert library.watches.remove("all") is not None
    assert library.ledger.find(parse("", NOON)).rows == (before,)


def test_what_a_watch_meets_is_analysed_anew_before_all_else(library: Library) -> None:
    older, _ = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    text = "Estland asked Westland for copper."
    asked = Said("demand", "Estland", "Westland", "copper", text, "", ("copper",))
    newer, _ = tell(library, "courier", "Copper", text, NOON + hours(2), asked)
    assert library.analyses.waiting("another version") == (newer, older)
    library.watches.keep(GRAIN, NOON)
    assert library.analyses.waiting("another version") == (older, newer)
