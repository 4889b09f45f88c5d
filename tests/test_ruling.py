"""Rules, carried out by a desk on what it fetches and analyses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.core.journal import Field
from briefing.core.query import ALL, parse
from briefing.core.rules import Rule
from briefing.desk import Desk
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library
from briefing.storage.rules import RuleRepository
from tests.ui.desks import FEED, NOW, Newsstand, WordAnalyst, entry, fetched

RULES = (
    Rule("title:gossip", hide=True),
    Rule("title:gossip", tags=("idle",)),
    Rule("quiet", mark_read=True),
    Rule("act:offer from:egypt", "offers of Egypt", star=True, notify=True),
)


def open_desk(folder: Path, newsstand: Newsstand) -> Desk:
    def open_library() -> Library:
        return Library(folder / "library.db")

    reading, writing = DatabaseThread(open_library), DatabaseThread(open_library)
    return Desk(reading, writing, (FEED,), lambda: newsstand, WordAnalyst(), folder, rules=RULES)


async def test_rules_are_carried_out_once_on_each_new_story(tmp_path: Path) -> None:
    entries = (
        entry("Gossip of the port", "Who was seen with whom.", 1, "https://harbour.example/g"),
        entry("A quiet day", "Nothing was offered.", 2, "https://harbour.example/q"),
        entry("Egypt and wheat", hours=3),
    )
    newsstand = Newsstand({FEED.url: fetched(*entries)})
    desk = open_desk(tmp_path, newsstand)
    async for _ in desk.refresh(everything=True):
        pass

    async def titles(text: str) -> list[str]:
        return [h.title for h in await desk.headlines(await desk.find(parse(text, NOW)))]

    assert await titles("") == ["A quiet day", "Egypt and wheat"]
    assert await titles("is:hidden tag:idle") == ["Gossip of the port"]
    assert await titles("is:read") == ["A quiet day"]
    assert await titles("is:starred") == []
    assert desk.notices() == ()
    async for _ in desk.analyse_waiting():
        pass
    assert await titles("is:starred") == ["Egypt and wheat"]
    assert [(notice.rule, notice.title) for notice in desk.notices()] == [("offers of Egypt", "Egypt and wheat")]
    assert desk.notices() == ()
    assert await desk.undo() is None

    # What the reader changes afterwards stays changed.
    everything = await desk.find(ALL)
    await desk.mark(everything, Field.STARRED, False)
    await desk.mark(everything, Field.READ, False)
    async for _ in desk.refresh(everything=True):
        pass
    async for _ in desk.analyse_waiting():
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
        desk = open_desk(tmp_path, newsstand)
        await round_of(desk.refresh(everything=True), desk)
    desk = open_desk(tmp_path, newsstand)
    await round_of(desk.refresh(everything=True), desk)
    with monkeypatch.context() as broken, pytest.raises(StorageError):
        broken.setattr(RuleRepository, "carry_out", crash)
        desk = open_desk(tmp_path, newsstand)
        await round_of(desk.analyse_waiting(), desk)
    desk = open_desk(tmp_path, newsstand)
    await round_of(desk.analyse_waiting(), desk)

    library = Library(tmp_path / "library.db")
    told = {h.title: (h.read, h.starred) for h in library.stories.headlines(library.stories.find(ALL))}
    assert told == {"A quiet day": (True, False), "Egypt and wheat": (False, True)}
    library.close()
