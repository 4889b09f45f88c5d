"""Who deals with whom: actors, and what goes from one to the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.core.analysis import Act
from briefing.core.formatting import act_words, counted
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.pictures.marks import label, svg, xml
from briefing.core.ledger.sheet import Cell, Kind, Layout, Look, Sheet, SheetWriter
from briefing.core.ledger.wording import one_line
from briefing.core.spreadsheet import csv_text

MOST_ACTORS = 24
BAR, NAME = 12, 32
"""Columns of the longest bar, and of the name before it where there is room."""
WIDTH, HEIGHT = 900, 700


@dataclass(frozen=True, slots=True)
class Tie:
    """What goes from one actor to another: how many entries, and how many of each act, the most first."""

    proposer: str
    recipient: str
    entries: int
    acts: tuple[tuple[str, int], ...]

    @property
    def words(self) -> str:
        """The acts in words: `demand 3, offer`."""
        return ", ".join(f"{act} {count}" if count > 1 else act for act, count in self.acts)

    @property
    def is_hard(self) -> bool:
        """Whether most of it is a threat, a refusal or a measure."""
        return self.acts[0][0] in (Act.THREATEN, Act.REJECT, Act.IMPOSE)


@dataclass(frozen=True, slots=True)
class Network:
    """Actors with their numbers of entries, the busiest first, and what goes between them; `left_out` counts others."""

    actors: tuple[tuple[str, int], ...]
    ties: tuple[Tie, ...]
    left_out: int = 0

    def words_of(self, name: str) -> str:
        """How many entries go out from an actor, and how many come in, of those that are shown."""
        out = sum(tie.entries for tie in self.ties if tie.proposer == name)
        into = sum(tie.entries for tie in self.ties if tie.recipient == name)
        return f"{out:,} out, {into:,} in"


def network(rows: Iterable[EntryRow], most: int | None = MOST_ACTORS) -> Network:
    """The network of entries that name both sides: of the busiest pairs so many actors, or all."""
    counts, acts = Counter[str](), dict[tuple[str, str], Counter[str]]()
    for row in rows:
        if row.proposer and row.recipient and row.proposer.name != row.recipient.name:
            one, other = row.proposer.name, row.recipient.name
            counts.update((one, other))
            acts.setdefault((one, other), Counter())[act_words(row)] += 1
    ties = [Tie(one, other, count.total(), tuple(count.most_common())) for (one, other), count in acts.items()]
    ties.sort(
        key=lambda tie: (-tie.entries, -counts[tie.proposer] - counts[tie.recipient], tie.proposer, tie.recipient)
    )
    kept = set[str]()
    for tie in ties:
        both = kept | {tie.proposer, tie.recipient}
        kept = both if most is None or len(both) <= most else kept
    actors = sorted(((name, counts[name]) for name in kept), key=lambda one: (-one[1], one[0]))
    shown = tuple(tie for tie in ties if tie.proposer in kept and tie.recipient in kept)
    return Network(tuple(actors), shown, len(counts) - len(kept))


def left_out_words(found: Network) -> str:
    """How many actors a picture has no room for; empty where it has all."""
    return f"{counted(found.left_out, 'more actor')} left out" if found.left_out else ""


def to_text(found: Network, layout: Layout) -> Iterator[str]:
    """Lines: each actor with what goes out from it, and a bar as long as that is much."""
    top = max((tie.entries for tie in found.ties), default=1)
    for name, _ in found.actors:
        yield f"{name}  {found.words_of(name)}"
        for tie in found.ties:
            if tie.proposer == name:
                yield f"  {layout.arrow} {tie.recipient}  {_bar(tie, top, layout)} {tie.words}"
    if found.left_out:
        yield left_out_words(found)


def to_csv(found: Network) -> str:
    """A row for each tie."""
    rows = ((tie.proposer, tie.recipient, tie.entries, tie.words) for tie in found.ties)
    return csv_text((("proposer", "recipient", "entries", "acts"), *rows))


def to_mermaid(found: Network) -> str:
    """A flow chart."""
    number = {name: n for n, (name, _) in enumerate(found.actors)}
    lines = ["flowchart LR", *(f'  a{n}["{label(name)}"]' for name, n in number.items())]
    lines += [f'  a{number[tie.proposer]} -->|"{label(tie.words)}"| a{number[tie.recipient]}' for tie in found.ties]
    if found.left_out:
        lines.append(f"  %% {left_out_words(found)}")
    return "\n".join(lines)


def to_graphml(found: Network) -> str:
    """A directed graph for Gephi, yEd, Cytoscape and the like."""
    number = {name: n for n, (name, _) in enumerate(found.actors)}
    keys = (
        ("name", "node", "string"),
        ("entries", "node", "int"),
        ("count", "edge", "int"),
        ("acts", "edge", "string"),
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'<key id="{key}" for="{of}" attr.name="{key}" attr.type="{kind}"/>' for key, of, kind in keys),
        '<graph edgedefault="directed">',
    ]
    for name, count in found.actors:
        data = f'<data key="name">{xml(name, 1_000)}</data><data key="entries">{count}</data>'
        lines.append(f'<node id="a{number[name]}">{data}</node>')
    for tie in found.ties:
        data = f'<data key="count">{tie.entries}</data><data key="acts">{xml(tie.words, 1_000)}</data>'
        lines.append(f'<edge source="a{number[tie.proposer]}" target="a{number[tie.recipient]}">{data}</edge>')
    return "\n".join((*lines, "</graph></graphml>"))


def to_svg(found: Network) -> str:
    """The actors in a circle, the busiest at the top; the more goes from one to another, the thicker the line."""
    of = len(found.actors)
    step = _step(of)
    places = {name: _place(n * step % of, of) for n, (name, _) in enumerate(found.actors)}
    left_out = f'<text x="10" y="{HEIGHT - 10}" class="faint">{left_out_words(found)}</text>' if found.left_out else ""
    parts = (*_lines(found.ties, places), *_names(found.actors, places), left_out)
    return svg(WIDTH, HEIGHT, parts, "Who deals with whom")


def _step(of: int) -> int:
    """How far one actor stands from the next busy one: far enough that the lines of the busiest do not lie together."""
    return next((step for step in range(max(1, round(of * 0.382)), of) if math.gcd(step, of) == 1), 1)


def _place(number: int, of: int) -> tuple[float, float]:
    angle = 2 * math.pi * number / max(1, of) - math.pi / 2
    return WIDTH / 2 + 290 * math.cos(angle), HEIGHT / 2 + 290 * math.sin(angle)


def _lines(ties: Sequence[Tie], places: dict[str, tuple[float, float]]) -> Iterator[str]:
    yield (
        '<defs><marker id="to" viewBox="0 0 8 8" refX="12" refY="4" markerWidth="10" markerHeight="10"'
        ' markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
    )
    for tie in ties:
        (x, y), (to_x, to_y) = places[tie.proposer], places[tie.recipient]
        # Bent to one side, so that what goes back is another line.
        bend_x, bend_y = (x + to_x) / 2 + (to_y - y) * 0.12, (y + to_y) / 2 - (to_x - x) * 0.12
        look = ' class="no"' if tie.is_hard else ""
        thick = min(6, 1 + math.log2(tie.entries))
        yield (
            f'<path{look} style="fill:none" stroke-width="{thick:.1f}" marker-end="url(#to)"'
            f' d="M{x:.0f} {y:.0f}Q{bend_x:.0f} {bend_y:.0f} {to_x:.0f} {to_y:.0f}">'
            f"<title>{xml(f'{tie.proposer} to {tie.recipient}: {tie.words}', 200)}</title></path>"
        )


def _names(actors: Sequence[tuple[str, int]], places: dict[str, tuple[float, float]]) -> Iterator[str]:
    for name, count in actors:
        x, y = places[name]
        anchor = "middle" if abs(x - WIDTH / 2) < 40 else "start" if x > WIDTH / 2 else "end"
        shift = 0 if anchor == "middle" else 10 if anchor == "start" else -10
        rise = (-12 if y < HEIGHT / 2 else 20) if anchor == "middle" else 4
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5"/>'
        yield f'<text x="{x + shift:.0f}" y="{y + rise:.0f}" text-anchor="{anchor}">{xml(name, 24)} {count}</text>'


def _bar(tie: Tie, top: int, layout: Layout) -> str:
    """A bar as long as a tie has entries; lower than its line, or it would be one block with that above."""
    return layout.bars[-3] * max(1, round(BAR * tie.entries / top))


def to_sheet(found: Network, layout: Layout, search: str = "") -> Sheet:
    """A page: each actor, and under it what goes out from it, with a bar as long as that is much."""
    out = SheetWriter(layout)
    out.words(f"of what this search finds: {search}" if search else "of all that is sure enough", Look.FAINT)
    if not found.ties:
        out.blank()
        out.words("No entry names both sides.")
    top, for_name = max((tie.entries for tie in found.ties), default=1), min(NAME, layout.columns - BAR - 2)
    for name, _ in found.actors:
        ties = [tie for tie in found.ties if tie.proposer == name]
        if not ties:
            continue
        out.blank()
        stop = out.stop(Kind.ACTOR, name)
        out.line(
            Cell(one_line(name), Look.PARTIES, stop=stop), Cell(f"  {found.words_of(name)}", Look.FAINT, stop=stop)
        )
        for tie in ties:
            stop = out.stop(Kind.PAIR, name, tie.recipient)
            cells = [
                Cell(f"  {layout.arrow} {one_line(tie.recipient)}", Look.PLAIN, for_name, stop),
                Cell(f" {_bar(tie, top, layout)}", Look.BARS, BAR + 2, stop),
            ]
            if for_name + BAR + 2 + len(tie.words) <= layout.columns:
                out.line(*cells, Cell(tie.words, Look.FAINT, stop=stop))
            else:
                out.line(*cells)
                out.words(tie.words, Look.FAINT, 4, stop)
    if found.left_out:
        out.blank()
        out.words(f"{left_out_words(found)}.", Look.FAINT)
    return out.sheet("Who deals with whom")
