"""The library: everything that is kept, as domain values. Each write is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from briefing.core.analysis import Analysis
from briefing.core.errors import UnknownStory
from briefing.core.feed import Entry, Feed, FeedState, FeedStatus, Fetched, Known
from briefing.core.journal import Change, Field, Step
from briefing.core.keep import Keep
from briefing.core.kept import Anchor, Kept
from briefing.core.ledger import Told
from briefing.core.query import Key, Query
from briefing.core.rules import Notice, Rule
from briefing.core.saved_search import SavedSearch
from briefing.core.story import Body, Headline, Story
from briefing.core.view import Aliases, Correction
from briefing.core.written import Written
from briefing.storage import (
    activity,
    analyses,
    clusters,
    corrections,
    feeds,
    journal,
    ledger,
    marks,
    memory,
    notes,
    pages,
    removal,
    retention,
    saved_pages,
    search,
    settling,
    stories,
    takeover,
)
from briefing.storage.database import Database
from briefing.storage.kept import kept_of
from briefing.storage.opening import Tell, unheard
from briefing.storage.pages import PageState
from briefing.storage.rules import carry_out
from briefing.storage.takeover import Belongings, TakenOver
from briefing.storage.times import from_seconds, to_seconds


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing one fetch did: how it ended, the feed's title, the ids of new stories, and when to ask again."""

    state: FeedState
    title: str
    new_stories: tuple[str, ...]
    next_fetch: datetime | None


