"""`briefing picture`: the ledger as a picture."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from briefing.cli.output import arrow, say, tell
from briefing.cli.parser import add_format, add_search
from briefing.cli.session import with_desk
from briefing.core.errors import QueryError, UsageError
from briefing.core.formatting import ARROW
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.pages import known_as, with_sides
from briefing.core.ledger.pictures import figures, network, timeline
from briefing.core.ledger.search import LedgerQuery, parse
from briefing.core.ledger.series import DAYS, acts_a_day, amounts
from briefing.core.ledger.sheet import Layout
from briefing.core.party_names import plain_name
from briefing.core.query import All, Key, Term
from briefing.services.clock import now
from briefing.services.desk import Desk

MOST = 5_000
TAKES = {"network": 0, "timeline": 2, "acts": 0, "figures": 1}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "svg", "mermaid", "graphml", "csv")
    parser.add_argument(
        "kind", choices=tuple(TAKES), metavar="KIND", help="network; timeline A B; acts; figures RESOURCE"
    )
    parser.add_argument(
        "names", nargs="*", default=(), metavar="NAME", help="the two actors of a timeline, or the resource"
    )
    add_search(parser, "--query", "-q", default="", metavar="QUERY", help="only these entries: since:30d resource:oil")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    if len(args.names) != TAKES[args.kind]:
        many = {0: "no name", 1: "the name of a resource", 2: "the names of two actors"}[TAKES[args.kind]]
        raise UsageError(f"{args.kind} takes {many}")
    return with_desk(args, lambda desk: picture(desk, args))


async def picture(desk: Desk, args: argparse.Namespace) -> int:
    """Print the picture."""
    moment = now().astimezone()
    try:
        asked = parse(args.query, moment)
    except QueryError as error:
        raise UsageError(f"--query: {error}") from None
    terms = [Term(Key.RESOURCE if args.kind == "figures" else Key.ACTOR, name) for name in args.names]
    await desk.ledger.settle()
    for sentence in await desk.ledger.unknown_names(asked):
        tell(sentence)
    found = await desk.ledger.find(LedgerQuery(All((asked.where, *terms)), asked.order), 0, MOST)
    if args.kind == "timeline":
        one, other = args.names
        if plain_name(other) in {plain_name(one), *await desk.ledger.aliases((one,))}:
            raise UsageError(f"{one} and {other} are one actor; a timeline is between two")
    layout = plain_layout()
    writers = _writers(args.kind, args.names, found.rows, layout, moment)
    if args.format not in writers:
        raise UsageError(f"--format: {args.kind} can be {', '.join(writers)}")
    if not found.rows:
        tell("no entry is found; `briefing offers` shows the ledger")
    say(writers[args.format]())
    if found.total > MOST:
        tell(f"drawn from the {MOST:,} entries that moved last, of {found.total:,}")
    return 0


def plain_layout() -> Layout:
    """The room and the signs of a terminal that can only print."""
    columns = shutil.get_terminal_size().columns
    if arrow() == ARROW:
        return Layout(columns)
    return Layout(columns, arrow(), "-", "-", "._-=+*%#", "@", "*")


def _writers(
    kind: str, names: Sequence[str], rows: Sequence[EntryRow], layout: Layout, moment: datetime
) -> Mapping[str, Callable[[], str]]:
    """What writes a picture, by the names of formats."""
    match kind:
        case "network":
            # A picture has room for some actors; a program that reads all can choose itself.
            made, whole = network.network(rows), network.network(rows, most=None)
            return {
                "text": lambda: "\n".join(network.to_text(made, layout)),
                "svg": lambda: network.to_svg(made),
                "mermaid": lambda: network.to_mermaid(made),
                "graphml": lambda: network.to_graphml(whole),
                "csv": lambda: network.to_csv(whole),
            }
        case "timeline":
            one = known_as(names[0], rows)
            other = known_as(names[1], rows, but=one)
            ordered = timeline.in_time(with_sides(rows, one, other))
            return {
                "text": lambda: "\n".join(timeline.to_text(ordered, layout)),
                "svg": lambda: timeline.to_svg(ordered, one, other),
                "mermaid": lambda: timeline.to_mermaid(ordered),
                "csv": lambda: timeline.to_csv(ordered),
            }
        case "acts":
            days = acts_a_day(rows, moment, DAYS)
            return {
                "text": lambda: "\n".join(figures.acts_to_text(days, layout)),
                "svg": lambda: figures.acts_to_svg(days),
                "csv": lambda: figures.acts_to_csv(days),
            }
        case _:
            found = amounts(rows)
            return {
                "text": lambda: "\n".join(figures.amounts_to_text(found, layout)),
                "svg": lambda: figures.amounts_to_svg(found, names[0]),
                "csv": lambda: figures.amounts_to_csv(found),
            }
