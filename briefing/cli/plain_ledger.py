"""The ledger for the plain reader: its lists and pages as lines, each thing that leads on with a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefing.cli.picture import plain_layout
from briefing.core.formatting import counted
from briefing.core.ledger.rows import row_lines
from briefing.core.ledger.search import parse
from briefing.core.ledger.sheet import Kind, Layout, Sheet, SheetWriter, Target, text_lines
from briefing.services.desk import Desk

LISTED = 20
BACKFILL_SECONDS = 10.0
NO_SUCH = "Nothing has this number here. The command ledger lists entries."


class PlainLedger:
    """Remembers what the numbers on the last page lead to."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._stops: tuple[Target, ...] = ()
        self._is_begun = False

    async def begin(self) -> None:
        """Begin a session, once; and take into the ledger what waits, for a while."""
        if not self._is_begun:
            self._is_begun = True
            await self.desk.ledger.begin_session()
            await self.desk.maintenance.backfill(BACKFILL_SECONDS)

    async def search(self, text: str, now: datetime) -> Sequence[str]:
        """The entries of a search, each with a number. Raises QueryError."""
        await self.begin()
        query = parse(text, now)
        found = await self.desk.ledger.find(query, 0, LISTED)
        out = SheetWriter(_layout())
        for sentence in await self.desk.ledger.unknown_names(query):
            out.words(f"{sentence[0].upper()}{sentence[1:]}.")
        less = f" {found.less_sure:,} less sure: sure:all shows them." if found.less_sure else ""
        out.words(f"{counted(found.total, 'entry', 'entries')}.{less}")
        if to_come := (await self.desk.waiting()).sentence:
            out.words(f"{to_come} The command fetch goes on with them.")
        for row in found.rows:
            for line in row_lines(row, now, out.layout, stop=out.stop(Kind.ENTRY, row.id)):
                out.line(*line)
        if found.total > LISTED:
            out.words(f"The first {LISTED}. A narrower search shows others.")
        return self._show(out.sheet(""))

    async def since(self, now: datetime) -> Sequence[str]:
        """What moved since the last session."""
        await self.begin()
        return self._show(await self.desk.ledger_pages.since(now, _layout()))

    async def actor(self, name: str, now: datetime) -> Sequence[str]:
        """The page of an actor."""
        await self.begin()
        return self._show(await self.desk.ledger_pages.actor(name, now, _layout()))

    async def pair(self, names: str, now: datetime) -> Sequence[str]:
        """The page of two actors, between whose names there is a comma."""
        one, _, other = names.partition(",")
        if not other.strip():
            return ["The command pair takes two names with a comma between them."]
        await self.begin()
        return self._show(await self.desk.ledger_pages.pair(one.strip(), other.strip(), now, _layout()))

    async def resource(self, name: str, now: datetime) -> Sequence[str]:
        """The page of a resource."""
        await self.begin()
        return self._show(await self.desk.ledger_pages.resource(name, now, _layout()))

    async def go(self, number: str, now: datetime) -> Sequence[str] | Target:
        """What a number of the last page leads to: another page, or a story to be opened."""
        stop = number_of(number)
        if not 1 <= stop <= len(self._stops):
            return [NO_SUCH]
        target = self._stops[stop - 1]
        match target.kind:
            case Kind.STORY:
                return target
            case Kind.SEARCH:
                return await self.search(target.names[0], now)
            case Kind.ACTOR:
                return await self.actor(target.names[0], now)
            case Kind.PAIR:
                return await self.pair(", ".join(target.names), now)
            case Kind.RESOURCE:
                return await self.resource(target.names[0], now)
        sheet = await self.desk.ledger_pages.history(target.names[0], now, _layout())
        return [NO_SUCH] if sheet is None else self._show(sheet)

    async def watches(self, rest: str) -> Sequence[str]:
        """The watches; with `NAME: SEARCH` a new one, with `NAME:` alone one is removed."""
        # Searches have colons, too: that of the name has a space behind it, or nothing.
        name, colon, search = f"{rest} ".partition(": ")
        if colon and search.strip():
            watch, replaced = await self.desk.ledger.watch(name, search.strip())
            return [f"Watched: {watch.name}{f', in place of “{replaced.query}”' if replaced else ''}."]
        if rest.strip() and not colon:
            return ["watch NAME: SEARCH makes a watch, with a space behind the colon; watch NAME: removes it."]
        if colon:
            gone = await self.desk.ledger.unwatch(name.strip())
            if gone is None:
                return [f"There is no watch {name.strip()}."]
            return [f"No longer watched: {gone.name}. “watch {gone.name}: {gone.query}” makes it again."]
        found = await self.desk.ledger.watches()
        lines = [f"{one.watch.name}: {one.watch.query} ({one.new:,} new of {one.total:,})" for one in found]
        return lines or ["There are no watches. watch NAME: SEARCH makes one."]

    def _show(self, sheet: Sheet) -> Sequence[str]:
        self._stops = sheet.stops
        seen: set[int] = set()
        lines = []
        for cells, text in zip(sheet.lines, text_lines(sheet), strict=True):
            new = [cell.stop for cell in cells if cell.stop is not None and cell.stop not in seen]
            seen |= set(new)
            numbers = ", ".join(str(stop + 1) for stop in dict.fromkeys(new))
            lines.append(f"{numbers}. {text.strip()}" if numbers else text)
        return lines


def _layout() -> Layout:
    """The room and the signs of the terminal, but for bars, and for what a watch finds in a word: all is read aloud."""
    return replace(plain_layout(), bars="", watched="watched")


def number_of(word: str) -> int:
    """The number that somebody typed; 0 for a word that is none, or more than any list has."""
    return int(word) if word.isdecimal() and len(word) < 10 else 0
