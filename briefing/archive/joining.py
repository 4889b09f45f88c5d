"""Lines joined to entries as they stream by in the order of time, by the decisions of the reader's ledger.

What can be joined lies within sixty days, so only entries that young, and those that they answer, are in memory; an
entry goes out when nothing can be joined to it or to its answers any more, nor answer it. The reader keeps all entries
in its library, and asks that (`storage/ledger`).
"""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from briefing.clustering.answers import ANSWER_BEFORE, TOLD_TOGETHER, may_answer
from briefing.clustering.choices import choose_answered, choose_entry, find_answers, in_order
from briefing.clustering.compared_line import LIKELIEST, OF_ONE_KEY, WITHIN, ComparedLine, keys
from briefing.clustering.same_acts import HEADLINE, told_in_full
from briefing.core.analysis import ActorKind
from briefing.core.ledger.life import MOST_LINES, Answered, Life, live
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.party_names import PartyNames, person_name

_REMEMBERED_NAMES = 200_000


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
    recipients: set[LineParty] = field(default_factory=set)
    """To whom its lines are put, but for headlines, which name whom they like."""

    @property
    def told(self) -> tuple[ComparedLine, ...]:
        """The lines that stand for it: the first one and the newest."""
        return (self.first,) if self.first is self.last else (self.first, self.last)

    @property
    def is_linked(self) -> bool:
        """Whether it answers another already."""
        return self.put is not None

    @property
    def touched(self) -> datetime:
        """When it, or an answer to it, was told last."""
        return max(one.last.line.at for one in (self, *self.answered))

    def add(self, line: ComparedLine, chance: float | None) -> None:
        """Take a line in."""
        self.last = line
        self.kept.append(line.line)
        if len(self.kept) > MOST_LINES:
            del self.kept[1]
        self.lines.append((line.line.id, line.line.story, chance))
        self.houses.add(line.line.house)

    def life(self, now: datetime) -> Life:
        """What has become of it by now."""
        with_answers = {(line.story, line.quote) for one in self.answered for line in one.kept}
        kept = [replace(line, mentioned=(line.story, line.quote) in with_answers) for line in self.kept]
        life = live(kept, now, [one.as_answer() for one in self.answered])
        if any(line.is_aside for line in kept):
            return life
        # All lines count, also those that are too many to keep.
        papers, stories = len(self.houses), len({story for _, story, _ in self.lines})
        return replace(life, houses=papers, voices=papers, stories=stories)

    def as_answer(self) -> Answered:
        """What it says to the entry that it answers."""
        life = live(self.kept, self.last.line.at)
        by = life.proposer.side if life.proposer else ""
        return Answered(life.first, life.best.act, by, life.is_shown(), self.chance)


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
        for line in in_order(lines, lambda line: self._likely(line, keys(line, self._names))):
            full = told_in_full(line, lines)
            if full is not None:
                placed[line.id] = placed[full.id]
                placed[line.id].add(ComparedLine(line), HEADLINE.chance)
            else:
                placed[line.id] = self._place(ComparedLine(line))
        proposers = {line.id: line.proposer for line in lines}
        for line, put in told:
            if put is None or put not in placed or placed[put] is placed[line.id]:
                continue
            if may_answer(line, proposers[put]):
                _link(placed[line.id], placed[put], TOLD_TOGETHER.chance)
        if told:
            yield from self._sweep(told[0][0].at)

    def end(self) -> Iterator[Entry]:
        """All entries that are left."""
        left, self._open, self._index = self._open, {}, {}
        yield from left.values()

    def _place(self, line: ComparedLine) -> Entry:
        numbers = keys(line, self._names)
        likely = self._likely(line, numbers)
        if (found := choose_entry(line, likely)) is None:
            self._number += 1
            best = self._open[self._number] = Entry(self._number, line, line)
            best.add(line, None)
        else:
            best = found[0]
            best.add(line, found[2])
        if line.line.recipient is not None:
            best.recipients.add(line.line.recipient)
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

    @staticmethod
    def _answer(line: ComparedLine, entry: Entry, likely: Sequence[Entry]) -> None:
        """Link an answer with what it answers, and an act with an answer that came in before it."""
        if not entry.is_linked and (found := choose_answered(line, likely)) is not None:
            _link(entry, found[0], found[1].chance)
        for answer, join in find_answers(line, likely):
            _link(answer, entry, join.chance)

    def _sweep(self, now: datetime) -> Iterator[Entry]:
        """Once a day: let go what is too old."""
        if self._swept is not None and (now - self._swept).days < 1:
            return
        self._swept = now
        too_old = now - WITHIN - ANSWER_BEFORE
        for number, entry in list(self._open.items()):
            if entry.touched < too_old:
                del self._open[number]
                yield entry
        for key in [key for key, places in self._index.items() if places[-1][0] < too_old]:
            del self._index[key]


def _link(answer: Entry, put: Entry, chance: float) -> None:
    if answer.put is not None:
        answer.put.answered.remove(answer)
    answer.put, answer.chance = put, chance
    put.answered.append(answer)


class Sides:
    """Who stands for whom: as each story says it, else as most stories of the archive do."""

    def __init__(self, names: PartyNames, people: Mapping[str, str]) -> None:
        """`people` has the side of each person, by the name as it is compared."""
        self._names = names
        self._people = people
        self._called: OrderedDict[str, str] = OrderedDict()

    def party(self, called: str, kind: ActorKind | None, side: str, others: tuple[str, ...]) -> LineParty:
        """The party that a story calls so, for which it gives this kind and this side."""
        if not side and kind in (ActorKind.PERSON, None):
            side = self._people.get(person_name(called), "")
        if not side and kind in (ActorKind.BODY, ActorKind.GROUP, None):
            side = self._names.side(called)
        side = self._names.side(side) or side  # a minister may speak for a ministry, and that for its state
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
