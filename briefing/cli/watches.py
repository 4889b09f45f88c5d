"""`briefing watch`: named searches over the ledger, and what they have to tell."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from briefing.cli.exit_codes import DONE, IN_PART
from briefing.cli.output import arrow, flush, say, say_json, tell
from briefing.cli.parser import add_search, place_options
from briefing.cli.session import with_desk
from briefing.core.errors import QueryError, UsageError
from briefing.core.formatting import act_words, age
from briefing.core.json_format import time_to_json
from briefing.core.ledger.format import row_to_json
from briefing.core.ledger.search import parse
from briefing.core.ledger.watches import Hit
from briefing.core.ledger.wording import between, terms_words
from briefing.services.clock import now
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    places = [place_options(first=False)]
    listed = actions.add_parser("list", help="show the watches, and what is new since the last session", parents=places)
    listed.add_argument("--format", choices=("text", "json"), default="text")
    add = actions.add_parser("add", help="save a search of the ledger as a watch", parents=places)
    add.add_argument("name", metavar="NAME")
    add_search(add, "query", nargs="+", metavar="QUERY", help="for example from:iran resource:oil act:threaten")
    remove = actions.add_parser("remove", help="remove a watch", parents=places)
    remove.add_argument("name", metavar="WATCH")
    ran = actions.add_parser("run", help="print what they found since the last run", parents=places)
    ran.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: watch(desk, args))


async def watch(desk: Desk, args: argparse.Namespace) -> int:
    """List, add, remove or run watches."""
    shape = str(getattr(args, "format", "text"))
    match args.action:
        case "list":
            return await _list(desk, shape)
        case "add":
            try:
                made, replaced = await desk.ledger.watch(args.name, " ".join(args.query))
            except QueryError as error:
                raise UsageError(f"the search: {error}") from None
            say(f"{made.name}: {made.query}")
            for sentence in await desk.ledger.unknown_names(parse(made.query, now())):
                tell(sentence)
            if replaced is not None:
                tell(f"replaced; it was: {replaced.query}")
        case "remove":
            gone = await desk.ledger.unwatch(args.name)
            if gone is None:
                tell(f"there is no watch {args.name!r}; `briefing watch list` shows them")
                return IN_PART
            tell(f"removed; it was: {gone.query}")
        case _:
            return await _run(desk, shape)
    return DONE


async def _list(desk: Desk, shape: str) -> int:
    await desk.ledger.settle()
    await desk.ledger.continue_session()
    counts = await desk.ledger.watches()
    if shape == "json":
        say_json(
            {
                "watches": [
                    {"name": one.watch.name, "query": one.watch.query, "new": one.new, "total": one.total}
                    for one in counts
                ]
            }
        )
    else:
        for one in counts:
            say(f"{one.watch.name}: {one.watch.query}  ({one.new:,} new of {one.total:,})")
        if not counts:
            tell("there are no watches; `briefing watch add NAME QUERY` makes one")
    return DONE


async def _run(desk: Desk, shape: str) -> int:
    moment = now()
    await desk.ledger.settle()
    hits = await desk.ledger.take_unprinted()
    try:
        _print(hits, shape, moment)
        flush()
    except BaseException:
        await desk.ledger.put_back(hits)
        raise
    return DONE


def _print(hits: Sequence[Hit], shape: str, moment: datetime) -> None:
    if shape == "json":
        say_json(
            {
                "hits": [
                    {"watch": hit.watch, "event": hit.event, "at": time_to_json(hit.at), "entry": row_to_json(hit.row)}
                    for hit in hits
                ]
            }
        )
    for hit in hits if shape == "text" else ():
        what = f"{between(hit.row, arrow())} · {act_words(hit.row)}: {terms_words(hit.row)}"
        say(f"{hit.watch}: {hit.event} · {age(hit.row.moved, moment)} · {what} [{hit.row.id}]")
