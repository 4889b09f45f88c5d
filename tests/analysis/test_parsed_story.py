"""Passages: offsets hold whatever the white space, and only prose is read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefing.analysis.text.parsed_story import PASSAGE_LIMIT, parse_story, window
from briefing.core.analysis import Part, Span
from briefing.core.story import Block, BlockKind, Body


def test_offsets_hold_over_wrapped_and_indented_lines(model: Language) -> None:
    text = "   Chile said it\n   would   sell copper.\n\n\tPeru\tagreed."
    reading = parse_story(model, "", Body.plain(text))
    for passage in reading:
        for token in passage.doc:
            assert reading.words(reading.span(token)) == token.text


def test_a_span_over_a_line_end_is_the_storys_own_words(model: Language) -> None:
    reading = parse_story(model, "", Body.plain("The United\nKingdom agreed."))
    doc = reading.passages[0].doc
    assert reading.words(reading.span(doc[1:3])) == "United\nKingdom"


def test_a_number_with_gaps_is_one_word_and_stays_as_it_is_written(model: Language) -> None:
    text = "Chile offered Peru 40 000 tonnes, 1\u00a0250\u00a0000 in all."
    reading = parse_story(model, "", Body.plain(text))
    numbers = [token for token in reading.passages[0].doc if token.like_num]
    assert [token.text for token in numbers] == ["40,000", "1,250,000"]
    assert [reading.words(reading.span(token)) for token in numbers] == ["40 000", "1\u00a0250\u00a0000"]


def test_the_title_comes_first_and_has_coordinates_of_its_own(model: Language) -> None:
    reading = parse_story(model, "Chile sells copper", Body.plain("Peru agreed."))
    first, second = reading.passages
    assert (first.part, second.part) == (Part.TITLE, Part.TEXT)
    assert reading.words(reading.span(first.doc[0])) == "Chile"
    assert reading.words(reading.span(second.doc[0])) == "Peru"


def test_tables_and_code_are_not_read(model: Language) -> None:
    text = "Peru agreed.\n\nCopper 9,100"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 12), Block(BlockKind.TABLE, 14, len(text)))
    reading = parse_story(model, "", Body(text, blocks))
    assert [passage.doc.text for passage in reading] == ["Peru agreed."]


def test_a_long_block_is_read_in_pieces_that_lose_nothing(model: Language) -> None:
    text = "Chile sold copper to Peru. " * (PASSAGE_LIMIT // 20)
    reading = parse_story(model, "", Body.plain(text))
    assert len(reading.passages) > 1
    assert sum(t.text == "Chile" for p in reading for t in p.doc) == text.count("Chile")


@pytest.mark.parametrize("dateline", ["BONN, June 3 - ", "GENEVA (Reuters) - ", "NEW YORK — "])
def test_a_dateline_is_no_part_of_the_sentence(model: Language, dateline: str) -> None:
    reading = parse_story(model, "", Body.plain(f"{dateline}Peru agreed."))
    assert [passage.doc.text for passage in reading] == ["Peru agreed."]
    assert reading.passages[0].start == len(dateline)


def test_runs_without_a_space_are_no_words(model: Language) -> None:
    assert parse_story(model, "", Body.plain("x" * 5_000)).passages == ()


def test_the_sentence_of_a_word(model: Language) -> None:
    text = "Chile sold copper.  Peru agreed."
    reading = parse_story(model, "", Body.plain(text))
    peru = next(t for t in reading.passages[0].doc if t.text == "Peru")
    assert reading.span(peru.sent) == Span(20, 32)


def test_a_window_stays_in_the_sentence(model: Language) -> None:
    doc = model("Chile sold copper. Peru agreed at once.")
    peru = next(t for t in doc if t.text == "Peru")
    assert doc[slice(*window(peru, 10))].text == "Peru agreed at once."


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_is_read_and_every_span_lies_in_it(model: Language, text: str) -> None:
    reading = parse_story(model, text, Body.plain(text))
    for passage in reading:
        for token in passage.doc:
            span = reading.span(token)
            assert 0 <= span.start < span.end <= len(text)


def test_struck_words_and_marks_of_notes_are_not_read(model: Language) -> None:
    text = "Kell refused accepted the toll.[2] Orm[11] paid."
    body = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text), struck=((5, 12),)),))
    (passage,) = parse_story(model, "", body)
    assert passage.doc.text == "Kell accepted the toll. Orm paid."
    accepted = next(token for token in passage.doc if token.text == "accepted")
    span = passage.span(accepted)
    assert text[span.start : span.end] == "accepted"


def test_the_words_of_a_span_are_without_those_that_are_struck_out(model: Language) -> None:
    text = "Peru sold forty fifty sacks."
    body = Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text), struck=((10, 15),)),))
    story = parse_story(model, "", body)
    (passage,) = story.passages
    assert story.words(passage.span(passage.doc[2:4])) == "fifty sacks"
    assert story.words(passage.span(passage.doc[0:4])) == "Peru sold fifty sacks"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Chile refused.(Ada Lis/AFP via Getty Images) Peru agreed to wait.", "Chile refused. Peru agreed to wait."),
        ("A port in May. Ada Lis/Reuters Peru agreed to wait.", "A port in May. Peru agreed to wait."),
        ("A port in May. REUTERS/Ada Lis Peru agreed to wait.", "A port in May. Peru agreed to wait."),
        ("The agency (EPA) agreed to wait.", "The agency (EPA) agreed to wait."),
    ],
)
def test_whose_picture_it_is_is_no_part_of_a_sentence(model: Language, text: str, read: str) -> None:
    (passage,) = parse_story(model, "", Body.plain(text))
    assert passage.doc.text == read


def test_sentences_that_a_page_has_glued_together_are_parted(model: Language) -> None:
    text = 'They met at the port.(Chile had asked for it)Peru then said it would "wait and see."It has waited.The end.'
    reading = parse_story(model, "", Body.plain(text))
    (passage,) = reading
    spaced = (
        'They met at the port. (Chile had asked for it) Peru then said it would "wait and see." It has waited. The end.'
    )
    assert passage.doc.text == spaced
    for token in passage.doc:
        assert reading.words(reading.span(token)) == token.text


def test_lines_that_the_author_parted_are_no_one_sentence(model: Language) -> None:
    text = "What was signed\nKell offered Orm salt\nThe tide was low\nand the boats stayed in\nHarbour office, Tarn"
    reading = parse_story(model, "", Body(text, (Block(BlockKind.PARAGRAPH, 0, len(text), has_lines=True),)))
    sentences = [reading.words(reading.span(sentence)) for passage in reading for sentence in passage.doc.sents]
    lines = ["What was signed", "Kell offered Orm salt", "Harbour office, Tarn"]
    assert [line for line in lines if line in sentences] == lines
    assert all("low\nand" in sentence for sentence in sentences if "tide" in sentence)
    for passage in reading:
        for token in passage.doc:
            assert reading.words(reading.span(token)) == token.text


def test_numbers_of_two_lines_are_no_one_number(model: Language) -> None:
    text = "Salt: 40\n200 tonnes of tar"
    for has_lines, read in ((True, "Salt: 40 200 tonnes of tar"), (False, "Salt: 40,200 tonnes of tar")):
        block = Block(BlockKind.PARAGRAPH, 0, len(text), has_lines=has_lines)
        assert [passage.doc.text for passage in parse_story(model, "", Body(text, (block,)))] == [read]


def test_what_describes_a_picture_is_not_read(model: Language) -> None:
    text = "Traders wait.\n\n[image: Iran demands that Israel withdraw]\n\nNobody spoke."
    story = parse_story(model, "", Body.plain(text))
    assert [passage.doc.text for passage in story.passages] == ["Traders wait.", "Nobody spoke."]
