"""Rules, carried out by a desk on what it fetches and analyses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.core.journal import Field
from briefing.core.query import ALL
from briefing.core.query.parsing import parse
from briefing.core.rules import Rule
from briefing.services.desk import Desk, open_desk
from briefing.services.first import DeskOptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.storage.rules import RuleRepository
from tests.support.fresh import fresh
from tests.support.networks import MadeNetwork
from tests.ui.desks import FEED, NOW, Newsstand, WordAnalyst, entry, fetched

RULES = (
    Rule("title:gossip", hide=True),
    Rule("title:gossip", tags=("idle",)),
    Rule("quiet", mark_read=True),
    Rule("act:offer from:egypt", "offers of Egypt", star=True, notify=True),
)


def desk_with_rules(folder: Path, newsstand: Newsstand) -> Desk:
    def open_library() -> Library:
        return Library(fresh(folder / "library.db"))

    options = DeskOptions(folder, rules=RULES)
    return open_desk(
        LibraryAccess(open_library), (FEED,), MadeNetwork(lambda: newsstand, lambda: newsstand), WordAnalyst(), options
    )


async def test_rules_are_carried_out_once_on_each_new_story(tmp_path: Path) -> None:
    entries = (
        entry("Gossip of the port", "Who was seen with whom.", 1, "https://harbour.example/g"),
        entry("A quiet day", "Nothing was offered.", 2, "https://harbour.example/q"),
        entry("Egypt and wheat", hours=3),
    )
    newsstand = Newsstand({FEED.url: fetched(*entries)})
    desk = desk_with_rules(tmp_path, newsstand)
    async for _ in desk.refresher.refresh(everything=True):
        pass

    async def titles(text: str) -> list[str]:
        return [h.title for h in await desk.stories.headlines(await desk.stories.find(parse(text, NOW)))]

    assert await titles("") == ["A quiet day", "Egypt and wheat"]
    assert await titles("is:hidden tag:idle") == ["Gossip of the port"]
    assert await titles("is:read") == ["A quiet day"]
    assert await titles("is:starred") == []
    assert desk.rules.take_notices() == ()
    async for _ in desk.analysis.analyse_waiting():
        pass
    assert await titles("is:starred") == ["Egypt and wheat"]
    assert [(notice.by, notice.text) for notice in desk.rules.take_notices()] == [
        ("offers of Egypt", "Egypt and wheat")
    ]
    assert desk.rules.take_notices() == ()
    assert await desk.annotations.undo() is None

    # What the reader changes afterwards stays changed.
    everything = await desk.stories.find(ALL)
    await desk.annotations.mark(everything, Field.STARRED, False)
    await desk.annotations.mark(everything, Field.READ, False)
    async for _ in desk.refresher.refresh(everything=True):
        pass
    async for _ in desk.analysis.analyse_waiting():
        pass
    assert await titles("is:starred OR is:read") == []
    await desk.close()


async def test_a_crash_leaves_no_story_behind_that_no_rule_has_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsstand = Newsstand({FEED.url: fetched(entry("A quiet day", "Nothing was offered."), entry("Egypt and wheat"))})

    def crash(*_args: object) -> None:
        raise StorageError("the power has gone")

    async def round_of(work: AsyncIterator[object], desk: Desk) -> None:
        try:
            async for _ in work:
                pass
        finally:
            await desk.close()

    with monkeypatch.context() as broken, pytest.raises(StorageError):
        broken.setattr(RuleRepository, "carry_out", crash)
        desk = desk_with_rules(tmp_path, newsstand)
        await round_of(desk.refresher.refresh(everything=True), desk)
    desk = desk_with_rules(tmp_path, newsstand)
    await round_of(desk.refresher.refresh(everything=True), desk)
    with monkeypatch.context() as broken, pytest.raises(StorageError):
        broken.setattr(RuleRepository, "carry_out", crash)
        desk = desk_with_rules(tmp_path, newsstand)
        await round_of(desk.analysis.analyse_waiting(), desk)
    desk = desk_with_rules(tmp_path, newsstand)
    await round_of(desk.analysis.analyse_waiting(), desk)

    library = Library(tmp_path / "library.db")
    told = {h.title: (h.read, h.starred) for h in library.stories.headlines(library.stories.find(ALL))}
    assert told == {"A quiet day": (True, False), "Egypt and wheat": (False, True)}
    library.close()
