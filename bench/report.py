"""Scores as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.counting import Count
from bench.gold import SETS, GoldOffer, Names
from bench.scoring import JudgedLine, Score
from briefing.core.analysis import Line, Party

PARTS = (
    "act",
    "negated",
    "proposer",
    "recipient",
    "terms",
    "to whom",
    "sign",
    "quantity",
    "speaker",
    "one line",
    "retold",
)
COUNTS = ("actors", "one_actor", "resources", "found", "strict", "complete")
CONFIDENCES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def total(scores: Sequence[Score], what: str) -> Count:
    """The sum of one count over all stories."""
    return sum((getattr(score, what) for score in scores), Count())


def share(scores: Sequence[Score], part: str) -> tuple[float, int]:
    """How right this part is over the pairs that have it, and how many those are."""
    marks = [mark for score in scores for mark in score.marks.get(part, [])]
    return (sum(marks) / len(marks) if marks else 1.0), len(marks)


def groups(scores: Sequence[Score]) -> dict[str, Sequence[Score]]:
    """The scores of each set of stories, and of all."""
    sets = {name: [score for score in scores if score.story.group == name] for name in SETS}
    return {**{name: mine for name, mine in sets.items() if mine}, "all": scores}


def table(scores: Sequence[Score]) -> Iterator[str]:
    """All figures, the sets of stories side by side."""
    sides = groups(scores)
    yield f"{'':12}" + "".join(f"{name:^32}" for name in sides)
    yield f"{'stories':12}" + "".join(f"{len(side):^32}" for side in sides.values())
    yield f"{'':12}" + f"{'precision':>10}{'recall':>8}{'F1':>7}{'of':>6} " * len(sides)
    for what in COUNTS:
        counts = [total(side, what) for side in sides.values()]
        yield f"{what.replace('_', ' '):12}" + "".join(
            f"{count.precision:10.3f}{count.recall:8.3f}{count.f1:7.3f}{count.wanted:6} " for count in counts
        )
    yield ""
    yield f"{'of the found':12}" + f"{'right':>25}{'of':>6} " * len(sides)
    for part in PARTS:
        yield f"{part:12}" + "".join("{:25.3f}{:6} ".format(*share(side, part)) for side in sides.values())
    yield ""
    yield from reliability([line for score in scores for line in score.lines])


def reliability(lines: Sequence[JudgedLine]) -> Iterator[str]:
    """Of the lines of each confidence, how many are offers, say nothing wrong, and are right in all."""
    yield f"{'confidence':12}{'lines':>10}{'mean':>10}{'an offer':>10}{'not wrong':>10}{'all right':>10}"
    for low, high in zip(CONFIDENCES, (*CONFIDENCES[1:], 1.01), strict=True):
        if mine := [line for line in lines if low <= line.confidence < high]:
            parts = ("confidence", "found", "sound", "complete")
            means = (sum(getattr(line, part) for line in mine) / len(mine) for part in parts)
            yield f"{f'{low:.1f} to {min(high, 1):.1f}':12}{len(mine):10}" + "".join(f"{mean:10.3f}" for mean in means)


def misses(scores: Sequence[Score]) -> Iterator[str]:
    """What was missed, wrong or too much, story by story."""
    for score in scores:
        if score.wrong or score.strays:
            yield f"\n{score.story.id}"
        for why, wanted, given in score.wrong:
            yield f"  {why}"
            if wanted is not None:
                yield f"      gold {_wanted(wanted)}"
            if given is not None:
                yield f"      got  {_given(given)}"
        if score.strays:
            yield f"  mentions: {', '.join(score.strays)}"


def _wanted(offer: GoldOffer) -> str:
    extras = f" [{_first(offer.quantity)}]" if any(offer.quantity) else ""
    said = f" (says {_first(offer.speaker)})" if any(offer.speaker) else ""
    act = ("not " if offer.negated else "") + "/".join(offer.acts)
    return f"{act}: {_first(offer.proposer)} → {_first(offer.recipient)}: {offer.terms[0]}{extras}{said}"


def _given(line: Line) -> str:
    extras = f" [{line.quantity}]" if line.quantity else ""
    said = f" (says {_name(line.speaker)})" if line.speaker else ""
    act = ("not " if line.negated else "") + line.act
    return f"{act}: {_name(line.proposer)} → {_name(line.recipient)}: {line.terms.text}{extras}{said}"


def _first(names: Names) -> str:
    return next((name for name in names if name), "–")


def _name(party: Party | None) -> str:
    return party.name if party else "–"
