"""Long stories in pieces: cut at paragraphs, join_analyses to one analysis, with the offsets of the whole."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.clock import STORY_SECONDS, StoryClock
from briefing.analysis.pipeline import analyse, analyse_all
from briefing.analysis.text.chunking import PIECE_CHARACTERS, split_story
from briefing.core.story import Body

PARAGRAPH = "Peru offered Chile 2,000 tonnes of copper. Chile rejected the offer on Monday. "


def test_an_ordinary_story_is_read_whole() -> None:
    body = Body.plain(f"{PARAGRAPH}\n\n{PARAGRAPH}")
    assert split_story("A title", body) == [("A title", body)]
    assert split_story("A title", Body.plain("")) == [("A title", Body.plain(""))]


def test_a_long_story_is_cut_at_paragraphs() -> None:
    body = Body.plain("\n\n".join([PARAGRAPH.strip() * 10] * 250))
    pieces = split_story("A title", body)
    assert len(pieces) > 2
    assert [title for title, _ in pieces] == ["A title"] + [""] * (len(pieces) - 1)
    assert tuple(block for _, piece in pieces for block in piece.blocks) == body.blocks
    assert all(sum(b.end - b.start for b in piece.blocks) <= PIECE_CHARACTERS for _, piece in pieces)


@pytest.mark.parametrize("words", [PARAGRAPH, "copper ", "x"])
def test_a_paragraph_that_is_too_long_is_cut_behind_a_sentence_or_a_word(words: str) -> None:
    text = words * (3 * PIECE_CHARACTERS // len(words))
    blocks = [block for _, piece in split_story("", Body.plain(text)) for block in piece.blocks]
    assert "".join(text[block.start : block.end] for block in blocks) == text.strip()
    assert all(text[block.end - len(words.strip()) : block.end + 1].strip() for block in blocks)
    assert all(text[block.end - 1 :].startswith((" ", words.strip()[-1])) for block in blocks)


def test_the_pieces_are_joined(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analysis.text.chunking.PIECE_CHARACTERS", 100)
    text = "\n\n".join([PARAGRAPH.strip()] * 5)
    analysis = analyse(model, "Peru offers copper", Body.plain(text))
    names = {actor.name: actor for actor in analysis.actors}
    assert list(names) == ["Peru", "Chile"]
    assert len(names["Peru"].mentions) == 6
    assert [text[span.start : span.end] for span in names["Chile"].mentions] == ["Chile"] * 10
    assert {offer.proposer.actor for offer in analysis.offers if offer.proposer} == {"peru", "chile"}
    assert all("copper" in offer.resources for offer in analysis.offers if offer.resources)
    assert [r.name for r in analysis.resources] == ["copper"]


def test_a_story_is_read_as_far_as_its_time_goes_and_says_so(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analysis.text.chunking.PIECE_CHARACTERS", 100)
    monkeypatch.setattr("briefing.analysis.clock.STORY_SECONDS", 0.0)
    text = "\n\n".join([PARAGRAPH.strip(), "Norway demanded gas from Sweden. Denmark sat by.", "Finland slept. " * 6])
    short = Body.plain(PARAGRAPH)
    analysis, other = analyse_all(model, [("Peru offers copper", Body.plain(text)), ("", short)])
    assert {actor.name for actor in analysis.actors} == {"Peru", "Chile"}
    (problem,) = analysis.problems
    assert problem.startswith("The analysis of this text took longer than ")
    assert "“Norway demanded gas from Sweden. " in problem
    assert {actor.name for actor in other.actors} == {"Peru", "Chile"}
    assert other.problems == ()


def test_what_is_urgent_takes_none_of_the_time_of_a_story() -> None:
    now = [100.0]

    def urgent_work() -> None:
        now[0] += 2 * STORY_SECONDS

    clock = StoryClock(urgent_work, lambda: now[0])
    now[0] += STORY_SECONDS / 2
    clock.pause()
    assert not clock.is_over
    now[0] += STORY_SECONDS / 2
    assert clock.is_over
