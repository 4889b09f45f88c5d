"""The search language over the tables: the stories that the reader finds, and the lines that were asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.archive.database import open_database
from briefing.archive.folder import ArchiveFolder
from briefing.archive.importing import entry_of, feed_of, take_over
from briefing.archive.partitions import Input, Kind
from briefing.archive.search import Conditions, Search
from briefing.core.errors import QueryError, StorageError
from briefing.core.party_names import PartyNames
from briefing.core.query import ALL
from briefing.core.query.parsing import parse
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.archive.made import analysed, ask, fill, rows, write_lines
from tests.support.made import NOON, entry, fetched

TEXTS = {
    "Zinc for Sudland": "Norland offered Sudland ten tons of zinc. Oldmark demanded Norland rye.",
    "Œuvres à Škoda": "Łódź: Škoda rejected Norland on trade. Straße, cœur and CAFÉ.",
    "Quiet": "Nothing happened at all; the oil-price slid.",
    "銅の値段": "東京で銅の値段が上がった。Highfen sanctioned Lowfen over copper.",
    "Signs": "100% sure_thing [x] (y) 'quoted' and a \\ in between.",
    "Η Ελλάδα": "Ο σοφός новый суд 한국은, が.",
    "मिस्र को गेहूँ": "भारत ने हिन्दी में कहा।",
    "Envoys": "The Envoy offered Westport fish.",
    "Figures": "Less CO₂ on 5 km² of the quay: 10⁶ tonnes, and 106 more.",
}
QUERIES = [
    "", "zinc", "ZINC", "tons zinc", '"tons of zinc"', '"of tons"', "skoda", "lodz", "coeur", "strasse", "cafe",
    "caf*", "title:zinc", "title:tons", "銅", "値段", "slid*", "oil-price", '"oil price"', "sure_thing", "100%",
    "'quoted'", "[x]", "from:norland", "from:nor", "from:south", "to:norland", "from:norland to:sudland",
    "from:oldmark to:sudland", "from:norland act:demand", "act:demand", "act:impose", "-act:offer",
    "-from:norland zinc", "act:offer OR act:reject", "actor:highfen", "actor:high", "actor:sud", "resource:zinc",
    "resource:zin", "resource:copper -to:lowfen", "has:offer", "-has:offer", "feed:gazette", "feed:zette",
    "feed:nothing", "since:2026-10-30", "before:2026-10-30", "since:2026", "before:2026-10",
    "since:2026-10 before:2026-11", "lang:en", "(zinc OR slid) -quiet", "category:energy", "category:ener",
    "oil - zinc", "-", "order:oldest", "order:offers", "order:length", "from:us", "from:no*",
    "from:farland", "to:farland", "from:farland to:westport",
    "गेहूँ", "हिन्दी", "हिन्द", '"हिन्दी में"',
    "Ελλάδα", "ελλαδα", "ΣΟΦΌΣ", "σοφός", "новый", "한국", "が",
    "co2", "CO₂", "co*", "km^2", "km2", "10^6", "10⁶", "106",
]  # fmt: skip
NAMES = PartyNames([("The North", "Norland"), ("us", "United States")])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Search]]:
    """The same stories in a library, and analysed from it into an archive."""
    folder = tmp_path_factory.mktemp("both")
    library = Library(folder / "briefing.db", names=lambda: NAMES)
    entries = [
        entry(title, text, published=NOON - timedelta(days=number), categories=("Energy",) if number % 2 else ())
        for number, (title, text) in enumerate(TEXTS.items())
    ]
    library.feeds.store(replace(fetched(*entries), document=replace(fetched(*entries).document, title="The Gazette")))
    for story_id in library.stories.find(ALL):
        library.analyses.store(story_id, analysed(library.stories.get(story_id)))
    archive = fill(folder / "out", Input(folder / "briefing.db", Kind.LIBRARY))
    with open_database(archive.path) as database:
        yield library, Search(database, NAMES)
    library.close()


@pytest.mark.parametrize("text", QUERIES)
def test_a_search_finds_what_the_reader_finds(both: tuple[Library, Search], text: str) -> None:
    library, search = both
    query = parse(text, NOON)
    wanted = list(library.stories.find(query))
    found = [one.story["id"] for one in search.find(query)]
    assert sorted(found) == sorted(wanted)
    assert search.count(query) == len(wanted)
    if query.order is None or "order:o" in text:
        assert found == wanted


def test_the_lines_are_those_that_were_asked_for(both: tuple[Library, Search]) -> None:
    _, search = both

    def lines(text: str) -> list[tuple[str, str]]:
        found = search.find(parse(text, NOON))
        return sorted((line["act"], line["proposer"]) for one in found for line in one.lines)

    assert lines("from:norland") == [("offer", "Norland")]
    assert lines("from:norland OR act:reject") == [("offer", "Norland"), ("reject", "Škoda")]
    assert lines("title:zinc") == [("demand", "Oldmark"), ("offer", "Norland")]
    assert lines("title:zinc -act:impose") == [("demand", "Oldmark"), ("offer", "Norland")]
    assert lines('from:"the north" zinc') == [("offer", "Norland")]


def test_no_more_stories_than_wanted(both: tuple[Library, Search]) -> None:
    assert len(list(both[1].find(ALL, 2))) == 2


# --------------------------------------------------------------------------------------------------------- compiling


def test_every_value_is_bound() -> None:
    hostile = "x'); DROP TABLE stories; --"
    conditions = Conditions(lambda sort: (hostile,))
    for key in ("", "title:", "from:", "to:", "actor:", "resource:", "feed:", "category:", "lang:"):
        query = parse(f'{key}"{hostile}"', NOON)
        clause = conditions.of_stories(query)
        assert "DROP" not in clause.sql
        assert clause.sql.count("?") == len(clause.values) > 0
        assert conditions.of_lines(query).sql.count("?") == len(conditions.of_lines(query).values)


def test_terms_on_one_line_are_one_question() -> None:
    clause = Conditions(lambda sort: (sort,)).of_stories(parse("from:prop to:reci act:offer", NOON))
    assert clause.sql.count("SELECT") == 1
    assert clause.values == (*[["proposer"]] * 3, *[["recipient"]] * 3, "offer")


def test_months_that_cannot_be_meant_are_left_out() -> None:
    clause = Conditions(lambda sort: ()).of_stories(parse("since:2022", NOON))
    assert clause == Conditions(lambda sort: ()).of_stories(parse("since:2022-01-01", NOON))
    assert "story.month >= ?" in clause.sql
    assert clause.values == ("2022-01", datetime(2022, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("text", ["is:unread", "tag:later", "group:energy", "has:note", "zinc OR -is:starred"])
def test_what_only_a_library_knows_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="only the reader's library knows"):
        Conditions(lambda sort: ()).of_stories(parse(text, NOON))


def test_an_empty_archive_answers(tmp_path: Path) -> None:
    ArchiveFolder(tmp_path / "out").open()
    with open_database(tmp_path / "out") as database:
        search = Search(database)
        assert search.count(parse("from:a zinc resource:b", NOON)) == 0
        assert list(search.find(ALL)) == []


def test_a_table_that_is_broken_is_a_sentence(tmp_path: Path) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(3)))
    for file in (folder.path / "stories").rglob("*.parquet"):
        file.write_bytes(b"PAR1 no more PAR1")
    with pytest.raises(StorageError, match="cannot be read"):
        ask(folder.path, "SELECT * FROM stories")


@pytest.mark.parametrize("content", [b"PAR1 no more PAR1", b""])
def test_what_was_found_out_before_is_found_out_again_where_it_is_broken(tmp_path: Path, content: bytes) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(3)))
    stories = ask(folder.path, "SELECT id FROM stories ORDER BY id")
    (known,) = (folder.path / "repeated").iterdir()
    known.write_bytes(content)
    assert ask(folder.path, "SELECT id FROM stories ORDER BY id") == stories


# --------------------------------------------------------------------------------------------------------- importing


def test_chosen_stories_come_into_the_library_once(tmp_path: Path) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(30)))
    told: list[str] = []

    async def bring() -> int:
        access = LibraryAccess(lambda: Library(tmp_path / "briefing.db"))
        try:
            with open_database(folder.path) as database:
                stories = Search(database).texts(parse("since:2025-01-11 before:2025-01-21", NOON))
                return await take_over(
                    stories, access, lambda _library, new, _at: told.extend(new), lambda _taken: None
                )
        finally:
            await access.close()

    assert (asyncio.run(bring()), asyncio.run(bring())) == (10, 0)
    assert len(told) == 10
    with closing(Library(tmp_path / "briefing.db")) as library:
        ids = library.stories.find(parse("feed:gazette order:oldest", NOON))
        story = library.stories.get(ids[0])
    assert len(ids) == 5
    assert story is not None
    assert (story.title, story.source, story.link) == ("Talks 10", "Gazette", "https://news.example/10")
    assert story.body.text.startswith("Norland offered Sudland 10 tons")


def test_blocks_survive_the_way_into_an_archive_and_back(tmp_path: Path) -> None:
    items = [["item", 0, 6, 1, "7.", []]]
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(1, text="First.", blocks=items)))
    with open_database(folder.path) as database:
        (row,) = Search(database).texts(ALL)
    assert entry_of(row).body.blocks[0].label == "7."


def test_sources_are_feeds_that_no_address_can_be() -> None:
    assert feed_of("Gazette").url.startswith("briefing:archive/")
    assert feed_of("Gazette") != feed_of("新聞") != feed_of("")
    assert feed_of("").title == "Archive"
