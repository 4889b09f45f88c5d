"""Deleting a feed's stories leaves nothing of them behind, and nothing else out."""

from __future__ import annotations

from briefing.core.analysis import Span
from briefing.core.anchor import make_anchor
from briefing.core.feed import Feed
from briefing.core.journal import Change, Field
from briefing.core.query import ALL, Key, Query, Term
from briefing.storage.library import Library
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched

GOES, STAYS = Feed("https://goes.example/rss"), Feed("https://stays.example/rss")


def test_a_purge_takes_the_stories_that_only_this_feed_has(library: Library) -> None:
    shared = entry("Shared")
    library.feeds.store(fetched(entry("Mine"), entry("Mine too", SENTENCE), shared, feed=GOES))
    library.feeds.store(fetched(entry("Other"), shared, feed=STAYS))
    mine = library.stories.find(Query(Term(Key.WORDS, "mine")))
    for story_id in mine:
        story = library.stories.get(story_id)
        assert story is not None
        if SENTENCE in story.body.text:
            library.analyses.store(story_id, analysis_of(story))
    library.annotations.set_note(mine[0], "worth keeping", NOON)
    library.journal.record([Change(mine[1], Field.STARRED, True), Change(mine[1], Field.TAG, True, "t")], NOON)
    assert {headline.id for headline in library.feeds.annotated_stories(GOES.url)} == set(mine)

    assert library.feeds.purge(GOES.url) == 2

    assert [headline.title for headline in library.stories.headlines(library.stories.find(ALL))] == ["Other", "Shared"]
    assert {headline.source for headline in library.stories.headlines(library.stories.find(ALL))} == {"Example News"}
    assert library.stories.find(Query(Term(Key.WORDS, "mine"))) == ()
    assert [status.feed.url for status in library.feeds.statuses([STAYS])] == [STAYS.url]
    assert library.journal.undo() is None
    assert library.feeds.purge(GOES.url) == 0


def test_a_passage_that_was_marked_is_a_treasure(library: Library) -> None:
    plain, marked = library.feeds.store(fetched(entry("Plain"), entry("Marked"), feed=GOES)).new_stories
    library.annotations.add_mark(marked, make_anchor(entry("Marked").body.text, Span(0, 4)), "yellow", NOON)
    assert [headline.id for headline in library.feeds.annotated_stories(GOES.url)] == [marked]
    assert library.feeds.purge(GOES.url) == 2
    assert library.stories.headlines([plain, marked]) == ()


def test_a_purged_feed_can_come_back(library: Library) -> None:
    library.feeds.store(fetched(entry("Mine"), feed=GOES))
    library.feeds.purge(GOES.url)
    assert len(library.feeds.store(fetched(entry("Mine"), feed=GOES)).new_stories) == 1
