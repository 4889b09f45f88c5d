"""The ledger of an archive is that of the reader's library."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from briefing.archive.database import open_database
from briefing.archive.joining import Entry, Joiner, Sides
from briefing.archive.ledger import Made, make_ledger
from briefing.archive.partitions import Input, Kind
from briefing.core.analysis import Act, ActorKind
from briefing.core.ledger.entries import State
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.ledger.search import parse
from briefing.core.party_names import NO_NAMES, PartyNames
from briefing.core.query import ALL
from briefing.storage.library import Library
from tests.archive.made import analysed, ask, fill
from tests.support.made import FEED, NOON, entry, fetched

TEXTS = (
    "Norland offered Sudland ten tons of zinc.",
    "Norland offered Sudland ten tons of zinc again. Oldmark demanded Norland rye.",
    "Sudland rejected Norland over ten tons of zinc.",
    "Norland offered Sudland ninety barrels of brandy.",
    "Sudland rejected Norland over ninety barrels of brandy, hardly.",
    "Norland rejected Oldmark over rye.",
    "Highfen offered Lowfen a deep port. Oldmark offered Lowfen a deep port.",
    "Norland offered Sudland ten tons of zinc.",
    "Lowfen rejected Highfen over a deep port.",
    "Highfen sanctioned Lowfen over a deep port.",
    "Highfen offered Lowfen a year of football, maybe.",
)
DAYS = (0, 1, 3, 20, 21, 22, 40, 41, 42, 130, 131)
LATER = NOON + timedelta(days=200)


def of_the_reader(folder: Path) -> list[tuple[Any, ...]]:
    """The entries that a library has of these texts, which came one after the other."""
    with closing(Library(folder / "briefing.db")) as library:
        for number, (day, text) in enumerate(zip(DAYS, TEXTS, strict=True)):
            at = NOON + timedelta(days=day, minutes=number)
            (story,) = library.feeds.store(
                fetched(
                    entry(f"Story {number}", text, published=at, link=f"https://paper-{number % 2}.example/{number}"),
                    feed=FEED,
                    at=at + timedelta(minutes=1),
                )
            ).new_stories
            library.analyses.store(story, analysed(library.stories.get(story)))
        rows = library.ledger.find(parse("sure:all", LATER)).rows
    known = {row.id: row for row in rows}
    return sorted(
        (
            row.act.value,
            row.proposer.name if row.proposer else "",
            row.recipient.name if row.recipient else "",
            row.terms,
            row.resources,
            row.stories,
            row.first,
            row.moved,
            row.state.value,
            row.confidence,
            row.weight,
            row.shown,
            row.papers,
            known[row.answers].terms if row.answers else "",
        )
        for row in rows
    )


def of_the_archive(folder: Path) -> list[tuple[Any, ...]]:
    """The entries of the same library as an archive."""
    archive = fill(folder / "out", Input(folder / "briefing.db", Kind.LIBRARY))
    with open_database(archive.path) as database:
        made = make_ledger(database, archive.path, LATER)
        entries = archive.path / "ledger" / "entries.parquet"
        found = [
            tuple(row.values())
            for row in database.rows(
                "SELECT e.act, e.proposer, e.recipient, e.terms, e.resources, e.stories, e.first_seen, e.moved,"
                " e.state, e.confidence, e.weight, e.shown, e.papers, coalesce(put.terms, '')"
                f" FROM '{entries}' AS e LEFT JOIN '{entries}' AS put ON put.id = e.answers"
            )
        ]
        told = archive.path / "ledger" / "lines.parquet"
        (counts,) = database.rows(f"SELECT count(*) AS lines, count(DISTINCT line) AS ids FROM '{told}'")
    assert made.entries == len(found)
    assert (counts["lines"], counts["ids"]) == (made.lines, made.lines)
    assert made.answers == len([row for row in found if row[-1]])
    return sorted((*row[:4], tuple(row[4]), *row[5:]) for row in found)


def test_entries_and_answers_are_those_of_the_reader(tmp_path: Path) -> None:
    theirs = of_the_reader(tmp_path)
    assert of_the_archive(tmp_path) == theirs
    assert len({row[5] for row in theirs}) > 1, "some entry is told by several stories"
    assert len([row for row in theirs if row[-1]]) >= 2, "some entries are answers"
    states = {(row[1], row[3]): row[8] for row in theirs if row[0] == "offer"}
    assert states["Norland", "ninety barrels of brandy"] == "put", "an answer that is hardly sure does not count"
    assert states["Highfen", "a deep port"] == "answered"
    assert len({row[12] for row in theirs}) > 1, "some entry is told by several papers"


def test_the_tables_are_made_anew_and_whole(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "briefing.db")) as library:
        library.feeds.store(fetched(entry("One", TEXTS[0])))
    folder = fill(tmp_path / "out", Input(tmp_path / "briefing.db", Kind.LIBRARY))
    for _ in range(2):
        with open_database(folder.path) as database:
            assert make_ledger(database, folder.path, LATER) == Made(1, 1, 0)
    assert sorted(file.name for file in (folder.path / "ledger").iterdir()) == ["entries.parquet", "lines.parquet"]
    assert ask(folder.path, "SELECT count(*) FROM lines") == [(1,)]


def test_an_archive_without_lines_has_an_empty_ledger(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "briefing.db")) as library:
        library.feeds.store(fetched(entry("One", "Nothing.")))
        assert len(library.stories.find(ALL)) == 1
    folder = fill(tmp_path / "out", Input(tmp_path / "briefing.db", Kind.LIBRARY))
    with open_database(folder.path) as database:
        assert make_ledger(database, folder.path, LATER) == Made()


# ----------------------------------------------------------------------------------------------------------- joining


def line(number: int, day: float, act: Act = Act.OFFER, by: str = "Norland", to: str = "Sudland") -> LedgerLine:
    """A line on zinc of a story of its own."""
    return LedgerLine(
        f"{number:04}",
        act,
        "ten tons of zinc",
        NOON + timedelta(days=day),
        LineParty(by, kind=ActorKind.STATE),
        LineParty(to, kind=ActorKind.STATE),
        resources=("zinc",),
        quote=f"{by} {act} {to} ten tons of zinc",
        story=number,
        house=f"paper-{number}",
        context={"zinc": 1.0},
    )


def joined(*lines: LedgerLine) -> list[Entry]:
    """The entries in the order in which they go out."""
    joiner = Joiner(NO_NAMES)
    out = [entry for one in lines for entry in joiner.take([(one, None)])]
    return [*out, *joiner.end()]


def test_an_entry_goes_out_when_nothing_can_be_joined_to_it_any_more() -> None:
    joiner = Joiner(NO_NAMES)
    assert list(joiner.take([(line(1, 0), None)])) == []
    assert list(joiner.take([(line(2, 61, by="Highfen", to="Lowfen"), None)])) == []
    (gone,) = joiner.take([(line(3, 63, by="Highfen", to="Lowfen"), None)])
    assert [one for one, _, _ in gone.lines] == ["0001"]
    assert [[one for one, _, _ in entry.lines] for entry in joiner.end()] == [["0002", "0003"]]


def test_what_is_told_for_long_stays_one_entry_and_little_of_it_is_kept() -> None:
    (entry,) = joined(*(line(number, number * 10) for number in range(200)))
    assert len(entry.lines) == len(entry.houses) == 200
    assert (len(entry.kept), entry.kept[0].id, entry.kept[-1].id) == (80, "0000", "0199")
    life = entry.life(LATER)
    assert (life.state, life.houses, life.stories) == (State.REPEATED, 200, 200)
    assert life.weight > joined(*(line(number, number * 10) for number in range(80)))[0].life(LATER).weight


def test_what_is_put_to_two_sides_is_two_entries_though_lines_name_neither() -> None:
    unnamed = [replace(line(number, number), recipient=None) for number in (1, 3)]
    entries = joined(unnamed[0], line(2, 2), unnamed[1], line(4, 4, to="Westport"))
    assert [[one for one, _, _ in entry.lines] for entry in entries] == [["0001", "0002", "0003"], ["0004"]]


def test_of_two_lines_of_a_story_the_likelier_joins_what_an_older_story_told() -> None:
    joiner = Joiner(NO_NAMES)
    likely = replace(line(2, 1, Act.PLEDGE), terms="ten tons of zinc and of tin")
    likelier = replace(line(3, 1), story=2)
    stories = ([line(1, 0)], [likely, likelier])
    told = [entry for story in stories for entry in joiner.take([(one, None) for one in story])]
    entries = [*told, *joiner.end()]
    assert [[one for one, _, _ in entry.lines] for entry in entries] == [["0001", "0003"], ["0002"]]
    (alone,) = joined(replace(likely, id="0000"), replace(likelier, story=3))
    assert len(alone.lines) == 2, "each of them could join"


def test_an_answer_is_linked_whichever_of_the_two_came_first() -> None:
    for lines in (
        (line(1, 0), line(2, 1, Act.REJECT, "Sudland", "Norland")),
        (line(2, 0, Act.REJECT, "Sudland", "Norland"), line(1, 0.5)),
    ):
        put, answer = sorted(joined(*lines), key=lambda entry: entry.first.line.id)
        assert answer.put is put
        assert put.life(LATER).state is State.ANSWERED
        assert answer.chance >= 0.5


def test_an_answer_that_is_not_sure_counts_only_where_one_story_tells_both() -> None:
    put, answer = line(1, 0), replace(line(2, 1, Act.REJECT, "Sudland", "Norland"), confidence=0.1)
    of_another_story = {entry.first.line.id: entry for entry in joined(put, answer)}
    assert of_another_story["0002"].put is of_another_story["0001"]
    assert of_another_story["0001"].life(LATER).state is State.PUT
    joiner = Joiner(NO_NAMES)
    assert list(joiner.take([(put, None), (replace(answer, story=1), put.id)])) == []
    of_one_story = {entry.first.line.id: entry for entry in joiner.end()}
    assert of_one_story["0001"].life(LATER).state is State.ANSWERED


def test_an_entry_waits_for_what_makes_its_answer_sure() -> None:
    answer = line(2, 50, Act.REJECT, "Sudland", "Norland")
    unsure, sure = replace(answer, confidence=0.1), line(3, 70, Act.REJECT, "Sudland", "Norland")
    joiner = Joiner(NO_NAMES)
    told = [line(1, 0), unsure, line(4, 66, by="Highfen", to="Lowfen"), sure]
    out = [entry for one in told for entry in joiner.take([(one, None)])]
    put, *_ = [*out, *joiner.end()]
    assert [one for one, _, _ in put.answered[0].lines] == ["0002", "0003"]
    assert (out, put.life(LATER).state) == ([], State.ANSWERED)


def test_a_sentence_that_tells_the_answer_is_no_further_report() -> None:
    refused = "Sudland rejected the ten tons of zinc that Norland offered."
    again, answer = (
        replace(one, story=2, house="paper-2", quote=refused)
        for one in (line(2, 9), line(3, 9, Act.REJECT, "Sudland", "Norland"))
    )
    joiner = Joiner(NO_NAMES)
    assert list(joiner.take([(line(1, 0), None)])) == []
    assert list(joiner.take([(again, None), (answer, again.id)])) == []
    put, _ = sorted(joiner.end(), key=lambda entry: entry.first.line.id)
    life = put.life(LATER)
    assert ([one for one, _, _ in put.lines], life.houses, life.stories) == (["0001", "0002"], 1, 1)
    assert life.state is State.ANSWERED


def test_what_one_story_says_of_its_answer_goes_before_what_is_likely() -> None:
    joiner = Joiner(NO_NAMES)
    put, other = line(1, 0), line(2, 0, by="Highfen", to="Lowfen")
    answer = line(3, 0, Act.ACCEPT, "Sudland", "Norland")
    assert list(joiner.take([(put, None), (other, None), (answer, other.id)])) == []
    entries = {entry.first.line.id: entry for entry in joiner.end()}
    assert entries["0003"].put is entries["0002"]
    assert entries["0001"].answered == []


def test_what_is_not_yet_agreed_is_no_answer_though_one_story_tells_both() -> None:
    joiner = Joiner(NO_NAMES)
    put, answer = line(1, 0), replace(line(2, 0, Act.ACCEPT, "Sudland", "Norland"), negated=True)
    assert list(joiner.take([(put, None), (answer, put.id)])) == []
    assert [entry.put for entry in joiner.end()] == [None, None]


def test_a_person_stands_for_the_side_that_most_stories_name_and_a_side_has_one_name() -> None:
    names = PartyNames([("Norland", "Norland"), ("the Norse", "Norland")])
    sides = Sides(names, {"ada lis": "Norland"})
    assert sides.party("Ada Lis", ActorKind.PERSON, "", ()) == LineParty("Norland", "Ada Lis", ActorKind.PERSON)
    assert sides.party("Ada Lis", ActorKind.PERSON, "Oldmark", ()).side == "Oldmark"
    assert sides.party("the Norse", ActorKind.STATE, "", ()) == LineParty("Norland", "", ActorKind.STATE)
    known = PartyNames(
        [("Norland", "Norland"), ("Norport", "Norland")],
        sides=[("Harbour Office", "Norland")],
        figures=[("Norport", "Norland")],
    )
    office = LineParty("Norland", "Harbour Office", ActorKind.BODY)
    assert Sides(known, {}).party("Harbour Office", ActorKind.BODY, "", ()) == office
    minister = LineParty("Norland", "Ada Lis", ActorKind.PERSON)
    assert Sides(known, {}).party("Ada Lis", ActorKind.PERSON, "Harbour Office", ()) == minister
    assert Sides(known, {"ada lis": "Harbour Office"}).party("Ada Lis", ActorKind.PERSON, "", ()) == minister
    assert Sides(known, {}).party("Norport", ActorKind.STATE, "", ()).side == "Norland"
    assert sides.party("Bo", ActorKind.PERSON, "", ("Cy",)) == LineParty("Bo", "", ActorKind.PERSON, ("Cy",))
