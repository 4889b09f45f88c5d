"""The ledger of an archive is that of the reader."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefing.archive import ledger
from briefing.archive.database import open_database
from briefing.archive.ledger import join, link, make_ledger
from briefing.archive.partitions import Input, Kind
from briefing.core.analysis import Act, Offer, Party, Span, Terms
from briefing.core.corrections import NO_ALIASES
from briefing.core.ledger.reports import Entry, OfferReport, merge_reports
from briefing.core.query import ALL
from briefing.storage.library import Library
from tests.archive.made import analysed, ask, fill
from tests.support.made import NOON, entry, fetched

TEXTS = (
    "Norland offered Sudland ten tons of zinc.",
    "Norland offered Sudland ten tons of zinc. Sudland rejected Norland over ten tons of zinc.",
    "Norland offered Sudland ninety tons of zinc.",
    "Oldmark demanded Norland rye. Norland rejected Oldmark over rye.",
    "Highfen offered Lowfen a port. Oldmark offered Lowfen a port.",
    "Lowfen rejected Highfen over the port.",
)


def test_entries_and_answers_are_those_of_the_reader(tmp_path: Path) -> None:
    days = (0, 1, 3, 14, 15, 40, 41, 42, 55, 99)
    entries = [
        entry(f"Story {number}", TEXTS[number % len(TEXTS)], published=NOON - timedelta(days=day, minutes=number))
        for number, day in enumerate(days)
    ]
    with closing(Library(tmp_path / "briefing.db")) as library:
        library.feeds.store(fetched(*entries))
        for story_id in library.stories.find(ALL):
            library.analyses.store(story_id, analysed(library.stories.get(story_id)))
        wanted = merge_reports(library.ledger.reports(None, False, NO_ALIASES))
    folder = fill(tmp_path / "out", Input(tmp_path / "briefing.db", Kind.LIBRARY))
    with open_database(folder.path) as database:
        made = make_ledger(database, folder.path)
    assert made.entries == len(wanted)
    assert made.answers == len([one for one in wanted if one.answers]) > 0
    known = {one.id: one for one in wanted}
    told = sorted(
        (e.offer.act.value, e.proposer, e.recipient, e.first_seen, e.last_seen, len(e.reports), _put(e, known))
        for e in wanted
    )
    with open_database(folder.path) as database:
        database.add_view("entries", [str(folder.path / "ledger" / "entries.parquet")])
        found = [
            tuple(row.values())
            for row in database.rows(
                "SELECT e.act, e.proposer, e.recipient, e.first_seen, e.last_seen, e.stories,"
                " coalesce(put.first_seen::VARCHAR, '')"
                " FROM entries AS e LEFT JOIN entries AS put ON put.id = e.answers"
            )
        ]
    assert sorted((*row[:6], row[6][:16]) for row in found) == told


def _put(answer: Entry, known: dict[str, Entry]) -> str:
    return f"{known[answer.answers].first_seen:%Y-%m-%d %H:%M}" if answer.answers else ""


def test_the_tables_are_made_anew_and_whole(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "briefing.db")) as library:
        library.feeds.store(fetched(entry("One", TEXTS[0])))
    folder = fill(tmp_path / "out", Input(tmp_path / "briefing.db", Kind.LIBRARY))
    for _ in range(2):
        with open_database(folder.path) as database:
            assert make_ledger(database, folder.path).entries == 1
    assert sorted(file.name for file in (folder.path / "ledger").iterdir()) == ["entries.parquet", "lines.parquet"]
    assert ask(folder.path, "SELECT count(*) FROM lines") == [(1,)]


def test_an_archive_without_lines_has_an_empty_ledger(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "briefing.db")) as library:
        library.feeds.store(fetched(entry("One", "Nothing.")))
    folder = fill(tmp_path / "out", Input(tmp_path / "briefing.db", Kind.LIBRARY))
    with open_database(folder.path) as database:
        assert make_ledger(database, folder.path) == ledger.Made()


_tellings = st.lists(
    st.tuples(
        st.integers(0, 288), st.sampled_from(["", "Sudland", "Lowfen"]), st.sampled_from(["zinc", "tons of rye"])
    ),
    max_size=30,
)


@given(_tellings, st.integers(1, 7))
def test_a_block_that_is_read_in_parts_comes_out_the_same(tellings: list[tuple[int, str, str]], window: int) -> None:
    reports = [_report(number, *one) for number, one in enumerate(sorted(tellings, key=lambda one: one[0]))]
    assert sorted(join(reports, window), key=_when) == sorted(merge_reports(reports), key=_when)


def _when(one: Entry) -> str:
    return one.id


def _report(number: int, hours: int, recipient: str, terms: str) -> OfferReport:
    span = Span(0, 1)
    to = Party(recipient) if recipient else None
    offer = Offer(Act.OFFER, Terms(terms, span), (span,), Party("Norland"), to, id=f"{number:04}")
    at = NOON + timedelta(hours=hours * 6)
    return OfferReport(offer, f"s{number}", "", "", "", "", at, at)


def test_an_answer_looks_back_two_months_and_no_further() -> None:
    span = Span(0, 1)

    def one(day: int, act: Act, by: str, to: str) -> Entry:
        offer = Offer(act, Terms("zinc", span), (span,), Party(by), Party(to), id=f"{act}-{day}")
        return Entry((OfferReport(offer, "s", "", "", "", "", NOON + timedelta(days=day), NOON),))

    put = [one(day, Act.OFFER, "Norland", "Sudland") for day in (0, 50)]
    answers = [one(day, Act.REJECT, "Sudland", "Norland") for day in (59, 105, 300)]
    assert [(answer.id, answer.answers) for answer in link([[*put, *answers]])] == [
        ("reject-59", "offer-50"),
        ("reject-105", "offer-50"),
    ]
