"""The services that no first screen needs; see `services/desk.py`."""

from __future__ import annotations

from collections.abc import Sequence
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
from briefing.sync.service import SyncService


class FeedNetwork(FeedFetcher, Finder, Protocol):
    """What the services need of the network for feeds: opened for each run, and closed after it."""


class PageNetwork(PageFetcher, PictureFetcher, Downloader, Protocol):
    """What the services need of the network for what feeds lead to: the same for all."""


class Network(Protocol):
    """What reaches beyond this machine, and the processes that read what comes from there; each is opened as needed."""

    async def open_feeds(self, with_documents: bool, /) -> FeedNetwork:
        """The network for feeds; `with_documents` where some will have to be read, and not "nothing new" alone."""
        ...

    def open_pages(self) -> PageNetwork:
        """The network for what feeds lead to. It may take a moment."""
        ...

    def open_reader(self) -> Reader:
        """What reads articles out of pages."""
        ...

    def open_picture_reader(self) -> PictureReading:
        """What reads pictures."""
        ...

    def open_server(self, account: Account, typed: str = "", /) -> SyncServer:
        """The server of an account; `typed` is a password that was just typed, else it is asked for when needed."""
        ...


class LaterServices:
    """One of each, over one library and beside the first services."""

    def __init__(
        self,
        library: LibraryAccess,
        first: FirstServices,
        network: Network,
        analyst: Analyst,
        options: DeskOptions,
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
        self.refresher = Refresher(library, network.open_feeds, own_feeds, on_new)
        book = accounts or NoAccounts()
        self.sync = SyncService(
            book.current,
            options.sync,
            library,
            first.subscriptions,
            on_new,
            network.open_server,
            options.sync_lock,
        )
        self.accounts = AccountService(book, self.sync)
        self.pages = Pages(library, network.open_pages, network.open_reader, own_feeds, options.pages, on_new)
        self.shipped = ShippedFeeds(first.subscriptions, library)
        self.pictures = Pictures(library, network.open_pages, network.open_picture_reader, own_feeds)
        downloads = options.files or FileOptions(options.save_folder / "files")
        self.files = Files(library, network.open_pages, downloads, own_feeds)
