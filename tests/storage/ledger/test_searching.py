"""The search of the ledger: whole words, aliases, letters without marks, orders, places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.core.analysis import Act, ActorKind
from briefing.core.ledger.search import parse
from briefing.core.party_names import PartyNames
from briefing.core.query import parsing
from briefing.storage.library import Library
from tests.support.made import NOON, hours
from tests.support.negotiations import Said, tell

NAMES = PartyNames(
    [
        ("United States", "United States"), ("US", "United States"), ("Washington", "United States"),
        ("White House", "United States"), ("Russia", "Russia"), ("Moscow", "Russia"),
        ("South Sudan", "South Sudan"), ("Sudan", "Sudan"),
    ]
)  # fmt: skip
SAID = (
    ("demand", "Joe Biden of United States", "Russia", "release the grain ships", ("grain",)),
    ("offer", "White House", "Sudan", "a loan for crude oil", ("crude oil",)),
    ("offer", "Russia", "South Sudan", "help with soil surveys", ()),
    ("reject", "Škodá Works", "Russia Trade Bank", "the price of coal", ("coal",)),
    ("impose", "Moscow", "", "a ban on fuel exports", ("fuel",)),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = Library(tmp_path_factory.mktemp("ledger") / "ledger.db", names=lambda: NAMES)
    for number, (act, one, other, terms, goods) in enumerate(SAID):
        text = f"It was said that {terms} is wanted by {one.partition(' of ')[0]} number {number}."
        said = Said(act, one, other, terms, text, "", goods, 0.9 - number / 10)
        tell(made, f"paper{number}", f"Talks {number}", text, NOON + hours(number), said)
    yield made
    made.close()


def terms(library: Library, query: str) -> set[str]:
    return {row.terms.split()[-1] for row in library.ledger.find(parse(query, NOON + hours(30))).rows}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from:us", {"ships", "oil"}),
        ("from:washington", {"ships", "oil"}),
        ("from:biden", {"ships"}),
        ("to:sudan", {"oil"}),
        ("to:russia", {"ships"}),
        ("actor:russia", {"ships", "surveys", "exports"}),
        ("from:skoda", {"coal"}),
        ("resource:oil", {"oil"}),
        ("resource:fue", set()),
        ("resource:crud", {"oil"}),
        ("from:sko", set()),
        ("from:skod", {"coal"}),
        ("expor", set()),
        ("oil", {"oil"}),
        ("soil", {"surveys"}),
        ("sur*", {"surveys"}),
        ("act:demand OR act:impose", {"ships", "exports"}),
        ("is:measure", {"exports"}),
        ("is:answer", {"coal"}),
        ("-from:us act:offer", {"surveys"}),
        ("since:29h", {"oil", "surveys", "coal", "exports"}),
        ("before:29h", {"ships"}),
        ("sure:80", {"ships", "oil"}),
        ("feed:paper3", {"coal"}),
        ("feed:ÅPER3", {"coal"}),
        ("is:open from:russia", {"surveys", "exports"}),
        ("is:answered", set()),
        ('"grain ships"', {"ships"}),
        ("watch:none", set()),
    ],
)
def test_what_is_found(library: Library, query: str, found: set[str]) -> None:
    assert terms(library, query) == found


def test_one_side_has_one_name_and_keeps_its_people(library: Library) -> None:
    rows = library.ledger.find(parse("from:us", NOON)).rows
    assert {row.proposer.name for row in rows if row.proposer} == {"United States"}
    assert {row.proposer.person for row in rows if row.proposer} == {"Joe Biden", ""}


@pytest.mark.parametrize(
    ("order", "first"), [("moved", Act.IMPOSE), ("weight", Act.DEMAND), ("resource", Act.REJECT), ("pair", Act.REJECT)]
)
def test_the_orders(library: Library, order: str, first: Act) -> None:
    query = parse(f"order:{order}", NOON)
    page = library.ledger.find(query, 0, 2)
    assert (page.rows[0].act, page.total, len(page.rows)) == (first, 5, 2)
    second = library.ledger.find(query, 1, 1)
    assert second.rows == page.rows[1:]
    assert library.ledger.place(query, page.rows[1].id) == 1
    assert library.ledger.place(parse("from:nobody", NOON), page.rows[1].id) is None


def test_the_statements_use_their_indexes(library: Library) -> None:
    from briefing.storage.ledger.searching import ORDERS, Conditions

    searches = {f"order:{name}": f"ledger_entry_{name}" for name in ("moved", "weight", "resource", "pair")}
    searches |= {"sure:all": "ledger_entry_all", "sure:all order:weight": "ledger_entry_all_weight"}
    for search, index in searches.items():
        query = parse(search, NOON)
        meant = Conditions(library._db, NAMES).of(query)
        statement = f"SELECT num FROM ledger_entry WHERE {meant.sql} ORDER BY {ORDERS[query.order]} LIMIT 50"
        plan = [row["detail"] for row in library._db.rows(f"EXPLAIN QUERY PLAN {statement}", *meant.values)]
        assert any(f"{index} (" in detail for detail in plan), plan
        assert not any("TEMP B-TREE" in detail for detail in plan), plan


def test_names_for_completion(library: Library) -> None:
    from briefing.core.query import Key

    assert library.ledger.names(Key.FROM)[0] in {"United States", "Russia"}
    assert "crude oil" in library.ledger.names(Key.RESOURCE)
    assert library.ledger.pairs(parse("from:us", NOON))[0][0] == "United States"
    assert sum(n for _, n in library.ledger.days(parse("", NOON))) == 5


def test_a_body_stands_for_its_state_though_no_story_says_so(tmp_path: Path) -> None:
    library = Library(
        tmp_path / "ledger.db",
        names=lambda: PartyNames([("Norland", "Norland")], sides=[("Harbour Office", "Norland")]),
    )
    text = "The Harbour Office demanded that Sudland open the locks of the canal."
    again = "Norland demanded that Sudland open the locks of the canal."
    by_office = Said("demand", "Harbour Office", "Sudland", "open the locks of the canal", text)
    tell(library, "gazette", "The locks", text, NOON, by_office, kind=ActorKind.BODY)
    tell(library, "courier", "The canal", again, NOON + hours(2), replace(by_office, proposer="Norland", quote=again))
    (row,) = library.ledger.find(parse("from:norland", NOON)).rows
    assert row.proposer is not None
    assert (row.proposer.name, row.proposer.people, row.papers) == ("Norland", ("Harbour Office",), 2)
    library.close()


@pytest.mark.parametrize("typed", ["harbour office", "HO", "quay board"])
def test_what_a_body_says_for_its_state_is_found_under_all_names_of_the_body(tmp_path: Path, typed: str) -> None:
    known = [("Harbour Office", "Harbour Office"), ("HO", "Harbour Office"), ("Quay Board", "Harbour Office")]
    names = PartyNames(known, sides=[("Harbour Office", "Norland")])
    library = Library(tmp_path / "ledger.db", names=lambda: names)
    for who, terms in (("Harbour Office of Norland", "dredge the canal"), ("Norland", "return the stolen paintings")):
        text = f"{who.split(' of ')[0]} demanded that Sudland {terms}."
        tell(library, "gazette", terms, text, NOON, Said("demand", who, "Sudland", terms, text), kind=ActorKind.BODY)
    found = [row.terms for row in library.ledger.find(parse(f'from:"{typed}"', NOON)).rows]
    assert found == ["dredge the canal"]
    assert library.ledger.find(parse("from:norland", NOON)).total == 2
    library.close()


def test_a_minister_stands_for_the_state_of_the_ministry(tmp_path: Path) -> None:
    library = Library(tmp_path / "ledger.db", names=lambda: PartyNames(sides=[("Harbour Office", "Norland")]))
    text = "Ada Lis demanded that Sudland open the locks of the canal."
    said = Said("demand", "Ada Lis of Harbour Office", "Sudland", "open the locks of the canal", text)
    tell(library, "herald", "Open it", text, NOON, said, kind=ActorKind.BODY)
    (row,) = library.ledger.find(parse("from:norland", NOON)).rows
    assert row.proposer is not None
    assert row.proposer.words == "Norland (Ada Lis)"
    library.close()


def test_stories_are_found_by_the_side_for_whom_somebody_speaks(tmp_path: Path) -> None:
    library = Library(tmp_path / "ledger.db", names=lambda: NAMES)
    stories = []
    for number, who in enumerate(("Joe Biden of United States", "Joe Biden", "Vera Lund")):
        text = f"{who} threatened Russia over the grain ships of port {number}."
        said = Said("threaten", who, "Russia", "the grain ships", text.replace(who, who.partition(" of ")[0]))
        at = NOON + hours(number)
        stories.append(tell(library, f"paper{number}", "Talks", said.quote, at, said, kind=ActorKind.PERSON)[0])

    def found(query: str) -> set[str]:
        return set(library.stories.find(parsing.parse(query, NOON + hours(30))))

    assert found("from:us to:russia act:threaten") == set(stories[:2])
    assert found("from:russia") == found("to:us") == set()
    library.close()
