from __future__ import annotations

from dataclasses import replace

from briefing.core import shapes
from briefing.core.analysis import Act, Part, Party, Span
from briefing.core.kept import OtherReport
from briefing.core.plaintext import headline_lines
from briefing.core.story import Headline
from tests.support.made import NOON, analysis_of, story


def test_the_printed_shape() -> None:
    of = story()
    shape = shapes.analysis_to_json(analysis_of(of), of.body.text)
    text = of.body.text
    (offer,) = shape["offers"]
    assert shape["text"] == text
    assert shape["actors"][0] == {"id": "norland", "name": "Norland", "kind": "state", "mentions": [[0, 7]]}
    assert shape["resources"][0]["kind"] == "metal"
    assert (offer["act"], offer["negated"], offer["quantity"]) == ("offer", False, "two million tons")
    assert offer["proposer"] == {"actor": "norland", "name": "Norland", "span": [0, 7]}
    start, end = offer["terms"]["span"]
    assert text[start:end] == offer["terms"]["text"]
    assert offer["evidence"] == [[0, len(text)]]
    assert offer["resources"] == ["zinc"]


def test_measures_stand_beside_the_offers() -> None:
    of = story()
    made = analysis_of(of)
    ban = replace(made.offers[0], act=Act.IMPOSE, recipient=None, confidence=0.456)
    shape = shapes.analysis_to_json(replace(made, lines=(ban, *made.lines)), of.body.text)
    (offer,), (measure,) = shape["offers"], shape["measures"]
    assert (offer["act"], offer["confidence"], offer["shown"]) == ("offer", 0.9, True)
    assert (measure["act"], measure["confidence"], measure["shown"]) == ("impose", 0.456, False)
    assert offer.keys() == measure.keys()
    (measure,) = shapes.analysis_to_json(replace(made, lines=(ban,)), of.body.text, unsure_below=0.4)["measures"]
    assert measure["shown"] is True


def test_joint_parties_stand_under_the_first() -> None:
    of = story()
    made = analysis_of(of)
    both = Party("Norland", "norland", Span(0, 7), joint=(Party("Osterland"),))
    shape = shapes.offer_to_json(replace(made.lines[0], proposer=both))
    assert shape["proposer"]["joint"] == [{"actor": None, "name": "Osterland", "span": None}]
    assert "joint" not in shape["recipient"]


def test_other_reports_are_counted_and_listed() -> None:
    other = OtherReport("xyz1234", "Zinc sold", "The Courier", "https://courier.example/zinc")
    shape = shapes.story_to_json(story(), None, [], [other])
    assert shape["cluster"] == 2
    listed = {"id": "xyz1234", "title": "Zinc sold", "feed": "The Courier", "link": "https://courier.example/zinc"}
    assert shape["reports"] == [listed]
    headline = Headline("xyz1234", "Zinc sold", "The Courier", "", NOON, NOON, cluster=3)
    assert shapes.headline_to_json(headline)["cluster"] == 3
    assert headline_lines(headline, NOON).endswith("The Courier · +2 reports")
    assert headline_lines(replace(headline, cluster=1), NOON).endswith(" The Courier")


def test_an_answer_points_to_what_it_answers() -> None:
    of = story()
    made = analysis_of(of)
    answer = replace(made.offers[0], act=Act.REJECT, answers=made.offers[0].terms.span)
    made = replace(made, lines=(*made.offers, answer))
    assert made.answered(answer) == made.offers[0]
    assert made.answered(made.offers[0]) is None
    put, answered = shapes.analysis_to_json(made, of.body.text)["offers"]
    assert put["answers"] is None
    assert answered["answers"] == {"span": put["terms"]["span"]}


def test_a_span_of_the_title_is_not_taken_for_one_of_the_text() -> None:
    of = story()
    made = analysis_of(of)
    made = replace(made, actors=(replace(made.actors[0], mentions=(Span(0, 7, Part.TITLE),)),), lines=())
    (actor,) = shapes.analysis_to_json(made, of.body.text)["actors"]
    assert actor["mentions"] == []
    assert actor["title_mentions"] == [[0, 7]]


def test_times_are_utc_and_end_in_z() -> None:
    assert shapes.time_to_json(NOON) == "2026-11-01T12:00:00Z"
    assert shapes.time_from_json("2026-11-01T12:00:00Z") == NOON
    assert shapes.time_to_json(None) is None
