from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.core.feed import Feed
from briefing.core.rules import Rule
from briefing.fetch.articles import ArticleReader
from briefing.fetch.options import FetchOptions
from briefing.fetch.page_client import PageClient
from briefing.intake.options import PageOptions
from briefing.intake.pages import Pages
from briefing.services.rules import RuleRunner
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.support.fresh import fresh


@dataclass
class Intake:
    """Pages over a real library, a real network and the real process; `feeds` are those of feeds.yaml."""

    library: Library
    pages: Pages
    feeds: list[Feed]


@pytest.fixture
async def intake(tmp_path: Path) -> AsyncIterator[Intake]:
    path = fresh(tmp_path / "briefing.db")
    library = Library(path)
    access = LibraryAccess(lambda: Library(path))
    feeds: list[Feed] = []
    pages = Pages(
        access,
        lambda: PageClient(FetchOptions(per_host=0, feed_deadline=10)),
        lambda: ArticleReader(tmp_path / "log"),
        lambda: feeds,
        PageOptions(pause=0),
        RuleRunner((Rule("title:port", tags=("ports",)),)).run_on_new,
    )
    yield Intake(library, pages, feeds)
    await pages.close()
    await access.close()
    library.close()
