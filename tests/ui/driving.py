"""Driving the app in tests: wait for facts, read the screen as text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, cast

from textual.pilot import Pilot

from briefing.app import BriefingApp, ReaderOptions
from briefing.config.settings import ReaderSettings
from briefing.services.desk import Desk
from briefing.ui.highlights import words_of
from briefing.ui.screens.reading import ReadingScreen
from briefing.ui.widgets.story_view import StoryView
from tests.ui.desks import clock


def quiet(**settings: Any) -> ReaderOptions:
    """Options of a reader that asks no feed and analyses nothing by itself."""
    return ReaderOptions(ReaderSettings(refresh_on_start=False, refresh_while_open=False, **settings), analyse=False)


QUIET = quiet()
PATIENCE = 60.0


class Reader:
    """The app while it runs, as a test sees it."""

    def __init__(self, app: BriefingApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, whatever lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ReadingScreen))

    async def until(self, fact: Callable[[], object], what: str = "") -> None:
        """Wait until something is so."""
        end = monotonic() + PATIENCE
        while not fact():
            if monotonic() > end:
                raise AssertionError(f"never came true: {what}\n{self.text()}")
            await self.pilot.pause()
            await asyncio.sleep(0)

    async def shows(self, words: str) -> None:
        """Wait until some words are on the screen."""
        await self.until(lambda: words in self.text(), words)

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def open_first(self) -> None:
        """Open the story under the cursor, and wait for it."""
        await self.until(lambda: self.screen.list.headline(self.screen.list.chosen) is not None)
        await self.press("enter")
        await self.until(lambda: self.screen.opened is not None and self.screen.story.page_shown is not None)

    def text(self) -> str:
        """All that is on the screen, line by line."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines)

    def toasts(self) -> str:
        """All messages that the app has shown, also those that are gone from the screen."""
        return "\n".join(message.words for message in self.app.message_log)


def selected_words(story: StoryView) -> list[str]:
    """The words that are shown as selected, line by line."""
    return list(words_of({n: (one,) for n, one in story.highlights.selected.items()}, story.page_shown))


def emphasized_words(story: StoryView) -> list[str]:
    """The words that are emphasized, line by line."""
    return list(words_of(story.highlights.emphasized, story.page_shown))


@asynccontextmanager
async def reading(
    desk: object, options: ReaderOptions = QUIET, size: tuple[int, int] = (160, 45), **more: Any
) -> AsyncIterator[Reader]:
    """The app over a desk, once it has shown its list."""
    app = BriefingApp(cast(Desk, desk), options, clock)
    async with app.run_test(size=size, notifications=True, **more) as pilot:
        reader = Reader(app, pilot)
        await reader.until(lambda: any(isinstance(screen, ReadingScreen) for screen in app.screen_stack))
        await reader.until(lambda: reader.screen.list.empty_words and reader.screen.is_complete)
        yield reader
