"""`briefing archive`: stories by the million, analysed on Dask into tables, and what can be asked of them."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.archive import needs
from briefing.cli.exit_codes import DONE, IN_PART
from briefing.cli.output import Progress, arrow, say, say_json, tell
from briefing.cli.parser import add_format, add_search, count, path, place_options
from briefing.cli.query import query_of
from briefing.cli.session import places_of, settings_of, with_desk
from briefing.config.actors import ActorsFile
from briefing.config.known_names import KnownNames
from briefing.core.errors import QueryError, UsageError
from briefing.core.formatting import counted, duration, whole_line
from briefing.core.json_format import line_to_json, time_to_json
from briefing.core.party_names import PartyNames
from briefing.core.spreadsheet import csv_text
from briefing.services.clock import now
from briefing.services.desk import Desk

if TYPE_CHECKING:
    from briefing.archive import run as runs
    from briefing.archive.search import Found

COLUMNS = (
    "id", "title", "feed", "link", "published", "act", "proposer", "recipient", "terms", "quantity", "confidence",
    "quote",
)  # fmt: skip
_REPORT_SECONDS = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, words: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=words, description=words, parents=[place_options(first=False)])

    analyze = action("analyze", "analyse inputs into the tables of a folder; goes on where the last run ended")
    analyze.add_argument(
        "inputs", nargs="+", type=str, metavar="INPUT", help="JSON lines, CSV, Parquet, WARC or a library; or a pattern"
    )
    analyze.add_argument("--out", type=path, required=True, metavar="FOLDER", help="the folder of the archive")
    analyze.add_argument(
        "--scheduler", type=str, default="", metavar="ADDRESS", help="the address of a running Dask cluster"
    )
    analyze.add_argument(
        "--workers", type=count, default=0, metavar="N", help="workers on this machine (default: one for each core)"
    )
    analyze.add_argument(
        "--partition", type=count, metavar="N", help="about how many stories a partition has (default: 200)"
    )
    analyze.add_argument(
        "--again", action="store_true", help="also repeat partitions with stories that could not be analysed"
    )

    ledger = action("ledger", "find out which lines tell one act, and what answers what")
    ledger.add_argument("folder", type=path, metavar="FOLDER", help="the folder of the archive")

    query = action("query", "print the stories that a search finds, with their lines")
    query.add_argument("folder", type=path, metavar="FOLDER", help="the folder of the archive")
    add_search(query, "query", metavar="QUERY", help="as in the reader: from:iran act:offer since:2022")
    add_format(query, "table", "json", "csv")
    query.add_argument("--limit", type=count, default=50, metavar="N", help="at most this many (default: 50)")
    query.add_argument("--all", action="store_true", help="all of them, however many")

    imported = action("import", "bring the stories that a search finds into the library")
    imported.add_argument("folder", type=path, metavar="FOLDER", help="the folder of the archive")
    add_search(
        imported, "--query", required=True, metavar="QUERY", help="which stories, in the search language of the reader"
    )


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    needs.require(*(needs.RUNNING if args.action == "analyze" else needs.ASKING))
    match args.action:
        case "analyze":
            return analyze(args)
        case "ledger":
            return ledger(args)
        case "query":
            return query(args)
        case "import":
            return with_desk(args, lambda desk: import_stories(desk, args))
    raise AssertionError(f"the action {args.action!r} is in the options and not here")


def analyze(args: argparse.Namespace) -> int:
    """Analyse inputs; 1 where some partition was given up, or some input gave no story."""
    from briefing.archive import run as runs  # late: Dask is slow to import
    from briefing.archive.cluster import Cluster
    from briefing.archive.folder import ArchiveFolder
    from briefing.archive.planning import find_inputs
    from briefing.archive.work import Job

    if args.partition == 0:
        raise UsageError("--partition: a partition has at least one story")
    inputs = find_inputs(args.inputs)
    stories = ArchiveFolder(args.out).open(args.partition)
    job = Job(args.out.resolve(), settings_of(args).model, stories=stories, again=args.again)
    for library in ("distributed", "tornado", "asyncio"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what matters of it is said below
    with runs.only_run(args.out), closing(Cluster(args.scheduler, args.workers)) as cluster:
        if cluster.dashboard:
            tell(f"the cluster can be watched at {cluster.dashboard}")
        told = _Told()
        told.begin()
        try:
            outcome = runs.analyse(cluster, inputs, job, told.show)
        except (KeyboardInterrupt, Exception):
            told.end()
            raise
    told.end()
    return _report(outcome, args.out)


class _Told:
    """Tells how far a run is: on a terminal all the time, in a log now and then."""

    def __init__(self) -> None:
        self._line = Progress()
        self._last = 0.0
        self._progress: runs.Progress | None = None

    def begin(self) -> None:
        """The workers load their models, and inputs are divided."""
        self._line.show("starting …")

    def show(self, progress: runs.Progress) -> None:
        """Tell this."""
        self._progress = progress
        words = _progress_words(progress)
        self._line.show(words)
        if not self._line.is_shown and progress.seconds - self._last >= _REPORT_SECONDS:
            self._last = progress.seconds
            tell(words)

    def end(self) -> None:
        """Nothing more comes; what is done stays done."""
        self._line.clear()
        one = self._progress
        if one is not None and one.partitions < one.all_partitions:
            tell(
                f"{one.partitions:,} of {counted(one.all_partitions, 'partition')} are done;"
                " give the same command again to go on from there"
            )


def _progress_words(progress: runs.Progress) -> str:
    left = progress.left
    parts = [
        f"{progress.before + progress.stories:,} of {counted(progress.total, 'story', 'stories')}",
        f"{progress.rate:.1f} a second" if progress.rate else "",
        f"{duration(left)} left" if left else "",
        counted(progress.errors, "error") if progress.errors else "",
    ]
    return ", ".join(filter(None, parts))


def _report(outcome: runs.Outcome, folder: Path) -> int:
    for sentence in outcome.failed:
        tell(f"given up: {sentence}")
    for sentence in outcome.empty:
        tell(f"no story in {sentence}")
    rows, progress = outcome.rows, outcome.progress
    if not outcome.failed:
        counting, shared = _stories_that_count(outcome, folder)
        rows.update(stories=counting - rows["stories"])
        if shared:
            tell(_same_ids(shared))
    say(
        f"{counted(rows['stories'], 'story', 'stories')}: {counted(rows['offers'], 'offer')},"
        f" {counted(rows['measures'], 'measure')}, {counted(rows['errors'], 'error')}"
    )
    if progress.before:
        tell(f"{counted(progress.before, 'story', 'stories')} were analysed before")
    if progress.stories:
        done = counted(progress.stories, "story", "stories")
        tell(f"{done} in {duration(progress.seconds)}, {progress.rate:.1f} a second")
    if rows["errors"]:
        tell(f"what went wrong is in {folder / 'errors'}")
    return IN_PART if outcome.failed or outcome.empty else DONE


def _stories_that_count(outcome: runs.Outcome, folder: Path) -> tuple[int, Sequence[str]]:
    """How many stories of a run count, as one that is there several times counts once; and the ids that different
    stories have: other titles, other texts, and no link that is the same.
    """
    from briefing.archive.database import open_database  # late, as above

    with open_database(folder) as database:
        (row,) = database.rows("SELECT count(*) AS stories FROM stories WHERE list_contains(?, part)", [outcome.parts])
        shared = database.rows(
            "SELECT id FROM every_stories WHERE id IN (SELECT story FROM repeated) GROUP BY id"
            " HAVING bool_or(list_contains(?, part)) AND count(DISTINCT title) > 1 AND count(DISTINCT text) > 1"
            " AND (max(link) = '' OR count(DISTINCT link) > 1) ORDER BY id",
            [outcome.parts],
        )
        return int(row["stories"]), [one["id"] for one in shared]


def _same_ids(shared: Sequence[str]) -> str:
    """That different stories have the same ids, so that most of them do not count."""
    some = ", ".join(shared[:3]) + (" …" if len(shared) > 3 else "")
    return (
        f"{counted(len(shared), 'id')} ({some}) {'stands' if len(shared) == 1 else 'stand'} for different stories; of"
        " each only the story that was fetched last counts. Give the others ids of their own, or none"
    )


def ledger(args: argparse.Namespace) -> int:
    """Make the tables of the ledger."""
    from briefing.archive.database import open_database  # late, as above
    from briefing.archive.ledger import make_ledger

    with open_database(args.folder) as database:
        made = make_ledger(database, args.folder, now(), _party_names(args))
    entries = counted(made.entries, "entry", "entries")
    say(f"{entries} of {counted(made.lines, 'line')}: {counted(made.answers, 'answer')}")
    return DONE


def query(args: argparse.Namespace) -> int:
    """Print what a search means."""
    from briefing.archive.database import open_database  # late, as above
    from briefing.archive.search import Search

    wanted = query_of(args.query, "the search")
    limit = None if args.all else args.limit
    with open_database(args.folder) as database, _usage():
        search = Search(database, _party_names(args))
        total = search.count(wanted)
        found = search.find(wanted, limit)
        match args.format:
            case "json":
                say_json({"stories": [_found_to_json(one) for one in found], "total": total})
            case "csv":
                say(csv_text([COLUMNS]))
                for one in found:
                    say(csv_text(_csv_rows(one)))
            case _:
                shown = 0
                for shown, one in enumerate(found, 1):  # noqa: B007 (the last number is wanted)
                    say("\n".join(_text_lines(one)))
                tell(f"{shown:,} of {counted(total, 'story', 'stories')}")
    return DONE


async def import_stories(desk: Desk, args: argparse.Namespace) -> int:
    """Bring what a search means into the library."""
    from briefing.archive.database import open_database  # late, as above
    from briefing.archive.importing import take_over
    from briefing.archive.search import Search

    wanted, progress = query_of(args.query), Progress()
    with open_database(args.folder) as database, _usage():
        search = Search(database, _party_names(args))
        total = search.count(wanted)
        new = await take_over(
            search.texts(wanted),
            desk.library,
            desk.rules.run_on_new,
            lambda taken: progress.show(f"{taken:,} of {counted(total, 'story', 'stories')}"),
        )
    progress.clear()
    say(f"{counted(new, 'story', 'stories')} added, {total - new:,} were there already")
    if new:
        tell(f"{counted(new, 'story', 'stories')} will be analysed when `briefing` or `briefing fetch` runs")
    return DONE


class _usage:
    """What an archive cannot be asked for is wrong usage."""

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, QueryError):
            raise UsageError(str(error)) from None


def _party_names(args: argparse.Namespace) -> PartyNames:
    actors = ActorsFile(places_of(args).actors)
    actors.load()
    return KnownNames(actors.current).current()


def _found_to_json(found: Found) -> dict[str, Any]:
    from briefing.archive.lines import line_of

    story = found.story
    return {
        "id": story["id"],
        "title": story["title"],
        "feed": story["source"],
        "link": story["link"],
        "published": time_to_json(story["published"]),
        "fetched": time_to_json(story["fetched"]),
        "language": story["language"] or None,
        "offers": story["offers"],
        "lines": [{**line_to_json(line_of(row)), "shown": row["shown"], "quote": row["quote"]} for row in found.lines],
    }


def _text_lines(found: Found) -> Iterator[str]:
    from briefing.archive.lines import line_of

    story = found.story
    day = f"{story['published']:%Y-%m-%d}" if story["published"] else "undated   "
    yield " · ".join(filter(None, (f"{day}  {story['title']}", story["source"], story["id"])))
    for row in found.lines:
        yield f"            {whole_line(line_of(row), arrow())}"


def _csv_rows(found: Found) -> Iterator[Sequence[str]]:
    story = found.story
    head = [story["id"], story["title"], story["source"], story["link"], time_to_json(story["published"])]
    for row in found.lines or ({},):
        act = f"not {row['act']}" if row.get("negated") else row.get("act")
        cells = (*head, act, *(row.get(column) for column in COLUMNS[6:]))
        yield ["" if cell is None else str(cell) for cell in cells]
