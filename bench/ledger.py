"""The stored ledger at 1,000, 10,000 and 100,000 stories: opening, filters, adding a story's lines, and memory.

`python -m bench.ledger 1000 10000 100000` prints the figures and how they grow. The first 2,000 stories are stored one
by one; beyond that their rows are copied with other times and ids, as searches read them, and then more are stored.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.clock import Ratio, best
from bench.store import FEED, NOW
from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Party, Resource, Span, Terms
from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import FeedState
from briefing.core.ledger.search import parse
from briefing.core.story import Body, Story
from briefing.storage.library import Library

STORIES = 2_000
WHAT = ("zinc", "wheat", "barley", "copper", "timber", "salmon", "cement", "gas", "oil", "rice", "cobalt", "wool")
HOW = ("by rail", "on credit", "for cash", "over ten years", "at once", "in spring", "by sea", "under a quota")
QUERIES = (
    "", "order:weight", "order:resource", "order:pair", "from:land3", "to:land7 act:demand",
    "actor:land5 resource:zinc",
    "act:demand order:weight", "resource:oil since:7d", "is:answered", "is:open order:weight", "salmon", "sure:all",
    "from:land1 OR to:land2 -act:offer", "feed:bench before:2w",
)  # fmt: skip
SIDES = 240
AT_ONCE = 500
REALLY, ADDED = 2_000, 200
"""Stories that are really stored at most, and those that are added at the end."""


def measure(stories: int = STORIES) -> Iterator[Ratio]:
    """The ratios of this part: searches against counting the rows that they choose from."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "ledger.db")
        fill(library, stories)
        rows = best(lambda: library._db.rows("SELECT count(*) FROM ledger_entry WHERE shown = 1"))
        name = f"the entries counted: {stories:,} stories"
        for query in ("", "act:demand order:weight", "actor:land5 resource:zinc"):
            meant = parse(query, NOW)
            seconds = best(partial(library.ledger.find, meant))
            yield Ratio(f"the ledger, {query or 'opened'}", name, seconds, rows)
        library.close()


