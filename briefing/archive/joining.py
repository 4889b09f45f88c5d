"""Lines joined to entries as they stream by in the order of time, by the decisions of the reader's ledger.

What can be joined lies within sixty days, so only entries that young are in memory; an entry goes out when nothing can
be joined to it any more, nor answer it. The reader keeps all entries in its library, and asks that (`storage/ledger`).
"""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from briefing.clustering.answers import ANSWER_BEFORE, LINKS, answer_chance
from briefing.clustering.compared_line import LIKELIEST, OF_ONE_KEY, WITHIN, ComparedLine, keys
from briefing.clustering.same_acts import HEADLINE, likeliest, told_in_full
from briefing.core.analysis import ActorKind
from briefing.core.ledger.life import Answered, Life, live
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.party_names import PartyNames, plain_name

_REMEMBERED_NAMES = 200_000
_MOST_LINES = 80
"""Lines of an entry of which its life is told; of more, the first one and the newest."""


@dataclass(slots=True, eq=False)
class Entry:
    """An entry while something may still be joined to it. `put` is the entry that it answers, with the chance of that.

    Of very many lines only the first and the newest are kept; `lines` tells all, as ids of line and story.
    """

    number: int
    first: ComparedLine
    last: ComparedLine
    kept: list[LedgerLine] = field(default_factory=list)
    lines: list[tuple[str, int, float | None]] = field(default_factory=list)
    houses: set[str] = field(default_factory=set)
    put: Entry | None = None
    chance: float = 0.0
    answered: list[Entry] = field(default_factory=list)

    def add(self, line: ComparedLine, chance: float | None) -> None:
        """Take a line in."""
        self.last = line
        self.kept.append(line.line)
        if len(self.kept) > _MOST_LINES:
            del self.kept[1]
        self.lines.append((line.line.id, line.line.story, chance))
        self.houses.add(line.line.house)

    def life(self, now: datetime) -> Life:
        """What has become of it by now."""
        proposer = self.first.line.proposer
        itself = plain_name(proposer.side) if proposer else ""
        answered = {(line.story, line.quote) for one in self.answered for line in one.kept}
        kept = [replace(line, mentioned=(line.story, line.quote) in answered) for line in self.kept]
        return live(kept, now, [_answered(one, itself) for one in self.answered])


def _answered(answer: Entry, itself: str) -> Answered:
    best = live(answer.kept, answer.last.line.at)
    by = plain_name(best.proposer.side) if best.proposer else ""
    return Answered(best.first, best.best.act, bool(itself) and by == itself)


