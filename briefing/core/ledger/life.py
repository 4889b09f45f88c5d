"""What became of an act: decided from the lines that tell it, the answers to it, and the time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.core.analysis import Act, ActorKind
from briefing.core.feed import Reliability
from briefing.core.ledger.deadlines import deadline
from briefing.core.ledger.entries import Move, State
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.party_names import person_name
from briefing.core.quantities import Quantity, quantity
from briefing.core.visibility import USUAL_BOUNDS, is_sure_enough

SAME_NEWS = timedelta(hours=48)
"""Within this time after it was put, a telling is another report of it; later, the act is repeated."""
SAME_AMOUNT = 0.95
"""Of two amounts of one unit, the smaller is at least this share of the larger where one is the other rounded."""
_RECKONED = 1e6
"""From so much money on, papers count debts in or not, and change it at the rates of other days."""
FAR_APART = 0.1
"""Below this share of the larger, the smaller of two amounts is of something else."""
_PUBLIC = {ActorKind.STATE: 1.0, ActorKind.BODY: 1.0, ActorKind.COMPANY: 0.8, ActorKind.GROUP: 0.6}
_PRIVATE, _NOBODY = -0.8, -0.4
WATCHED = 2.0
"""How much weight a watch adds."""
MOST_LINES = 80
"""Lines of an entry of which its life is told; of more, the first one and the newest."""
CERTAIN = 1.0
"""The chance of an answer that one story tells with what it answers. What is compared comes to less."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An entry that answers another: when, what it does, and by which side; whether it is sure enough to be shown, and
    the chance that it answers this one.
    """

    at: datetime
    act: Act
    by: str
    is_shown: bool
    chance: float

    @property
    def counts(self) -> bool:
        """Whether it decides what became of the other: it is sure enough, or one story tells both."""
        return self.is_shown or self.chance >= CERTAIN


@dataclass(frozen=True, slots=True)
class Life:
    """What the lines of an entry come to. `best` is the line whose words stand for it, and give no figure of before;
    `voices` are houses with weight.
    """

    best: LedgerLine
    moves: tuple[Move, ...]
    state: State
    first: datetime
    moved: datetime
    proposer: LineParty | None
    recipient: LineParty | None
    quantity: str
    earlier_quantity: str
    resources: tuple[str, ...]
    houses: int
    voices: int
    stories: int
    sureness: float
    confidence: float
    deadline: datetime | None

    def is_shown(self, unsure_below: float = USUAL_BOUNDS.unsure_below) -> bool:
        """Whether it is shown by default: whether one of its lines is."""
        return is_sure_enough(self.sureness, unsure_below)

    @property
    def weight(self) -> float:
        """How much it matters: papers that are believed, sureness, public actors before private life, measures, things
        fought over.
        """
        public = sum(map(_publicity, (self.proposer, self.recipient)))
        about = 0.4 * bool(self.resources) + 0.2 * bool(self.quantity) + 0.6 * self.best.act.is_measure
        return round(1.2 * math.log2(1 + self.voices) + 1.5 * self.confidence + public + about, 4)


def live(lines: Sequence[LedgerLine], now: datetime, answers: Sequence[Answered] = ()) -> Life:
    """The life of an entry; `lines` are at least one, in the order of time. Of `answers` only those count that may."""
    told = [line for line in lines if not line.is_aside] or lines
    moves = _moves(lines)
    first, last = _distinct(_amounts(lines))
    best = max([line for line in lines if not is_changed(line.quantity, last)] or lines, key=_standing)
    last_move = next(line.at for line, move in zip(lines[::-1], moves[::-1], strict=True) if move is not Move.TOLD)
    due = _due(lines, moves, last_move)
    answer = max((one for one in answers if one.counts), key=lambda one: (one.at, one.chance), default=None)
    state, moved = _state(moves, last_move, lines[0].proposer, answer, due, now)
    return Life(
        best,
        moves,
        state,
        lines[0].at,
        moved,
        _party([line.proposer for line in lines], best.proposer),
        _party([line.recipient for line in lines if not line.is_within_one_side], best.recipient),
        last,
        first,
        tuple(name for name, _ in Counter(name for line in lines for name in line.resources).most_common(4)),
        len({line.house for line in told}),
        len({line.house for line in told if line.reliability is not Reliability.LOW}),
        len({line.story for line in told}),
        max(line.sureness for line in lines),
        _together(lines),
        due,
    )


def same_amount(one: str, other: str) -> bool | None:
    """Whether two quantities come to the same; None where they cannot be compared."""
    if (found := _comparable(one, other)) is None:
        return None
    return _share(*found) >= SAME_AMOUNT and _may_be_rounded(*found)


def are_far_apart(one: str, other: str) -> bool:
    """Whether two quantities are too far apart to be one act that has changed: a bid, and the fee for arranging it."""
    found = _comparable(one, other)
    return found is not None and _share(*found) < FAR_APART and is_changed(one, other)


def _comparable(one: str, other: str) -> tuple[Quantity, Quantity] | None:
    """Two quantities of one measure; None where they have none in common, as the price of a share and of all shares."""
    found = (quantity(words) if words else None for words in (one, other))
    a, b = (amount.in_hours() if amount else None for amount in found)
    if a is None or b is None or a.amount is None or b.amount is None:
        return None
    if (a.unit, a.currency) != (b.unit, b.currency) or (a.per and b.per and a.per != b.per):
        return None
    return None if a.per != b.per and _share(a, b) < FAR_APART else (a, b)


def _share(a: Quantity, b: Quantity) -> float:
    """How much of the larger of two quantities the smaller one is."""
    (a_from, a_to), (b_from, b_to) = _range(a), _range(b)
    return min(1.0, a_to / b_from if b_from else 1.0, b_to / a_from if a_from else 1.0)


def _may_be_rounded(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities that are near each other are told more and less exactly: 488 tanks and 490, but not a bid
    of 44 dollars a share and one of 46. Millions and more of money are reckoned anew by each paper.
    """
    (a_from, a_to), (b_from, b_to) = _range(a), _range(b)
    if a.bound or b.bound or (a.currency and a_from >= _RECKONED):
        return True
    return max(0.0, a_from - b_to, b_from - a_to) < max(_place(a_from), _place(b_from)) / 2


