"""The services that no first screen needs; see `services/desk.py`."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol

from briefing.core.account import Account
from briefing.core.feed import Feed
from briefing.intake.files import Downloader, Files
from briefing.intake.options import FileOptions
from briefing.intake.pages import PageFetcher, Pages, Reader
from briefing.intake.pictures import PictureFetcher, PictureReading, Pictures
from briefing.intake.refresher import FeedFetcher, Refresher
from briefing.intake.shipped import ShippedFeeds
from briefing.intake.subscriptions import Finder
from briefing.services.accounts import AccountBook, AccountService, NoAccounts
from briefing.services.analysis import AnalysisService, Analyst
from briefing.services.annotations import AnnotationService
from briefing.services.briefs import BriefService
from briefing.services.commands import CommandService
from briefing.services.first import DeskOptions, FirstServices
from briefing.services.ledger import LedgerService
from briefing.services.ledger_pages import LedgerPages
from briefing.services.saving import SavingService
from briefing.storage.library_access import LibraryAccess
from briefing.sync.server import SyncServer
from briefing.sync.service import OpenAccount, SyncService


class FeedNetwork(FeedFetcher, Finder, Protocol):
    """What the services need of the network for feeds: opened for each run, and closed after it."""


class PageNetwork(PageFetcher, PictureFetcher, Downloader, Protocol):
    """What the services need of the network for what feeds lead to: the same for all."""


class LaterServices:
    """One of each, over one library and beside the first services."""

    def __init__(
        self,
        library: LibraryAccess,
        first: FirstServices,
        open_feeds: Callable[[bool], Awaitable[FeedNetwork]],
        open_pages: Callable[[], PageNetwork],
        analyst: Analyst,
        options: DeskOptions,
        open_reader: Callable[[], Reader] | None,
        open_picture_reader: Callable[[], PictureReading] | None,
        open_server: OpenAccount | None,
        accounts: AccountBook | None,
    ) -> None:
        reader, on_new = first.reader, first.rules.run_on_new

        def own_feeds() -> Sequence[Feed]:
            return first.subscriptions.feeds

        self.rules = first.rules
        self.annotations = AnnotationService(library, options.cluster_read)
        self.saving = SavingService(library, reader, options.save_folder, options.style)
        self.analysis = AnalysisService(library, reader, analyst, first.rules)
        self.ledger = LedgerService(library, first.actors.current, options.bounds)
        self.ledger_pages = LedgerPages(self.ledger)
        self.briefs = BriefService(library, options.save_folder)
        self.commands = CommandService(first.stories, self.saving, options.commands)
        self.refresher = Refresher(library, open_feeds, own_feeds, on_new)
        book = accounts or NoAccounts()
        self.sync = SyncService(
            book.current,
            options.sync,
            library,
            first.subscriptions,
            on_new,
            open_server or _no_server,
            options.sync_lock,
        )
        self.accounts = AccountService(book, self.sync)
        self.pages = Pages(library, open_pages, open_reader or _article_reader, own_feeds, options.pages, on_new)
        self.shipped = ShippedFeeds(first.subscriptions, library)
        self.pictures = Pictures(library, open_pages, open_picture_reader or _picture_reader, own_feeds)
        self.files = Files(library, open_pages, options.files or FileOptions(options.save_folder / "files"), own_feeds)


def _no_server(account: Account, _typed: str = "", /) -> SyncServer:
    raise AssertionError(f"nobody said how the server of {account.name} is opened")


def _article_reader() -> Reader:
    from briefing.fetch.articles import ArticleReader  # late: no first screen waits for it

    return ArticleReader(Path(os.devnull))


def _picture_reader() -> PictureReading:
    from briefing.fetch.pictures import PictureReader  # late, as above

    return PictureReader(Path(os.devnull))
