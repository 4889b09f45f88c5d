"""What a refresh may and may not do to stories."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from briefing.core.document import Validators
from briefing.core.feed import Feed, FeedState
from briefing.core.identity import keys
from briefing.core.journal import Change, Field
from briefing.core.query import ALL, UNREAD, Key, Order, Query, Term
from briefing.core.story import Block, BlockKind, Body, Link
from briefing.storage import database
from briefing.storage.library import Library
from tests.support.made import FEED, NOON, SENTENCE, entry, failed, fetched, hours, known_of

OTHER = Feed("https://other.example/feed", title="Other")


def read(library: Library, *ids: str) -> None:
    library.journal.record([Change(story_id, Field.READ, True) for story_id in ids], NOON)


def test_new_stories_are_told_once(library: Library) -> None:
    first = library.feeds.store(fetched(entry("One"), entry("Two")))
    again = library.feeds.store(fetched(entry("One"), entry("Two")))
    assert first.state is FeedState.NEW
    assert len(first.new_stories) == 2
    assert again.state is FeedState.UNCHANGED
    assert again.new_stories == ()
    assert len(library.stories.find(ALL)) == 2


def test_a_story_comes_back_as_it_was_stored(library: Library) -> None:
    body = Body(
        "Head\n\nSome words with a link",
        (Block(BlockKind.HEADING, 0, 4, 2), Block(BlockKind.PARAGRAPH, 6, 28)),
        (Link(24, 28, "https://news.example/x"),),
    )
    stored = library.feeds.store(fetched(replace(entry("One", authors=("A. Writer",)), body=body)))
    story = library.stories.get(stored.new_stories[0])
    assert story is not None
    assert (story.title, story.author, story.body, story.source) == ("One", "A. Writer", body, "Example News")
    assert (story.published, story.fetched, story.updated) == (NOON, NOON, None)


def test_authors_categories_and_language_are_those_of_the_newest_version(library: Library) -> None:
    said = {"authors": ("Frost, Ann", "Bo"), "categories": ("Oil", "Gas"), "language": "de"}
    (story_id,) = library.feeds.store(fetched(entry("One", **said))).new_stories
    story = library.stories.get(story_id)
    assert story is not None
    assert (story.authors, story.author) == (("Frost, Ann", "Bo"), "Frost, Ann, Bo")
    assert (story.categories, story.language) == (("Oil", "Gas"), "de")
    library.feeds.store(fetched(entry("One", "Other words.", categories=("Ports", "Oil"))))
    story = library.stories.get(story_id)
    assert story is not None
    assert (story.authors, story.categories, story.language) == ((), ("Ports", "Oil"), "")
    again = library.feeds.store(fetched(entry("One", "Other words.", categories=("Ports",))))
    story = library.stories.get(story_id)
    assert story is not None
    assert (again.state, story.categories) == (FeedState.UNCHANGED, ("Ports",))


@pytest.mark.parametrize(
    "changed",
    [
        {"guid": "another-id"},
        {"link": "http://www.news.example/one/?utm_source=rss#top"},
        {"guid": "another-id", "link": "http://news.example/one?utm_medium=feed"},
        {"link": "https://news.example/a-new-place"},
        {"guid": "", "link": ""},
    ],
    ids=["guid churns", "scheme and parameters change", "both change", "link moves", "both vanish"],
)
def test_a_read_story_does_not_come_back(library: Library, changed: dict[str, str]) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    read(library, story_id)
    again = library.feeds.store(fetched(replace(entry("One"), **changed)))  # type: ignore[arg-type]
    assert again.new_stories == ()
    assert library.stories.find(UNREAD) == ()


def test_guids_that_churn_leave_nothing_behind(library: Library) -> None:
    for number in range(5):
        stored = library.feeds.store(fetched(entry("One", guid=f"id-{number}")))
        assert stored.state is (FeedState.UNCHANGED if number else FeedState.NEW)
    assert len(library._db.rows("SELECT * FROM sighting")) == 1


def test_a_story_is_known_by_keys_that_came_along_and_by_those_found_here(library: Library) -> None:
    plain = fetched(entry("Ferries stay in port"), entry("Locks are mended"))
    keyed = replace(plain, document=replace(plain.document, keys=keys(plain.document.entries)))
    assert len(library.feeds.store(keyed).new_stories) == 2
    assert library.feeds.store(plain).new_stories == library.feeds.store(keyed).new_stories == ()


def test_an_edited_story_is_renewed_in_place_and_stays_read(library: Library) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One", "First words."))).new_stories
    read(library, story_id)
    later = NOON + hours(2)
    library.feeds.store(fetched(entry("One, corrected", "Second words.", guid="one"), at=later))
    (headline,) = library.stories.headlines([story_id])
    story = library.stories.get(story_id)
    assert story is not None
    assert (headline.title, headline.read, headline.updated) == ("One, corrected", True, later)
    assert story.body.text == "Second words."
    assert library.stories.find(Query(Term(Key.WORDS, "second"))) == (story_id,)
    assert library.stories.find(Query(Term(Key.WORDS, "first"))) == ()


def test_a_bare_title_is_one_story_and_may_be_completed(library: Library) -> None:
    bare = {"guid": "", "link": "", "published": None}
    (story_id,) = library.feeds.store(fetched(entry("One", "", **bare), entry("Two", "", **bare))).new_stories[:1]
    assert library.feeds.store(fetched(entry("One", "", **bare))).new_stories == ()
    assert library.feeds.store(fetched(entry("One", "The text at last."))).new_stories == ()
    story = library.stories.get(story_id)
    assert story is not None
    assert story.body.text == "The text at last."
    assert len(library.stories.find(ALL)) == 2


def test_bare_titles_that_share_a_guid_come_once(library: Library) -> None:
    shared = {"guid": "https://news.example/", "link": "", "published": None}
    both = fetched(entry("One", "", **shared), entry("Two", "", **shared))
    assert len(library.feeds.store(both).new_stories) == 2
    assert library.feeds.store(both).new_stories == ()


def test_where_all_entries_have_one_link_a_date_that_moves_brings_none_again(library: Library) -> None:
    one_link = {"guid": "", "link": "https://news.example/news.php"}

    def stored(at: float, *titles: str) -> int:
        entries = (entry(title, f"{title} again.", published=NOON + hours(at), **one_link) for title in titles)
        return len(library.feeds.store(fetched(*entries, at=NOON + hours(at))).new_stories)

    assert [stored(0, "Tin", "Zinc"), stored(2, "Lead", "Tin", "Zinc"), stored(4, "Lead", "Tin")] == [2, 1, 0]


def test_what_is_told_in_the_same_words_every_day_comes_every_day(library: Library) -> None:
    days = [
        entry("Open thread", published=NOON + hours(24 * day), guid="", link="https://news.example/")
        for day in range(3)
    ]
    assert len(library.feeds.store(fetched(*days[:2])).new_stories) == 2
    assert len(library.feeds.store(fetched(*days)).new_stories) == 1


def test_a_story_without_a_date_gets_the_one_that_comes_later(library: Library) -> None:
    undated = {"published": None}
    library.feeds.store(fetched(entry("Old", **undated), entry("New", **undated)))
    dated = fetched(
        entry("Old", published=NOON - hours(48)), entry("New", published=NOON - hours(1)), at=NOON + hours(1)
    )
    assert library.feeds.store(dated).new_stories == ()
    headlines = library.stories.headlines(library.stories.find(ALL))
    assert [(h.title, h.published, h.updated) for h in headlines] == [
        ("New", NOON - hours(1), None),
        ("Old", NOON - hours(48), None),
    ]
    assert library.feeds.store(dated).state is FeedState.UNCHANGED


def test_a_date_that_moves_is_no_edit(library: Library) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    library.feeds.store(fetched(entry("One", published=NOON + hours(5)), at=NOON + hours(6)))
    (headline,) = library.stories.headlines([story_id])
    assert headline.updated is None
    assert headline.published == NOON


def test_one_guid_for_two_articles_makes_two_stories(library: Library) -> None:
    library.feeds.store(fetched(entry("One", "Zinc.", guid="1")))
    stored = library.feeds.store(fetched(entry("Two", "Copper.", guid="1", published=NOON + hours(3))))
    assert len(stored.new_stories) == 1
    assert len(library.stories.find(ALL)) == 2


def test_a_guid_that_stands_twice_in_a_document_loses_neither_entry(library: Library) -> None:
    both = fetched(entry("One", "Zinc.", guid="same"), entry("Two", "Copper.", guid="same"))
    assert len(library.feeds.store(both).new_stories) == 2
    assert library.feeds.store(both).new_stories == ()


def test_a_feed_of_one_entry_keeps_every_day_though_all_have_one_link(library: Library) -> None:
    place = "https://news.example/today"
    monday, tuesday = (
        entry(f"{day}'s letter", f"News of {day}.", guid=day, link=place, published=NOON + hours(24 * number))
        for number, day in enumerate(("Monday", "Tuesday"))
    )
    (first,) = library.feeds.store(fetched(monday)).new_stories
    read(library, first)
    (second,) = library.feeds.store(fetched(tuesday)).new_stories
    assert [(h.title, h.read) for h in library.stories.headlines((second, first))] == [
        ("Tuesday's letter", False),
        ("Monday's letter", True),
    ]
    renamed = replace(tuesday, guid="tuesday-2", title="Tuesday's letter, corrected")
    assert library.feeds.store(fetched(renamed)).new_stories == (), "a date or a title still ties an entry to its story"
    assert library.feeds.store(fetched(monday)).new_stories == ()
    assert library.feeds.store(fetched(replace(monday, guid=""))).new_stories == ()


def test_beside_others_a_link_of_its_own_is_a_story_whatever_else_changes(library: Library) -> None:
    other = entry("Other")
    live = entry("Live: talks begin", guid="talks#0", link="https://news.example/talks")
    library.feeds.store(fetched(live, other))
    later = replace(live, title="Live: talks end", guid="talks#1", published=NOON + hours(5))
    assert library.feeds.store(fetched(later, other)).new_stories == ()


def test_a_story_seen_in_two_feeds_is_one_story(library: Library) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    elsewhere = entry("One", "Only a teaser.", guid="x", link="https://news.example/one")
    stored = library.feeds.store(fetched(elsewhere, feed=OTHER))
    assert (stored.state, stored.new_stories) == (FeedState.NEW, ()), "new to the feed, not to the reader"
    assert library.feeds.store(fetched(elsewhere, feed=OTHER)).state is FeedState.UNCHANGED
    story = library.stories.get(story_id)
    assert story is not None
    assert story.body.text == SENTENCE, "another feed's teaser must not replace the story"
    assert library.stories.find(Query(Term(Key.FEED, "Other"))) == (story_id,)


def test_entries_without_dates_keep_the_order_of_the_feed(library: Library) -> None:
    titles = ["First", "Second", "Third"]
    library.feeds.store(fetched(*(entry(title, published=None) for title in titles)))
    assert [h.title for h in library.stories.headlines(library.stories.find(ALL))] == titles


def test_a_date_in_the_future_does_not_hold_the_top(library: Library) -> None:
    library.feeds.store(fetched(entry("From the future", published=NOON + hours(24 * 365))))
    library.feeds.store(fetched(entry("Fresh", published=NOON + hours(1)), at=NOON + hours(1)))
    headlines = library.stories.headlines(library.stories.find(ALL))
    assert [(h.title, h.moment) for h in headlines] == [("Fresh", NOON + hours(1)), ("From the future", NOON)]
    story = library.stories.get(headlines[1].id)
    assert story is not None
    assert story.moment == NOON
    assert (story.published, headlines[1].published) == (NOON, NOON), "what is saved, copied and printed has no other"


def test_a_date_before_1970_is_kept(library: Library) -> None:
    old = NOON.replace(year=1931)
    (story_id,) = library.feeds.store(fetched(entry("Old", published=old))).new_stories
    assert library.stories.headlines([story_id])[0].published == old


def test_a_failure_keeps_stories_and_says_why(library: Library) -> None:
    library.feeds.store(fetched(entry("One")))
    library.feeds.store(failed("the server is down", at=NOON + hours(1)))
    (status,) = library.feeds.statuses([FEED])
    assert len(library.stories.find(ALL)) == 1
    assert (status.state, status.message, status.failures) == (FeedState.FAILED, "the server is down", 1)
    assert status.next_fetch is not None
    assert status.next_fetch > NOON + hours(1)
    assert known_of(library, FEED.url).validators == Validators('"v1"', ""), "what came stays what is asked with"


def test_a_success_ends_the_failures(library: Library) -> None:
    library.feeds.store(failed())
    library.feeds.store(failed())
    library.feeds.store(fetched(entry("One")))
    (status,) = library.feeds.statuses([FEED])
    assert (status.failures, status.message) == (0, "")


def test_a_304_may_renew_the_validators(library: Library) -> None:
    library.feeds.store(fetched(entry("One")))
    library.feeds.store(fetched(state=FeedState.UNCHANGED, validators=Validators('"v2"', "then")))
    assert known_of(library, FEED.url).validators == Validators('"v2"', "then")


def test_validators_and_stories_are_kept_together_or_not_at_all(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.storage import feed_rows

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(feed_rows, "keep_result", broken)
    with pytest.raises(KeyboardInterrupt):
        library.feeds.store(fetched(entry("One")))
    assert library.stories.find(ALL) == ()
    assert known_of(library, FEED.url).validators == Validators()


def test_feeds_that_left_the_configuration_keep_their_stories(library: Library) -> None:
    library.feeds.store(fetched(entry("One")))
    (status,) = library.feeds.statuses([])
    assert (status.configured, status.total, status.unread) == (False, 1, 1)


def test_a_feed_without_stories_that_left_is_forgotten_by_the_list(library: Library) -> None:
    library.feeds.store(failed())
    assert library.feeds.statuses([]) == ()


def test_orders(library: Library) -> None:
    library.feeds.store(fetched(entry("B", published=NOON), entry("A", published=NOON - hours(3))))
    library.feeds.store(
        fetched(entry("C", "Other words.", published=NOON - hours(1)), feed=structs.replace(OTHER, title="Aaa"))
    )

    def titles(order: Order) -> list[str]:
        return [h.title for h in library.stories.headlines(library.stories.find(Query(order=order)))]

    assert titles(Order.NEWEST) == ["B", "C", "A"]
    assert titles(Order.OLDEST) == ["A", "C", "B"]
    assert titles(Order.SOURCE) == ["C", "B", "A"]


def test_unknown_ids_are_left_out_of_headlines(library: Library) -> None:
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    assert [h.id for h in library.stories.headlines(["nothing", story_id])] == [story_id]


def test_two_entries_of_one_document_that_say_the_same_are_one_story(library: Library) -> None:
    """Also where neither was here before: the second is compared with the first."""
    twice = [entry("Storm", guid=guid, link="") for guid in ("a", "b")]
    assert len(library.feeds.store(fetched(*twice)).new_stories) == 1


def test_a_document_that_is_new_and_known_in_parts_keeps_its_order(library: Library) -> None:
    first = [entry(f"Report {number}", text=f"Of day {number}.") for number in (2, 4)]
    library.feeds.store(fetched(*first))
    every = [entry(f"Report {number}", text=f"Of day {number}.") for number in range(1, 6)]
    stored = library.feeds.store(fetched(*every))
    assert [headline.title for headline in library.stories.headlines(stored.new_stories)] == [
        "Report 1",
        "Report 3",
        "Report 5",
    ]


@pytest.mark.parametrize("characters", [1, 15, 16, 17, 1_000])
def test_a_list_is_whole_however_its_ids_are_parted(
    library: Library, monkeypatch: pytest.MonkeyPatch, characters: int
) -> None:
    stored = library.feeds.store(fetched(*(entry(f"Tide {number}") for number in range(9))))
    monkeypatch.setattr(database, "_SPLIT_AT_ONCE", characters)
    assert sorted(library.stories.find(ALL)) == sorted(stored.new_stories)
