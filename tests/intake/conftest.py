from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.core.feed import Feed
from briefing.core.rules import Rule
from briefing.fetch.articles import ArticleReader
from briefing.fetch.client import Client, FetchOptions
from briefing.intake.pages import PageOptions, Pages
from briefing.ruling import Ruling
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library


@dataclass
class Intake:
    """Pages over a real library, a real network and the real process; `feeds` are those of feeds.yaml."""

    library: Library
    pages: Pages
    feeds: list[Feed]


@pytest.fixture
async def intake(tmp_path: Path) -> AsyncIterator[Intake]:
    path = tmp_path / "briefing.db"
    library = Library(path)
    reading, writing = DatabaseThread(lambda: Library(path)), DatabaseThread(lambda: Library(path))
    feeds: list[Feed] = []
    pages = Pages(
        reading,
        writing,
        lambda: Client(FetchOptions(per_host=0, feed_deadline=10)),
        lambda: ArticleReader(tmp_path / "log"),
        lambda: feeds,
        PageOptions(pause=0),
        Ruling((Rule("title:port", tags=("ports",)),)).stored,
    )
    yield Intake(library, pages, feeds)
    await pages.close()
    await writing.close()
    await reading.close()
    library.close()
