"""Old stories go where the reader says so; what the reader put something on stays, and nothing comes back as new."""

from __future__ import annotations

from datetime import timedelta

from briefing.core.journal import Change, Field
from briefing.core.query import ALL
from briefing.core.retention import KEEP_EVERYTHING, RetentionPolicy
from briefing.storage import retention
from briefing.storage.ids import story_num
from briefing.storage.library import Library
from tests.support.made import NOON, entry, fetched

OLD = [entry(f"Old {i}", text=f"Old text {i}", published=NOON - timedelta(days=40 + i)) for i in range(6)]
NEW = [entry(f"New {i}", text=f"New text {i}", published=NOON - timedelta(hours=i)) for i in range(3)]


def _titles(library: Library) -> list[str]:
    return [headline.title for headline in library.stories.headlines(library.stories.find(ALL))]


def _by_title(library: Library) -> dict[str, str]:
    return {headline.title: headline.id for headline in library.stories.headlines(library.stories.find(ALL))}


def _forget(library: Library, keep: RetentionPolicy) -> int:
    total = 0
    while some := library.retention.forget_some(keep, NOON):
        total += some
    return total


def test_everything_is_kept_unless_a_limit_is_set() -> None:
    assert not KEEP_EVERYTHING
    assert RetentionPolicy(days=1)
    assert RetentionPolicy(per_feed=1)


def test_old_ones_go_and_what_is_starred_noted_or_tagged_stays(library: Library) -> None:
    library.feeds.store(fetched(*NEW, *OLD))
    ids = _by_title(library)
    library.journal.record([Change(ids["Old 1"], Field.STARRED, True)], NOON)
    library.annotations.set_note(ids["Old 2"], "mine", NOON)
    library._db.run("INSERT INTO tag (story, tag) VALUES (?, 'keep')", story_num(library._db, ids["Old 3"]))
    assert _forget(library, RetentionPolicy(days=30)) == 3
    assert _titles(library) == ["New 0", "New 1", "New 2", "Old 1", "Old 2", "Old 3"]


def test_what_was_let_go_does_not_come_back_as_new(library: Library) -> None:
    library.feeds.store(fetched(*NEW, *OLD))
    _forget(library, RetentionPolicy(days=30))
    stored = library.feeds.store(fetched(*NEW, *OLD, entry("Fresh", text="Fresh text")))
    assert _titles(library)[0] == "Fresh"
    assert len(stored.new_stories) == 1
    assert len(library.stories.find(ALL)) == 4


def test_the_newest_of_each_feed_stay(library: Library) -> None:
    library.feeds.store(fetched(*NEW, *OLD))
    assert _forget(library, RetentionPolicy(per_feed=4)) == 5
    assert _titles(library) == ["New 0", "New 1", "New 2", "Old 0"]


def test_many_go_in_short_transactions(library: Library) -> None:
    count = retention.AT_ONCE + 20
    library.feeds.store(
        fetched(*(entry(f"Old {i}", text=f"{i}", published=NOON - timedelta(days=99)) for i in range(count)))
    )
    assert library.retention.forget_some(RetentionPolicy(days=30), NOON) == retention.AT_ONCE
    assert library.retention.forget_some(RetentionPolicy(days=30), NOON) == 20
    assert library.retention.forget_some(RetentionPolicy(days=30), NOON) == 0


def test_limits_that_no_story_can_reach_let_nothing_go(library: Library) -> None:
    library.feeds.store(fetched(*NEW, *OLD))
    endless = RetentionPolicy(days=1_000_000, per_feed=1_000_000)
    assert library.retention.is_sure(endless, NOON)
    assert library.retention.forget_some(endless, NOON) == 0
