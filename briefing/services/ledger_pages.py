"""The pages of the ledger, made from what its searches find."""

from __future__ import annotations

from datetime import datetime

from briefing.core.ledger.entries import Page
from briefing.core.ledger.history import history
from briefing.core.ledger.pages import actor_sheet, known_as, of_some, pair_sheet, resource_sheet, with_sides
from briefing.core.ledger.pictures.network import network, to_sheet
from briefing.core.ledger.search import LedgerQuery, parse
from briefing.core.ledger.sheet import Layout, Sheet
from briefing.core.ledger.since import since_sheet, since_words
from briefing.core.query import All, Key, Term
from briefing.services.ledger import LedgerService

MOST = 2_000
"""The most entries that a page is made from: those that moved last."""


class LedgerPages:
    """Pages as sheets. A name may be any that the search language knows for the actor."""

    def __init__(self, ledger: LedgerService) -> None:
        self._ledger = ledger

    async def history(self, entry_id: str, now: datetime, layout: Layout) -> Sheet | None:
        """The history of an entry; None where it is no longer there."""
        entry = await self._ledger.open(entry_id)
        return None if entry is None else history(entry, now, layout)

    async def actor(self, name: str, now: datetime, layout: Layout) -> Sheet:
        """The page of an actor."""
        found = await self._find(Term(Key.ACTOR, name))
        shown = known_as(name, found.rows)
        return _of(found, actor_sheet(shown, with_sides(found.rows, shown), now, layout))

    async def pair(self, one: str, other: str, now: datetime, layout: Layout) -> Sheet:
        """The page of two actors."""
        found = await self._find(Term(Key.ACTOR, one), Term(Key.ACTOR, other))
        first = known_as(one, found.rows)
        second = known_as(other, [row for row in found.rows if with_sides((row,), first)], but=first)
        return _of(found, pair_sheet(first, second, with_sides(found.rows, first, second), now, layout))

    async def resource(self, name: str, now: datetime, layout: Layout) -> Sheet:
        """The page of a resource."""
        found = await self._find(Term(Key.RESOURCE, name))
        return _of(found, resource_sheet(name, found.rows, now, layout))

    async def network(self, search: str, now: datetime, layout: Layout) -> Sheet:
        """Who deals with whom, in what a search finds. Raises QueryError."""
        found = await self._ledger.find(parse(search, now), 0, MOST)
        return _of(found, to_sheet(network(found.rows), layout, search))

    async def since(self, now: datetime, layout: Layout) -> Sheet:
        """What moved since the last session."""
        found, watches = await self._ledger.since_last_session(), await self._ledger.watches()
        return since_sheet(found, watches, self._ledger.last_session, now, layout)

    async def since_words(self) -> str:
        """The same in a line; empty where nothing did."""
        return since_words(await self._ledger.since_last_session(), await self._ledger.watches())

    async def _find(self, *terms: Term) -> Page:
        where = terms[0] if len(terms) == 1 else All(terms)
        return await self._ledger.find(LedgerQuery(where), 0, MOST)


def _of(found: Page, sheet: Sheet) -> Sheet:
    return of_some(sheet, len(found.rows), found.total)