def main() -> None:
    """Print the figures for each size that is named."""
    for size in map(int, sys.argv[1:] or ("1000", "10000")):
        with tempfile.TemporaryDirectory() as folder:
            library = Library(Path(folder) / "ledger.db")
            started, used = time.perf_counter(), time.process_time()
            fill(library, min(size, REALLY))
            _multiply(library, size // REALLY)
            slowest = fill(library, ADDED, first=REALLY * 10)
            counted = (
                "SELECT (SELECT count(*) FROM ledger_line) AS lines, (SELECT count(*) FROM ledger_entry) AS entries"
            )
            (row,) = library._db.rows(counted)
            lines, entries = row["lines"], row["entries"]
            print(
                f"{size:,} stories, {lines:,} lines, {entries:,} entries; filled in"
                f" {time.perf_counter() - started:.0f} s ({time.process_time() - used:.0f} s of the processor)"
            )
            print(f"  {'a story added: median, 99 of 100':<42} {slowest[0]:7.1f} {slowest[1]:7.1f} ms of the processor")
            for query in QUERIES:
                meant = parse(query, NOW)
                page = library.ledger.find(meant)
                seconds = _processor(partial(library.ledger.find, meant))
                print(
                    f"  {query or '(opening)':<42} {1_000 * seconds:7.1f} ms of the processor  {page.total:>9,} entries"
                )
            print(f"  {'memory, the most':<42} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")
            library.close()


def fill(library: Library, stories: int, first: int = 0) -> tuple[float, float]:
    """Store stories with three lines each; the median and the 99th percentile of what the ledger took, in ms of the
    processor.
    """
    from briefing.storage.ledger.placing import Placer

    took = []
    for start in range(first, first + stories, AT_ONCE):
        entries = tuple(_entry(number) for number in range(start, min(start + AT_ONCE, first + stories)))
        report = library.feeds.store(Fetched(FEED, FeedState.NEW, NOW, document=Document("Bench", entries=entries)))
        with library.together():
            for story_id in report.new_stories:
                story = library.stories.get(story_id)
                assert story is not None
                num = _store_rows(library, story)
                placer = Placer(library._db, library._db.names)  # a new one each time, as when an analysis is stored
                began = time.process_time()
                placer.refresh_story(num, NOW)
                took.append(1_000 * (time.process_time() - began))
    last = sorted(took[-min(len(took), 1_000) :])
    return last[len(last) // 2], last[int(len(last) * 0.99)]


def _processor(work: Callable[[], object]) -> float:
    """The seconds of the processor that the best of five runs takes: what else the machine does counts little."""
    found = float("inf")
    for _ in range(5):
        began = time.process_time()
        work()
        found = min(found, time.process_time() - began)
    return found


def _multiply(library: Library, times: int) -> None:
    """Copy what the ledger keeps of the stories, with other numbers, ids and times."""
    db, step = library._db, 10_000_000
    db.run("PRAGMA foreign_keys = OFF")
    copied = {
        "ledger_entry": {"num": "num + {n}", "id": "id || '-{k}'", "first": "first - {t}", "moved": "moved - {t}",
                         "noticed": "noticed - {t}", "answers": "answers + {n}", "first_line": "first_line || '-{k}'",
                         "last_line": "last_line || '-{k}'"},
        "ledger_line": {"line": "line || '-{k}'", "entry": "entry + {n}", "at": "at - {t}"},
        "ledger_party": {"entry": "entry + {n}"},
        "ledger_text": {"entry": "entry + {n}"},
        "ledger_key": {"entry": "entry + {n}", "at": "at - {t}"},
    }  # fmt: skip
    columns = {table: [row["name"] for row in db.rows(f"PRAGMA table_info({table})")] for table in copied}
    for k in range(1, times):
        with db.writing():
            for table, changed in copied.items():
                own = {"n": k * step, "k": k, "t": k * REALLY * 180}
                values = ", ".join(changed.get(name, name).format(**own) for name in columns[table])
                which = "num" if table == "ledger_entry" else "entry"
                db.run(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {which} < {step}")
    # Copied at once, the index of words has pieces that no library has that is filled story by story.
    db.run("INSERT INTO search_ledger (search_ledger) VALUES ('optimize')")
    db.run("PRAGMA foreign_keys = ON")
    db.run("ANALYZE")


def _store_rows(library: Library, story: Story) -> int:
    """The rows of an analysis, written plainly, for only the ledger is measured."""
    db, analysis = library._db, _analysis(story)
    num = int(db.rows("SELECT num FROM story WHERE id = ?", story.id)[0]["num"])
    for actor in analysis.actors:
        db.run("INSERT INTO actor (story, id, name, kind) VALUES (?, ?, ?, ?)", num, actor.id, actor.name, actor.kind)
    for good in analysis.resources:
        db.run("INSERT INTO resource (story, id, name, kind) VALUES (?, ?, ?, 'goods')", num, good.id, good.name)
    for place, line in enumerate(analysis.lines):
        line_id, span = f"{story.id}{place}", line.evidence[0]
        db.run(
            "INSERT INTO offer (id, story, place, act, negated, terms, part, start, end, quantity, resources,"
            " confidence, quote) VALUES (?, ?, ?, ?, 0, ?, 'text', ?, ?, ?, ?, 0.9, ?)",
            line_id, num, place, line.act.value, line.terms.text, span.start, span.end, line.quantity,
            json.dumps(line.resources), story.body.text[span.start : span.end],
        )  # fmt: skip
        for role, party in (("proposer", line.proposer), ("recipient", line.recipient)):
            assert party is not None
            db.run(
                "INSERT INTO party (id, offer, role, name, actor) VALUES (?, ?, ?, ?, ?)",
                f"{line_id}-{role}", line_id, role, party.name, party.actor,
            )  # fmt: skip
    return num


def _entry(number: int) -> Entry:
    one, other = f"Land{number % SIDES}", f"Land{(number * 7 + number // SIDES + 1) % SIDES}"
    other = "Westport" if other == one else other
    what, how = WHAT[number % len(WHAT)], HOW[number // 5 % len(HOW)]
    amount = f"{number % 97 + 3} thousand tons"
    text = (
        f"{one} offered {other} {amount} of {what} {how}. {other} demanded from {one} a lower price for {what}"
        f" {HOW[number % 8]}. {other} rejected the {amount} of {what} that {one} had offered."
    )
    at = NOW - timedelta(minutes=3 * number)
    return Entry(f"Talks {number}", Body.plain(text), guid=str(number), link=f"{FEED.url}/{number}", published=at)


def _analysis(story: Story) -> Analysis:
    text = story.body.text
    first, second, third = text.split(". ")
    one, other = first.split()[0], second.split()[0]
    what = next(word for word in WHAT if word in first.split())
    actors = tuple(Actor(name, name, ActorKind.STATE, (Span(0, 1),)) for name in (one, other))
    parties = {name: Party(name, name) for name in (one, other)}
    starts = (0, len(first) + 2, len(first) + len(second) + 4)
    said = zip((Act.OFFER, Act.DEMAND, Act.REJECT), starts, (first, second, third), strict=True)
    lines = []
    for act, start, sentence in said:
        span = Span(start, start + len(sentence))
        terms = " ".join(sentence.split()[3:])
        whose = (parties[one], parties[other]) if act is Act.OFFER else (parties[other], parties[one])
        lines.append(Line(act, Terms(terms, span), (span,), *whose, resources=(what,), quantity=None))
    return Analysis(actors, (Resource(what, what, "goods", ()),), tuple(lines), "bench", story.text_hash)


if __name__ == "__main__":
    main()
