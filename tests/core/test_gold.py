"""A corrected story as an example for the gold files."""

from __future__ import annotations

from dataclasses import replace

from briefing.core.analysis import Act, Actor, ActorKind, Part, Party, Span
from briefing.core.gold import gold_example
from tests.support.made import SENTENCE, analysis_of, story


def test_names_mentions_and_offers_are_those_of_the_text() -> None:
    of = story(text=f"{SENTENCE} It will keep its word.", link="https://news.example/1")
    analysis = analysis_of(of)
    norland = Actor("norland", "Norland", ActorKind.STATE, (Span(0, 7), Span(50, 52)))
    in_title = Actor("tinland", "Tinland", ActorKind.STATE, (Span(0, 7, Part.TITLE),))
    analysis = replace(analysis, actors=(norland, *analysis.actors[1:], in_title))
    example = gold_example(of, analysis)
    assert example["source"] == "https://news.example/1"
    assert [actor["names"] for actor in example["actors"]] == [["Norland"], ["Sudland"]]
    assert example["actors"][0]["mentions"] == [[0, 7], [50, 52]]
    assert example["resources"] == [{"names": ["zinc"], "mentions": [[44, 48]]}]
    (offer,) = example["offers"]
    assert (offer["proposer"], offer["recipient"]) == (["Norland"], ["Sudland"])
    assert (offer["terms"], offer["evidence"]) == (["two million tons of zinc"], [[0, len(SENTENCE)]])


def test_what_is_said_in_the_title_alone_is_left_out() -> None:
    of = story()
    (offer,) = analysis_of(of).offers
    titled = replace(offer, evidence=(Span(0, 3, Part.TITLE),))
    nobody = replace(offer, recipient=None, proposer=Party("Midland"))
    offers = gold_example(of, replace(analysis_of(of), lines=(titled, nobody)))["offers"]
    assert [(one["proposer"], one["recipient"]) for one in offers] == [(["Midland"], None)]
    assert gold_example(of, analysis_of(of))["source"] == "Example News"


def test_measures_stand_beside_the_offers() -> None:
    of = story()
    made = analysis_of(of)
    ban = replace(made.offers[0], act=Act.IMPOSE)
    example = gold_example(of, replace(made, lines=(*made.offers, ban)))
    assert [line["act"] for line in example["offers"]] == ["offer"]
    assert [line["act"] for line in example["measures"]] == ["impose"]
