"""Stories and analyses as plain text."""

from __future__ import annotations

from dataclasses import replace

from briefing.core.analysis import Act, Analysis, Party
from briefing.core.plaintext import analysis_text, story_text
from briefing.core.story import Block, BlockKind, Body
from briefing.core.why import Why
from tests.support.made import analysis_of, story


def test_a_story_with_its_note_before_it_is_analysed() -> None:
    text = "Head\n\nTar oil\n\na = 1"
    blocks = (
        Block(BlockKind.HEADING, 0, 4),
        Block(BlockKind.ITEM, 6, 13, 2, "7.", ((6, 9),)),
        Block(BlockKind.CODE, 15, 20),
    )
    of = replace(story("Ships"), body=Body(text, blocks), categories=("Trade",), authors=("Ann",))
    assert story_text(of, None, "my note").split("\n\n") == [
        "Ships",
        "Example News · Ann · 1 November 2026, 12:00 UTC",
        "Categories: Trade",
        "Head",
        "  7. ~~Tar~~ oil",
        "a = 1",
        "Note\nmy note",
        "not analysed yet",
    ]


def test_who_proposed_what_to_whom() -> None:
    of = story()
    analysis = analysis_of(of)
    (offer,) = analysis.offers
    why = Why("offered", "offer", "giver-thing", "")
    said = replace(offer, act=Act.REJECT, negated=True, speaker=Party("Ann"), quantity="5 mln tonnes", why=why)
    text = analysis_text(of, replace(analysis, lines=(offer, said)), "->")
    assert "offer\n  Norland -> Sudland\n    two million tons of zinc\n" in text
    assert "reject\n  Norland -> Sudland\n    not: two million tons of zinc (5 mln tonnes" in text
    assert ", said by Ann" in text
    assert "in the lexicon as offer" in text
    assert "ACTORS\n  Norland (state, 1 mention)" in text
    assert "RESOURCES\n  zinc (metal, 1 mention)" in text


def test_a_text_with_nothing_in_it_or_in_another_language_says_so() -> None:
    assert analysis_text(story(), Analysis()) == "WHO PROPOSED WHAT TO WHOM\nno offers were found"
    assert "German" in analysis_text(story(), Analysis(language="de"))


def test_what_could_not_be_read_is_told() -> None:
    assert analysis_text(story(), Analysis(problems=("A sentence.",))).endswith("\n\nNOT READ\n  A sentence.")


def test_what_is_less_sure_stands_behind_the_rest() -> None:
    of = story()
    offer = analysis_of(of).lines[0]
    measure = replace(offer, act=Act.IMPOSE)
    text = analysis_text(of, Analysis(lines=(offer, measure, replace(offer, confidence=0.2))), "->")
    offers, measures = text.index("WHO PROPOSED"), text.index("MEASURES")
    assert offers < measures < text.index("LESS SURE")
    assert analysis_text(of, Analysis(lines=(replace(offer, confidence=0.2),)), "->").startswith(
        "WHO PROPOSED WHAT TO WHOM\nno line is sure enough\n\nLESS SURE\n"
    )
