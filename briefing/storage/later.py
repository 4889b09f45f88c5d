"""The repositories that no first screen needs; see `storage/library.py`."""

from __future__ import annotations

from briefing.storage.analyses import AnalysisRepository
from briefing.storage.annotations import AnnotationRepository
from briefing.storage.backfill import BackfillRepository
from briefing.storage.database import Database
from briefing.storage.feeds import FeedRepository
from briefing.storage.imports import ImportRepository
from briefing.storage.journal import JournalRepository
from briefing.storage.ledger.repository import LedgerRepository
from briefing.storage.ledger.watches import WatchRepository
from briefing.storage.notices import NoticeRepository
from briefing.storage.outbox import OutboxRepository
from briefing.storage.pages import PageRepository
from briefing.storage.remote_items import RemoteItemRepository
from briefing.storage.retention import RetentionRepository
from briefing.storage.rules import RuleRepository
from briefing.storage.saved_files import SavedFileRepository
from briefing.storage.saved_pages import SavedPageRepository
from briefing.storage.sync_accounts import SyncAccountRepository


class LaterRepositories:
    """One of each, over one connection."""

    def __init__(self, db: Database) -> None:
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
        self.saved_files = SavedFileRepository(db)
        self.retention = RetentionRepository(db)
        self.sync_accounts = SyncAccountRepository(db)
        self.remote_items = RemoteItemRepository(db)
        self.outbox = OutboxRepository(db)
        self.backfill = BackfillRepository(db)