class Joiner:
    """Takes the lines of one story after the other, in the order of time."""

    def __init__(self, names: PartyNames) -> None:
        self._names = names
        self._index: dict[int, deque[tuple[datetime, Entry]]] = {}
        self._open: dict[int, Entry] = {}
        self._number = 0
        self._swept: datetime | None = None

    def take(self, story: Iterable[tuple[LedgerLine, str | None]]) -> Iterator[Entry]:
        """Join the lines of a story, each with the id of the line of this story that it answers. Yields entries that
        nothing can be joined to any more."""
        placed: dict[str, Entry] = {}
        told = list(story)
        lines = [line for line, _ in told]
        for line in sorted(lines, key=lambda one: one.in_title):
            full = told_in_full(line, lines)
            if full is not None:
                placed[line.id] = placed[full.id]
                placed[line.id].add(ComparedLine(line), HEADLINE.chance)
            else:
                placed[line.id] = self._place(ComparedLine(line))
        for line, put in told:
            if put is not None and line.act.is_answer and put in placed and placed[put] is not placed[line.id]:
                _link(placed[line.id], placed[put], 1.0)
        if told:
            yield from self._sweep(told[0][0].at)

    def end(self) -> Iterator[Entry]:
        """All entries that are left."""
        left, self._open, self._index = self._open, {}, {}
        yield from left.values()

    def _place(self, line: ComparedLine) -> Entry:
        numbers = keys(line, self._names)
        likely = self._likely(line, numbers)
        told = (
            (one, other)
            for one in likely
            if line.line.story not in (one.first.line.story, one.last.line.story)  # as its analysis joins them
            for other in _told(one)
        )
        if (found := likeliest(line, told)) is None:
            self._number += 1
            best = self._open[self._number] = Entry(self._number, line, line)
            best.add(line, None)
        else:
            best = found[0]
            best.add(line, found[2])
        for number in numbers:
            places = self._index.setdefault(number, deque(maxlen=OF_ONE_KEY))
            if (line.line.at, best) not in places:
                places.append((line.line.at, best))
        self._answer(line, best, [one for one in likely if one is not best])
        return best

    def _likely(self, line: ComparedLine, numbers: Mapping[int, int]) -> list[Entry]:
        counts: Counter[Entry] = Counter()
        for number, count in numbers.items():
            for at, entry in self._index.get(number, ()):
                if line.line.at - at <= WITHIN:
                    counts[entry] += count
        return sorted(counts, key=lambda entry: (-counts[entry], -entry.number))[:LIKELIEST]

    def _answer(self, line: ComparedLine, entry: Entry, likely: Iterable[Entry]) -> None:
        if line.line.act in LINKS:
            if entry.put is not None:
                return
            best: tuple[float, Entry] | None = None
            for one in likely:
                for put in _told(one):
                    join = answer_chance(put, line)
                    if join is not None and (best is None or join.chance > best[0]):
                        best = join.chance, one
            if best is not None:
                _link(entry, best[1], best[0])
            return
        for candidate in likely:
            if candidate.put is None and candidate.first.line.act in LINKS:
                join = answer_chance(line, candidate.first)
                if join is not None:
                    _link(candidate, entry, join.chance)

    def _sweep(self, now: datetime) -> Iterator[Entry]:
        """Once a day: let go what is too old."""
        if self._swept is not None and (now - self._swept).days < 1:
            return
        self._swept = now
        too_old = now - WITHIN - ANSWER_BEFORE
        for number, entry in list(self._open.items()):
            if entry.last.line.at < too_old:
                del self._open[number]
                yield entry
        for key in [key for key, places in self._index.items() if places[-1][0] < too_old]:
            del self._index[key]


def _told(entry: Entry) -> tuple[ComparedLine, ...]:
    return (entry.first,) if entry.first is entry.last else (entry.first, entry.last)


def _link(answer: Entry, put: Entry, chance: float) -> None:
    if answer.put is not None:
        answer.put.answered.remove(answer)
    answer.put, answer.chance = put, chance
    put.answered.append(answer)


class Sides:
    """Who stands for whom: as each story says it, else as most stories of the archive do."""

    def __init__(self, names: PartyNames, people: Mapping[str, str]) -> None:
        """`people` has the side of each person, by the plain name."""
        self._names = names
        self._people = people
        self._called: OrderedDict[str, str] = OrderedDict()

    def party(self, called: str, kind: ActorKind | None, side: str, others: tuple[str, ...]) -> LineParty:
        """The party that a story calls so, for which it gives this kind and this side."""
        if not side and kind in (ActorKind.PERSON, None):
            side = self._people.get(plain_name(called), "")
        if not side and kind in (ActorKind.BODY, ActorKind.GROUP, None):
            side = self._names.side(called)
        if side and self._names.party(side) != self._names.party(called):
            return LineParty(self._name(side), called, kind, others)
        return LineParty(self._name(called), "", kind, others)

    def _name(self, name: str) -> str:
        """One side has one name: the first that it was called by."""
        key = self._names.party(name)
        if own := self._names.own(key):
            return own
        first = self._called.setdefault(key, self._names.called(name))
        self._called.move_to_end(key)
        if len(self._called) > _REMEMBERED_NAMES:
            self._called.popitem(last=False)
        return first
