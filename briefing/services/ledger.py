"""The ledger: found, opened and ruled on, under the reader's own names for actors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from briefing.core import clean
from briefing.core.aliases import Aliases
from briefing.core.errors import QueryError
from briefing.core.evidence import text_sha256
from briefing.core.journal import Step
from briefing.core.ledger.asked import Asked, asked_from_json, asked_to_json
from briefing.core.ledger.entries import Entry, Page
from briefing.core.ledger.rulings import RulingKind
from briefing.core.ledger.search import LEDGER, LedgerOrder, LedgerQuery, parse
from briefing.core.ledger.watches import Hit, Watch, WatchCount
from briefing.core.query import Key, Term
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.services.clock import now
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

MOST_NEW = 20
WAITING_AT_ONCE = 50
"""Waiting stories brought into the ledger in one transaction."""
SESSION = "ledger"
_ASKED = "ledger.asked."
R = TypeVar("R")


class LedgerService:
    """The stored ledger, and the watches over it."""

    def __init__(
        self,
        library: LibraryAccess,
        aliases: Callable[[], Aliases],
        bounds: Bounds = USUAL_BOUNDS,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._library = library
        self._aliases = aliases
        self._bounds = bounds
        self._clock = clock
        self._last_session: datetime | None = None
        self._has_begun = False
        self._gone_watches: list[Watch] = []

    # What the screen and the commands find.

    async def find(self, query: LedgerQuery, start: int = 0, most: int = 100) -> Page:
        """Some rows of what a query finds, from place `start` on, and how many there are."""
        return await self._read(lambda library: library.ledger.find(query, start, most, self._last_session))

    async def place(self, query: LedgerQuery, entry_id: str) -> int | None:
        """At which place of a query an entry stands; None where the query does not find it."""
        return await self._read(lambda library: library.ledger.place(query, entry_id, self._last_session))

    async def open(self, entry_id: str) -> Entry | None:
        """An entry with its history; None where there is none. The id of any of its lines will do."""
        return await self._read(lambda library: library.ledger.open(entry_id))

    async def entries(self, query: LedgerQuery, most: int = 1 << 30) -> tuple[Entry, ...]:
        """Entries of a query with their history, at most so many."""
        return await self._read(lambda library: library.ledger.entries(query, most, self._last_session))

    async def names(self, key: Key) -> tuple[str, ...]:
        """The values that a search word can have in this library, the most frequent first, for its completion."""
        return await self._read(lambda library: library.ledger.names(key))

    async def unknown_names(self, query: LedgerQuery) -> tuple[str, ...]:
        """The names in a search that nothing here goes by, each in a sentence."""
        unknown = await self._read(lambda library: library.stories.unknown_names(query.terms))
        return tuple(map(LEDGER.unknown, unknown))

    async def aliases(self, names: Sequence[str]) -> dict[str, str]:
        """The plain names by which these parties are known, each with the first of these names that means the party."""
        return await self._read(lambda library: library.ledger.aliases(names))

    async def days(self, query: LedgerQuery) -> tuple[tuple[date, int], ...]:
        """How many entries of a query were put on each day that has some."""
        return await self._read(lambda library: library.ledger.days(query, self._last_session))

    async def pairs(self, query: LedgerQuery, most: int = 100) -> tuple[tuple[str, str, int], ...]:
        """Who puts something to whom, by name, in how many entries of a query, the busiest first."""
        return await self._read(lambda library: library.ledger.pairs(query, most))

    # The sessions of the reader.

    async def begin_session(self) -> datetime | None:
        """Let a session begin: what moved since the last one is new. When that began; None at the first.

        A program has one session, however often this is asked for.
        """
        if self._has_begun:
            await self.lapse()
            return self._last_session
        self._has_begun, at = True, self._clock()

        def begin(library: Library) -> datetime | None:
            library.ledger.configure(self._bounds, tuple((n, a.name) for n, a in self._aliases().items()))
            last = library.reader_state.last_time(SESSION)
            library.reader_state.keep_last_time(SESSION, at)
            return last

        self._last_session = await self._library.write(begin)
        await self.lapse()
        return self._last_session

    @property
    def last_session(self) -> datetime | None:
        """When the session before this one began; None at the first, and before one has begun."""
        return self._last_session

    def now(self) -> datetime:
        """The time by which searches are understood."""
        return self._clock()

    async def settle(self) -> None:
        """Bring the ledger up to date before a command reads it: settings, stories that wait, deadlines.

        One that cannot be changed is read as it is.
        """

        def work(library: Library) -> int:
            if library.read_only:
                return 0
            library.ledger.configure(self._bounds, tuple((n, a.name) for n, a in self._aliases().items()))
            return library.ledger.process_batch(WAITING_AT_ONCE, self._clock())

        while await self._library.write(work):
            pass
        await self.lapse()

    async def new_since(self, at: datetime | None) -> None:
        """Let `is:new` mean what came or moved since a time; None means all."""
        self._last_session = at or datetime.fromtimestamp(0, self._clock().tzinfo)

    async def continue_session(self) -> None:
        """Count what is new from the beginning of the last session on, without a session of one's own."""
        self._last_session = await self._read(lambda library: library.reader_state.last_time(SESSION))

    async def last_asked(self, search: str) -> Asked:
        """What this search for new entries has given out."""
        found = await self._read(lambda library: library.reader_state.values().get(f"{_ASKED}{search}"))
        return Asked() if found is None else asked_from_json(found)

    async def remember_asked(self, search: str, asked: Asked) -> None:
        """Remember what this search for new entries has given out."""
        await self._library.write(lambda library: library.reader_state.keep(f"{_ASKED}{search}", asked_to_json(asked)))

    async def since_last_session(self, most: int = MOST_NEW) -> Page:
        """What moved since the last session, ranked by weight; nothing at the first session."""
        if self._last_session is None:
            return Page((), 0, 0)
        return await self.find(LedgerQuery(Term(Key.IS, "new"), LedgerOrder.WEIGHT), 0, most)

    async def lapse(self) -> int:
        """Let entries lapse whose deadline has passed, and watches note the time; how many entries did lapse."""
        return await self._library.write(
            lambda library: 0 if library.read_only else library.ledger.lapse(self._clock())
        )

    # What the reader says. Every step can be undone, as all others are (`AnnotationService.undo`).

    async def dismiss(self, entry_id: str, kind: RulingKind = RulingKind.NOT_AN_ACT, line: str = "") -> Step | None:
        """Dismiss an entry: it is no act, never this sentence, never this kind from its feed, or not my subject.

        `line` is the one whose sentence, or whose act and feed, are meant: else the surest. Raises UnknownEntry.
        """
        return await self._library.write(lambda library: library.ledger.dismiss(kind, entry_id, self._clock(), line))

    async def take_apart(self, line: str) -> Step | None:
        """Take a line out of its entry for good; None where it is alone there. Raises UnknownEntry."""
        return await self._library.write(lambda library: library.ledger.take_apart(line, self._clock()))

    async def put_together(self, entry_id: str, other_id: str) -> Step | None:
        """Make one entry of two for good: the second takes the first. Raises UnknownEntry."""
        return await self._library.write(lambda library: library.ledger.put_together(entry_id, other_id, self._clock()))

    async def unlink_answer(self, entry_id: str) -> Step | None:
        """Say for good that an entry does not answer what it is linked with. Raises UnknownEntry."""
        return await self._library.write(lambda library: library.ledger.unlink_answer(entry_id, self._clock()))

    # Watches.

    async def watches(self) -> tuple[WatchCount, ...]:
        """The watches, with how many of their entries came or moved since the last session."""
        since = self._last_session or self._clock()
        return await self._read(lambda library: library.watches.counts(since))

    async def watch(self, name: str, query: str) -> tuple[Watch, Watch | None]:
        """Keep a watch, and return it; with it the other of the same name that it replaced, which can be brought back.

        Raises QueryError where query or name will not do.
        """
        wanted = Watch(clean.line(name).strip(), clean.line(query).strip())
        if not wanted.name:
            raise QueryError("a watch needs a name", 0)
        if not wanted.query:
            raise QueryError("a watch needs something to look for, such as from:iran", 0)
        parse(wanted.query, self._clock())
        replaced = await self._library.write(lambda library: library.watches.keep(wanted, self._clock()))
        if replaced is None:
            return wanted, None
        self._gone_watches.append(replaced)
        return wanted, replaced

    async def unwatch(self, name: str) -> Watch | None:
        """Forget a watch and return it; None where there is none of this name."""
        gone = await self._library.write(lambda library: library.watches.remove(name))
        if gone is not None:
            self._gone_watches.append(gone)
        return gone

    @property
    def gone_watch(self) -> Watch | None:
        """The watch that was removed or replaced last, since the program began."""
        return self._gone_watches[-1] if self._gone_watches else None

    async def bring_watch_back(self) -> Watch | None:
        """Keep the watch again that was removed or replaced last; None where none was."""
        if not self._gone_watches:
            return None
        watch = self._gone_watches.pop()
        await self._library.write(lambda library: library.watches.keep(watch, self._clock()))
        return watch

    async def take_hits(self) -> tuple[Hit, ...]:
        """What watches have to tell and did not yet: each event is given out once."""
        return await self._library.write(lambda library: library.watches.take_hits())

    async def take_unprinted(self) -> tuple[Hit, ...]:
        """What `briefing watch run` has not printed yet, whoever was told of it."""
        return await self._library.write(lambda library: library.watches.take_unprinted())

    async def put_back(self, hits: Sequence[Hit]) -> None:
        """Have hits printed the next time: this time nobody got them."""
        await self._library.write(lambda library: library.watches.put_back(hits))

    async def evidence(self, stories: Sequence[str]) -> dict[str, str]:
        """The SHA-256 (hex) of the texts of some stories, by their ids."""

        def read(library: Library) -> dict[str, str]:
            found = (library.stories.get(story_id) for story_id in dict.fromkeys(stories))
            return {story.id: text_sha256(story) for story in found if story is not None}

        return await self._read(read)

    async def _read(self, work: Callable[[Library], R]) -> R:
        return await self._library.read(work)
