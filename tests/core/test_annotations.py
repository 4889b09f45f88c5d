"""Tags out of the words of notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.analysis import Span
from briefing.core.annotations import Anchor, Annotations, Mark, Note, passages, strays, tags_in
from tests.support.made import analysis_of, story


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("ask #Zinc and #tin-prices, #März. (#a/b)", {"zinc", "tin-prices", "märz", "a/b"}),
        ("issue #12, C# and page#anchor, https://x.example/#top", set()),
        ("# A heading\n## Another\n#tag", {"tag"}),
        ("```\n#include\n``` and `#code` #real", {"real"}),
        ("#-no ##no #yes-", {"yes"}),
    ],
)
def test_tags(text: str, tags: set[str]) -> None:
    assert tags_in(text) == tags


MADE = analysis_of(story())
OFFER = replace(MADE.offers[0], id="o1")
ANALYSIS = replace(MADE, lines=(OFFER,))
PLACED = Mark("m1", Anchor("zinc", "", "", Span(44, 48)), "yellow", Span(44, 48), "why?")
LOST = Mark("m2", Anchor("gone words", "", "", Span(0, 10)), "red", None, "")


def test_passages_are_marks_and_offers_with_a_note_in_the_order_of_the_text() -> None:
    kept = Annotations((Note("on the offer", "o1"), Note("on the story")), (PLACED, LOST))
    on_offer, marked = passages(ANALYSIS, kept)
    assert (on_offer.note, on_offer.span) == ("on the offer", OFFER.evidence[0])
    assert on_offer.label == "Norland → Sudland · offer: two million tons of zinc"
    assert (marked.colour, marked.note, marked.label) == ("yellow", "why?", "yellow")
    assert passages(None, Annotations(marks=(PLACED,))) == (marked,)


def test_what_has_lost_its_place_is_still_told() -> None:
    kept = Annotations((Note("on a lost offer", "o9", "They offered."), Note("on the offer", "o1")), (PLACED, LOST))
    assert strays(ANALYSIS, kept) == (("gone words", ""), ("They offered.", "on a lost offer"))
    assert strays(None, kept)[2] == ("", "on the offer")


def test_notes_by_what_they_are_on() -> None:
    kept = Annotations((Note("on the offer", "o1"), Note("on the story")))
    assert (kept.note, kept.note_on("o1"), kept.note_on("o2")) == ("on the story", "on the offer", "")
