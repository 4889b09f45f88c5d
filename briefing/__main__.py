"""The only place where the parts are built and joined."""

from __future__ import annotations

import argparse
import asyncio
import errno
import io
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.analyst import AnalysisProcesses
from briefing.cli import commands, feeds, keys, moving, output
from briefing.cli.options import build_parser, parse
from briefing.cli.watch import watch
from briefing.config.actors import ActorsFile
from briefing.config.feeds import put_default, read_feeds, shipped
from briefing.config.places import Places, find_places
from briefing.config.settings import Settings, read_settings
from briefing.core.errors import BriefingError, ConfigError
from briefing.core.feed import Feed
from briefing.core.lines import ARROW
from briefing.core.written import Style
from briefing.desk import Desk, Fetcher
from briefing.intake.files import FileOptions
from briefing.intake.pages import PageOptions, Reader
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library
from briefing.storage.locks import only_one
from briefing.storage.maintenance import LibraryMaintenance

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from briefing.app import BriefingApp  # only its name: no command needs Textual


def main(argv: list[str] | None = None) -> int:
    """Run a command line; its exit code. What goes wrong is one sentence on standard error."""
    output.prepare()
    args = parse(argv)
    try:
        code = _run(args)
        output.flush()  # here, where it can still be answered that nobody reads any more
        return code
    except BriefingError as error:
        output.tell(f"briefing: {error}")
        return commands.exit_code(error)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return 128 + signal.SIGPIPE


def _run(args: argparse.Namespace) -> int:
    if args.command == "completions":
        return keys.completions(build_parser(), args.shell)
    places = find_places(os.environ, args.feeds_file, args.config, args.data_dir)
    if args.command == "backup":
        return moving.backup(places, args)
    if args.command == "restore":
        return moving.restore(places, args)
    explicit = bool(args.config or os.environ.get("BRIEFING_CONFIG"))
    settings = read_settings(places.settings, must_exist=explicit)
    if args.command == "serve":
        from briefing.cli.serve import serve

        return serve(args)
    if args.command == "keys":
        return keys.keys(settings, args)
    if args.command in (None, "read") and args.demo:
        return _demo(places, settings, args.plain)
    desk = build_desk(places, settings, _feeds(places), places.feeds)
    if args.command in (None, "read"):
        return _read(desk, places, settings, args.plain)
    return asyncio.run(_closing(desk, _command(desk, places, settings, args)))


def _feeds(places: Places) -> tuple[Feed, ...]:
    """The feeds of feeds.yaml, which is made on first run; where it cannot be made, those that ship."""
    if places.own_feeds:
        try:
            put_default(places.feeds)
        except ConfigError as error:
            output.tell(f"briefing: {error}")
            with resources.as_file(shipped()) as file:
                return read_feeds(file)
    return read_feeds(places.feeds)


def build_desk(places: Places, settings: Settings, feed_list: tuple[Feed, ...], feeds_file: Path | None) -> Desk:
    """A desk over the library of these places; nothing is opened before it is needed.

    `feeds_file` is where the list of feeds can be changed, if anywhere. Raises ConfigError where actors.yaml is wrong.
    """

    maintenance = LibraryMaintenance(places.database)
    actors = ActorsFile(places.actors)
    actors.load()

    def open_fetcher() -> Fetcher:
        from briefing.fetch.client import Client, FetchOptions  # late: slow to import, and not for the first screen
        from briefing.fetch.documents import DocumentReader

        wanted = settings.fetch
        options = FetchOptions(
            concurrency=wanted.concurrency,
            per_host=wanted.per_host,
            feed_deadline=float(wanted.feed_seconds),
            total_deadline=float(wanted.total_seconds),
        )
        if wanted.user_agent:
            options = replace(options, user_agent=wanted.user_agent)
        return Client(options, DocumentReader(places.log, options.feed_deadline))

    def open_reader() -> Reader:
        from briefing.fetch.articles import ArticleReader  # late, as above

        return ArticleReader(places.log)

    return Desk(
        reading=DatabaseThread(maintenance.open, "reading"),
        writing=DatabaseThread(maintenance.open, "writing"),
        feeds=feed_list,
        open_fetcher=open_fetcher,
        analyst=AnalysisProcesses(places.log, settings.model, settings.workers),
        save_folder=settings.save_folder,
        maintenance=maintenance,
        actors=actors,
        keep=settings.keep,
        feeds_file=feeds_file,
        style=Style(settings.template, settings.wiki_links),
        rules=settings.rules,
        cluster_read=settings.cluster_read,
        open_reader=open_reader,
        files=FileOptions(settings.download_folder),
        pages=PageOptions(settings.full_text, pause=1.0 if settings.fetch.per_host else 0.0),
    )


def _command(desk: Desk, places: Places, settings: Settings, args: argparse.Namespace) -> Coroutine[Any, Any, int]:
    match args.command:
        case "fetch" if args.watch:
            return _watch(desk, places, args)
        case "fetch":
            return commands.fetch(desk, args)
        case "list":
            return commands.list_stories(desk, args)
        case "show":
            return commands.show(desk, args)
        case "add-story":
            return commands.add_stories(desk, args)
        case "save":
            return commands.save(desk, args)
        case "offers":
            from briefing.cli.offers import offers

            return offers(desk, args)
        case "brief":
            from briefing.cli.brief import brief

            return brief(desk, args)
        case "corrections":
            from briefing.cli.corrections import corrections

            return corrections(desk, args)
        case "analyze":
            from briefing.cli.analyze import analyze

            return analyze(desk, args)
        case "download":
            from briefing.cli.files import download

            return download(desk, args)
        case "import":
            from briefing.cli import importing

            return importing.run(desk, args)
        case "feeds":
            return feeds.run(desk, args)
        case "doctor":
            from briefing.cli.doctor import doctor

            return doctor(desk, places, settings, args)
    raise AssertionError(f"the command {args.command!r} is in the options and not here")


