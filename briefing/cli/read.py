"""`briefing read`, and `briefing` alone: the reader."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.cli import output
from briefing.cli.exit_codes import WRONG_USAGE
from briefing.cli.parser import add_reader_options
from briefing.cli.session import open_desk, open_library, places_of, settings_of
from briefing.config.places import Places
from briefing.config.settings import ReaderSettings, Settings
from briefing.core.errors import BriefingError
from briefing.core.formatting import ARROW
from briefing.services.desk import Desk
from briefing.storage.library import Library
from briefing.terminal import end_in_order, has_screen, log_to, noise_to, on_end_signal
from briefing.wiring import build_desk

if TYPE_CHECKING:
    from briefing.app import BriefingApp  # only its name: no command needs Textual

_FEW = (2_000, 10, 100)
"""So many new objects are searched for garbage at a time, which takes two milliseconds; all of them, hardly ever."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_reader_options(parser, first=False)


def run(args: argparse.Namespace) -> int:
    """Open the reader; its exit code."""
    places, settings = places_of(args), settings_of(args)
    if args.demo:
        return _demo(places, settings, args.plain)
    return _read(open_desk(args, settings), places, settings, args.plain)


def _demo(places: Places, settings: Settings, plain: bool) -> int:
    from briefing.demo import fill

    with tempfile.TemporaryDirectory(prefix="briefing-demo-", ignore_cleanup_errors=True) as folder:
        demo_places = replace(places, data=Path(folder))
        settings = replace(settings, save_folder=Path(folder) / "saved")
        library = Library(demo_places.database)
        feed_list = fill(library)
        library.close()
        return _read(build_desk(demo_places, settings, feed_list, None), demo_places, settings, plain, demo=True)


def _read(desk: Desk, places: Places, settings: Settings, plain: bool, demo: bool = False) -> int:
    if plain:
        for problem in settings.problems:
            output.tell(problem)
        from briefing.cli.plain import read_plain

        return read_plain(desk)
    if not has_screen():
        output.tell(
            "briefing: the reader needs a terminal that can be drawn on;"
            " `briefing --plain` reads line by line, `briefing list` and `briefing show` print"
        )
        return WRONG_USAGE
    log_to(places.log, settings.log_level)
    app = _build_app(desk, _as_here(settings.reader, demo), demo, settings.problems)
    with noise_to(places.log):
        return asyncio.run(_run_app(app))


def _as_here(reader: ReaderSettings, demo: bool) -> ReaderSettings:
    """The settings of the reader as this terminal can have them; a demonstration fetches nothing."""
    return replace(
        reader,
        refresh_on_start=reader.refresh_on_start and not demo,
        refresh_while_open=reader.refresh_while_open and not demo,
        ascii=reader.ascii or output.arrow() != ARROW,
    )


def _build_app(desk: Desk, reader: ReaderSettings, demo: bool, notices: tuple[str, ...]) -> BriefingApp:
    """The reader, loaded while the terminal says which colours and pictures it has."""
    from briefing.ui.frames import short_frames
    from briefing.ui.terminal_background import ask_is_light

    keyboard, screen, typed = sys.stdin.fileno(), sys.stdout.fileno(), bytearray()
    asking = nullcontext() if reader.theme else ask_is_light(os.environ, keyboard, screen, keep=typed.extend)
    with end_in_order():
        with asking as is_light, short_frames():
            from briefing.app import BriefingApp, ReaderOptions  # late: no command needs it. The terminal answers now
            from briefing.ui.typed_ahead import typed_so_far

            light = is_light() if is_light is not None else None
        draw = None
        if reader.pictures and not reader.ascii:
            from briefing.ui.pictures import find_picture_widget

            draw = find_picture_widget()
    gc.freeze()  # what was loaded stays: nobody needs to search it for garbage
    options = ReaderOptions(
        reader,
        demo,
        light=light,
        picture_widget=draw,
        notices=notices,
        on_started=_search_little_garbage,
        typed_ahead=lambda: bytes(typed) + typed_so_far(keyboard),
    )
    return BriefingApp(desk, options)


def _search_little_garbage() -> None:
    """Search few objects at a time, now that all is loaded: the many that a start waits for would hold up a key."""
    gc.freeze()
    gc.set_threshold(*_FEW)


async def _run_app(app: BriefingApp) -> int:
    """The reader's exit code. A signal ends it as `q` does: what is being typed is kept, and the terminal put right."""

    def end(number: int) -> None:
        app.end(128 + number)

    on_end_signal(end, interrupt=True)
    try:
        await open_library(app.desk)
    except BriefingError:
        await app.desk.close()
        raise
    gone = asyncio.create_task(_end_without_terminal(end))
    try:
        await app.run_async()
    finally:
        gone.cancel()
    return app.return_code or 0


async def _end_without_terminal(end: Callable[[int], None]) -> None:
    """Unlike a command the reader cannot go on without its terminal, also under nohup, nor without who serves it."""
    from briefing.ui.hangup import hung_up

    await hung_up(sys.stdin.fileno())
    end(signal.SIGHUP)
