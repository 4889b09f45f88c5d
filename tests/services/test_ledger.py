"""The ledger as screens and commands are handed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.core.aliases import Alias
from briefing.core.errors import QueryError, UnknownEntry
from briefing.core.ledger.entries import State
from briefing.core.ledger.rulings import RulingKind
from briefing.core.ledger.search import EVERYTHING, parse
from briefing.core.matter import Matter
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.services.ledger import LedgerService
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.storage.ledger.test_entries import NO, OFFER, PUT, REFUSED
from tests.support.made import NOON, hours
from tests.support.negotiations import Said, tell


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Library(tmp_path / "ledger.db").close()
    return tmp_path / "ledger.db"


async def filled(path: Path, clock: Clock, bounds: Bounds = USUAL_BOUNDS) -> LedgerService:
    access = LibraryAccess(lambda: Library(path))
    return LedgerService(access, lambda: {"ada lis": Alias("Norland")}, bounds, clock)


async def test_what_moved_since_the_last_session_is_new(path: Path, clock: Clock) -> None:
    library = Library(path)
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON - hours(30), PUT, fetched=NOON - hours(29))
    first = await filled(path, clock)
    assert await first.begin_session() is None
    assert (await first.since_last_session()).rows == ()
    clock.at = NOON + hours(24)
    tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(2), NO, fetched=NOON + hours(3))
    second = await filled(path, clock)
    assert await second.begin_session() == NOON
    assert await second.begin_session() == NOON, "a program has one session"
    assert {row.act.value for row in (await second.since_last_session()).rows} == {"offer", "reject"}
    assert (await second.find(parse("is:new act:offer", clock.at))).rows[0].state is State.ANSWERED
    library.close()


async def test_what_is_sure_enough_is_as_the_settings_say(path: Path, clock: Clock) -> None:
    library = Library(path)
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    library.close()
    strict = await filled(path, clock, Bounds(0.95))
    await strict.begin_session()
    page = await strict.find(EVERYTHING)
    assert (page.total, page.less_sure) == (0, 1)


async def test_what_lines_are_about_decides_as_the_settings_say(path: Path, clock: Clock) -> None:
    library = Library(path)
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, replace(PUT, matter=Matter.SPORT))
    library.close()
    for bounds, shown in ((USUAL_BOUNDS, 0), (Bounds(hide_about=frozenset()), 1), (USUAL_BOUNDS, 0)):
        service = await filled(path, clock, bounds)
        await service.settle()
        page = await service.find(EVERYTHING)
        assert (page.total, page.less_sure) == (shown, 1 - shown)
        assert (await service.find(parse("act:offer sure:all", clock.at))).total == 1


async def test_deadlines_lapse(path: Path, clock: Clock) -> None:
    library = Library(path)
    text = "Norland demanded that Sudland open the port by Friday."
    clock.at = datetime.now(UTC)  # the library knows no other clock when it stores a story
    said = Said("demand", "Norland", "Sudland", "open the port by Friday", text)
    tell(library, "gazette", "A port", text, clock.at, said)
    library.close()
    service = await filled(path, clock)
    assert await service.lapse() == 0
    clock.at += hours(24 * 8)
    assert await service.lapse() == 1
    (row,) = (await service.find(parse("is:lapsed", clock.at))).rows
    assert row.deadline is not None
    assert row.moved == row.deadline


async def test_what_is_wrong_is_said(path: Path, clock: Clock) -> None:
    service = await filled(path, clock)
    with pytest.raises(QueryError):
        await service.watch("grain", "is:perhaps")
    with pytest.raises(QueryError, match="name"):
        await service.watch("  ", "wheat")
    with pytest.raises(QueryError, match="look for"):
        await service.watch("all", " ")
    with pytest.raises(UnknownEntry):
        await service.dismiss("nothing", RulingKind.NOT_AN_ACT)
    assert await service.open("nothing") is None
    assert await service.place(EVERYTHING, "nothing") is None