async def _watch(desk: Desk, places: Places, args: argparse.Namespace) -> int:
    with only_one(places.data / "watch.lock", "briefing fetch --watch"):
        return await watch(desk, args)


async def _closing(desk: Desk, work: Coroutine[Any, Any, int]) -> int:
    """The command's exit code. A signal to end cancels it: what was begun is written, the analysis process goes too."""
    task, ended_by = asyncio.current_task(), list[int]()

    def end(number: int) -> None:
        if task is not None and not ended_by:
            ended_by.append(number)
            task.cancel()

    _when_told_to_end(end)
    try:
        return await work
    except asyncio.CancelledError:
        if not ended_by:
            raise
        return 128 + ended_by[0]
    finally:
        ended_by.append(0)  # the end itself is not to be cancelled
        for sentence in desk.heard():
            output.tell(sentence)
        await desk.close()


def _when_told_to_end(end: Callable[[int], None]) -> None:
    """Have `end` called, with the signal's number, when somebody ends us or the terminal goes away."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            asyncio.get_running_loop().add_signal_handler(number, end, number)


def _read(desk: Desk, places: Places, settings: Settings, plain: bool, demo: bool = False) -> int:
    if plain:
        from briefing.cli.plain import read_plain

        return read_plain(desk)
    if not _has_screen():
        output.tell(
            "briefing: the reader needs a terminal that can be drawn on;"
            " `briefing --plain` reads line by line, `briefing list` and `briefing show` print"
        )
        return commands.WRONG_USAGE
    from briefing.app import BriefingApp, ReaderOptions  # late: no command needs Textual
    from briefing.ui.ground import is_light

    _log_to(places.log, settings.log_level)
    options = ReaderOptions(
        demo=demo,
        refresh_on_start=settings.refresh_on_start and not demo,
        keep_fresh=settings.refresh_while_open and not demo,
        mark_read=settings.mark_read,
        theme=settings.theme,
        light=None if settings.theme else is_light(os.environ, sys.stdin.fileno(), sys.stdout.fileno()),
        ascii=settings.ascii or output.arrow() != ARROW,
        marks=settings.marks,
        unsure_below=settings.unsure_below,
        pens=settings.pens,
        commands=settings.commands,
        keys=settings.keys,
    )
    with _noise_to(places.log):
        return asyncio.run(_shown(BriefingApp(desk, options)))


async def _shown(app: BriefingApp) -> int:
    """The reader's exit code. A signal ends it as `q` does: what is being typed is kept, and the terminal put right."""

    def end(number: int) -> None:
        app.exit(return_code=128 + number)

    _when_told_to_end(end)
    gone = asyncio.create_task(_end_without_terminal(end))
    try:
        await app.run_async()
    finally:
        gone.cancel()
    return app.return_code or 0


async def _end_without_terminal(end: Callable[[int], None]) -> None:
    """Unlike a command the reader cannot go on without its terminal, also under nohup."""
    from briefing.ui.hangup import hung_up

    if sys.stdin.isatty():
        await hung_up(sys.stdin.fileno())
        end(signal.SIGHUP)


def _has_screen() -> bool:
    """Whether there is something to draw on: a terminal, or a browser that `briefing serve` draws for."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") not in (None, "", "dumb")


def _log_to(file: Path, level: str) -> None:
    """Send what libraries and we have to say to a file: on the screen it would stand in the story."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(filename=file, level=level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
        logging.captureWarnings(True)


class _Screen(io.FileIO):
    """What the reader is drawn on. When the terminal has gone, what is drawn goes nowhere, and the reader can end."""

    def write(self, data: Buffer, /) -> int:
        """Write, or pretend to."""
        try:
            return super().write(data) or 0
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return memoryview(data).nbytes


@contextmanager
def _noise_to(file: Path) -> Iterator[None]:
    """Send to the log what libraries write to standard error past Python; the reader itself draws there."""
    try:
        log = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    buffer = io.BufferedWriter(_Screen(os.dup(2), "w"))
    terminal = io.TextIOWrapper(buffer, encoding=sys.stderr.encoding, errors="backslashreplace")
    before = sys.stderr, sys.__stderr__
    os.dup2(log, 2)
    os.close(log)
    sys.stderr = sys.__stderr__ = terminal  # type: ignore[misc]
    try:
        yield
    finally:
        sys.stderr, sys.__stderr__ = before  # type: ignore[misc]
        terminal.flush()
        os.dup2(terminal.fileno(), 2)
        terminal.close()


def _demo(places: Places, settings: Settings, plain: bool) -> int:
    from briefing.demo import fill

    with tempfile.TemporaryDirectory(prefix="briefing-demo-", ignore_cleanup_errors=True) as folder:
        demo_places = replace(places, data=Path(folder))
        settings = replace(settings, save_folder=Path(folder) / "saved")
        library = Library(demo_places.database)
        feed_list = fill(library)
        library.close()
        return _read(build_desk(demo_places, settings, feed_list, None), demo_places, settings, plain, demo=True)


if __name__ == "__main__":
    sys.exit(main())
