"""A feed can list the addresses of another, but it can neither replace nor hide the other's stories."""

from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.core.feed import Feed
from briefing.core.query import Key, Query, Term
from briefing.core.retention import RetentionPolicy
from briefing.storage.library import Library
from tests.support.made import NOON, SENTENCE, entry, fetched

VICTIM = Feed("https://victim.example/rss", title="Victim paper")
BESIDE = Feed("https://feeds.elsewhere.example/victim", title="Victim elsewhere")
EVIL = Feed("https://evil.example/rss", title="Evil feed")
LINK = "https://victim.example/story/1"
TRUE = entry("The bank is sound", f"{SENTENCE} The bank said so on Monday, and nobody doubts it.", guid="v1", link=LINK)
FALSE = entry("The bank is bankrupt", "Take your money out now, said nobody to anybody.", guid="e1", link=LINK)
ALL = Query()


def told(library: Library, feed: str) -> list[tuple[str, str, str]]:
    """Title, text and link of all stories that a feed shows."""
    found = [library.stories.get(story) for story in library.stories.find(Query(Term(Key.FEED, feed)))]
    return [(story.title, story.body.text, story.link) for story in found if story is not None]


@pytest.mark.parametrize("theirs", [VICTIM, BESIDE])
def test_other_words_at_a_strangers_address_are_another_story(library: Library, theirs: Feed) -> None:
    library.feeds.store(fetched(FALSE, feed=EVIL))
    library.feeds.store(fetched(TRUE, feed=theirs))
    library.feeds.store(fetched(FALSE, feed=EVIL, at=NOON + timedelta(hours=1)))
    assert told(library, theirs.title) == [(TRUE.title, TRUE.body.text, LINK)]
    assert told(library, EVIL.title) == [(FALSE.title, FALSE.body.text, LINK)]
    assert not library.feeds.store(fetched(TRUE, feed=theirs, at=NOON + timedelta(hours=2))).new_stories


@pytest.mark.parametrize("text", ["", "Shut.", f"{SENTENCE} The bank said so on Monday, and everybody doubts it now."])
def test_the_feed_of_the_host_takes_its_story_over(library: Library, text: str) -> None:
    library.feeds.store(fetched(entry(TRUE.title, text, guid="e1", link=LINK), feed=EVIL))
    library.feeds.store(fetched(TRUE, feed=VICTIM))
    library.feeds.store(fetched(entry(TRUE.title, "Shut.", guid="e1", link=LINK), feed=EVIL, at=NOON))
    assert told(library, VICTIM.title) == [(TRUE.title, TRUE.body.text, LINK)]
    assert len(library.stories.find(ALL)) == 1
    (headline,) = library.stories.headlines(library.stories.find(ALL))
    assert (headline.source, headline.also_in) == ("Victim paper", ("Evil feed",))


def test_a_feed_elsewhere_keeps_its_own_words_beside_a_stranger(library: Library) -> None:
    library.feeds.store(fetched(entry(TRUE.title, "", guid="e1", link=LINK), feed=EVIL))
    library.feeds.store(fetched(TRUE, feed=BESIDE))
    assert told(library, BESIDE.title) == [(TRUE.title, TRUE.body.text, LINK)]


def test_a_story_that_both_showed_alike_is_two_once_one_changes_it(library: Library) -> None:
    library.feeds.store(fetched(entry(TRUE.title, TRUE.body.text, guid="e1", link=LINK), feed=EVIL))
    library.feeds.store(fetched(TRUE, feed=BESIDE))
    assert len(library.stories.find(ALL)) == 1
    changed = entry(TRUE.title, FALSE.body.text, guid="e1", link=LINK)
    library.feeds.store(fetched(changed, feed=EVIL, at=NOON + timedelta(hours=1)))
    library.feeds.store(fetched(TRUE, feed=BESIDE, at=NOON + timedelta(hours=1)))
    assert (TRUE.title, TRUE.body.text, LINK) in told(library, BESIDE.title)


def test_the_same_words_at_another_address_are_another_story(library: Library) -> None:
    copied = entry(TRUE.title, TRUE.body.text, guid="e1", link="https://evil.example/login")
    library.feeds.store(fetched(copied, feed=EVIL))
    library.feeds.store(fetched(TRUE, feed=VICTIM))
    assert told(library, VICTIM.title) == [(TRUE.title, TRUE.body.text, LINK)]


def test_what_one_feed_let_go_another_brings(library: Library) -> None:
    long_ago = NOON - timedelta(days=4_000)
    old = entry(TRUE.title, TRUE.body.text, guid="e1", link=LINK, published=long_ago)
    library.feeds.store(fetched(old, feed=EVIL))
    assert library.retention.forget_some(RetentionPolicy(days=60), NOON) == 1
    assert len(library.feeds.store(fetched(TRUE, feed=VICTIM)).new_stories) == 1
    assert not library.feeds.store(fetched(old, feed=EVIL)).new_stories


def test_one_address_with_another_guid_and_other_words_is_another_story(library: Library) -> None:
    first = entry("Monday in brief", "Zinc was sold to the north.", guid="m", link=LINK)
    second = entry("Tuesday in brief", "Copper stays where it is, says the union.", guid="t", link=LINK)
    edited = entry("Monday in brief, corrected", "Zinc was sold to the north today.", guid="m2", link=LINK)
    other = entry("Beside", guid="b", link="https://victim.example/2")
    library.feeds.store(fetched(other, first, feed=VICTIM))
    assert len(library.feeds.store(fetched(other, second, feed=VICTIM, at=NOON)).new_stories) == 1
    assert not library.feeds.store(fetched(other, edited, feed=VICTIM, at=NOON)).new_stories
