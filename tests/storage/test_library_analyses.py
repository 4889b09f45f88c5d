"""Analyses: kept whole, renewed, and with ids that stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.analysis import Act, Analysis, Part, Party, Span
from briefing.core.errors import UnknownStory
from briefing.core.journal import Change, Field
from briefing.core.matter import Matter
from briefing.core.visibility import Bounds
from briefing.storage.library import Library
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched, hours


def stored(library: Library, text: str = SENTENCE) -> str:
    return library.feeds.store(fetched(entry("Zinc for Sudland", text))).new_stories[0]


def analyse(library: Library, story_id: str, version: str = "1/test") -> Analysis:
    story = library.stories.get(story_id)
    assert story is not None
    return library.analyses.store(story_id, analysis_of(story, version))


def test_an_analysis_comes_back_as_it_was_stored(library: Library) -> None:
    story_id = stored(library)
    story = library.stories.get(story_id)
    assert story is not None
    made = analysis_of(story)
    titled = replace(made.actors[1], mentions=(Span(9, 16, Part.TITLE), *made.actors[1].mentions))
    answer = replace(made.offers[0], act=Act.ACCEPT, answers=made.offers[0].terms.span, matter=Matter.SPORT)
    answer = replace(answer, condition="unless Chile pays")
    made = replace(made, actors=(titled, made.actors[0]), lines=(*made.offers, answer), language="en")
    made = replace(made, problems=("A sentence could not be read.", "Another neither."))
    kept = library.analyses.store(story_id, made)
    assert library.analyses.get(story_id) == kept
    assert replace(kept, lines=made.offers) == made
    assert kept.offers[0].id != ""
    assert library.stories.headlines([story_id])[0].language == "en"


def test_measures_and_joint_parties_come_back_as_they_were_stored(library: Library) -> None:
    story_id = stored(library)
    story = library.stories.get(story_id)
    assert story is not None
    made = analysis_of(story)
    both = Party("Norland", "norland", Span(0, 7), joint=(Party("Osterland"), Party("Westerland", None, Span(0, 7))))
    ban = replace(made.offers[0], act=Act.IMPOSE, proposer=both)
    kept = library.analyses.store(story_id, replace(made, lines=(ban, *made.offers)))
    loaded = library.analyses.get(story_id)
    assert loaded == kept
    assert [line.proposer for line in kept.measures] == [both]
    assert [line.act for line in kept.offers] == [Act.OFFER]


def test_ids_survive_a_better_version(library: Library) -> None:
    story_id = stored(library)
    before = analyse(library, story_id, "1/test")
    after = analyse(library, story_id, "2/test")
    assert after.version == "2/test"
    assert [offer.id for offer in after.offers] == [offer.id for offer in before.offers]


def test_ids_survive_an_edit_of_the_story(library: Library) -> None:
    story_id = stored(library)
    before = analyse(library, story_id)
    library.feeds.store(fetched(entry("Zinc for Sudland", f"New beginning.\n\n{SENTENCE}"), at=NOON + hours(1)))
    after = analyse(library, story_id)
    assert after.offers[0].id == before.offers[0].id
    assert after.offers[0].terms.span != before.offers[0].terms.span


def test_an_offer_that_comes_back_has_its_old_id(library: Library) -> None:
    story_id = stored(library)
    before = analyse(library, story_id)
    library.analyses.store(story_id, replace(before, lines=()))
    assert library.stories.headlines([story_id])[0].offers == 0
    gone = library.analyses.get(story_id)
    assert gone is not None
    assert gone.offers == ()
    assert analyse(library, story_id).offers[0].id == before.offers[0].id


def test_the_headline_tells_the_main_line(library: Library) -> None:
    story_id = stored(library)
    analyse(library, story_id)
    (headline,) = library.stories.headlines([story_id])
    assert headline.offers == 1
    assert headline.main_line == "Norland → Sudland · offer: two million tons of zinc"


def test_what_waits_for_analysis(library: Library) -> None:
    story_id = stored(library)
    assert library.analyses.waiting("1/test") == (story_id,)
    analyse(library, story_id)
    assert library.analyses.waiting("1/test") == ()
    assert library.analyses.waiting("2/test") == (story_id,)
    library.feeds.store(fetched(entry("Zinc for Sudland", "Edited."), at=NOON + hours(1)))
    assert library.analyses.waiting("1/test") == (story_id,), "an edited text is analysed again"


def test_a_text_that_cannot_be_analysed_is_not_tried_for_ever(library: Library) -> None:
    story_id = stored(library)
    library.analyses.store_failure(story_id, "1/test", "the analysis failed on this text")
    assert library.analyses.waiting("1/test") == ()
    assert library.analyses.waiting("2/test") == (story_id,)
    assert library.analyses.get(story_id) is None
    analyse(library, story_id)
    assert library.analyses.get(story_id) is not None


def test_a_failure_takes_no_analysis_away_that_another_briefing_has_made(library: Library) -> None:
    story_id = stored(library)
    analyse(library, story_id)
    made = library.analyses.get(story_id)
    assert made is not None
    library.analyses.store_failure(story_id, "1/test", "the analysis took too long")
    assert library.analyses.get(story_id) == made
    library.analyses.store_failure(story_id, "2/test", "the analysis took too long")
    assert library.analyses.get(story_id) is None, "a new version looks at all anew"


def test_an_unknown_story_is_said_to_be_unknown(library: Library) -> None:
    with pytest.raises(UnknownStory, match="nothing"):
        library.analyses.get("nothing")


def test_what_is_as_long_as_a_book_waits_behind_all_others(library: Library) -> None:
    entries = (entry("Book", "word " * 20_000), entry("Read", "A few words."), entry("Short", "Words."))
    ids = {library.stories.get(one).title: one for one in library.feeds.store(fetched(*entries)).new_stories}  # type: ignore[union-attr]
    library.journal.record([Change(ids["Read"], Field.READ, True)], NOON)
    assert library.analyses.waiting("1/test") == (ids["Short"], ids["Read"], ids["Book"])


def test_a_list_shows_no_line_about_sport_unless_it_is_wanted(library: Library) -> None:
    story_id = stored(library)
    story = library.stories.get(story_id)
    assert story is not None
    made = analysis_of(story)
    about_sport = replace(made, lines=tuple(replace(line, matter=Matter.SPORT) for line in made.lines))
    library.analyses.store(story_id, about_sport)
    assert library.stories.headlines([story_id])[0].main_line == ""
    everything = Bounds(hide_about=frozenset())
    assert "zinc" in library.stories.headlines([story_id], bounds=everything)[0].main_line