def _place(amount: float) -> float:
    """The place of the last digit that is no zero at the end: 100 for 1,300."""
    digits, _, exponent = f"{amount:.9e}".partition("e")
    return 10.0 ** (int(exponent) - len(digits.replace(".", "").rstrip("0")) + 1)


def is_changed(one: str, other: str) -> bool:
    """Whether two quantities of one act differ. Lengths of time do not count, as it is unknown what they measure: how
    long aid was blocked, or how long a truce is to hold.
    """
    found = quantity(one) if one else None
    return same_amount(one, other) is False and not (found and found.is_time)


def _range(amount: Quantity) -> tuple[float, float]:
    ends = (amount.amount or 0.0, amount.amount or 0.0 if amount.to is None else amount.to)
    return min(ends), max(ends)


def _moves(lines: Sequence[LedgerLine]) -> tuple[Move, ...]:
    """What each telling did: a figure that differs changes the act, a telling after days repeats it.

    What a feed tells that is hardly believed does nothing, nor what is said with an answer, but where nobody else tells
    it.
    """
    counts = [line.counts for line in lines]
    if not all(counts) and any(counts):
        moves = iter(_moves([line for line, one in zip(lines, counts, strict=True) if one]))
        return tuple(next(moves) if one else Move.TOLD for one in counts)
    return _moves_of_believed(lines)


def _moves_of_believed(lines: Sequence[LedgerLine]) -> tuple[Move, ...]:
    moves, said, put = [Move.PUT], lines[0].quantity, lines[0].at
    for line in lines[1:]:
        if is_changed(said, line.quantity):
            moves.append(Move.CHANGED)
            said, put = line.quantity, line.at
            continue
        said = said or line.quantity
        if line.at - put > SAME_NEWS:
            moves.append(Move.REPEATED)
            put = line.at
        else:
            moves.append(Move.TOLD)
    return tuple(moves)


