"""What commands run over: the places and settings of a command line, and a desk that is closed behind them."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Callable, Coroutine
from typing import Any

from briefing.cli import output
from briefing.cli.exit_codes import DONE
from briefing.config.actors import ActorsFile
from briefing.config.feeds import put_default, read_feeds, read_shipped
from briefing.config.places import Places, find_places
from briefing.config.settings import Settings
from briefing.config.settings_file import read_settings
from briefing.core.errors import ConfigError
from briefing.core.feed import Feed
from briefing.services.desk import Desk
from briefing.terminal import on_end_signal
from briefing.wiring import build_desk

Work = Callable[[Desk], Coroutine[Any, Any, int]]
"""What a command does with a desk; it gives the exit code."""
_MOMENT = 1.0
"""Seconds in which a library is open by far, if nothing is to be done with it."""


def places_of(args: argparse.Namespace) -> Places:
    """Where feeds, settings and data are, by the command line, the environment, or XDG."""
    return find_places(os.environ, args.feeds_file, args.config, args.data_dir)


def settings_of(args: argparse.Namespace) -> Settings:
    """The settings; a file that was named must be there. Raises ConfigError."""
    explicit = bool(args.config or os.environ.get("BRIEFING_CONFIG"))
    places = places_of(args)
    return read_settings(places.settings, explicit, places.kept_nodes(places.settings))


def feeds_of(places: Places, with_shipped: bool = True) -> tuple[Feed, ...]:
    """The feeds of feeds.yaml, which is made on first run; where it cannot be made, those that ship.

    Without `with_shipped` a first run begins with none: the person brings feeds along.
    """
    if places.own_feeds:
        try:
            put_default(places.feeds, with_shipped)
        except ConfigError as error:
            output.tell(f"briefing: {error}")
            return read_shipped()
    return read_feeds(places.feeds, places.kept_nodes(places.feeds))


def open_desk(args: argparse.Namespace, settings: Settings, with_shipped: bool = True) -> Desk:
    """The desk of a command line. Raises ConfigError."""
    places = places_of(args)
    actors = ActorsFile(places.actors)
    actors.load()
    return build_desk(places, settings, feeds_of(places, with_shipped), places.feeds, actors)


def with_desk(args: argparse.Namespace, work: Work, with_shipped: bool = True) -> int:
    """Do the work of a command, and close the desk; its exit code. What was left out of the settings is told first."""
    settings = settings_of(args)
    desk = open_desk(args, settings, with_shipped)
    for problem in settings.problems:
        output.tell(problem)
    return work_at(desk, work)


def work_at(desk: Desk, work: Work) -> int:
    """Do the work of a command at a desk, and close it; the exit code."""
    return asyncio.run(_closing(desk, work(desk)))


async def open_library(desk: Desk) -> int:
    """Open the library before there is a screen: without it the panes stay empty. Raises StorageError.

    What takes longer than a moment is told: one of an earlier version is brought up to date, a damaged one rebuilt.
    """
    opening = asyncio.ensure_future(desk.reader_state.values())
    done, _ = await asyncio.wait((opening,), timeout=_MOMENT)
    if not done:
        output.tell("opening the library takes a while: it is brought up to date, or mended")
    await opening
    return DONE


async def _closing(desk: Desk, work: Coroutine[Any, Any, int]) -> int:
    """The command's exit code. A signal to end cancels it: what was begun is written, the analysis process goes too."""
    task, ended_by = asyncio.current_task(), list[int]()

    def end(number: int) -> None:
        if task is not None and not ended_by:
            ended_by.append(number)
            task.cancel()

    on_end_signal(end)
    try:
        return await work
    except asyncio.CancelledError:
        if not ended_by:
            raise
        return 128 + ended_by[0]
    finally:
        ended_by.append(0)  # the end itself is not to be cancelled
        for sentence in desk.maintenance.take_warnings():
            output.tell(sentence)
        await desk.close()


async def tell_waiting(desk: Desk) -> None:
    """Tell how many stories a ledger or a briefing does not have yet, if there are any."""
    sentence = (await desk.waiting()).sentence
    if sentence:
        output.tell(sentence)
