"""How a story names its actors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core import json_format
from briefing.core.analysis import Act, Actor, ActorKind, Analysis, Line, Part, Party, Span, Terms
from briefing.core.told_names import told_names, with_told_names


def analysis_of(text: str, name: str, *wordings: str) -> Analysis:
    """An analysis with one actor, who is mentioned by these words of a text."""
    spans = tuple(Span(text.index(wording), text.index(wording) + len(wording)) for wording in wordings)
    return Analysis(actors=(Actor("one", name, ActorKind.STATE, spans),))


@pytest.mark.parametrize(
    ("text", "name", "wordings", "told"),
    [
        ("The U.S. offered tin.", "United States", ("The U.S.",), "U.S."),
        ("the UAE offered tin.", "United Arab Emirates", ("the UAE",), "UAE"),
        ("The US, said the U.S. envoy; US tin.", "United States", ("US", "U.S.", "US"), "US"),
        ("The United States (US) offered tin.", "United States", ("The United States", "US"), None),
        ("Washington offered tin.", "United States", ("Washington",), None),
        ("Tin from Norway.", "Norway", ("Norway",), None),
        ("N offered tin.", "Norway", ("N",), None),
    ],
)
def test_initials_stand_for_a_name_that_is_never_written_out(
    text: str, name: str, wordings: tuple[str, ...], told: str | None
) -> None:
    assert told_names(analysis_of(text, name, *wordings), text).get("one") == told


def test_mentions_in_a_title_are_of_another_text() -> None:
    actor = Actor("one", "United States", ActorKind.STATE, (Span(0, 2, Part.TITLE),))
    assert told_names(Analysis(actors=(actor,)), "US tin") == {}


def test_the_json_of_a_line_names_its_parties_so() -> None:
    text = "The U.S. and the EU offered the UAE tin."
    parties = {name: Party(name, key) for name, key in (("United States", "us"), ("European Union", "eu"))}
    made = Analysis(
        actors=(
            Actor("us", "United States", ActorKind.STATE, (Span(4, 8),)),
            Actor("eu", "European Union", ActorKind.BODY, (Span(17, 19),)),
        ),
        lines=(
            Line(
                Act.OFFER,
                Terms("tin", Span(36, 39)),
                (Span(0, len(text)),),
                proposer=replace(parties["United States"], joint=(parties["European Union"],)),
                recipient=Party("UAE"),
            ),
        ),
    )
    (offer,) = json_format.analysis_to_json(made, text)["offers"]
    assert (offer["proposer"]["name"], offer["proposer"]["actor"]) == ("U.S.", "us")
    assert offer["proposer"]["joint"][0]["name"] == "EU"
    assert offer["recipient"]["name"] == "UAE"
    assert json_format.analysis_to_json(made, text)["actors"][0]["name"] == "United States"


def test_a_corrected_line_keeps_the_names_that_were_given() -> None:
    line = Line(
        Act.OFFER, Terms("tin", Span(0, 3)), (Span(0, 3),), proposer=Party("United States", "us"), corrected=True
    )
    assert with_told_names(line, {"us": "U.S."}) == line