def _state(
    moves: Sequence[Move],
    moved: datetime,
    proposer: LineParty | None,
    answer: Answered | None,
    due: datetime | None,
    now: datetime,
) -> tuple[State, datetime]:
    """The state, and since when. What is told after an answer opens the act again only where it changes it."""
    if answer is not None and not (moves[-1] is Move.CHANGED and moved > answer.at):
        is_taken_back = proposer is not None and proposer.key == person_name(answer.by) != ""
        return (State.WITHDRAWN if is_taken_back else State.ANSWERED), max(moved, answer.at)
    if due is not None and due < now:
        return State.LAPSED, due
    state = {Move.CHANGED: State.CHANGED, Move.REPEATED: State.REPEATED}
    return next((state[move] for move in reversed(moves) if move in state), State.PUT), moved


def _due(lines: Sequence[LedgerLine], moves: Sequence[Move], last_move: datetime) -> datetime | None:
    """Until when an act awaits an answer, as it was put last; None where it was put again after that time."""
    due, may_be_set = None, True
    for line, move in zip(lines, moves, strict=True):
        may_be_set = may_be_set or move is not Move.TOLD
        if may_be_set and (found := _deadline(line)) is not None:
            due, may_be_set = found, False
    return due if due is not None and last_move <= due else None


def _deadline(line: LedgerLine) -> datetime | None:
    """Until when an answer is awaited; pledges and measures await none."""
    if line.act not in (Act.OFFER, Act.PROPOSE, Act.DEMAND, Act.THREATEN):
        return None
    return deadline(f"{line.terms} {line.quantity}", line.at) or deadline(line.quote, line.at)


def _amounts(lines: Sequence[LedgerLine]) -> list[str]:
    """The quantities of the tellings that count; of all, where these have none."""
    with_one = [line for line in lines if line.quantity]
    return [line.quantity for line in [one for one in with_one if one.counts] or with_one]


def _distinct(amounts: Sequence[str]) -> tuple[str, str]:
    """The newest quantity, and the last that was different before it."""
    if not amounts:
        return "", ""
    newest = amounts[-1]
    earlier = next((one for one in reversed(amounts[:-1]) if is_changed(one, newest)), "")
    return earlier, newest


def _party(parties: Sequence[LineParty | None], best: LineParty | None) -> LineParty | None:
    named = [party for party in parties if party is not None]
    return best or (Counter(named).most_common(1)[0][0] if named else None)


def _standing(line: LedgerLine) -> tuple[bool, bool, bool, float]:
    """How well a line speaks for its entry: the reader's word first, then parties, whom they believe, sureness."""
    return line.corrected, line.sureness > 0, line.reliability is Reliability.HIGH, round(line.sureness, 2)


def _together(lines: Sequence[LedgerLine]) -> float:
    """The chance that the act was told by anybody rightly: of the surest line of each house, as if independent.

    Houses copy each other: what a second one adds counts half, but in full where the reader believes it much.
    """
    best: dict[str, tuple[float, float]] = {}
    for line in lines:
        share = 1.0 if line.reliability is Reliability.HIGH else 0.5
        best[line.house] = max(best.get(line.house, (0.0, 0.0)), (line.sureness or line.chance * 0.5, share))
    chances = sorted(best.values(), key=lambda one: (-one[0], one[1]))
    doubt = 1 - chances[0][0]
    for chance, share in chances[1:6]:
        doubt *= 1 - chance * share
    return round(1 - doubt, 4)


def _publicity(party: LineParty | None) -> float:
    if party is None:
        return _NOBODY
    if party.person:
        return 1.0  # somebody who speaks for another than themselves
    return _PUBLIC.get(party.kind, _PRIVATE) if party.kind is not None else 0.0
