"""Deleting a feed's stories leaves nothing of them behind, and nothing else out."""

from __future__ import annotations

from briefing.core.analysis import Span
from briefing.core.anchor import anchored
from briefing.core.feed import Feed
from briefing.core.journal import Change, Field
from briefing.core.query import ALL, Key, Query, Term
from briefing.storage.library import Library
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched

GOES, STAYS = Feed("https://goes.example/rss"), Feed("https://stays.example/rss")


def test_a_purge_takes_the_stories_that_only_this_feed_has(library: Library) -> None:
    shared = entry("Shared")
    library.store(fetched(entry("Mine"), entry("Mine too", SENTENCE), shared, feed=GOES))
    library.store(fetched(entry("Other"), shared, feed=STAYS))
    mine = library.find(Query(Term(Key.WORDS, "mine")))
    for story_id in mine:
        story = library.story(story_id)
        assert story is not None
        if SENTENCE in story.body.text:
            library.store_analysis(story_id, analysis_of(story))
    library.set_note(mine[0], "worth keeping", NOON)
    library.record([Change(mine[1], Field.STARRED, True), Change(mine[1], Field.TAG, True, "t")], NOON)
    assert {headline.id for headline in library.treasures_of_feed(GOES.url)} == set(mine)

    assert library.purge_feed(GOES.url) == 2

    assert [headline.title for headline in library.headlines(library.find(ALL))] == ["Other", "Shared"]
    assert {headline.source for headline in library.headlines(library.find(ALL))} == {"Example News"}
    assert library.find(Query(Term(Key.WORDS, "mine"))) == ()
    assert [status.feed.url for status in library.feed_statuses([STAYS])] == [STAYS.url]
    assert library.undo() is None
    assert library.purge_feed(GOES.url) == 0


def test_a_passage_that_was_marked_is_a_treasure(library: Library) -> None:
    plain, marked = library.store(fetched(entry("Plain"), entry("Marked"), feed=GOES)).new_stories
    library.add_mark(marked, anchored(entry("Marked").body.text, Span(0, 4)), "yellow", NOON)
    assert [headline.id for headline in library.treasures_of_feed(GOES.url)] == [marked]
    assert library.purge_feed(GOES.url) == 2
    assert library.headlines([plain, marked]) == ()


def test_a_purged_feed_can_come_back(library: Library) -> None:
    library.store(fetched(entry("Mine"), feed=GOES))
    library.purge_feed(GOES.url)
    assert len(library.store(fetched(entry("Mine"), feed=GOES)).new_stories) == 1
