"""Pictures of the ledger, in every format; names of strangers cannot leave their place in any."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from dataclasses import replace

from briefing.core.analysis import Act
from briefing.core.ledger.entries import Side
from briefing.core.ledger.pictures import figures, network, timeline
from briefing.core.ledger.series import acts_a_day, amounts
from briefing.core.ledger.sheet import Kind, Layout, Target, text_lines
from tests.core.ledger.made import NOW, OFFER, RAISED, REFUSAL, ROWS, row

HOSTILE = replace(OFFER, id="h", proposer=Side('=cmd|"<script>&x;\x1b[2J'), recipient=Side("]-->\nend"))
LAYOUT = Layout(100)


def test_a_network_has_the_busiest_actors_and_counts_the_rest() -> None:
    found = network.network(ROWS)
    assert found.actors == (("Tarsia", 5), ("Varnia", 3), ("Orlo", 2))
    assert (found.ties[0].proposer, found.ties[0].recipient, found.ties[0].words) == ("Varnia", "Tarsia", "offer 2")
    text = "\n".join(network.to_text(found, LAYOUT))
    assert "Varnia  2 out, 1 in\n  → Tarsia  ▆▆▆▆▆▆▆▆▆▆▆▆ offer 2" in text
    sheet = network.to_sheet(found, LAYOUT)
    assert Target(Kind.PAIR, ("Varnia", "Tarsia")) in sheet.stops
    assert Target(Kind.ACTOR, ("Tarsia",)) in sheet.stops
    tarsia = next(line for line in text_lines(sheet) if line.startswith("Tarsia"))
    assert tarsia.split() == ["Tarsia", "2", "out,", "3", "in"]
    small = network.network(ROWS, most=2)
    assert small.left_out == 1
    assert small.actors == (("Tarsia", 5), ("Varnia", 3))
    assert small.words_of("Tarsia") == "1 out, 2 in"  # what its rows add up to
    assert network.to_svg(found).count("left out") == 0
    for drawn in ("\n".join(network.to_text(small, LAYOUT)), network.to_mermaid(small), network.to_svg(small)):
        assert "1 more actor left out" in drawn


def test_a_page_of_a_network_is_cut_nowhere() -> None:
    one, other = "Republic of Varnia", "Tarsia"
    acts = [row(f"a{n}", act, one, other, "a ship") for n, act in enumerate(Act)]
    found = network.network(acts)
    for columns in (38, 42, 77, 120):
        sheet = network.to_sheet(found, Layout(columns))
        lines = text_lines(sheet)
        assert max(map(len, lines)) <= columns
        assert found.ties[0].words in " ".join(" ".join(lines).split())


def test_nobody_stands_in_a_network_without_a_tie() -> None:
    busy = [row(f"b{n}", Act.DEMAND, "Orlo", f"Port {n}", "a ship") for n in range(4)]
    pair = [row(f"p{n}", Act.OFFER, "Varnia", "Tarsia", "wheat") for n in range(2)]
    found = network.network([*busy, *pair], most=3)
    assert {name for name, _ in found.actors} == {name for tie in found.ties for name in (tie.proposer, tie.recipient)}
    whole = network.network([*busy, *pair], most=None)
    assert (len(whole.actors), len(whole.ties), whole.left_out) == (7, 5, 0)


def test_a_network_is_written_for_other_programs() -> None:
    found = network.network(ROWS)
    graph = ET.fromstring(network.to_graphml(found))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(list(graph.iter(f"{space}node"))) == 3
    assert len(list(graph.iter(f"{space}edge"))) == len(found.ties)
    assert 'a1 -->|"offer 2"| a0' in network.to_mermaid(found)
    assert [*csv.reader(network.to_csv(found).splitlines())][1] == ["Varnia", "Tarsia", "2", "offer 2"]
    drawn = ET.fromstring(network.to_svg(found))
    assert len([one for one in drawn.iter() if one.tag.endswith("circle")]) == 3


def test_an_exchange_in_time() -> None:
    rows = timeline.in_time((RAISED, REFUSAL, OFFER))
    assert [one.id for one in rows] == ["e1", "e2", "e3"]
    assert "15 Nov 2026  Varnia → Tarsia  offer: wheat on credit (3 million tonnes)  rejected" in [
        *timeline.to_text(rows, LAYOUT)
    ]
    mermaid = timeline.to_mermaid(rows).splitlines()
    assert mermaid[:3] == ["sequenceDiagram", "  participant a0 as Varnia", "  participant a1 as Tarsia"]
    assert mermaid[4] == "  a1--xa0: 16 Nov reject - the credit"
    assert len(timeline.to_csv(rows).splitlines()) == 4
    ET.fromstring(timeline.to_svg(rows, "Varnia", "Tarsia"))


def test_figures_in_time() -> None:
    days = acts_a_day(ROWS, NOW)
    assert [*figures.acts_to_text(days, LAYOUT)][1] == "28 Oct to 24 Nov 2026: 5 acts, at most 1 (15 Nov)"
    assert figures.acts_to_csv(days).splitlines()[-1] == "2026-11-24,0"
    ET.fromstring(figures.acts_to_svg(days))
    found = amounts(ROWS)
    assert [*figures.amounts_to_text(found, LAYOUT)][:3] == [
        "price, USD per tonne  ▁█",
        "  21 Nov 2026  $210 a tonne",
        "  23 Nov 2026  $240 a tonne",
    ]
    assert figures.amounts_to_csv(found).splitlines()[1] == "2026-11-21,price,210.0,USD per tonne,$210 a tonne,e3"
    ET.fromstring(figures.amounts_to_svg(found, "wheat & <tin>"))


def test_names_of_strangers_stay_in_their_place() -> None:
    found = network.network((HOSTILE,))
    for drawn in (network.to_svg(found), network.to_graphml(found), timeline.to_svg((HOSTILE,), "a", "b")):
        ET.fromstring(drawn)
        assert "<script" not in drawn
        assert "\x1b" not in drawn
    # What is left of the names are words: no sign of the diagram's own language.
    assert sum('["=cmd script x 2J"]' in line for line in network.to_mermaid(found).splitlines()) == 1
    lines = timeline.to_mermaid((HOSTILE,)).splitlines()
    assert lines[1:3] == ["  participant a0 as =cmd script x 2J", "  participant a1 as -- end"]
    assert len(lines) == 4
    first = [*csv.reader(network.to_csv(found).splitlines())][1][0]
    assert first.startswith("'=")


def test_nothing_is_drawn_as_nothing() -> None:
    empty = network.network(())
    assert [*network.to_text(empty, LAYOUT)] == []
    for drawn in (
        network.to_svg(empty),
        timeline.to_svg((), "a", "b"),
        figures.acts_to_svg(()),
        figures.amounts_to_svg((), "x"),
    ):
        ET.fromstring(drawn)
    alone = row("x", Act.PLEDGE, "Orlo", "", "ships")
    assert network.network((alone,)).actors == ()
    assert "Orlo  pledge: ships" in next(timeline.to_text((alone,), LAYOUT))


def test_pictures_of_nothing_say_so_and_what_has_no_room_is_counted() -> None:
    assert list(figures.acts_to_text((), LAYOUT)) == []
    assert "No entry names both sides." in text_lines(network.to_sheet(network.network(()), LAYOUT, "wheat"))
    assert "1 more actor left out." in text_lines(network.to_sheet(network.network(ROWS, most=2), LAYOUT))
