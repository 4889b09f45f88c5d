"""The six negotiations of the tests through the real analysis, against the ledger that was written by hand.

`python -m bench.negotiations`: the tests have analyses made by hand, and so measure the ledger alone; this says what of
it comes out when the analysis reads the same stories. An entry is right with its act, both sides, its state, its
figures, its answer, and as many papers and stories as a reader found. A deadline is no figure here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from briefing.analysis import pipeline
from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import Feed, FeedState
from briefing.core.ledger.entries import EntryRow, Side
from briefing.core.ledger.life import same_amount
from briefing.core.ledger.search import parse
from briefing.core.story import Body
from briefing.storage.library import Library

CORPUS = Path(__file__).resolve().parent.parent / "tests/storage/ledger/negotiations.yaml"
FIRST_DAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
AT_THE_END = FIRST_DAY + timedelta(days=40)


def main() -> None:
    """Print each entry, and what is wrong with it."""
    corpus = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "ledger.db")
        _read(library, corpus["stories"])
        library.ledger.lapse(AT_THE_END)
        rows = library.ledger.find(parse("", AT_THE_END), 0, 100).rows
        said = {row.id: _said(library, row) for row in rows}
        library.close()
    wanted = corpus["ledger"]
    found = [_found(rows, said, one) for one in wanted]
    right = 0
    for place, (one, row) in enumerate(zip(wanted, found, strict=True)):
        put = corpus["answers"].get(place)
        faults = list(_faults(row, one, None if put is None else found[put])) if row else ["missing"]
        right += not faults
        act, proposer, recipient, word = one[:4]
        print(f"{'right' if not faults else 'wrong'}  {act} {proposer} → {recipient}: {word}  {'; '.join(faults)}")
    others = len(rows) - len({row.id for row in found if row})
    print(f"{right} of {len(wanted)} entries are right; {others} of {len(rows)} are none of these")


def _read(library: Library, stories: Sequence[dict[str, Any]]) -> None:
    nlp = pipeline.load()
    for number, story in enumerate(stories):
        paper, at = story["paper"], FIRST_DAY + timedelta(days=story["day"])
        body = Body.plain(" ".join(line[-1] for line in story["lines"]))
        entry = Entry(story["title"], body, guid=str(number), link=f"https://{paper}.example/{number}", published=at)
        feed = Feed(f"https://{paper}.example/rss", title=paper.title())
        report = library.feeds.store(Fetched(feed, FeedState.NEW, at, document=Document(paper, entries=(entry,))))
        (story_id,) = report.new_stories
        library.analyses.store(story_id, pipeline.analyse(nlp, story["title"], body))


def _said(library: Library, row: EntryRow) -> str:
    """The words of an entry: its terms, resources, and all sentences that tell it."""
    entry = library.ledger.open(row.id)
    quotes = (telling.quote for telling in entry.tellings) if entry is not None else ()
    return " ".join((row.terms, *row.resources, *quotes))


def _found(rows: Sequence[EntryRow], said: Mapping[str, str], wanted: Sequence[Any]) -> EntryRow | None:
    """The entry that is meant; the one that most stories tell, where it was not joined."""
    act, proposer, recipient, word = wanted[:4]
    likely = [
        row
        for row in rows
        if (row.act.value, _name(row.proposer), _name(row.recipient)) == (act, proposer, recipient)
        and word in said[row.id]
    ]
    return max(likely, key=lambda row: row.stories, default=None)


def _faults(row: EntryRow, wanted: Sequence[Any], put: EntryRow | None) -> Iterator[str]:
    state, quantity, earlier, papers, stories = wanted[4:]
    if row.state.value != state:
        yield f"{row.state.value}, not {state}"
    for name, has, want in (("figure", row.quantity, quantity), ("earlier figure", row.earlier_quantity, earlier)):
        if has != want and want and not same_amount(has, want):
            yield f"{name} {has or 'none'}, not {want}"
    if (row.papers, row.stories) != (papers, stories):
        yield f"told by {row.papers} papers and {row.stories} stories, not {papers} and {stories}"
    if put is not None and row.answers != put.id:
        yield "answers nothing, or something else"


def _name(side: Side | None) -> str:
    return side.name if side else ""


if __name__ == "__main__":
    main()
