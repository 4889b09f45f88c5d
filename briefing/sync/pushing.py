"""What was done here goes up: in batches, stars first. A row goes only when the server said yes to that very row."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from briefing.core.journal import Field
from briefing.core.remote import Flag, Tags
from briefing.core.sync import OutboxRow, SyncReport, words
from briefing.storage.library_access import LibraryAccess
from briefing.sync.failures import Failures, contents_of
from briefing.sync.server import CallFailed, Declined, SyncServer

_ORDER = {(Field.STARRED, True): 0, (Field.STARRED, False): 1, (Field.READ, False): 4, (Field.READ, True): 5}


@dataclass(frozen=True, slots=True)
class Pushing:
    """What goes up in one sync of one account; `sent` is what went up for the first time, by story and flag."""

    server: SyncServer
    library: LibraryAccess
    tags: Tags
    report: SyncReport
    failures: Failures
    sent: set[tuple[int, Flag]] = field(default_factory=set)

    async def push(self, account: int, away: Collection[str]) -> None:
        """Send what waits, but for feeds that are away.

        Raises SyncError: what was not answered waits on, though the server may have done it; doing it again is no harm.
        What the server fails at waits on as well, and stops neither the others nor the sync.
        """
        try:
            rows = await self.library.read(lambda library: library.outbox.to_send(account, away))
            for batch in _batches(rows, self.server.abilities.states_at_once):
                await self._send(batch)
        except CallFailed:  # at everything: the sync can still take down what is there
            self.failures.end_row()

    async def _send(self, batch: Sequence[OutboxRow]) -> None:
        first = batch[0]
        if first.field is Field.TAG and not self.server.abilities.labels:
            return  # that is certain only after an answer: they wait
        if first.field is Field.TAG and not self._can_be_label(first.tag):
            await self._decline(batch)
            return
        async for some in self._set(batch):
            if first.tries and (is_done := await self._is_done(first)) is not True:
                if is_done is False:
                    await self._decline(some)
                continue
            gens = [row.gen for row in some]
            await self.library.write(lambda library, gens=gens: library.outbox.answered(gens))  # type: ignore[misc]
            if not first.tries:
                self.sent.update((row.story, (row.field, row.tag)) for row in some)
            word = words(first.field, first.value)
            self.report.sent[word] = self.report.sent.get(word, 0) + len(some)

    async def _set(self, batch: Sequence[OutboxRow]) -> AsyncIterator[Sequence[OutboxRow]]:
        """Set the rows of a batch; those that the server said yes to. Where it says no, or fails, they go in halves."""
        first = batch[0]
        ids = [remote for row in batch for remote in row.remotes]
        try:
            if ids:
                await self.server.set_state(first.field, first.value, ids, first.tag)
        except (Declined, CallFailed) as error:
            if isinstance(error, CallFailed):
                self.failures.note(error)
            elif len(batch) == 1:
                await self._decline(batch)
        else:
            self.failures.end_row()
            yield batch
            return
        if len(batch) > 1:
            half = len(batch) // 2
            for some in (batch[:half], batch[half:]):
                async for done in self._set(some):
                    yield done

    async def _is_done(self, row: OutboxRow) -> bool | None:
        """Whether what the server said yes to in vain before is done now; None where it fails at telling.

        What it has no more cannot be looked at.
        """
        items, failed = await contents_of(self.server, row.remotes, self.failures)
        return None if failed else all(item.seen.says((row.field, row.tag)) is row.value for item in items)

    async def _decline(self, batch: Sequence[OutboxRow]) -> None:
        for row in batch:
            await self.library.write(lambda library, gen=row.gen: library.outbox.declined(gen))  # type: ignore[misc]

    def _can_be_label(self, tag: str) -> bool:
        """Whether a tag can be a label there as it is: some servers make one of it, and do not put it on the story."""
        return tag in self.tags and tag == tag.strip() and 0 < len(tag.encode()) <= self.server.abilities.largest_label


def _batches(rows: Sequence[OutboxRow], most: int) -> Iterator[Sequence[OutboxRow]]:
    """Rows with one field, tag and value, not more ids than the server takes; one sent in vain before goes alone."""

    def what(row: OutboxRow) -> tuple[int, str, bool, int]:
        alone = row.gen if row.tries else 0
        return _ORDER.get((row.field, row.value), 2 + (not row.value)), row.tag, row.value, alone

    for _, group in groupby(sorted(rows, key=what), key=what):
        batch: list[OutboxRow] = []
        size = 0
        for row in group:
            if batch and size + len(row.remotes) > most:
                yield batch
                batch, size = [], 0
            batch.append(row)
            size += len(row.remotes)
        if batch:
            yield batch
