"""The only place where the parts are built and joined."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.analyst import AnalysisProcesses
from briefing.config.accounts_file import AccountsFile
from briefing.config.actors import ActorsFile
from briefing.config.known_names import KnownNames
from briefing.config.places import Places
from briefing.config.settings import FetchSettings, Settings
from briefing.core.feed import Feed
from briefing.core.saved_file import Style
from briefing.desktop import Desktop, Way
from briefing.intake.options import FileOptions, PageOptions
from briefing.pace import Pace
from briefing.services.desk import Desk, open_desk
from briefing.services.first import DeskOptions
from briefing.storage.library_access import LibraryAccess
from briefing.storage.maintenance import LibraryMaintenance

if TYPE_CHECKING:
    from briefing.core.account import Account
    from briefing.fetch.client import Client
    from briefing.fetch.documents import DocumentReader
    from briefing.fetch.options import FetchOptions
    from briefing.fetch.page_client import PageClient
    from briefing.intake.pages import Reader
    from briefing.intake.pictures import PictureReading
    from briefing.sync.server import SyncServer


class _Network:
    """The network, and the processes that read what comes from it, as a reader's settings want them.

    Each part is imported when it is opened: all are slow to import, and the first screen needs none.
    """

    def __init__(self, log: Path, wanted: FetchSettings, pace: Pace) -> None:
        self._log = log
        self._wanted = wanted
        self._pace = pace

    async def open_feeds(self, with_documents: bool) -> Client:
        """The network for feeds; `with_documents` where some will certainly have to be read."""
        documents = await asyncio.to_thread(self._open_documents)
        if with_documents:
            documents.expect()  # its process starts on another core while the libraries of the network are imported
        try:
            return await asyncio.to_thread(self._open_client, documents)
        except BaseException:
            await documents.close()
            raise

    def open_pages(self) -> PageClient:
        """The network for what feeds lead to: the same for all, so that they share the pauses of a host."""
        return self._pages

    def open_reader(self) -> Reader:
        """The process that reads articles out of pages."""
        from briefing.fetch.articles import ArticleReader

        return ArticleReader(self._log)

    def open_picture_reader(self) -> PictureReading:
        """The process that reads pictures."""
        from briefing.fetch.pictures import PictureReader

        return PictureReader(self._log)

    def open_server(self, account: Account, typed: str = "", /) -> SyncServer:
        """The server of an account, with the password `typed` or, where that is empty, the one that is kept."""
        from briefing.fetch.logins import password_of
        from briefing.sync.servers import open_server

        async def password() -> str:
            return typed or await password_of(account.url, account.user, account.password_command)

        return open_server(account, password)

    @cached_property
    def _pages(self) -> PageClient:
        from briefing.fetch.page_client import PageClient

        return PageClient(self._options(), self._pace)

    def _open_documents(self) -> DocumentReader:
        from briefing.fetch.documents import DocumentReader

        return DocumentReader(self._log, float(self._wanted.feed_seconds))

    def _open_client(self, documents: DocumentReader) -> Client:
        from briefing.fetch.client import Client

        return Client(self._options(), documents, self._pace, self.open_pages())

    def _options(self) -> FetchOptions:
        from briefing.fetch.get import prepare
        from briefing.fetch.options import FetchOptions

        prepare()
        wanted = self._wanted
        options = FetchOptions(
            concurrency=wanted.concurrency,
            per_host=wanted.per_host,
            feed_deadline=float(wanted.feed_seconds),
            total_deadline=float(wanted.total_seconds),
        )
        return replace(options, user_agent=wanted.user_agent) if wanted.user_agent else options


def build_desk(
    places: Places,
    settings: Settings,
    feed_list: tuple[Feed, ...],
    feeds_file: Path | None,
    actors: ActorsFile | None = None,
) -> Desk:
    """A desk over the library of these places; nothing is opened before it is needed.

    `feeds_file` is where the list of feeds can be changed, if anywhere; `actors` is actors.yaml once it was read.
    """
    actors = actors or ActorsFile(places.actors)
    pace = Pace()
    maintenance = LibraryMaintenance(places.database, (places.feeds,), KnownNames(actors.current).current)
    return open_desk(
        LibraryAccess(maintenance.open),
        feed_list,
        _Network(places.log, settings.fetch, pace),
        AnalysisProcesses(places.log, settings.model, settings.workers),
        DeskOptions(
            save_folder=settings.save_folder,
            feeds_file=feeds_file,
            style=Style(settings.template, settings.wiki_links, settings.reader.bounds),
            keep=settings.keep,
            rules=settings.rules,
            commands=settings.reader.commands,
            desktop=Desktop(Way(settings.notices.by), settings.notices.run),
            quiet=settings.notices.quiet,
            cluster_read=settings.cluster_read,
            bounds=settings.reader.bounds,
            pages=PageOptions(settings.full_text, pause=1.0 if settings.fetch.per_host else 0.0),
            files=FileOptions(settings.download_folder),
            sync=settings.sync,
            sync_lock=places.data / "sync.lock",
        ),
        accounts=AccountsFile(places.settings, settings.accounts),
        maintenance=maintenance,
        actors=actors,
        pace=pace,
    )
