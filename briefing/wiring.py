"""The only place where the parts are built and joined."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.analyst import AnalysisProcesses
from briefing.config.accountsfile import AccountsFile
from briefing.config.actors import ActorsFile
from briefing.config.known_names import KnownNames
from briefing.config.places import Places
from briefing.config.settings import Settings
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

    def fetch_options() -> FetchOptions:
        from briefing.fetch.get import prepare  # late: slow to import, and not for the first screen
        from briefing.fetch.options import FetchOptions

        prepare()
        wanted = settings.fetch
        options = FetchOptions(
            concurrency=wanted.concurrency,
            per_host=wanted.per_host,
            feed_deadline=float(wanted.feed_seconds),
            total_deadline=float(wanted.total_seconds),
        )
        return replace(options, user_agent=wanted.user_agent) if wanted.user_agent else options

    @cache
    def open_pages() -> PageClient:
        from briefing.fetch.page_client import PageClient  # late, as above

        return PageClient(fetch_options(), pace)

    async def open_feeds(with_documents: bool) -> Client:
        documents = await asyncio.to_thread(open_documents)
        if with_documents:
            documents.expect()  # its process starts on another core while the libraries of the network are imported
        try:
            return await asyncio.to_thread(open_client, documents)
        except BaseException:
            await documents.close()
            raise

    def open_documents() -> DocumentReader:
        from briefing.fetch.documents import DocumentReader  # late, as above

        return DocumentReader(places.log, float(settings.fetch.feed_seconds))

    def open_client(documents: DocumentReader) -> Client:
        from briefing.fetch.client import Client  # late, as above

        return Client(fetch_options(), documents, pace, open_pages())

    def open_reader() -> Reader:
        from briefing.fetch.articles import ArticleReader  # late, as above

        return ArticleReader(places.log)

    def open_picture_reader() -> PictureReading:
        from briefing.fetch.pictures import PictureReader  # late, as above

        return PictureReader(places.log)

    def open_server(account: Account, typed: str = "") -> SyncServer:
        from briefing.fetch.logins import password_of  # late, as above
        from briefing.sync.servers import open_server

        async def password() -> str:
            return typed or await password_of(account.url, account.user, account.password_command)

        return open_server(account, password)

    return open_desk(
        LibraryAccess(maintenance.open),
        feed_list,
        open_feeds,
        open_pages,
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
        open_reader=open_reader,
        open_picture_reader=open_picture_reader,
        open_server=open_server,
        accounts=AccountsFile(places.settings, settings.accounts),
        maintenance=maintenance,
        actors=actors,
        pace=pace,
    )
