"""The data: complete, without contradictions, and matched by whole words."""

from __future__ import annotations

import pytest

from briefing.analysis.names.gazetteer import Form, load
from briefing.analysis.vocabulary import data
from briefing.core.analysis import ActorKind
from briefing.core.party_names import plain_name
from tests.analysis import facts


@pytest.mark.parametrize(
    ("text", "name", "form", "kind"),
    [
        ("the U.S. said", "United States", Form.NAME, ActorKind.STATE),
        ("the Kremlin said", "Russia", Form.SEAT, ActorKind.STATE),
        ("in Kyiv", "Ukraine", Form.CAPITAL, ActorKind.STATE),
        ("the Poles", "Poland", Form.PEOPLE, ActorKind.STATE),
        ("Turkish officials", "Turkey", Form.ADJECTIVE, ActorKind.STATE),
        ("the IMF", "International Monetary Fund", Form.NAME, ActorKind.BODY),
        ("Royal Dutch/Shell rose", "Shell", Form.NAME, ActorKind.COMPANY),
        ("Houthi rebels", "Houthis", Form.NAME, ActorKind.GROUP),
        ("GERMANY AGREED", "Germany", Form.NAME, ActorKind.STATE),
    ],
)
def test_forms_of_a_name(text: str, name: str, form: Form, kind: ActorKind) -> None:
    match = next(load().matches(text))
    assert (match.known.name, match.form, match.known.kind) == (name, form, kind)


@pytest.mark.parametrize("text", ["let us go", "a chad", "Nigerian-born", "the Gulf of Mexico", "North America"])
def test_words_that_only_look_like_names(text: str) -> None:
    assert [m.known.name for m in load().matches(text) if m.form is not Form.ADJECTIVE] == []


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Emmanuel Macron", "France"),
        ("macron", "France"),
        ("VOLODYMYR ZELENSKYY", "Ukraine"),
        ("Recep Tayyip Erdogan", "Turkey"),
        ("Maros Sefcovic", "European Union"),
        ("Smith", ""),
        ("Lee", ""),
    ],
)
def test_leaders_speak_for_a_side_whatever_their_letters(name: str, side: str) -> None:
    assert load().side_of_person(name) == side


def test_sides_of_leaders_are_known_and_nobody_speaks_for_two() -> None:
    rows = data("gazetteer/people.yaml")
    known = {row["name"] for file in ("states", "bodies", "groups") for row in data(f"gazetteer/{file}.yaml")}
    assert [row["side"] for row in rows if row["side"] not in known] == []
    everyone = [n for row in rows for n in {plain_name(name) for name in (*row["names"], *row.get("alone", ()))}]
    assert {n for n in everyone if everyone.count(n) > 1} == set()


def test_the_longest_name_wins() -> None:
    assert [m.known.name for m in load().matches("the UN Security Council")] == ["UN Security Council"]


def test_breadth_of_the_data() -> None:
    names = {"state": 0, "body": 0, "company": 0, "group": 0}

    def walk(node: dict[str, object]) -> None:
        for key, below in node.items():
            if key == "":
                if isinstance(below, tuple):
                    names[below[0].kind.value] += 1
            elif isinstance(below, dict):
                walk(below)

    walk(load().names)
    assert names["state"] > 700
    assert names["body"] > 300
    assert sum(len(listed) for listed in load().resources["kinds"].values()) > 500


def test_every_need_of_a_resource_is_defined() -> None:
    data = load().resources
    lists = {name for name, value in data["needs"].items() if isinstance(value, list)}
    for word, need in data["needs"].items():
        assert isinstance(need, list) or need in lists, word


def test_every_member_of_the_united_nations_is_known_with_its_seat() -> None:
    known = load()
    members = facts.members()
    assert len(members) == 193
    for state, seat in members:
        (match,) = known.matches(state)
        assert (match.known.kind, match.end) == (ActorKind.STATE, len(state)), state
        if seat not in facts.SHARED:
            assert [m.known for m in known.matches(seat)] == [match.known], seat


def test_every_mineral_that_a_list_calls_critical_is_known() -> None:
    goods = {word for words in load().resources["kinds"].values() for word in words}
    assert (len(facts.USGS_2022), len(facts.EU_2023)) == (50, 36)  # bauxite and borate are told beside their metals
    assert facts.USGS_2022 | set(facts.EU_2023) <= goods


@pytest.mark.parametrize(
    "name", ["Bank of Russia", "Banxico", "Glencore", "Codelco", "Cargill", "Nutrien", "TSMC", "ZIM"]
)
def test_central_banks_and_large_companies(name: str) -> None:
    assert load().knows(name)
