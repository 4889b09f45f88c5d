"""Notes, marks and tags: what a reader would miss most."""

from __future__ import annotations

import pytest

from briefing.core.analysis import Span
from briefing.core.anchor import make_anchor
from briefing.core.annotations import Annotations
from briefing.core.journal import Change, Field
from briefing.core.query.parsing import parse
from briefing.storage.library import Library
from briefing.storage.notes import TWICE
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched, hours


@pytest.fixture
def story_id(library: Library) -> str:
    (story_id,) = library.feeds.store(fetched(entry("Zinc", f"{SENTENCE} They met in the port.", guid="1"))).new_stories
    return story_id


def kept(library: Library, story_id: str) -> Annotations:
    story = library.stories.get(story_id)
    assert story is not None
    return library.annotations.of_story(story)


def mark(library: Library, story_id: str, words: str) -> str:
    story = library.stories.get(story_id)
    assert story is not None
    start = story.body.text.index(words)
    anchor = make_anchor(story.body.text, Span(start, start + len(words)))
    return library.annotations.add_mark(story_id, anchor, "doubt", NOON)[0]


def found(library: Library, text: str) -> int:
    return library.stories.count(parse(text, NOON))


def test_a_note_on_an_offer_is_found_and_outlives_analyses(library: Library, story_id: str) -> None:
    story = library.stories.get(story_id)
    assert story is not None
    (offer,) = library.analyses.store(story_id, analysis_of(story)).offers
    assert not library.annotations.set_note(story_id, "who?\nhow?", NOON, offer.id, "")
    assert library.annotations.set_note(story_id, "", NOON, offer.id, "how?")
    assert kept(library, story_id).note_on(offer.id) == "who?"
    library.annotations.set_note(story_id, "who pays?", NOON, offer.id)
    library.annotations.set_note(story_id, "ask the port", NOON)
    library.analyses.store(story_id, analysis_of(story, "2/test"))
    assert kept(library, story_id).note_on(offer.id) == "who pays?"
    assert kept(library, story_id).note == "ask the port"
    assert kept(library, story_id).notes[1].quote == SENTENCE
    assert found(library, '"pays"') == found(library, "is:noted") == 1
    library.annotations.set_note(story_id, "", NOON, offer.id)
    library.annotations.set_note(story_id, "", NOON)
    assert found(library, '"pays"') == found(library, "is:noted") == 0


def test_tags_come_and_go_with_the_words_of_notes(library: Library, story_id: str) -> None:
    library.journal.record([Change(story_id, Field.TAG, True, "by-hand")], NOON)
    library.annotations.set_note(story_id, "about #zinc and #by-hand and #port", NOON)
    assert kept(library, story_id).tags == ("by-hand", "port", "zinc")
    library.journal.record([Change(story_id, Field.TAG, False, "port")], NOON)
    library.annotations.set_note(story_id, "about #zinc and #port still", NOON)
    assert kept(library, story_id).tags == ("by-hand", "zinc"), "what was taken away by hand stays away"
    library.annotations.set_note(story_id, "about nothing", NOON)
    assert kept(library, story_id).tags == ("by-hand",)


def test_a_tag_set_by_hand_stays_when_the_word_goes(library: Library, story_id: str) -> None:
    library.annotations.set_note(story_id, "#zinc", NOON)
    library.journal.record([Change(story_id, Field.TAG, False, "zinc")], NOON)
    library.journal.record([Change(story_id, Field.TAG, True, "zinc")], NOON)
    library.annotations.set_note(story_id, "", NOON)
    assert kept(library, story_id).tags == ("zinc",)


def test_the_word_of_a_note_is_the_tag_that_is_there_in_capitals(library: Library, story_id: str) -> None:
    library.journal.record([Change(story_id, Field.TAG, True, "LNG")], NOON)
    library.annotations.set_note(story_id, "the #lng of March", NOON)
    assert kept(library, story_id).tags == ("LNG",)


def test_a_mark_stays_on_its_words_and_is_undone_and_done_again(library: Library, story_id: str) -> None:
    marked = mark(library, story_id, "They met in the port.")
    assert not library.annotations.set_mark_note(marked, "why there?", "")
    assert library.annotations.set_mark_note(marked, "#port", "")
    assert kept(library, story_id).marks[0].note == f"why there?\n{TWICE}\n#port"
    assert not library.annotations.set_mark_note(marked, "why there? #port", kept(library, story_id).marks[0].note)
    edited = entry("Zinc", f"It rained all day. {SENTENCE} They met in the old port.", guid="1")
    library.feeds.store(fetched(edited, at=NOON + hours(1)))
    (one,) = kept(library, story_id).marks
    story = library.stories.get(story_id)
    assert story is not None
    assert one.span is not None
    assert story.body.text[one.span.start : one.span.end] == "They met in the old port"
    assert (one.colour, one.note, one.made) == ("doubt", "why there? #port", NOON)
    assert found(library, '"why"') == 1
    step = library.journal.undo()
    assert step is not None
    assert step.label == "marked a passage"
    assert kept(library, story_id) == Annotations(sources=kept(library, story_id).sources)
    assert found(library, "is:noted") == 0
    library.journal.record([Change(story_id, Field.MARK, True, marked)], NOON)
    assert kept(library, story_id).marks[0].note == "why there? #port"
    assert kept(library, story_id).tags == ("port",)


def test_a_mark_whose_text_is_gone_is_kept(library: Library, story_id: str) -> None:
    mark(library, story_id, "They met in the port.")
    library.feeds.store(fetched(entry("Zinc", "All of it was withdrawn.", guid="1"), at=NOON + hours(1)))
    (one,) = kept(library, story_id).marks
    assert (one.span, one.anchor.quote) == (None, "They met in the port.")
