"""A feed that comes in several documents (`next_url` of JSON Feed): the first ones of them, as one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from briefing.core.document import Document
from briefing.core.hosts import origin
from briefing.fetch.entries import without_repeats

MOST_FURTHER = 3
"""Documents behind the first: enough for what was missed in a few days, and little for the server."""


async def with_further(
    first: Document, address: str, ask: Callable[[str], Awaitable[Document]], max_items: int
) -> Document:
    """The document of an address, with the entries of those that it goes on in, of the same site alone.

    A further one that cannot be had costs its own entries only.
    """
    entries, following, seen = first.entries, first.further, {address}
    for _ in range(MOST_FURTHER):
        if len(entries) >= max_items or not following or following in seen or origin(following) != origin(address):
            break
        seen.add(following)
        try:
            document = await ask(following)
        except Exception:  # whatever the network does, the newest entries are here
            break
        entries, following = without_repeats((*entries, *document.entries)), document.further
    return replace(first, entries=entries[:max_items], keys=())
