"""The stories of servers: which story each is here. The one place that sets here what a server says.

What is set here is nobody's step and does not go back up. It is looked up and set in one transaction, so that a change
of this side is never overwritten: it has a row in the outbox by then.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefing.core.document import Entry, Keys
from briefing.core.identity import keys, plain_link
from briefing.core.journal import Change, Field
from briefing.core.remote import (
    NO_TAGS,
    NOTHING_SENT,
    Arrived,
    Comparison,
    Head,
    Listed,
    RemoteItem,
    Seen,
    Sent,
    Setting,
    Settled,
    Standing,
    Tags,
    Verdict,
    join,
    settle,
)
from briefing.storage import comparison, entries, journal, outbox, retention
from briefing.storage.database import Database
from briefing.storage.times import to_seconds

_DAY = 86_400
GUID = "remote:{}"
"""The guid of a story that a server brought: the server does not tell the publisher's."""

_STANDING = """
    SELECT remote_item.remote, story.num, story.id, story.read, story.starred,
        (SELECT json_group_array(tag) FROM tag WHERE tag.story = story.num AND NOT EXISTS (
            SELECT 1 FROM note_tag WHERE note_tag.story = tag.story AND note_tag.tag = tag.tag)) AS tags,
        (SELECT json_group_array(json_array(field, tag)) FROM outbox
            WHERE outbox.story = story.num AND outbox.account = remote_item.account) AS waiting,
        (SELECT count(*) FROM remote_item AS other WHERE other.story = story.num
            AND other.account = remote_item.account AND other.gone = 0) AS ids
    FROM remote_item JOIN story ON story.num = remote_item.story
"""
_STORIES = "FROM remote_item JOIN story ON story.num = remote_item.story WHERE remote_item.account = ?"


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Stories of one feed that came at a time: for the account and the feed of these row numbers."""

    account: int
    feed: int
    at: datetime
    first: bool
    tags: Tags


class RemoteItemRepository:
    """The stories of an account's server."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # -------------------------------------------------------------------------------------------------------- reading

    def compare(self, account: int, lists: Sequence[Listed], anew: Sequence[str] = ()) -> Comparison:
        """What the server's lists say beside what is here; nothing is written.

        Stories of the feeds `anew` are wanted although they were passed over.
        """
        return comparison.compare(self._db, account, lists, anew)

    def standings(self, account: int, remotes: Collection[str]) -> Mapping[str, Standing]:
        """How the stories of these ids stand here; those that are not here, or are gone on the server, are missing."""
        rows = self._db.rows(
            f"{_STANDING} WHERE remote_item.account = ? AND gone = 0"
            " AND remote_item.remote IN (SELECT value FROM json_each(?))",
            account,
            json.dumps(list(remotes)),
        )
        return {
            row["remote"]: Standing(
                row["num"],
                row["id"],
                bool(row["read"]),
                bool(row["starred"]),
                frozenset(json.loads(row["tags"])),
                frozenset((Field(what), tag) for what, tag in json.loads(row["waiting"])),
                row["ids"],
            )
            for row in rows
        }

    def newest(self, account: int, feed: str = "") -> tuple[str, ...]:
        """The ids of its living stories, or of those of one feed, the largest number first."""
        rows = self._db.rows(
            "SELECT remote FROM remote_item WHERE account = ? AND story IS NOT NULL AND gone = 0 AND ? IN ('', feed)"
            " ORDER BY length(remote) DESC, remote DESC",
            account,
            feed,
        )
        return tuple(row["remote"] for row in rows)

    def heads(self, account: int, remotes: Sequence[str]) -> Mapping[str, Head]:
        """What the stories of these ids are known by here."""
        rows = self._db.rows(
            "SELECT remote, title, story.link, (SELECT json_group_array(link) FROM sighting"
            f" WHERE sighting.story = story.num) AS links {_STORIES} AND remote IN (SELECT value FROM json_each(?))",
            account,
            json.dumps(remotes),
        )
        return {
            row["remote"]: Head(
                row["title"],
                frozenset(map(plain_link, (row["link"], *json.loads(row["links"])))) - {""},
            )
            for row in rows
        }

    def remotes_of(self, account: int, sent: Sent) -> tuple[str, ...]:
        """The ids of the stories of which something was sent."""
        rows = self._db.rows(
            "SELECT remote FROM remote_item WHERE account = ? AND gone = 0"
            " AND story IN (SELECT value FROM json_each(?)) ORDER BY remote",
            account,
            json.dumps(sorted({story for story, _ in sent})),
        )
        return tuple(row["remote"] for row in rows)

    def known_in(self, account: int, listed: Listed) -> int:
        """How many stories of a list are here, with what the list says of them."""
        what, tag = listed.flag
        so_here = {Field.READ: "story.read = 0", Field.STARRED: "story.starred = 1"}.get(
            what, "EXISTS (SELECT 1 FROM tag WHERE tag.story = story.num AND tag.tag = ?)"
        )
        return self._number(
            f"{_STORIES} AND remote_item.remote IN (SELECT value FROM json_each(?)) AND {so_here}",
            account,
            json.dumps(listed.ids),
            *((tag,) if what is Field.TAG else ()),
        )

    def unread(self, account: int) -> int:
        """How many of its living stories are unread here."""
        return self._number(f"{_STORIES} AND remote_item.gone = 0 AND story.read = 0", account)

    def starred(self, account: int) -> int:
        """How many of its living stories are starred here."""
        return self._number(f"{_STORIES} AND remote_item.gone = 0 AND story.starred = 1", account)

    def tags_in_use(self, account: int) -> tuple[str, ...]:
        """The tags that its stories have here, but for those that came from the words of notes."""
        rows = self._db.rows(
            "SELECT DISTINCT tag.tag FROM tag JOIN remote_item ON remote_item.story = tag.story"
            " WHERE remote_item.account = ? AND NOT EXISTS (SELECT 1 FROM note_tag"
            " WHERE note_tag.story = tag.story AND note_tag.tag = tag.tag) ORDER BY tag.tag",
            account,
        )
        return tuple(row["tag"] for row in rows)

    def _number(self, sql: str, *values: object) -> int:
        row = self._db.row(f"SELECT count(*) AS number {sql}", *values)
        return 0 if row is None else int(row["number"])

    # -------------------------------------------------------------------------------------------------------- writing

    def arrive(
        self,
        account: int,
        feed: int,
        items: Sequence[RemoteItem],
        at: datetime,
        *,
        first: bool = False,
        tags: Tags = NO_TAGS,
    ) -> Arrived:
        """Keep stories of one feed that came from its server, or tie them to those that are here.

        In the `first` sync, what the server lacks waits for a yes, and stories are as old as they were published.
        """
        new: list[str] = []
        settled: list[Setting] = []
        joined = 0
        arrival = _Arrival(account, feed, at, first, tags)
        named = [replace(item, entry=replace(item.entry, guid=GUID.format(item.remote))) for item in items]
        entries_of = [item.entry for item in named]
        with self._db.writing():
            untied = self._untied(account, feed, entries_of)
            for item, item_keys in reversed(list(zip(named, keys(entries_of), strict=True))):
                story = self._find(feed, item.entry, item_keys, untied)
                if story is not None:
                    joined += 1
                    settled += self._join(arrival, item, story)
                elif retention.was_forgotten(self._db, feed, item_keys):
                    self._tie(account, item, None)
                else:
                    new.append(self._add(arrival, item, item_keys))
            if first:
                self._db.run_many(
                    "UPDATE story SET fetched = min(fetched, coalesce(published, fetched)) WHERE id = ?",
                    [(story_id,) for story_id in new],
                )
        return Arrived(tuple(reversed(new)), joined, tuple(settled))

    def hold(self, account: int, stories: Iterable[str]) -> None:
        """Let what waits of these stories wait for a yes."""
        with self._db.writing():
            self._db.run_many(
                "UPDATE outbox SET held = 1 WHERE account = ? AND story = (SELECT num FROM story WHERE id = ?)",
                [(account, story) for story in stories],
            )

    def settle(self, account: int, seen: Sequence[Seen], sent: Sent = NOTHING_SENT, tags: Tags = NO_TAGS) -> Settled:
        """Set here what the server says, where nothing that was done here stands against it."""
        adopted: list[Setting] = []
        again = 0
        with self._db.writing():
            here = self.standings(account, [one.remote for one in seen])
            for one in seen:
                standing = here.get(one.remote)
                if standing is None:
                    continue
                verdict = settle(standing, one, sent, tags)
                adopted += self._carry_out(account, standing, verdict)
                for setting in verdict.again:
                    outbox.put(self._db, account, standing.story, setting, tries=1)
                again += len(verdict.again)
        return Settled(tuple(adopted), again)

    def keep_known(self, account: int, remotes: Sequence[str], feed: str = "", *, gone: bool = False) -> None:
        """Remember ids whose stories are not kept, so that they are not asked for again."""
        with self._db.writing():
            self._db.run_many(
                "INSERT INTO remote_item (account, remote, feed, gone) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (account, remote) DO UPDATE SET gone = excluded.gone",
                [(account, remote, feed, int(gone)) for remote in remotes],
            )

    def set_gone(self, account: int, remotes: Sequence[str]) -> None:
        """The server does not give these any more. Their stories stay."""
        with self._db.writing():
            self._forget_guids(account, remotes)
            self._db.run_many(
                "UPDATE remote_item SET gone = 1 WHERE account = ? AND remote = ?",
                [(account, remote) for remote in remotes],
            )

    def untie(self, account: int, remotes: Sequence[str]) -> None:
        """Forget what these ids stood for, and all larger ones that stood for nothing: the server gave them anew.

        The stories stay. What was to be sent for them is forgotten where no id is left to send it for.
        """
        if not remotes:
            return
        smallest = min(remotes, key=lambda remote: (len(remote), remote))
        with self._db.writing():
            self._forget_guids(account, remotes)
            self._db.run_many(
                "DELETE FROM remote_item WHERE account = ? AND remote = ?", [(account, remote) for remote in remotes]
            )
            self._db.run(
                "DELETE FROM remote_item WHERE account = ? AND story IS NULL AND (length(remote), remote) > (?, ?)",
                account,
                len(smallest),
                smallest,
            )
            self._db.run(
                "DELETE FROM outbox WHERE account = ? AND NOT EXISTS (SELECT 1 FROM remote_item"
                " WHERE remote_item.story = outbox.story AND remote_item.account = outbox.account)",
                account,
            )
            self._db.run("UPDATE sync_account SET compared = NULL WHERE num = ?", account)

    # ---------------------------------------------------------------------------------------------------- one story

    def _forget_guids(self, account: int, remotes: Sequence[str]) -> None:
        """Let stories no longer be known by their ids, which may come back for others."""
        self._db.run_many(
            "UPDATE sighting SET guid = '' WHERE guid = ? AND story = (SELECT story FROM remote_item"
            " WHERE account = ? AND remote = ?)",
            [(GUID.format(remote), account, remote) for remote in remotes],
        )

    def _untied(self, account: int, feed: int, named: Sequence[Entry]) -> dict[str, list[tuple[int, int]]]:
        """Stories of a feed that no living id leads to, by those titles that entries have: their numbers and dates."""
        rows = self._db.rows(
            "SELECT story.num, story.title, story.published FROM sighting JOIN story ON story.num = sighting.story"
            " WHERE sighting.feed = ? AND story.title IN (SELECT value FROM json_each(?)) AND published IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM remote_item WHERE story = story.num AND account = ? AND gone = 0)"
            " ORDER BY story.num",
            feed,
            json.dumps([entry.title for entry in named if entry.title]),
            account,
        )
        found: dict[str, list[tuple[int, int]]] = {}
        for row in rows:
            found.setdefault(row["title"], []).append((row["num"], row["published"]))
        return found

    def _find(self, feed: int, entry: Entry, entry_keys: Keys, untied: dict[str, list[tuple[int, int]]]) -> int | None:
        """The story that is here already: by its link or its text, else by its title and day in the same feed.

        What has another living id on this server is another story, whatever its title.
        """
        found = entries.find_story(self._db, feed, entry, entry_keys)
        published = to_seconds(entry.published)
        if found is not None or published is None:
            return found
        same = [pair for pair in untied.get(entry.title, ()) if abs(pair[1] - published) < _DAY]
        if not same:
            return None
        untied[entry.title].remove(same[-1])
        return same[-1][0]

    def _join(self, arrival: _Arrival, item: RemoteItem, story: int) -> tuple[Setting, ...]:
        account = arrival.account
        self._tie(account, item, story)
        # A sighting that is there keeps the publisher's guid, by which the feed is known should it be read here again.
        self._db.run(
            "INSERT OR IGNORE INTO sighting (feed, guid, link, story, first_seen) VALUES (?, ?, ?, ?, ?)",
            arrival.feed,
            item.entry.guid,
            item.entry.link,
            story,
            to_seconds(arrival.at),
        )
        standing = self.standings(account, [item.remote])[item.remote]
        return self._carry_out(account, standing, join(standing, item.seen, arrival.tags), held=arrival.first)

    def _add(self, arrival: _Arrival, item: RemoteItem, item_keys: Keys) -> str:
        story, story_id = entries.add_story(self._db, arrival.feed, item.entry, item_keys, arrival.at)
        self._tie(arrival.account, item, story)
        self._db.run("UPDATE story SET read = ?, starred = ? WHERE num = ?", int(item.read), int(item.starred), story)
        tags = [label for label in item.labels if label in arrival.tags]
        journal.adopt(self._db, [Change(story_id, Field.TAG, True, tag) for tag in tags])
        return story_id

    def _tie(self, account: int, item: RemoteItem, story: int | None) -> None:
        self._db.run(
            "INSERT OR REPLACE INTO remote_item (account, remote, story, feed, arrived) VALUES (?, ?, ?, ?, ?)",
            account,
            item.remote,
            story,
            item.feed,
            to_seconds(item.arrived),
        )

    def _carry_out(self, account: int, here: Standing, verdict: Verdict, *, held: bool = False) -> tuple[Setting, ...]:
        changes = [Change(here.id, what, value, tag) for (what, tag), value in verdict.adopt]
        journal.adopt(self._db, changes)
        for setting in verdict.send:
            outbox.put(self._db, account, here.story, setting, held=held)
        return verdict.adopt
