"""What was done here goes up: in batches, stars first. A row goes only when the server said yes to that very row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefing.core.journal import Field
from briefing.core.remote import Flag, Tags
from briefing.core.sync import OutboxRow, SyncReport, words
from briefing.storage.library_access import LibraryAccess
from briefing.sync.server import Declined, SyncServer

_ORDER = {(Field.STARRED, True): 0, (Field.STARRED, False): 1, (Field.READ, False): 4, (Field.READ, True): 5}


async def push(
    server: SyncServer, library: LibraryAccess, account: int, tags: Tags, report: SyncReport
) -> set[tuple[int, Flag]]:
    """Send what waits; what went up for the first time, by story and flag.

    Raises SyncError: what was not answered waits on, though the server may have done it; doing it again is no harm.
    """
    sent: set[tuple[int, Flag]] = set()
    rows = await library.read(lambda opened: opened.outbox.to_send(account))
    for batch in _batches(rows, server.abilities.states_at_once):
        first = batch[0]
        if first.field is Field.TAG and not server.abilities.labels:
            continue  # that is certain only after an answer: they wait
        if first.field is Field.TAG and not _can_be_label(server, first.tag, tags):
            await _decline(library, batch)
            continue
        for some in await _set(server, library, batch):
            if first.tries and not await _is_done(server, first):
                await _decline(library, some)
                continue
            gens = [row.gen for row in some]
            await library.write(lambda opened, gens=gens: opened.outbox.answered(gens))  # type: ignore[misc]
            if not first.tries:
                sent |= {(row.story, (row.field, row.tag)) for row in some}
            word = words(first.field, first.value)
            report.sent[word] = report.sent.get(word, 0) + len(some)
    return sent


async def _set(server: SyncServer, library: LibraryAccess, batch: Sequence[OutboxRow]) -> list[Sequence[OutboxRow]]:
    """Set the rows of one batch; those that the server said yes to. Where it says no, each is tried alone."""
    first = batch[0]
    ids = [remote for row in batch for remote in row.remotes]
    try:
        if ids:
            await server.set_state(first.field, first.value, ids, first.tag)
    except Declined:
        if len(batch) == 1:
            await _decline(library, batch)
            return []
        done: list[Sequence[OutboxRow]] = []
        for row in batch:
            done += await _set(server, library, [row])
        return done
    return [batch]


async def _is_done(server: SyncServer, row: OutboxRow) -> bool:
    """Whether what the server said yes to in vain before is done now; what it has no more cannot be looked at."""
    items = await server.contents(row.remotes)
    return all(item.seen.says((row.field, row.tag)) is row.value for item in items)


async def _decline(library: LibraryAccess, batch: Sequence[OutboxRow]) -> None:
    for row in batch:
        await library.write(lambda opened, gen=row.gen: opened.outbox.declined(gen))  # type: ignore[misc]


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


def _can_be_label(server: SyncServer, tag: str, tags: Tags) -> bool:
    """Whether a tag can be a label there as it is: some servers make a label of it, and do not put it on the story."""
    return tag in tags and tag == tag.strip() and 0 < len(tag.encode()) <= server.abilities.largest_label
