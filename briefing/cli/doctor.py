"""`briefing doctor`: what is installed, where files are, and which feeds fail and why."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Awaitable, Callable
from importlib import metadata
from typing import Any, TypeVar

from briefing import __version__
from briefing.cli.accounts import account_text, account_to_json
from briefing.cli.feeds import feed_lines
from briefing.cli.output import say, say_json
from briefing.cli.parser import add_format
from briefing.cli.session import feeds_of, places_of, settings_of, work_at
from briefing.config.actors import ActorsFile
from briefing.config.places import Places
from briefing.config.settings import Settings
from briefing.core import json_format
from briefing.core.errors import AnalysisError, ConfigError, StorageError
from briefing.core.headline import Counts
from briefing.core.sync import lost_words
from briefing.services.desk import Desk
from briefing.wiring import build_desk

T = TypeVar("T")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    places, problems = places_of(args), list[str]()
    settings = _sound(lambda: settings_of(args), problems)
    feeds = _sound(lambda: feeds_of(places), problems)
    actors = ActorsFile(places.actors)
    _sound(actors.load, problems)
    desk = build_desk(places, settings or Settings(), feeds or (), places.feeds, actors)
    return work_at(desk, lambda desk: doctor(desk, places, settings, problems, args))


def _sound(read: Callable[[], T], problems: list[str]) -> T | None:
    """What stands in a file; None where it is wrong, which is a problem like others: all of them are to be told."""
    try:
        return read()
    except ConfigError as error:
        problems.append(str(error))
        return None


LIBRARIES = ("textual", "httpx", "feedparser", "spacy", "trafilatura")


async def doctor(
    desk: Desk, places: Places, readable: Settings | None, problems: list[str], args: argparse.Namespace
) -> int:
    """Print a report; 1 where a file, the library or the analysis is not as it should be.

    `readable` are the settings, unless they are wrong.
    """
    settings = readable or Settings()
    problems += settings.problems
    statuses = await _answered(desk.subscriptions.statuses(), (), problems)
    counts = await _answered(desk.stories.counts(), Counts(), problems)
    analysis = await _answered(desk.analysis.version(), "off", problems)
    accounts = await _answered(desk.sync.statuses(), (), problems)
    lost = await _answered(desk.sync.lost(), (), problems)
    problems += map(lost_words, lost if readable is not None else ())
    problems += desk.maintenance.take_warnings()  # the library is open by now
    failing = [status for status in statuses if status.is_failing]
    moved = [status for status in statuses if status.moved_to and status not in failing]
    report: dict[str, Any] = {
        "briefing": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "analysis": analysis,
        "places": _places(desk, places),
        "log_level": settings.log_level,
        "stories": {"total": counts.total, "unread": counts.unread, "starred": counts.starred},
        "feeds": len(desk.subscriptions.feeds),
        "actor_names": len(desk.actors.current()),
        "failing": [json_format.status_to_json(status) for status in failing],
        "moved": [json_format.status_to_json(status) for status in moved],
        "accounts": [account_to_json(status) for status in accounts],
        "problems": problems,
    }
    if args.format == "json":
        say_json(report)
    else:
        _print(report)
        for status in (*failing, *moved):
            say(feed_lines(status))
        for account in accounts:
            say(f"{'account':<14} {account_text(account)}")
    return int(bool(problems))


async def _answered(question: Awaitable[T], otherwise: T, problems: list[str]) -> T:
    """What a part of the program answers; `otherwise` where it cannot, which is a problem, told once."""
    try:
        return await question
    except (AnalysisError, StorageError) as error:
        if str(error) not in problems:
            problems.append(str(error))
        return otherwise


def _places(desk: Desk, places: Places) -> dict[str, str | int]:
    """Where the files of the reader are."""
    return {
        "feeds": str(places.feeds),
        "settings": str(places.settings),
        "actors": str(places.actors),
        "database": str(places.database),
        "database_bytes": places.database.stat().st_size if places.database.exists() else 0,
        "saved_stories": str(desk.saving.folder),
        "log": str(places.log),
        "newest_copy": str(next(iter(desk.maintenance.copies()), "none yet; one is made each day")),
    }


def _print(report: dict[str, Any]) -> None:
    rows = [
        ("briefing", f"{report['briefing']} (Python {report['python']})"),
        ("libraries", ", ".join(f"{name} {version}" for name, version in report["libraries"].items())),
        ("analysis", report["analysis"]),
        *((name.replace("_", " "), value) for name, value in report["places"].items() if name != "database_bytes"),
        ("log level", report["log_level"]),
        ("database size", f"{report['places']['database_bytes'] / 1_048_576:.1f} MB"),
        ("stories", ", ".join(f"{number:,} {name}" for name, number in report["stories"].items())),
        ("actor names", f"{report['actor_names']} of your own"),
        ("feeds", f"{report['feeds']}, {len(report['failing'])} of them failing"),
    ]
    for name, value in rows:
        say(f"{name:<14} {value}")
    for problem in report["problems"]:
        say(f"{'PROBLEM':<14} {problem}")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
