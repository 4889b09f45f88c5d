"""Words of one passage are never looked up in another."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.story import Body


@pytest.mark.parametrize(
    "text",
    [
        "Lisbon refuses.\n\nBut of partners,” ministers promised in their statement.\n\nThe statement called on",
        "Lisbon denies.\n\nBut of neighbours,” ministers pledged in their letter.\n\nThe letter called on",
    ],
)
def test_the_author_of_a_document_may_be_named_in_a_longer_passage(model: Language, text: str) -> None:
    assert [actor.name for actor in analyse(model, "", Body.plain(text)).actors] == ["Portugal"]


def test_a_passage_has_no_place_for_the_words_of_another(model: Language) -> None:
    story = parse_story(model, "", Body.plain("Peru agreed.\n\nChile refused to sign."))
    first, second = story.passages
    word = second.doc[0]
    with pytest.raises(ValueError, match="another passage"):
        first.span(word)
    assert story.words(story.span(word)) == "Chile"


def test_all_words_of_a_passage_stand_where_each_stands(model: Language) -> None:
    story = parse_story(model, "Harvest", Body.plain("Peru  agreed,\nafter all.The port\u200b reopened."))
    for passage in story:
        assert list(passage.word_spans()) == [passage.span(token) for token in passage.doc]


def test_a_word_of_another_story_has_no_place(model: Language) -> None:
    story = parse_story(model, "", Body.plain("Peru agreed."))
    with pytest.raises(KeyError, match="another story"):
        story.span(model("Chile refused.")[0])


def test_speech_answers_for_the_words_of_every_passage(model: Language) -> None:
    story = parse_story(model, "", Body.plain('"We agree," Rojas said.\n\nMendes said that Chile would pay.'))
    speech = Speech(passage.doc for passage in story)
    first, second = (passage.doc for passage in story)
    assert speech.is_quoted(first[1])
    assert not speech.is_quoted(second[1])
    speaker = speech.speaker(second[5])
    assert speaker is not None
    assert speaker.text == "Mendes"
