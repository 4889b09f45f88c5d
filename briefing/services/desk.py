"""The services that screens and commands are handed, over one library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.core.feed import Feed
from briefing.core.waiting import Waiting
from briefing.intake.subscriptions import Subscriptions
from briefing.later import BuiltLater
from briefing.pace import Pace
from briefing.services.first import ActorNames, DeskOptions, FirstServices, NoActorNames
from briefing.services.maintenance import MaintenanceService
from briefing.services.notices import NoticeService
from briefing.services.reader_state import ReaderState
from briefing.services.rules import RuleRunner
from briefing.services.stories import Stories, StoryReader
from briefing.storage.library_access import LibraryAccess
from briefing.storage.maintenance import LibraryMaintenance

if TYPE_CHECKING:
    from briefing.services.accounts import AccountBook
    from briefing.services.analysis import Analyst
    from briefing.services.later import LaterServices, Network
else:
    LaterServices = object


class Desk(BuiltLater, LaterServices):
    """The services of one reader.

    Those of the first screen are built at once, the later ones together, when one of them is first asked for: they
    lead to most of the program, and a first screen that waited for them would take twice as long.
    """

    def __init__(self, library: LibraryAccess, first: FirstServices, build_later: Callable[[], LaterServices]) -> None:
        BuiltLater.__init__(self, build_later)
        self.library = library
        self.stories = first.stories
        self.reader_state = first.reader_state
        self.subscriptions = first.subscriptions
        self.notices = first.notices
        self.maintenance = first.maintenance
        self.actors = first.actors
        self.pace = first.pace

    async def waiting(self) -> Waiting:
        """How many stories wait for their page, or for an analysis."""
        analyses = await self.library.read(lambda library: library.analyses.waiting_count())
        return Waiting(await self.pages.waiting_count(), analyses)

    async def close(self) -> None:
        """End the processes and close the library; what was begun to be written is written."""
        self.notices.close()
        if "analysis" in vars(self):
            await self.analysis.close()
            await self.pages.close()
            await self.pictures.close()
        await self.library.close()


def open_desk(
    library: LibraryAccess,
    feeds: Sequence[Feed],
    network: Network,
    analyst: Analyst,
    options: DeskOptions,
    *,
    accounts: AccountBook | None = None,
    maintenance: LibraryMaintenance | None = None,
    actors: ActorNames | None = None,
    pace: Pace | None = None,
) -> Desk:
    """Build the services.

    The network is opened when it is needed, for feeds anew in each run, and the analyst starts at its first job:
    neither may hold up the first screen. `maintenance` is None where the library is thrown away.
    """
    names = actors or NoActorNames()
    rules = RuleRunner(options.rules)
    reader = StoryReader(names.current)
    first = FirstServices(
        reader=reader,
        rules=rules,
        stories=Stories(library, reader, options.bounds),
        reader_state=ReaderState(library),
        subscriptions=Subscriptions(feeds, options.feeds_file, network.open_feeds, library, rules.run_on_new),
        notices=NoticeService(library, options.desktop, options.quiet),
        maintenance=MaintenanceService(library, maintenance, options.keep, (names,)),
        actors=names,
        pace=pace or Pace(),
    )

    def build_later() -> LaterServices:
        from briefing.services.later import LaterServices

        return LaterServices(library, first, network, analyst, options, accounts)

    return Desk(library, first, build_later)
