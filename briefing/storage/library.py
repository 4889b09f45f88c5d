"""The library: everything that is kept, in one SQLite file, as repositories of domain values."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from briefing.storage.analyses import AnalysisRepository
from briefing.storage.annotations import AnnotationRepository
from briefing.storage.backfill import BackfillRepository
from briefing.storage.database import Database
from briefing.storage.feeds import FeedRepository
from briefing.storage.imports import ImportRepository
from briefing.storage.journal import JournalRepository
from briefing.storage.ledger.repository import LedgerRepository
from briefing.storage.ledger.watches import WatchRepository
from briefing.storage.name_functions import Names, no_names
from briefing.storage.notices import NoticeRepository
from briefing.storage.opening import OnWarning, ignore_warning
from briefing.storage.outbox import OutboxRepository
from briefing.storage.pages import PageRepository
from briefing.storage.reader_state import ReaderStateRepository
from briefing.storage.remote_items import RemoteItemRepository
from briefing.storage.retention import RetentionRepository
from briefing.storage.rules import RuleRepository
from briefing.storage.saved_files import SavedFileRepository
from briefing.storage.saved_pages import SavedPageRepository
from briefing.storage.stories import StoryRepository
from briefing.storage.sync_accounts import SyncAccountRepository


class Library:
    """Stories, feeds, analyses and what the reader did with them. Used by one thread.

    Every method of a repository that writes is one transaction. All raise StorageError where the disk will not.
    """

    def __init__(self, path: Path, on_warning: OnWarning = ignore_warning, names: Names = no_names) -> None:
        """Open the file, or make it; `on_warning` takes what a person should know about that.

        `names` are those under which searches know the parties.
        """
        self._db = db = Database(path, on_warning, names)
        self.stories = StoryRepository(db)
        self.feeds = FeedRepository(db)
        self.pages = PageRepository(db)
        self.saved_pages = SavedPageRepository(db)
        self.imports = ImportRepository(db)
        self.analyses = AnalysisRepository(db)
        self.annotations = AnnotationRepository(db)
        self.journal = JournalRepository(db)
        self.rules = RuleRepository(db)
        self.notices = NoticeRepository(db)
        self.ledger = LedgerRepository(db)
        self.watches = WatchRepository(db)
        self.reader_state = ReaderStateRepository(db)
        self.saved_files = SavedFileRepository(db)
        self.retention = RetentionRepository(db)
        self.sync_accounts = SyncAccountRepository(db)
        self.remote_items = RemoteItemRepository(db)
        self.outbox = OutboxRepository(db)
        self.backfill = BackfillRepository(db)

    def together(self) -> AbstractContextManager[None]:
        """Make what is written meanwhile one transaction: all of it is kept, or nothing."""
        return self._db.writing()

    def close(self) -> None:
        """Let the file go."""
        self._db.close()
