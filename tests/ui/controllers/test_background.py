"""Work in the background, without a screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefing.config.settings import ReaderSettings
from briefing.core.errors import StorageError
from briefing.core.events import Event, StoryNotAnalysed
from briefing.core.feed import Feed, FeedStatus
from briefing.ui.controllers import background
from briefing.ui.controllers.background import Background
from briefing.ui.filters import Filter
from briefing.ui.options import ReaderOptions
from briefing.ui.views import ALL_STORIES, View
from tests.ui.controllers.fakes import FakeHost, FakeList, fake_desk, opened, returns


class _Analyst:
    """One to whom the library is locked as often as is said."""

    def __init__(self, breaks: int) -> None:
        self.breaks = breaks
        self.progress: list[str] = []
        self.host = FakeHost(
            options=ReaderOptions(ReaderSettings(refresh_on_start=False)),
            desk=fake_desk(
                analysis__analyse_waiting=self.analyse_waiting,
                maintenance__backfill=returns(0),
                notices__tell_hits=returns(),
            ),
        )

    async def analyse_waiting(self) -> AsyncIterator[Event]:
        self.progress.append(self.host.progress.words())
        yield StoryNotAnalysed("s1", "unreadable", False, 1, 9)
        if self.breaks:
            self.breaks -= 1
            raise StorageError("the library is locked")


async def test_what_a_locked_library_could_not_take_is_analysed_later_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "AGAIN_SECONDS", 0.001)
    analyst = _Analyst(breaks=2)
    parts: list[Any] = [SimpleNamespace(), lambda: None, SimpleNamespace()]
    Background(cast(Any, analyst.host), *parts).start()
    await analyst.host.run()
    assert analyst.progress == ["", "", ""]  # nothing is being analysed meanwhile
    assert analyst.host.progress.words() == ""
    assert analyst.host.messages == ["the library is locked"]


OURS, OTHERS = Feed("https://a.example/feed"), Feed("https://b.example/feed")


@pytest.mark.parametrize(
    ("view", "stories", "asked"),
    [
        (ALL_STORIES, ("s1",), [OURS.url]),  # though its headline is not loaded
        (ALL_STORIES, (), None),
        (View("feed", "B", feeds=(OTHERS.url,)), ("s1",), [OTHERS.url]),
    ],
)
async def test_one_key_fetches_what_is_shown_alone_or_the_feed_of_the_story(
    view: View, stories: tuple[str, ...], asked: list[str] | None
) -> None:
    host = FakeHost(
        filter=Filter(view),
        list=FakeList(stories),
        progress=SimpleNamespace(fetching=True),
        feeds=(FeedStatus(OURS, title="A source"), FeedStatus(OTHERS, title="B")),
        desk=fake_desk(stories__open=returns(opened("s1"))),
    )
    synced: list[Any] = []
    syncing = SimpleNamespace(sync_feeds=synced.append)
    Background(cast(Any, host), cast(Any, None), cast(Any, None), cast(Any, syncing)).refresh_feed()
    await host.run()
    assert [urls and list(urls) for urls in synced] == [asked]
