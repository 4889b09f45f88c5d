"""The services that screens and commands are handed, over one library."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from briefing.config.commands import Command
from briefing.core.account import Account
from briefing.core.corrections import NO_ALIASES, Aliases
from briefing.core.feed import Feed
from briefing.core.notices import NO_QUIET_HOURS, QuietHours
from briefing.core.retention import KEEP_EVERYTHING, RetentionPolicy
from briefing.core.rules import Rule
from briefing.core.saved_file import PLAIN, Style
from briefing.core.sync import SyncLimits
from briefing.core.visibility import UNSURE_BELOW
from briefing.core.waiting import Waiting
from briefing.desktop import Desktop, Way
from briefing.intake.files import Downloader, FileOptions, Files
from briefing.intake.pages import PageFetcher, PageOptions, Pages, Reader
from briefing.intake.pictures import PictureFetcher, PictureReading, Pictures
from briefing.intake.refresher import FeedFetcher, Refresher
from briefing.intake.shipped import ShippedFeeds
from briefing.intake.subscriptions import Finder, Subscriptions
from briefing.services.accounts import AccountBook, AccountService, NoAccounts
from briefing.services.analysis import AnalysisService, Analyst
from briefing.services.annotations import AnnotationService
from briefing.services.briefs import BriefService
from briefing.services.commands import CommandService
from briefing.services.ledger import LedgerService
from briefing.services.ledger_pages import LedgerPages
from briefing.services.maintenance import MaintenanceService
from briefing.services.notices import NoticeService
from briefing.services.reader_state import ReaderState
from briefing.services.rules import RuleRunner
from briefing.services.saving import SavingService
from briefing.services.stories import Stories, StoryReader
from briefing.storage.library_access import LibraryAccess
from briefing.storage.maintenance import LibraryMaintenance
from briefing.sync.server import SyncServer
from briefing.sync.service import OpenAccount, SyncService


class Network(FeedFetcher, PageFetcher, PictureFetcher, Finder, Downloader, Protocol):
    """What the services need of the network."""


class ActorNames(Protocol):
    """What the services need of actors.yaml."""

    def current(self) -> Aliases:
        """The reader's names for actors, as they are now; every fault is given by `take_warnings`."""
        ...

    def take_warnings(self) -> tuple[str, ...]:
        """What a person should know of the file; each sentence is given once."""
        ...


class NoActorNames:
    """There is no actors.yaml."""

    def current(self) -> Aliases:
        """No names."""
        return NO_ALIASES

    def take_warnings(self) -> tuple[str, ...]:
        """Nothing to say."""
        return ()


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """What the reader wants. `feeds_file` is where the list of feeds can be changed, if anywhere."""

    save_folder: Path
    feeds_file: Path | None = None
    style: Style = PLAIN
    keep: RetentionPolicy = KEEP_EVERYTHING
    rules: Sequence[Rule] = ()
    commands: Sequence[Command] = ()
    desktop: Desktop = field(default_factory=lambda: Desktop(Way.NONE))
    quiet: QuietHours = NO_QUIET_HOURS
    cluster_read: bool = False
    unsure_below: float = UNSURE_BELOW
    pages: PageOptions = field(default_factory=PageOptions)
    files: FileOptions | None = None
    sync: SyncLimits = field(default_factory=SyncLimits)
    sync_lock: Path | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one reader."""

    library: LibraryAccess
    stories: Stories
    annotations: AnnotationService
    saving: SavingService
    analysis: AnalysisService
    reader_state: ReaderState
    ledger: LedgerService
    ledger_pages: LedgerPages
    briefs: BriefService
    rules: RuleRunner
    commands: CommandService
    notices: NoticeService
    subscriptions: Subscriptions
    shipped: ShippedFeeds
    refresher: Refresher
    sync: SyncService
    accounts: AccountService
    pages: Pages
    files: Files
    pictures: Pictures
    maintenance: MaintenanceService
    actors: ActorNames

    async def waiting(self) -> Waiting:
        """How many stories wait for their page, or for an analysis."""
        analyses = await self.library.read(lambda library: library.analyses.waiting_count())
        return Waiting(await self.pages.waiting_count(), analyses)

    async def close(self) -> None:
        """End the processes and close the library; what was begun to be written is written."""
        await self.analysis.close()
        await self.pages.close()
        await self.pictures.close()
        await self.library.close()


def open_desk(
    library: LibraryAccess,
    feeds: Sequence[Feed],
    open_network: Callable[[], Network],
    analyst: Analyst,
    options: DeskOptions,
    *,
    open_reader: Callable[[], Reader] | None = None,
    open_picture_reader: Callable[[], PictureReading] | None = None,
    open_server: OpenAccount | None = None,
    accounts: AccountBook | None = None,
    maintenance: LibraryMaintenance | None = None,
    actors: ActorNames | None = None,
) -> Desk:
    """Build the services. The network is opened for each run, the analyst starts at its first job: neither may hold
    up the first screen. `maintenance` is None where the library is thrown away.
    """
    names = actors or NoActorNames()
    rules = RuleRunner(options.rules)
    on_new = rules.run_on_new
    reader = StoryReader(names.current)
    stories = Stories(library, reader, options.unsure_below)
    saving = SavingService(library, reader, options.save_folder, options.style)
    ledger = LedgerService(library, names.current, options.unsure_below)
    subscriptions = Subscriptions(feeds, options.feeds_file, open_network, library, on_new)

    book = accounts or NoAccounts()
    sync = SyncService(
        book.current, options.sync, library, subscriptions, on_new, open_server or _no_server, options.sync_lock
    )

    def own_feeds() -> Sequence[Feed]:
        return subscriptions.feeds

    return Desk(
        library=library,
        stories=stories,
        annotations=AnnotationService(library, options.cluster_read),
        saving=saving,
        analysis=AnalysisService(library, reader, analyst, rules),
        reader_state=ReaderState(library),
        ledger=ledger,
        ledger_pages=LedgerPages(ledger),
        briefs=BriefService(library, options.save_folder),
        rules=rules,
        commands=CommandService(stories, saving, options.commands),
        notices=NoticeService(library, options.desktop, options.quiet),
        subscriptions=subscriptions,
        shipped=ShippedFeeds(subscriptions, library),
        refresher=Refresher(library, open_network, own_feeds, on_new),
        sync=sync,
        accounts=AccountService(book, sync),
        pages=Pages(library, open_network, open_reader or _article_reader, own_feeds, options.pages, on_new),
        files=Files(library, open_network, options.files or FileOptions(options.save_folder / "files"), own_feeds),
        pictures=Pictures(library, open_network, open_picture_reader or _picture_reader, own_feeds),
        maintenance=MaintenanceService(library, maintenance, options.keep, (names,)),
        actors=names,
    )


def _no_server(account: Account, _typed: str = "", /) -> SyncServer:
    raise AssertionError(f"nobody said how the server of {account.name} is opened")


def _picture_reader() -> PictureReading:
    from briefing.fetch.pictures import PictureReader  # late, as below

    return PictureReader(Path(os.devnull))


def _article_reader() -> Reader:
    from briefing.fetch.articles import ArticleReader  # late: no first screen waits for it

    return ArticleReader(Path(os.devnull))
