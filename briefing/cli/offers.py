"""`briefing offers`: the ledger."""

from __future__ import annotations

import argparse
import csv
import io

from briefing.cli.output import arrow, say, say_json, tell
from briefing.core.analysis import Act
from briefing.core.ledger import Wanted
from briefing.core.ledger_shapes import COLUMNS, entry_lines, entry_to_json, markdown_table, rows
from briefing.core.lines import counted
from briefing.core.query import search_words
from briefing.desk import Desk, now


async def offers(desk: Desk, args: argparse.Namespace) -> int:
    """Print the entries that are wanted, the last told first."""
    moment = now()
    since = search_words.moment(args.since, moment) if args.since else None
    if args.since and since is None:
        tell(f"--since: {args.since} is no date; say 24h, 7d, 2w or 2026-11-01")
        return 2
    wanted = Wanted(args.actor.strip(), args.to.strip(), args.resource.strip(), Act(args.act) if args.act else None)
    found = [entry for entry in await desk.overview.ledger(since) if wanted.means(entry)]
    shown = found if args.limit is None else found[: args.limit]
    match args.format:
        case "json":
            hashes = await desk.overview.evidence(shown)
            say_json({"offers": [entry_to_json(entry, hashes) for entry in shown]})
        case "csv":
            table = io.StringIO()
            writer = csv.writer(table, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(map(_harmless, rows(shown, await desk.overview.evidence(shown))))
            say(table.getvalue().rstrip("\n"))
        case "markdown":
            say("\n".join(markdown_table(shown)))
        case _:
            for entry in shown:
                say("\n".join(entry_lines(entry, moment, arrow())))
            tell(f"{len(shown):,} of {counted(len(found), 'offer')}")
    return 0


def _harmless(row: tuple[str, ...]) -> list[str]:
    """Cells of which none is a formula to a spreadsheet."""
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row]
