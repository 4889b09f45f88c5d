"""`briefing offers`: the ledger."""

from __future__ import annotations

import argparse
import csv
import io

from briefing.cli.output import arrow, say, say_json, tell
from briefing.cli.parser import add_format, count
from briefing.cli.session import settings_of, tell_waiting, with_desk
from briefing.core.analysis import Act
from briefing.core.errors import UsageError
from briefing.core.formatting import counted
from briefing.core.ledger.reports import Wanted
from briefing.core.ledger_format import COLUMNS, entry_lines, entry_to_json, markdown_table, rows
from briefing.core.query import search_words
from briefing.services.clock import now
from briefing.services.desk import Desk

NAME = "offers"
HELP = "show the ledger: who put what to whom, and which measures were taken"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json", "csv", "markdown")
    parser.add_argument("--since", metavar="WHEN", help="reported since then: 7d, 24h or 2026-11-01")
    parser.add_argument("--actor", default="", metavar="NAME", help="who proposes")
    parser.add_argument("--to", default="", metavar="NAME", help="to whom")
    parser.add_argument("--resource", default="", metavar="NAME", help="what it is about")
    parser.add_argument("--act", choices=[act.value for act in Act])
    parser.add_argument("--all", action="store_true", help="also what is too unsure to be shown by default")
    parser.add_argument("--limit", type=count, metavar="N", help="at most this many")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: offers(desk, args))


async def offers(desk: Desk, args: argparse.Namespace) -> int:
    """Print the entries that match, the latest report first."""
    moment = now()
    since = search_words.moment(args.since, moment) if args.since else None
    if args.since and since is None:
        raise UsageError(f"--since: {args.since} is no date; say 24h, 7d, 2w or 2026-11-01")
    wanted = Wanted(args.actor.strip(), args.to.strip(), args.resource.strip(), Act(args.act) if args.act else None)
    unsure_below = settings_of(args).reader.unsure_below
    entries = (entry for entry in await desk.ledger.entries(since) if args.all or entry.is_shown(unsure_below))
    found = [entry for entry in entries if wanted.means(entry)]
    shown = found if args.limit is None else found[: args.limit]
    stories = [report.story for entry in shown for report in entry.reports]
    match args.format:
        case "json":
            hashes = await desk.ledger.evidence(stories)
            kinds = {"offers": False, "measures": True}
            say_json(
                {
                    kind: [entry_to_json(e, hashes, unsure_below) for e in shown if e.offer.act.is_measure is measures]
                    for kind, measures in kinds.items()
                }
            )
        case "csv":
            table = io.StringIO()
            writer = csv.writer(table, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(
                map(
                    _harmless,
                    rows(shown, await desk.ledger.evidence(stories)),
                )
            )
            say(table.getvalue().rstrip("\n"))
        case "markdown":
            say("\n".join(markdown_table(shown)))
        case _:
            for entry in shown:
                say("\n".join(entry_lines(entry, moment, arrow())))
            tell(f"{len(shown):,} of {counted(len(found), 'entry', 'entries')}")
    await tell_waiting(desk)
    return 0


def _harmless(row: tuple[str, ...]) -> list[str]:
    """Cells of which none is a formula to a spreadsheet."""
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row]
