"""Feeds and stories as a server has them, and how what it says is settled with what is here. No clock, no disk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from briefing.core.document import Entry
from briefing.core.journal import Field


@dataclass(frozen=True, slots=True)
class RemoteFeed:
    """A feed as the server has it. `group` is the first of its folders, empty for none.

    `url` is the feed's address, with nothing of a login in it; `site` that of its web site, where it is known.
    """

    remote: str
    url: str
    title: str = ""
    group: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """A story as the server has it now: its text, and its state at the moment of the answer.

    `feed` is the `remote` of its feed. `labels` are names of the reader's labels only: neither folders nor the
    publisher's words, which are the entry's categories.
    """

    remote: str
    feed: str
    entry: Entry
    read: bool
    starred: bool
    labels: tuple[str, ...] = ()
    arrived: datetime | None = None

    @property
    def seen(self) -> Seen:
        """Its state alone, all of it known."""
        return Seen(self.remote, self.read, self.starred, frozenset(self.labels))


Flag = tuple[Field, str]
"""READ or STARRED with an empty text, or TAG with its tag: what can be set and not set on a story."""

READ: Flag = (Field.READ, "")
STARRED: Flag = (Field.STARRED, "")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the server says of one story; None for what it did not say."""

    remote: str
    read: bool | None = None
    starred: bool | None = None
    labels: frozenset[str] | None = None
    with_label: str = ""
    """One label that it surely has, where a list of that label said so."""

    def says(self, flag: Flag) -> bool | None:
        """Whether the flag is set there; None where that is not known."""
        match flag:
            case (Field.READ, _):
                return self.read
            case (Field.STARRED, _):
                return self.starred
            case (Field.TAG, tag) if self.labels is not None:
                return tag in self.labels
            case (Field.TAG, tag) if tag == self.with_label:
                return True
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a story stands here that a server has. `waiting` is what was done here and has not gone up.

    `ids` is how many living ids of the server lead to the story.
    """

    story: int
    id: str
    read: bool
    starred: bool
    tags: frozenset[str] = frozenset()
    waiting: frozenset[Flag] = frozenset()
    ids: int = 1

    def has(self, flag: Flag) -> bool:
        """Whether a flag is set here."""
        what, tag = flag
        return tag in self.tags if what is Field.TAG else self.read if what is Field.READ else self.starred


@dataclass(frozen=True, slots=True)
class Head:
    """What a story that is here is known by: its title, and the plain links under which feeds show it."""

    title: str
    links: frozenset[str]


Setting = tuple[Flag, bool]
Sent = Collection[tuple[int, Flag]]
"""What went up in this sync for the first time, by story and flag."""

NOTHING_SENT: Sent = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows for one story. `adopt` is set here and is nobody's step; `send` goes up, in place of what waits.

    `again` was sent in this sync and not done: it goes up once more, alone.
    """

    adopt: tuple[Setting, ...] = ()
    send: tuple[Setting, ...] = ()
    again: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class Tags:
    """Which tags are kept the same on both sides. `named` may hold `*` for all of them."""

    named: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    """Names of groups there: a label cannot have such a name."""

    def __bool__(self) -> bool:
        return bool(self.named)

    def __contains__(self, tag: object) -> bool:
        return (tag in self.named or "*" in self.named) and tag not in self.folders


NO_TAGS = Tags()


def settle(here: Standing, there: Seen, sent: Sent = NOTHING_SENT, tags: Tags = NO_TAGS) -> Verdict:
    """Who wins, flag by flag, for a story that both sides know.

    What waits here stays and goes up. Else the server is right, but for what was sent in this very sync. No clocks are
    compared. Where several ids of the server are this one story, a change of one is sent to the others.
    """
    adopt: list[Setting] = []
    send: list[Setting] = []
    again: list[Setting] = []
    for flag in _flags(here, there, tags):
        says = there.says(flag)
        if says is None or says is here.has(flag) or flag in here.waiting:
            continue
        if (here.story, flag) in sent:
            again.append((flag, here.has(flag)))
            continue
        adopt.append((flag, says))
        if here.ids > 1:
            send.append((flag, says))
    return Verdict(tuple(adopt), tuple(send), tuple(again))


def join(here: Standing, there: Seen, tags: Tags = NO_TAGS) -> Verdict:
    """What follows when a story that is here turns out to be one of the server's: nothing that is set is taken away.

    Read if it is read on either side, starred and tagged likewise. What the server lacks goes up.
    """
    adopt: list[Setting] = []
    send: list[Setting] = []
    for flag in _flags(here, there, tags):
        says = there.says(flag)
        if says is None or says is here.has(flag) or flag in here.waiting:
            continue
        if says:
            adopt.append((flag, True))
            if here.ids > 1:
                send.append((flag, True))
        else:
            send.append((flag, True))
    return Verdict(tuple(adopt), tuple(send))


def _flags(here: Standing, there: Seen, tags: Tags) -> Collection[Flag]:
    named = here.tags | (there.labels or frozenset()) | ({there.with_label} if there.with_label else frozenset())
    return (READ, STARRED, *((Field.TAG, tag) for tag in sorted(named) if tag in tags))


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the server: the ids of all stories that are unread (for READ), starred, or under a label.

    Where it is `cut`, only the newest are in it, and what is missing proves nothing. Where it `is_part`, only those are
    in it that changed of late.
    """

    flag: Flag
    ids: tuple[str, ...]
    cut: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the lists of a server say beside what is here.

    `unknown` are ids of stories that are not here, or were gone on the server, in the order of the lists. `differs` is
    what a list says of a story here that is otherwise here. `suspects` are missing in a list though they should be in
    it.
    """

    unknown: tuple[str, ...] = ()
    differs: tuple[Seen, ...] = ()
    suspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a batch of the server's stories became: new ones, and those that were here already."""

    new_stories: tuple[str, ...] = ()
    joined: int = 0
    settled: tuple[Setting, ...] = ()
    """What was set on those that were here."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was set here because the server said so, and how much goes up once more."""

    adopted: tuple[Setting, ...] = ()
    again: int = 0
