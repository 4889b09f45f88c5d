from __future__ import annotations

import pytest

from briefing.core.feed import Feed
from briefing.core.retention import RetentionPolicy
from briefing.core.story import Body
from briefing.storage.library import Library
from tests.clustering.test_events import AGENCY
from tests.support.made import NOON, entry, fetched, hours

FEEDS = [Feed(f"https://paper{number}.example/rss", title=f"Paper {number}") for number in range(4)]
TITLES = ["Norland to sell zinc to Sudland", "Zinc deal ends Westport dispute", "Sudland buys zinc of Norland"]


def store(library: Library, paper: int, title: str, text: str = AGENCY, **fields: object) -> str:
    """The id of a story that a paper has; its place in the paper follows from the paper and the title."""
    made = entry(title, text, link=f"https://paper{paper}.example/{title.replace(' ', '-')}", **fields)
    stored = library.feeds.store(fetched(made, feed=FEEDS[paper]))
    return stored.new_stories[0] if stored.new_stories else ""


def sizes(library: Library, *ids: str) -> list[int]:
    """How many reports each has, after all that wait were looked at."""
    while library.backfill.process_batch(10):
        pass
    return known_sizes(library, *ids)


def known_sizes(library: Library, *ids: str) -> list[int]:
    return [headline.cluster for headline in library.stories.headlines(ids)]


def reports(library: Library, story_id: str) -> list[str]:
    story = library.stories.get(story_id)
    assert story is not None
    return [other.story for other in library.annotations.of_story(story).reports]


@pytest.fixture
def three(library: Library) -> list[str]:
    return [store(library, paper, title) for paper, title in enumerate(TITLES)]


def test_stories_that_report_the_same_thing_know_of_each_other(library: Library, three: list[str]) -> None:
    alone = store(library, 3, "Rain", "It rained in Oldhaven all week, and the river stands higher than in ten years.")
    assert sizes(library, *three, alone) == [3, 3, 3, 1]
    assert reports(library, three[0]) == three[1:]
    story = library.stories.get(three[0])
    assert story is not None
    first = library.annotations.of_story(story).reports[0]
    assert (first.title, first.source) == (TITLES[1], "Paper 1")
    assert first.link == "https://paper1.example/Zinc-deal-ends-Westport-dispute"
    assert reports(library, alone) == []


def test_a_second_telling_of_one_feed_joins_too(library: Library, three: list[str]) -> None:
    again = store(
        library, 0, "Zinc deal of Norland and Sudland ends Westport dispute", f"{AGENCY} More ships will follow."
    )
    assert sizes(library, *three, again) == [4, 4, 4, 4]


def test_storing_does_not_wait_for_clusters(library: Library, three: list[str]) -> None:
    assert known_sizes(library, *three) == [1, 1, 1]
    assert library.backfill.process_batch(10) == 3
    assert sizes(library, *three) == [3, 3, 3]


def test_a_cluster_does_not_go_on_for_ever(library: Library) -> None:
    ids = [store(library, paper, title, published=NOON - hours(144 - 48 * paper)) for paper, title in enumerate(TITLES)]
    assert sizes(library, *ids) == [1, 2, 2]


def test_a_story_that_is_edited_into_another_leaves(library: Library, three: list[str]) -> None:
    assert not store(library, 1, TITLES[1], "All of it was withdrawn, and the paper asks its readers for forgiveness.")
    assert sizes(library, *three) == [2, 1, 2]
    assert not store(library, 1, TITLES[1], AGENCY)
    assert sizes(library, *three) == [3, 3, 3]


def test_a_story_whose_page_arrives_is_placed_anew(library: Library) -> None:
    first = store(library, 0, TITLES[0])
    bare = store(library, 1, TITLES[1], "Read on.")
    assert sizes(library, first, bare) == [1, 1]
    library.pages.store(bare, Body.plain(AGENCY), NOON)
    assert sizes(library, first, bare) == [2, 2]


def test_stories_that_go_leave_the_others_together(library: Library, three: list[str]) -> None:
    library.feeds.purge(FEEDS[0].url)
    assert sizes(library, *three[1:]) == [2, 2]
    late = store(library, 3, TITLES[0])
    assert sizes(library, *three[1:], late) == [3, 3, 3]
    assert library.retention.forget_some(RetentionPolicy(days=1), NOON + hours(100)) == 3
    assert sizes(library, *three) == []


def test_a_story_that_a_second_feed_shows_stays_apart_from_that_feeds_own(library: Library) -> None:
    mine = store(library, 0, TITLES[0])
    theirs = store(library, 1, TITLES[1])
    assert sizes(library, mine, theirs) == [2, 2]
    shared = entry(TITLES[0], AGENCY, link=f"https://paper0.example/{TITLES[0].replace(' ', '-')}")
    library.feeds.store(fetched(shared, feed=FEEDS[1]))
    assert sizes(library, mine, theirs) == [1, 1]


def test_others_are_found_for_some(library: Library, three: list[str]) -> None:
    library.backfill.process_batch(10)
    assert library.stories.with_reports([three[1]]) == (three[1], three[0], three[2])
    assert library.stories.with_reports([]) == ()
