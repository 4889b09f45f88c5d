from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from briefing.core import json_format
from briefing.core.analysis import Act, Part, Party, Span
from briefing.core.annotations import OtherReport
from briefing.core.document import Fetched
from briefing.core.feed import Feed, FeedState, FeedStatus
from briefing.core.headline import Headline
from briefing.core.plaintext import headline_lines
from briefing.core.visibility import Bounds
from briefing.core.why import Why
from tests.support.made import NOON, analysis_of, story


def test_the_printed_shape() -> None:
    of = story()
    shape = json_format.analysis_to_json(analysis_of(of), of.body.text)
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
    shape = json_format.analysis_to_json(replace(made, lines=(ban, *made.lines)), of.body.text)
    (offer,), (measure,) = shape["offers"], shape["measures"]
    assert (offer["act"], offer["confidence"], offer["shown"]) == ("offer", 0.9, True)
    assert (measure["act"], measure["confidence"], measure["shown"]) == ("impose", 0.456, False)
    assert offer.keys() == measure.keys()
    (measure,) = json_format.analysis_to_json(replace(made, lines=(ban,)), of.body.text, bounds=Bounds(0.4))["measures"]
    assert measure["shown"] is True


def test_joint_parties_stand_under_the_first() -> None:
    of = story()
    made = analysis_of(of)
    both = Party("Norland", "norland", Span(0, 7), joint=(Party("Osterland"),))
    shape = json_format.line_to_json(replace(made.lines[0], proposer=both))
    assert shape["proposer"]["joint"] == [{"actor": None, "name": "Osterland", "span": None}]
    assert "joint" not in shape["recipient"]


def test_other_reports_are_counted_and_listed() -> None:
    other = OtherReport("xyz1234", "Zinc sold", "The Courier", "https://courier.example/zinc")
    shape = json_format.story_to_json(story(), None, [], [other])
    assert shape["cluster"] == 2
    listed = {"id": "xyz1234", "title": "Zinc sold", "feed": "The Courier", "link": "https://courier.example/zinc"}
    assert shape["reports"] == [listed]
    headline = Headline("xyz1234", "Zinc sold", "The Courier", "", NOON, NOON, cluster=3)
    assert json_format.headline_to_json(headline)["cluster"] == 3
    first, second = headline_lines(headline, NOON).split("\n")
    assert second.endswith("The Courier · +2 reports")
    watched, _ = headline_lines(structs.replace(headline, watched=True), NOON).split("\n")
    assert [there for here, there in zip(first, watched, strict=True) if here != there] == ["◉"]
    assert headline_lines(structs.replace(headline, cluster=1), NOON).endswith(" The Courier")


def test_a_list_shows_where_searched_words_stand_before_the_main_line() -> None:
    headline = Headline(
        "xyz1234", "Zinc sold", "The Courier", "", NOON, NOON, main_line="Norland → Sudland · offer: zinc"
    )
    assert json_format.headline_to_json(headline)["line"] == headline.main_line
    assert headline_lines(headline, NOON, "->").endswith("The Courier · Norland -> Sudland · offer: zinc")
    found = structs.replace(headline, hit="… two\nmines of zinc …")
    assert headline_lines(found, NOON).endswith("The Courier · … two mines of zinc …")


def test_an_answer_points_to_what_it_answers() -> None:
    of = story()
    made = analysis_of(of)
    answer = replace(made.offers[0], act=Act.REJECT, answers=made.offers[0].terms.span)
    made = replace(made, lines=(*made.offers, answer))
    assert made.answered_offer(answer) == made.offers[0]
    assert made.answered_offer(made.offers[0]) is None
    put, answered = json_format.analysis_to_json(made, of.body.text)["offers"]
    assert put["answers"] is None
    assert answered["answers"] == {"span": put["terms"]["span"]}


def test_a_span_of_the_title_is_not_taken_for_one_of_the_text() -> None:
    of = story()
    made = analysis_of(of)
    made = replace(made, actors=(replace(made.actors[0], mentions=(Span(0, 7, Part.TITLE),)),), lines=())
    (actor,) = json_format.analysis_to_json(made, of.body.text)["actors"]
    assert actor["mentions"] == []
    assert actor["title_mentions"] == [[0, 7]]


def test_times_are_utc_and_end_in_z() -> None:
    assert json_format.time_to_json(NOON) == "2026-11-01T12:00:00Z"
    assert json_format.time_to_json(None) is None


def test_a_feed_as_it_was_fetched_skipped_and_listed() -> None:
    feed = Feed("https://ann:secret@x.example/rss", group="Metals")
    fetched = Fetched(feed, FeedState.FAILED, NOON, message="it is down")
    shape = json_format.fetched_to_json(fetched, "X", 0, NOON)
    assert (shape["url"], shape["state"]) == ("https://x.example/rss", "failed")
    assert (shape["message"], shape["next"]) == ("it is down", "2026-11-01T12:00:00Z")
    status = FeedStatus(feed, "X", unread=1, total=2)
    assert json_format.skipped_to_json(status) == {
        "url": "https://x.example/rss",
        "title": "X",
        "state": "skipped",
        "stories_new": 0,
        "message": None,
        "next": None,
    }
    listed = json_format.status_to_json(status)
    assert (listed["group"], listed["state"], listed["unread"], listed["stories"]) == ("Metals", None, 1, 2)


def test_a_story_is_printed_with_its_analysis_on_one_text() -> None:
    of = story("Zinc")
    (offer,) = analysis_of(of).offers
    why = Why("offered", "offer", "giver-thing", "")
    analysis = replace(analysis_of(of), lines=(replace(offer, corrected=True, why=why, recipient=None),))
    shape = json_format.story_to_json(
        of, analysis, ["my note"], [OtherReport("s2", "B", "Wire", "https://x.example/2")]
    )
    assert shape["analysis"]["text"] == f"Zinc\n\n{of.body.text}"
    assert (shape["notes"], shape["cluster"], shape["reports"][0]["id"]) == (["my note"], 2, "s2")
    (line,) = shape["analysis"]["offers"]
    assert (line["corrected"], line["why"]["word"], line["recipient"]) == (True, "offered", None)
    assert json_format.story_to_json(of, None, [])["analysis"] is None


def test_a_party_that_the_title_names_has_its_place_there() -> None:
    (offer,) = analysis_of(story()).offers
    shape = json_format.line_to_json(replace(offer, proposer=Party("Norland", None, Span(0, 7, Part.TITLE))))
    assert shape["proposer"] == {"actor": None, "name": "Norland", "span": None, "title_span": [0, 7]}
