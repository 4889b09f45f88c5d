"""Corrections hold: through analyses, edits and undo; the ledger and the list show them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.aliases import NO_ALIASES
from briefing.core.analysis import Act, Analysis, Party, Terms
from briefing.core.corrections import Corrected, Correction, apply_corrections
from briefing.core.journal import Step
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.search import parse
from briefing.core.ledger.wording import between
from briefing.storage.library import Library
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched, hours


class Desk:
    """A library with one analysed story, and what its reader sees and says."""

    def __init__(self, library: Library) -> None:
        self.library = library
        (self.story,) = library.feeds.store(fetched(entry("Zinc", f"{SENTENCE} More.", guid="1"))).new_stories
        self.analysed()

    def analysed(self, **changes: object) -> None:
        story = self.library.stories.get(self.story)
        assert story is not None
        analysis = analysis_of(story)
        changed = replace(analysis.offers[0], **changes)  # type: ignore[arg-type]
        self.library.analyses.store(self.story, replace(analysis, lines=(changed,)))

    def lost(self) -> None:
        story = self.library.stories.get(self.story)
        assert story is not None
        self.library.analyses.store(self.story, Analysis(version="none", text_hash=story.text_hash))

    def says(self, part: Corrected, value: str = "", subject: str = "") -> Step:
        analysis = self.library.analyses.get(self.story)
        assert analysis is not None
        offer = "" if subject else analysis.offers[0].id
        step = self.library.annotations.correct(Correction(offer, part, value, subject, story=self.story), NOON)
        assert step is not None
        return step

    @property
    def seen(self) -> Analysis:
        story, analysis = self.library.stories.get(self.story), self.library.analyses.get(self.story)
        assert story is not None
        assert analysis is not None
        return apply_corrections(analysis, NO_ALIASES, self.library.annotations.corrections(self.story), story=story)

    @property
    def line(self) -> str:
        return self.library.stories.headlines([self.story])[0].main_line

    @property
    def ledger(self) -> tuple[EntryRow, ...]:
        self.library.ledger.process_batch(10, NOON)
        return self.library.ledger.find(parse("sure:all", NOON)).rows


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library)


def test_a_correction_holds_through_analyses_and_is_undone(desk: Desk) -> None:
    desk.says(Corrected.RECIPIENT, "Midland")
    desk.says(Corrected.ACT, "pledge")
    desk.analysed(confidence=0.5)
    (offer,) = desk.seen.offers
    assert (offer.act, offer.recipient and offer.recipient.name) == (Act.PLEDGE, "Midland")
    assert desk.line.startswith("Norland → Midland · pledge")
    assert [(one.act, between(one)) for one in desk.ledger] == [(Act.PLEDGE, "Norland → Midland")]
    step = desk.library.journal.undo()
    assert step is not None
    assert step.label == "corrected what was found"
    assert desk.line.startswith("Norland → Midland · offer")
    assert len(desk.library.annotations.corrections()) == 1


def test_it_holds_where_a_better_analysis_comes_to_the_same(desk: Desk) -> None:
    desk.says(Corrected.ACT, "demand")
    desk.says(Corrected.TERMS, "lower tariffs on zinc")
    desk.says(Corrected.PROPOSER, "Westland")
    (before,) = desk.seen.offers
    story = desk.library.stories.get(desk.story)
    assert story is not None
    desk.analysed(act=Act.DEMAND, terms=Terms("lower tariffs on zinc", before.terms.span), proposer=Party("Westland"))
    (after,) = desk.seen.offers
    assert after.id == before.id


def test_what_is_no_offer_stays_away_and_is_counted_no_more(desk: Desk) -> None:
    desk.says(Corrected.DROPPED)
    desk.analysed(confidence=0.4)
    assert desk.seen.offers == ()
    assert desk.library.stories.headlines([desk.story])[0].offers == 0
    assert desk.ledger == ()


def test_an_offer_that_the_reader_corrected_is_not_lost_by_an_analysis(desk: Desk) -> None:
    desk.says(Corrected.RECIPIENT, "Midland")
    desk.library.feeds.store(fetched(entry("Zinc", f"New first words. {SENTENCE} More.", guid="1"), at=NOON + hours(1)))
    desk.lost()
    (offer,) = desk.seen.offers
    story = desk.library.stories.get(desk.story)
    assert story is not None
    assert story.body.text[offer.evidence[0].start : offer.evidence[0].end] == SENTENCE
    assert story.body.text[offer.terms.span.start : offer.terms.span.end] == offer.terms.text
    assert offer.recipient is not None
    assert offer.recipient.name == "Midland"
    desk.library.feeds.store(fetched(entry("Zinc", "All withdrawn.", guid="1"), at=NOON + hours(2)))
    desk.lost()
    assert desk.seen.offers == ()


def test_two_actors_are_one_in_every_story(desk: Desk) -> None:
    (other,) = desk.library.feeds.store(fetched(entry("More zinc", f"{SENTENCE} Again.", guid="2"))).new_stories
    story = desk.library.stories.get(other)
    assert story is not None
    desk.library.analyses.store(other, analysis_of(story))
    desk.says(Corrected.SAME, "The North", "Norland")
    assert [between(one) for one in desk.ledger] == ["The North → Sudland"]
    assert desk.library.stories.headlines([other])[0].main_line.startswith("The North → Sudland")
    assert [actor.name for actor in desk.seen.actors] == ["The North", "Sudland"]


def test_a_name_is_an_actor_in_later_stories_too(desk: Desk) -> None:
    desk.says(Corrected.ACTOR, "company", "More")
    added = desk.seen.actors[-1]
    assert (added.name, added.kind, len(added.mentions)) == ("More", "company", 1)
    (other,) = desk.library.feeds.store(
        fetched(entry("What More did", "More paid, and Moreover left.", guid="2"))
    ).new_stories
    story = desk.library.stories.get(other)
    assert story is not None
    shown = apply_corrections(Analysis(), NO_ALIASES, desk.library.annotations.corrections(other), story=story)
    assert len(shown.actors[0].mentions) == 2


def test_aliases_of_aliases_end(desk: Desk) -> None:
    desk.says(Corrected.SAME, "B", "Norland")
    desk.says(Corrected.SAME, "Norland", "B")
    assert {actor.name for actor in desk.seen.actors} <= {"B", "Norland", "Sudland"}
