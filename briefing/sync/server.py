"""What every server can be asked, in the words of this program: the seam between the engine and the protocols.

Whoever implements `SyncServer` sees to it that

- all text that enters has passed the cleaning gate (`core/clean.py`; the HTML of stories by the same way as that of
  feeds), and every link is an http or https address. What is handed to the engine is clean;
- an answer that was not understood is `NotUnderstood` and never an empty or shorter list: the engine takes a list for
  complete, and stories that are missing in it for read;
- no password, key or token is in an error, a log or an address;
- the limits of the server are kept within one call: pages are followed, and batches are cut as `abilities` say.

Ids of the server are opaque strings. Each story and feed has one spelling, whichever call gave it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from briefing.core.account import Account
from briefing.core.errors import BriefingError
from briefing.core.journal import Field
from briefing.core.remote import RemoteFeed, RemoteItem

__all__ = [
    "STARRED",
    "UNREAD",
    "Abilities",
    "CallFailed",
    "Declined",
    "Label",
    "NotUnderstood",
    "Offline",
    "OpenServer",
    "Password",
    "Refused",
    "RemoteFeed",
    "RemoteItem",
    "RemoteListing",
    "Stream",
    "SyncError",
    "SyncServer",
    "Throttled",
]

Password = Callable[[], Awaitable[str]]
"""Asks for the password when it is needed, so that nobody has to keep it. Raises FetchError."""


class SyncError(BriefingError):
    """A server could not be asked, or would not do what it was asked; one clean sentence, without any secret."""


class Offline(SyncError):
    """No answer came, or a fault of the server (5xx): the same can be tried later. It may have acted."""


class CallFailed(Offline):
    """The server itself failed (500), perhaps at this very call alone."""


class Throttled(SyncError):
    """The server wants to be left alone; `retry_after` is how long, None where it did not say."""

    def __init__(self, message: str, retry_after: timedelta | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class Refused(SyncError):
    """The name or the password is wrong, after one new login: only a person can mend that."""


class NotUnderstood(SyncError):
    """The answer is not of this protocol, is cut off, or is not the one to what was asked. Nothing follows from it."""


class Declined(SyncError):
    """The server said no to this one thing, as a feed that cannot be read; everything else goes on."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a server can do, and how much at a time."""

    subscribe: bool = True
    """Whether feeds can be added and removed there."""

    rename: bool = True
    """Whether a feed's title can be changed there."""

    move: bool = True
    """Whether a feed can be put into another group there."""

    labels: bool = False
    """Whether stories have labels of the reader, and each label a list of its stories."""

    largest_label: int = 191
    """How many bytes of UTF-8 a label may have."""

    contents_at_once: int = 250
    """How many stories `contents` is to be asked for in one call of the protocol."""

    states_at_once: int = 250
    """How many stories `set_state` marks in one call of the protocol."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label that the reader gives to stories on the server. `name` is as the server has it, for showing too."""

    name: str


@dataclass(frozen=True, slots=True)
class Stream:
    """A list of stories that a server keeps: those that are unread, those that are starred, or those of a label.

    `field` is READ for the unread ones.
    """

    field: Field
    label: str = ""


UNREAD = Stream(Field.READ)
STARRED = Stream(Field.STARRED)


@dataclass(frozen=True, slots=True)
class RemoteListing:
    """The ids of a stream, newest first where the server orders them.

    It is whole unless `cut`, which says that there are more than were asked for; then the newest are here, and what is
    missing proves nothing.
    """

    ids: tuple[str, ...]
    cut: bool = False


class SyncServer(Protocol):
    """One account on one server; one connection, used by one task. Every method raises SyncError.

    A login is made when it is needed, and made anew once where the server no longer knows it.
    """

    @property
    def abilities(self) -> Abilities:
        """What this server can do; certain after `prepare`, or after any answer."""
        ...

    @property
    def place(self) -> str:
        """Where the protocol was found below the account's address; empty where it has one place, or none yet."""
        ...

    async def prepare(self) -> None:
        """Find out what this server can do, by a login where that takes one."""
        ...

    async def check(self) -> str:
        """Log in and say in one sentence whom the server takes us for, and what it is."""
        ...

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        """All feeds, whole or an error."""
        ...

    async def labels(self) -> tuple[Label, ...]:
        """The reader's labels, without folders; none where the server has no such thing."""
        ...

    async def unread_count(self) -> int | None:
        """How many stories are unread there, counted by the server apart from the list; None where it does not say."""
        ...

    async def ids(self, stream: Stream, most: int) -> RemoteListing:
        """The ids of a stream, every page of it up to `most`, or an error: never a part that looks whole."""
        ...

    async def contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        """The stories of these ids. Those that the server has not (any more) are missing; none is there twice."""
        ...

    @property
    def mark(self) -> str:
        """Where `changes` is to go on from next time: a moment before the newest that it told, if it was asked since
        `prepare`, else before the first answer.

        Empty where the server does not tell what changed.
        """
        ...

    async def changes(self, since: str, most: int) -> tuple[RemoteItem, ...] | None:
        """The stories that are new, or were read or starred by anybody, since a mark, and perhaps some from before.

        None where the server cannot tell, or where there are more than `most`.
        """
        ...

    async def set_state(self, field: Field, value: bool, ids: Sequence[str], label: str = "") -> None:
        """Set READ, STARRED or, with its `label`, TAG of these stories.

        Returns where the server said that it did so, which it may say of stories that it does not know. After an error
        any of them may be set. Safe to repeat: where a call of the protocol turns a star over, the server is
        asked first.
        """
        ...

    async def subscribe(self, url: str, title: str = "", group: str = "") -> str:
        """Add a feed; its `remote`. One that is there already is no error. Raises Declined where it cannot be read."""
        ...

    async def edit(self, remote: str, title: str | None = None, group: str | None = None) -> None:
        """Rename a feed, or put it into another group (an empty one: into none). Raises Declined."""
        ...

    async def unsubscribe(self, remote: str) -> None:
        """Remove a feed with all its stories on the server. One that is not there is no error."""
        ...

    async def aclose(self) -> None:
        """Let the connection go."""
        ...


OpenServer = Callable[[Account, Password], SyncServer]
"""Makes the server of an account; nothing is asked yet. `briefing.sync.servers.open_server` is the real one."""
