"""`briefing offers`: the ledger."""

from __future__ import annotations

import argparse

from briefing.cli.output import arrow, flush, say, say_json, tell
from briefing.cli.parser import add_format, add_search, count
from briefing.cli.session import tell_waiting, with_desk
from briefing.core.analysis import Act
from briefing.core.errors import QueryError, UsageError
from briefing.core.formatting import counted
from briefing.core.ledger.asked import Asked
from briefing.core.ledger.format import COLUMNS, entry_lines, entry_to_json, markdown_table, mermaid, rows
from briefing.core.ledger.search import LedgerOrder, LedgerQuery, parse
from briefing.core.query import All, Key, Node, Term, search_words
from briefing.core.spreadsheet import csv_text
from briefing.services.clock import now
from briefing.services.desk import Desk

_ALL = 1 << 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_search(
        parser,
        "query",
        nargs="*",
        metavar="QUERY",
        help="a search of the ledger: from:iran to:israel act:demand is:answered",
    )
    add_search(parser, "--query", dest="asked", default="", metavar="QUERY", help="the same as one argument")
    add_format(parser, "text", "json", "csv", "markdown", "mermaid")
    parser.add_argument("--since", metavar="WHEN", help="only entries that moved since then: 7d, 24h or 2026-11-01")
    parser.add_argument("--actor", default="", metavar="NAME", help="the proposer, as from: in a search")
    parser.add_argument("--to", default="", metavar="NAME", help="the recipient, as to: in a search")
    parser.add_argument("--resource", default="", metavar="NAME", help="the resource, as resource: in a search")
    parser.add_argument("--act", choices=[act.value for act in Act])
    parser.add_argument("--order", choices=[order.value for order in LedgerOrder], help="the order (default: moved)")
    parser.add_argument("--new", action="store_true", help="only what came or moved since this search last printed it")
    parser.add_argument("--all", action="store_true", help="also less sure entries, as sure:all in a search")
    parser.add_argument("--limit", type=count, metavar="N", help="at most this many")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: offers(desk, args))


def query_of(args: argparse.Namespace) -> LedgerQuery:
    """The query that the words and options mean together. Raises UsageError."""
    moment = now()
    try:
        typed = parse(" ".join((*args.query, args.asked)), moment)
    except QueryError as error:
        raise UsageError(f"the search: {error}") from None
    terms: list[Node] = [
        Term(key, words)
        for key, words in ((Key.FROM, args.actor), (Key.TO, args.to), (Key.RESOURCE, args.resource))
        if words.strip()
    ]
    if args.act:
        terms.append(Term(Key.ACT, args.act))
    if args.since:
        since = search_words.moment(args.since, moment)
        if since is None:
            raise UsageError(f"--since: {args.since} is not a date; use 24h, 7d, 2w or 2026-11-01")
        terms.append(Term(Key.SINCE, since))
    if args.new:
        terms.append(Term(Key.IS, "new"))
    if args.all:
        terms.append(Term(Key.SURE, "all"))
    return LedgerQuery(All((typed.where, *terms)), LedgerOrder(args.order) if args.order else typed.order)


async def offers(desk: Desk, args: argparse.Namespace) -> int:
    """Print the entries that match."""
    moment, query = now(), query_of(args)
    await desk.ledger.settle()
    for sentence in await desk.ledger.unknown_names(query):
        tell(sentence)
    most = _ALL if args.limit is None else args.limit
    asked = await desk.ledger.last_asked(_search(args)) if args.new else Asked()
    if args.new:
        await desk.ledger.new_since(asked.since)
    found = await desk.ledger.entries(query, most + len(asked.told))
    shown = [entry for entry in found if asked.leaves(entry.row)][:most]
    stories = [one.story for entry in shown for one in entry.tellings]
    match args.format:
        case "json":
            hashes = await desk.ledger.evidence(stories)
            kinds = {"offers": False, "measures": True}
            say_json(
                {
                    kind: [entry_to_json(e, hashes) for e in shown if e.row.act.is_measure is measures]
                    for kind, measures in kinds.items()
                }
            )
        case "csv":
            say(csv_text((COLUMNS, *rows(shown, await desk.ledger.evidence(stories)))))
        case "markdown":
            say("\n".join(markdown_table(shown)))
        case "mermaid":
            say(mermaid(entry.row for entry in shown))
        case _:
            for entry in shown:
                say("\n".join(entry_lines(entry, moment, arrow())))
    total = (await desk.ledger.find(query, 0, 0)).total
    if asked.told:
        total = sum(map(asked.leaves, (await desk.ledger.find(query, 0, _ALL)).rows))
    if args.format == "text" or total > len(shown):
        tell(f"{len(shown):,} of {counted(total, 'entry', 'entries')}")
    await tell_waiting(desk)
    if args.new:
        flush()  # what nobody has got is news the next time, too
        now_told = asked.after((entry.row for entry in shown), moment, is_all=len(shown) >= total)
        await desk.ledger.remember_asked(_search(args), now_told)
    return 0


def _search(args: argparse.Namespace) -> str:
    """The words and options of a search as they were typed: each search has its own news."""
    words = (*args.query, args.asked, args.since, args.actor, args.to, args.resource, args.act, args.all and "all")
    return "\n".join(word or "" for word in words).strip()
