"""The services that the first screen needs, and what the reader wants of all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct, field

from briefing.core.aliases import NO_ALIASES, Aliases
from briefing.core.notices import NO_QUIET_HOURS, QuietHours
from briefing.core.retention import KEEP_EVERYTHING, RetentionPolicy
from briefing.core.saved_file import PLAIN, Style
from briefing.core.sync_limits import SyncLimits
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.desktop import Desktop, Way
from briefing.intake.options import FileOptions, PageOptions
from briefing.intake.subscriptions import Subscriptions
from briefing.pace import Pace
from briefing.services.maintenance import MaintenanceService
from briefing.services.notices import NoticeService
from briefing.services.reader_state import ReaderState
from briefing.services.rules import RuleRunner
from briefing.services.stories import Stories, StoryReader

if TYPE_CHECKING:
    from briefing.config.commands import Command  # only their names: few settings have any
    from briefing.core.rules import Rule


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


class FirstServices(NamedTuple):
    """The services that the first screen needs, and what the later ones share with them."""

    reader: StoryReader
    rules: RuleRunner
    stories: Stories
    reader_state: ReaderState
    subscriptions: Subscriptions
    notices: NoticeService
    maintenance: MaintenanceService
    actors: ActorNames
    pace: Pace


class DeskOptions(Struct, frozen=True):
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
    bounds: Bounds = USUAL_BOUNDS
    pages: PageOptions = field(default_factory=PageOptions)
    files: FileOptions | None = None
    sync: SyncLimits = field(default_factory=SyncLimits)
    sync_lock: Path | None = None
