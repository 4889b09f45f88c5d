"""What settings.yaml may say, as values with their defaults; `settings_file.py` reads it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefing.config.notices import NoticeSettings
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.errors import ConfigError
from briefing.core.feed import FullText
from briefing.core.matter import Matter
from briefing.core.pen import USUAL_PENS, Pen
from briefing.core.retention import KEEP_EVERYTHING, RetentionPolicy
from briefing.core.sync_limits import SyncLimits
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.files import from_home

if TYPE_CHECKING:  # only their names: what few settings have is loaded where they have it
    from briefing.config.commands import Command
    from briefing.core.account import Account
    from briefing.core.rules import Rule


def _below_home(path: str) -> Path:
    """A path below the home folder; as it is where there is none, so that only those hear of it who need it."""
    try:
        return from_home(path)
    except ConfigError:
        return Path(path)


class FetchSettings(Struct, frozen=True):
    """How feeds are asked. Seconds; `per_host: 0` lifts the limit and the politeness a host gets."""

    concurrency: int = 16
    per_host: int = 2
    feed_seconds: int = 30
    total_seconds: int = 600
    user_agent: str = ""


class ReaderSettings(Struct, frozen=True):
    """What settings.yaml may say of the reader's screen."""

    refresh_on_start: bool = True
    """Whether the reader asks feeds that are due when it opens."""

    refresh_while_open: bool = True
    """Whether the reader asks each feed again by its own rhythm."""

    mark_read: str = "opened"
    """What marks stories as read by itself: `opened`, `passed` (by the cursor, too) or `never`."""

    mark_moves: bool = False
    """Whether marking a story in the list as read moves the cursor to the next one."""

    theme: str = ""
    """The reader's theme; empty for its own."""

    ascii: bool = False
    """Whether marks and arrows are drawn with ASCII alone."""

    marks: str = ""
    """How marks differ on the screen: `colour`, `plain` or `contrast`; empty for what the terminal can do."""

    list_lines: str = "auto"
    """How many lines a story takes in the list: `1`, `2`, or `auto`, which is 2 on tall screens."""

    columns: tuple[str, ...] = ("age", "feed", "title", "lines")
    """What one line of the list shows, from left to right."""

    preview: bool = False
    """Whether the story under the list's cursor is shown beside it; it stays unread until it is opened."""

    pictures: bool = False
    """Whether the pictures of stories can be looked at: the servers that keep them then see who looks."""

    unsure_below: float = USUAL_BOUNDS.unsure_below
    """Lines less sure than this, from 0 to 1, stand back in the panel."""

    hide_about: tuple[str, ...] = tuple(matter.value for matter in Matter if matter in USUAL_BOUNDS.hide_about)
    """Lines about these matters stand back, too: sport, show business, private life."""

    since_first: bool = False
    """Whether the reader opens on what moved since the last session, where something did."""

    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Keys that replace those of an action: pairs of its id and its keys."""

    pens: tuple[Pen, ...] = USUAL_PENS
    """What passages are marked with."""

    commands: tuple[Command, ...] = ()
    """Commands of the reader's own, to which a story can be sent."""

    @property
    def bounds(self) -> Bounds:
        """Which lines are shown by default."""
        return Bounds(self.unsure_below, frozenset(map(Matter, self.hide_about)))


class Settings(Struct, frozen=True):
    """What settings.yaml may say; all of it has a default. The keys of `reader` stand in the file beside the others."""

    model: str = DEFAULT_MODEL
    """The spaCy pipeline that reads the stories, by the name it is loaded under."""

    workers: int = 1
    """How many analysis processes run; each takes some hundred megabytes."""

    save_folder: Path = field(default_factory=lambda: _below_home("~/briefing"))
    """Where `s` and `briefing save` put the Markdown files."""

    template: str = "plain"
    """The shape of saved stories: plain, obsidian, org, or a file ending in .jinja."""

    wiki_links: bool = False
    """Whether saved stories name actors and resources as [[links]]."""

    download_folder: Path = field(default_factory=lambda: _below_home("~/briefing/files"))
    """Where files that stories come with are downloaded to."""

    full_text: FullText = "auto"
    """Whether stories are completed from their pages where the feed itself does not say: auto, always or never."""

    cluster_read: bool = False
    """Whether marking a story as read marks the other reports of the same thing, too."""

    keep: RetentionPolicy = KEEP_EVERYTHING
    """How long stories are kept; all of them unless it says otherwise."""

    rules: tuple[Rule, ...] = ()
    """What is done by itself with new stories."""

    notices: NoticeSettings = field(default_factory=NoticeSettings)
    """How the reader hears of what rules and watches find."""

    accounts: tuple[Account, ...] = ()
    """Servers that read feeds, with which what is read here is kept the same."""

    sync: SyncLimits = field(default_factory=SyncLimits)
    """How much of such a server is kept here, and how often it is asked."""

    log_level: str = "warning"
    """How much is written to the log: `error`, `warning`, `info` or `debug`."""

    fetch: FetchSettings = FetchSettings()
    reader: ReaderSettings = ReaderSettings()

    problems: tuple[str, ...] = ()
    """Sentences on what was left out, as it would have let strangers run programs."""

    @property
    def programs(self) -> tuple[tuple[str, ...], ...]:
        """All programs that these settings may start, each with its arguments."""
        named = [command.run for command in self.reader.commands]
        named += [account.password_command for account in self.accounts]
        named.append(self.notices.run)
        return tuple([program for program in named if program])


LIST_COLUMNS = ("age", "date", "feed", "title", "reports", "offer", "lines")
"""What the list can show of a story in one line."""

MATTERS = tuple(matter.value for matter in Matter if matter is not Matter.PUBLIC)
"""What lines may be about that the list and the ledger leave out."""
