"""Stories of an archive that are brought into the reader's library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from briefing.core.body_json import body_from_json
from briefing.core.document import Entry
from briefing.core.feed import OWN_SOURCE, Feed
from briefing.core.story import Body
from briefing.storage.imports import ImportedState
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

AT_ONCE = 500
"""Stories that are stored in one transaction."""

OnNew = Callable[[Library, Sequence[str], datetime], None]
"""Takes the ids of new stories and the local time, in the transaction that stores them."""


async def take_over(
    rows: Iterable[Mapping[str, Any]], library: LibraryAccess, on_new: OnNew, on_progress: Callable[[int], None]
) -> int:
    """Keep stories, as rows of `stories` in the order of their sources; how many are new.

    Doing it again changes nothing. Each source becomes a feed of its own that is never asked.
    """
    new = taken = 0
    for source, stories in groupby(rows, key=lambda row: str(row["source"])):
        feed = feed_of(source)
        for some in _in_parts(map(entry_of, stories)):
            theirs = ImportedState(feed, some)

            def keep(library: Library, theirs: ImportedState = theirs) -> int:
                with library.together():
                    result = library.imports.take_over(theirs, datetime.now(UTC))
                    on_new(library, result.new_stories, datetime.now(UTC))
                return len(result.new_stories)

            new += await library.write(keep)
            taken += len(some)
            on_progress(taken)
    return new


def feed_of(source: str) -> Feed:
    """The feed that the stories of a source stand in."""
    name = hashlib.blake2b(source.encode(), digest_size=8).hexdigest()
    return Feed(f"{OWN_SOURCE}archive/{name}", source or "Archive", "Archive")


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry of a row of `stories`; what is in there is clean."""
    text = row["text"]
    body = Body.plain(text)
    if row["blocks"] is not None:
        body = body_from_json(text, json.loads(row["blocks"]), json.loads(row["links"] or "[]"))
    return Entry(
        title=row["title"],
        body=body,
        guid=row["id"],
        link=row["link"],
        authors=tuple(row["authors"] or ()),
        categories=tuple(row["categories"] or ()),
        language=row["language"],
        published=row["published"],
    )


def _in_parts(entries: Iterator[Entry]) -> Iterator[tuple[Entry, ...]]:
    while some := tuple(entry for _, entry in zip(range(AT_ONCE), entries, strict=False)):
        yield some
