"""What was done here goes up: in batches, stars first. A row goes only when the server said yes to that very row."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from itertools import groupby

from briefing.core.journal import Field
from briefing.core.remote import Flag, Tags
from briefing.core.sync import OutboxRow, SyncReport, words
from briefing.storage.library_access import LibraryAccess
from briefing.sync.failures import Failures, contents_of
from briefing.sync.server import CallFailed, Declined, SyncServer

_ORDER = {(Field.STARRED, True): 0, (Field.STARRED, False): 1, (Field.READ, False): 4, (Field.READ, True): 5}


async def push(
    server: SyncServer,
    library: LibraryAccess,
    account: int,
    away: Collection[str],
    tags: Tags,
    report: SyncReport,
    failures: Failures,
) -> set[tuple[int, Flag]]:
    """Send what waits, but for feeds that are away; what went up for the first time, by story and flag.

    Raises SyncError: what was not answered waits on, though the server may have done it; doing it again is no harm.
    What the server fails at waits on as well, and stops neither the others nor the sync.
    """
    sent: set[tuple[int, Flag]] = set()
    try:
        rows = await library.read(lambda opened: opened.outbox.to_send(account, away))
        await _push(server, library, rows, tags, report, failures, sent)
    except CallFailed:  # at everything: the sync can still take down what is there
        failures.end_row()
    return sent


async def _push(
    server: SyncServer,
    library: LibraryAccess,
    rows: Sequence[OutboxRow],
    tags: Tags,
    report: SyncReport,
    failures: Failures,
    sent: set[tuple[int, Flag]],
) -> None:
    for batch in _batches(rows, server.abilities.states_at_once):
        first = batch[0]
        if first.field is Field.TAG and not server.abilities.labels:
            continue  # that is certain only after an answer: they wait
        if first.field is Field.TAG and not _can_be_label(server, first.tag, tags):
            await _decline(library, batch)
            continue
        async for some in _set(server, library, batch, failures):
            if first.tries and (is_done := await _is_done(server, first, failures)) is not True:
                if is_done is False:
                    await _decline(library, some)
                continue
            gens = [row.gen for row in some]
            await library.write(lambda opened, gens=gens: opened.outbox.answered(gens))  # type: ignore[misc]
            if not first.tries:
                sent |= {(row.story, (row.field, row.tag)) for row in some}
            word = words(first.field, first.value)
            report.sent[word] = report.sent.get(word, 0) + len(some)


async def _set(
    server: SyncServer, library: LibraryAccess, batch: Sequence[OutboxRow], failures: Failures
) -> AsyncIterator[Sequence[OutboxRow]]:
    """Set the rows of one batch; those that the server said yes to. Where it says no, or fails, they go in halves."""
    first = batch[0]
    ids = [remote for row in batch for remote in row.remotes]
    try:
        if ids:
            await server.set_state(first.field, first.value, ids, first.tag)
    except (Declined, CallFailed) as error:
        if isinstance(error, CallFailed):
            failures.note(error)
        elif len(batch) == 1:
            await _decline(library, batch)
    else:
        failures.end_row()
        yield batch
        return
    if len(batch) > 1:
        half = len(batch) // 2
        for some in (batch[:half], batch[half:]):
            async for done in _set(server, library, some, failures):
                yield done


async def _is_done(server: SyncServer, row: OutboxRow, failures: Failures) -> bool | None:
    """Whether what the server said yes to in vain before is done now; None where it fails at telling.

    What it has no more cannot be looked at.
    """
    items, failed = await contents_of(server, row.remotes, failures)
    return None if failed else all(item.seen.says((row.field, row.tag)) is row.value for item in items)


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