class Library:
    """Stories, feeds, analyses and what the reader did with them, in one SQLite file.

    Every method raises StorageError where the disk will not, and UnknownStory for an id that no story has.
    """

    def __init__(self, path: Path, tell: Tell = unheard) -> None:
        """Open the file, or make it; `tell` takes what a person should know about that."""
        self._db = Database(path, tell)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make what is written meanwhile one transaction: all of it is kept, or nothing."""
        with self._db.writing():
            yield

    # ------------------------------------------------------------------------------------------------- stories

    def find(self, query: Query, limit: int | None = None) -> tuple[str, ...]:
        """The ids of a query's stories, in its order."""
        clause = search.select_ids(query)
        rows = self._db.rows(clause.sql if limit is None else f"{clause.sql} LIMIT {int(limit)}", *clause.values)
        return tuple(row["id"] for row in rows)

    def count(self, query: Query) -> int:
        """How many stories a query means."""
        clause = search.conditions(query)
        row = self._db.row(f"SELECT count(*) AS n FROM story WHERE {clause.sql}", *clause.values)
        return 0 if row is None else int(row["n"])

    def counts(self) -> tuple[int, int, int, int]:
        """All, unread, starred and noted stories, without those that are hidden."""
        row = self._db.row("SELECT total, unread, starred, noted FROM tally WHERE feed = 0")
        return cast(tuple[int, int, int, int], tuple(row or (0, 0, 0, 0)))

    def headlines(self, ids: Sequence[str], sought: Sequence[str] = ()) -> tuple[Headline, ...]:
        """The lines of a list, in the order of `ids`, without unknown ones; `sought` words show where they stand."""
        return stories.headlines(self._db, ids, sought)

    def story(self, story_id: str) -> Story | None:
        """One story with its text, or None."""
        return stories.story(self._db, story_id)

    # --------------------------------------------------------------------------------------------------- feeds

    def store(self, fetched: Fetched) -> Stored:
        """Keep what came of one fetch: the feed's state, its validators and its stories, together or not at all."""
        with self._db.writing():
            num = feeds.feed_num(self._db, fetched.feed)
            taken, state = stories.NOTHING, fetched.state
            if state is FeedState.NEW:
                taken = stories.store_entries(self._db, num, fetched)
                state = FeedState.NEW if taken.anything else FeedState.UNCHANGED
            next_fetch = feeds.keep_result(self._db, num, fetched, state)
            title = feeds.shown_title(self._db, num)
        return Stored(state, title, taken.new_stories, next_fetch)

    def known(self, url: str) -> Known:
        """What earlier fetches of a feed taught: how to ask it, and where."""
        return feeds.known(self._db, url)

    def feed_statuses(self, configured: Sequence[Feed]) -> tuple[FeedStatus, ...]:
        """The configured feeds in their order, then those that left the configuration and have stories."""
        return feeds.statuses(self._db, configured)

    def describe_feed(self, feed: Feed) -> None:
        """Take over a feed's title and group where the feed is known, without waiting for its next fetch."""
        with self._db.writing():
            feeds.describe(self._db, feed)

    def treasures_of_feed(self, url: str) -> tuple[Headline, ...]:
        """The stories that only this feed has and that the reader starred, marked or wrote about."""
        rows = self._db.rows(
            "SELECT story.id FROM story JOIN feed ON feed.num = story.feed WHERE feed.url = ?"
            f" AND NOT ({retention.UNTOUCHED}) AND NOT EXISTS (SELECT 1 FROM sighting"
            " WHERE sighting.story = story.num AND sighting.feed <> story.feed) ORDER BY story.sorted DESC",
            url,
        )
        return self.headlines([row["id"] for row in rows])

    def purge_feed(self, url: str) -> int:
        """Delete a feed with the stories that only it has; how many went."""
        with self._db.writing():
            row = self._db.row("SELECT num FROM feed WHERE url = ?", url)
            return 0 if row is None else removal.remove_feed(self._db, row["num"])

    # --------------------------------------------------------------------------------------------------- pages

    def page_state(self, story_id: str) -> PageState:
        """What is known of a story's web page."""
        return pages.state(self._db, self._num(story_id))

    def pages_waiting(
        self, auto: Sequence[str], always: Sequence[str], since: datetime, tried_before: datetime, limit: int
    ) -> tuple[str, ...]:
        """The ids of stories whose page is to be asked for; `auto` and `always` are addresses of feeds."""
        return pages.waiting(self._db, auto, always, since, tried_before, limit)

    def keep_page(self, story_id: str, page: Body, at: datetime) -> None:
        """Show the text of a story's page; the feed's is kept behind it."""
        with self._db.writing():
            pages.keep_text(self._db, self._num(story_id), page, at)

    def keep_page_failure(self, story_id: str, error: str, at: datetime) -> None:
        """Remember why a story's page gave no text."""
        with self._db.writing():
            pages.keep_failure(self._db, self._num(story_id), error, at)

    def swap_text(self, story_id: str) -> bool:
        """Show the other of a story's two texts; whether it is the page's."""
        with self._db.writing():
            return pages.swap(self._db, self._num(story_id))

    def add_page(self, entry: Entry, at: datetime) -> tuple[str, bool]:
        """Keep a page as a story of its own, or find the story it is; its id, and whether it is new."""
        with self._db.writing():
            return saved_pages.add(self._db, entry, at)

    def take_over(self, theirs: Belongings, at: datetime) -> TakenOver:
        """Keep the stories of another reader, and mark them as they were there."""
        with self._db.writing():
            return takeover.take_over(self._db, theirs, at)

    # ------------------------------------------------------------------------------------------------ analyses

    def waiting(self, version: str) -> tuple[str, ...]:
        """The ids of stories that this version has not analysed: unread and newest first."""
        return analyses.waiting(self._db, version)

    def analysis(self, story_id: str) -> Analysis | None:
        """The analysis of a story, or None."""
        return analyses.load(self._db, self._num(story_id))

    def store_analysis(self, story_id: str, analysis: Analysis) -> Analysis:
        """Keep an analysis; it comes back with the ids that its offers have, old ones where they are told again."""
        with self._db.writing():
            story = self.story(story_id)
            if story is None:
                raise UnknownStory(story_id)
            return analyses.store(self._db, self._num(story_id), story, analysis)

    def analysis_failed(self, story_id: str, version: str, message: str) -> None:
        """Remember that this version cannot analyse this text."""
        with self._db.writing():
            story = self.story(story_id)
            if story is None:
                raise UnknownStory(story_id)
            analyses.store_failure(self._db, self._num(story_id), version, story.text_hash, message)

    # --------------------------------------------------------------------------------------------- annotations

    def record(self, changes: Sequence[Change], at: datetime, automatic: bool = False) -> Step | None:
        """Make changes as one step of the journal; None where nothing changed. Undo passes over automatic steps."""
        with self._db.writing():
            return journal.record(self._db, changes, at, automatic)

    def with_reports(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Some stories, and behind them the other reports of the same things."""
        return clusters.with_others(self._db, ids)

    def settle_some(self, most: int) -> int:
        """Find the clusters of some stories that older versions stored; how many. Zero: there are no more."""
        with self._db.writing():
            return settling.settle_some(self._db, most)

    def carry_out(self, rules: Sequence[Rule], ids: Sequence[str], now: datetime) -> tuple[Notice, ...]:
        """Do what rules say with those of some stories that they mean; what is to be told of."""
        if not rules or not ids:
            return ()
        with self._db.writing():
            return tuple(carry_out(self._db, rules, ids, now))

    def undo(self) -> Step | None:
        """Take back the newest step that still stands."""
        with self._db.writing():
            return journal.undo(self._db)

    def kept(self, story: Story) -> Kept:
        """Notes, marks, tags, sources and other reports of a story."""
        return kept_of(self._db, self._num(story.id), story)

    def redo(self) -> Step | None:
        """Do the step again that was undone last."""
        with self._db.writing():
            return journal.redo(self._db)

    def note(self, story_id: str) -> str:
        """The note on a story, or nothing."""
        return Kept(notes.notes_of(self._db, self._num(story_id))).note

    def set_note(self, story_id: str, text: str, at: datetime, offer: str = "") -> None:
        """Keep a note on a story, or on one of its offers; an empty one takes it away."""
        with self._db.writing():
            notes.set_note(self._db, self._num(story_id), text, at, offer)

    def add_mark(self, story_id: str, anchor: Anchor, colour: str, at: datetime) -> tuple[str, Step | None]:
        """Mark a passage; the id of the mark and the step that can be undone."""
        with self._db.writing():
            mark = marks.add(self._db, self._num(story_id), anchor, colour, at)
            return mark, journal.record(self._db, [Change(story_id, Field.MARK, True, mark)], at)

    def correct(self, correction: Correction, at: datetime) -> Step | None:
        """Keep the reader's word, as a step that can be undone; `correction.story` says where it was made."""
        with self._db.writing():
            num = self._num(correction.story)
            made = corrections.add(self._db, num, correction, at)
            return journal.record(self._db, [Change(correction.story, Field.CORRECTION, True, made)], at)

    def corrections(self, story_id: str | None = None) -> tuple[Correction, ...]:
        """What the reader said about the offers of a story and about all actors, or all that was ever said."""
        if story_id is None:
            return corrections.standing(self._db)
        return (*corrections.of_story(self._db, self._num(story_id)), *corrections.of_actors(self._db))

    def told(
        self, since: datetime | None, fetched: bool, aliases: Aliases, until: datetime | None = None
    ) -> tuple[Told, ...]:
        """The offers of the stories that were published, or fetched, from a time on, and before another."""
        return ledger.told(self._db, since, fetched, aliases, until)

    def told_since(self, until: datetime | None, stories: int) -> datetime | None:
        """The time from which on so many stories tell offers that came before `until`; None: there are not so many."""
        return ledger.told_since(self._db, until, stories)

    def activity(self, since: datetime, until: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the stories that were read, and of those noted or marked, between two times."""
        return activity.read_between(self._db, since, until), activity.noted_between(self._db, since, until)

    def remembered(self, name: str) -> datetime | None:
        """A time that was remembered under a name, or None."""
        return activity.remembered(self._db, name)

    def remember(self, name: str, at: datetime) -> None:
        """Remember a time under a name."""
        with self._db.writing():
            activity.remember(self._db, name, at)

    def change_mark(self, mark_id: str, *, colour: str | None = None, note: str | None = None) -> None:
        """Give a mark another colour or another note."""
        with self._db.writing():
            marks.change(self._db, mark_id, colour=colour, note=note)

    # ----------------------------------------------------------------------------------------------- retention

    def forget_old(self, keep: Keep, at: datetime) -> int:
        """Let some stories go that are beyond the reader's limits; how many. Zero: there are no more."""
        with self._db.writing():
            return retention.forget_some(self._db, keep, at)

    # ------------------------------------------------------------------------------------------- the screen's memory

    def screen_state(self) -> dict[str, Any]:
        """What the reader's screen kept, by key."""
        return memory.state(self._db)

    def keep_screen_state(self, key: str, value: object) -> None:
        """Keep a value of plain JSON for the reader's screen."""
        with self._db.writing():
            memory.keep(self._db, key, value)

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, in the order in which they were made."""
        return memory.searches(self._db)

    def save_search(self, search: SavedSearch) -> None:
        """Keep a search under its name."""
        with self._db.writing():
            memory.save_search(self._db, search)

    def remove_search(self, name: str) -> None:
        """Forget a saved search."""
        with self._db.writing():
            memory.remove_search(self._db, name)

    def place(self, story_id: str) -> int:
        """How far a story was read, as an offset into its text."""
        return memory.place(self._db, self._num(story_id))

    def keep_place(self, story_id: str, offset: int) -> None:
        """Remember how far a story was read."""
        with self._db.writing():
            memory.keep_place(self._db, self._num(story_id), offset)

    def names(self, key: Key) -> tuple[str, ...]:
        """The values that a search term can have here, the most frequent first."""
        return memory.names(self._db, key)

    def unread_of(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of some stories that are unread."""
        return stories.unread_of(self._db, ids)

    # --------------------------------------------------------------------------------------------- saved files

    def last_saved(self, story_id: str, folder: Path) -> Written | None:
        """What was last written for this story into this folder, or None."""
        row = self._db.row(
            "SELECT path, text, at FROM saved WHERE story = ? AND folder = ?",
            self._num(story_id),
            str(folder.resolve()),
        )
        return None if row is None else Written(Path(row["path"]), row["text"], cast(datetime, from_seconds(row["at"])))

    def remember_saved(self, folder: Path, written: Mapping[str, Written]) -> None:
        """Remember what was written into a folder, by the ids of the stories."""
        with self._db.writing():
            self._db.run_many(
                "INSERT OR REPLACE INTO saved (story, folder, path, text, at) VALUES (?, ?, ?, ?, ?)",
                [
                    (self._num(story), str(folder.resolve()), str(new.path), new.text, to_seconds(new.saved))
                    for story, new in written.items()
                ],
            )

    def _num(self, story_id: str) -> int:
        row = self._db.row("SELECT num FROM story WHERE id = ?", story_id)
        if row is None:
            raise UnknownStory(story_id)
        return int(row["num"])
