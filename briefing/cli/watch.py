"""`briefing fetch --watch`: fetch what is due, again and again, until a signal ends it."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from briefing.cli.exit_codes import exit_code
from briefing.cli.output import tell
from briefing.core.errors import BriefingError, ConfigError, UnknownFeed
from briefing.services.desk import Desk

SHORTEST_NAP, LONGEST_NAP = 1.0, 30.0


async def watch(
    desk: Desk, args: argparse.Namespace, fetch: Callable[[Desk, argparse.Namespace], Awaitable[int]]
) -> int:
    """Fetch what is due until a signal ends it. A changed feeds.yaml is read within 30 seconds."""
    problem = ""
    while True:
        try:
            await desk.subscriptions.read_again()
            wait = timedelta() if args.all or args.urls else await desk.refresher.due_in()
            if (wait is not None and wait <= timedelta()) or await desk.sync.due():
                await fetch(desk, args)
                args.all, args.urls = False, []
            problem = ""
        except BriefingError as error:
            if str(error) != problem:  # a fault that lasts is reported once
                tell(f"briefing: {error}")
            problem = str(error)
            if isinstance(error, ConfigError | UnknownFeed) and args.urls:
                return exit_code(error)
        await asyncio.sleep(await _nap(desk))


async def _nap(desk: Desk) -> float:
    try:
        wait = await desk.refresher.due_in()
    except BriefingError:
        return LONGEST_NAP
    return LONGEST_NAP if wait is None else min(max(wait.total_seconds(), SHORTEST_NAP), LONGEST_NAP)
