"""The database's shape, as numbered steps. `PRAGMA user_version` tells how many a file has taken.

Times are seconds since 1970 in UTC. A step that has been released is never edited: another is added below it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from briefing.core import words

# Texts in scripts that put no space between words, which the index cannot divide into any.
UNSPACED = (
    f"(title GLOB '*[{words.UNSPACED}]*' OR text GLOB '*[{words.UNSPACED}]*' OR note GLOB '*[{words.UNSPACED}]*')"
)

# What a story adds to the tallies that it counts in; hidden stories count nowhere.
_TALLIED = {
    "total": "{0}.hidden = 0",
    "unread": "{0}.hidden = 0 AND {0}.read = 0",
    "starred": "{0}.hidden = 0 AND {0}.starred = 1",
    "noted": "{0}.hidden = 0 AND {0}.noted = 1",
}


def _counted(story: str) -> str:
    return ", ".join(f"({test.format(story)})" for test in _TALLIED.values())


def _changed(old: str, new: str) -> str:
    return ", ".join(
        f"{name} = {name} - ({test.format(old)}) + ({test.format(new)})" for name, test in _TALLIED.items()
    )


def _shifted(sign: str) -> str:
    return ", ".join(f"{name} = {name} {sign} excluded.{name}" for name in _TALLIED)


def _sums() -> str:
    return ", ".join(f"total({test.format('story')})" for test in _TALLIED.values())


_SEPARATE = ";\n    "
RECOUNT = (
    "DELETE FROM tally",
    f"INSERT INTO tally SELECT 0, {_sums()} FROM story",
    f"INSERT INTO tally SELECT sighting.feed, {_sums()} FROM sighting JOIN story ON story.num = sighting.story"
    " GROUP BY sighting.feed",
)
"""The statements that count all stories anew."""

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE feed (
        num INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,          -- as feeds.yaml has it
        moved_to TEXT NOT NULL DEFAULT '', -- where it answers now, after permanent redirects
        title TEXT NOT NULL DEFAULT '',
        grouped TEXT NOT NULL DEFAULT '',  -- its group in feeds.yaml
        site TEXT NOT NULL DEFAULT '',
        etag TEXT NOT NULL DEFAULT '',
        last_modified TEXT NOT NULL DEFAULT '',
        state TEXT,
        message TEXT NOT NULL DEFAULT '',
        last_fetch INTEGER,
        next_fetch INTEGER,
        failures INTEGER NOT NULL DEFAULT 0
    );

    -- What a list shows of a story; narrow, so that a hundred thousand are read at once.
    CREATE TABLE story (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        feed INTEGER NOT NULL REFERENCES feed,  -- the first that had it; its later versions are the story's
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        link TEXT NOT NULL,
        published INTEGER,
        fetched INTEGER NOT NULL,
        updated INTEGER,
        sorted INTEGER NOT NULL,                -- published, or fetched where that is missing or in the future
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        noted INTEGER NOT NULL DEFAULT 0,
        offers INTEGER NOT NULL DEFAULT 0,
        main_offer TEXT NOT NULL DEFAULT '',
        text_hash TEXT NOT NULL,
        plain_link TEXT NOT NULL,
        content_key TEXT NOT NULL
    );
    CREATE INDEX story_sorted ON story (sorted, num, id);
    CREATE INDEX story_unread ON story (sorted, num, id) WHERE read = 0;
    CREATE INDEX story_starred ON story (sorted, num, id) WHERE starred = 1;
    CREATE INDEX story_noted ON story (sorted, num, id) WHERE noted = 1;
    CREATE INDEX story_feed ON story (feed, read);
    CREATE INDEX story_plain_link ON story (plain_link) WHERE plain_link <> '';
    CREATE INDEX story_bare ON story (feed, title) WHERE plain_link = '' AND content_key = '';
    CREATE INDEX story_content_key ON story (content_key) WHERE content_key <> '';

    -- The text, apart from the list, and what the search reads.
    CREATE TABLE body (
        story INTEGER PRIMARY KEY REFERENCES story,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        blocks TEXT NOT NULL,
        links TEXT NOT NULL,
        enclosures TEXT NOT NULL DEFAULT '[]'
    );
    CREATE VIRTUAL TABLE search USING fts5 (
        title, text, note, content='body', content_rowid='story', tokenize='unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER body_added AFTER INSERT ON body BEGIN
        INSERT INTO search (rowid, title, text, note) VALUES (new.story, new.title, new.text, new.note);
    END;
    CREATE TRIGGER body_removed AFTER DELETE ON body BEGIN
        INSERT INTO search (search, rowid, title, text, note)
        VALUES ('delete', old.story, old.title, old.text, old.note);
    END;
    CREATE TRIGGER body_changed AFTER UPDATE OF title, text, note ON body BEGIN
        INSERT INTO search (search, rowid, title, text, note)
        VALUES ('delete', old.story, old.title, old.text, old.note);
        INSERT INTO search (rowid, title, text, note) VALUES (new.story, new.title, new.text, new.note);
    END;

    -- A story as one feed shows it, with the guid and link it has there now: it may be seen in several feeds.
    CREATE TABLE sighting (
        num INTEGER PRIMARY KEY,
        feed INTEGER NOT NULL REFERENCES feed,
        guid TEXT NOT NULL,
        link TEXT NOT NULL,
        story INTEGER NOT NULL REFERENCES story,
        first_seen INTEGER NOT NULL,
        UNIQUE (story, feed)
    );
    CREATE INDEX sighting_guid ON sighting (feed, guid);

    CREATE TABLE analysis (
        story INTEGER PRIMARY KEY REFERENCES story,
        version TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        error TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE actor (
        story INTEGER NOT NULL REFERENCES story,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (story, id)
    ) WITHOUT ROWID;
    CREATE TABLE resource (
        story INTEGER NOT NULL REFERENCES story,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (story, id)
    ) WITHOUT ROWID;
    CREATE TABLE mention (
        story INTEGER NOT NULL REFERENCES story,
        id TEXT NOT NULL,
        of TEXT NOT NULL CHECK (of IN ('actor', 'resource')),
        whom TEXT NOT NULL,  -- the id of the actor or resource
        part TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        PRIMARY KEY (story, id)
    ) WITHOUT ROWID;
    CREATE TABLE offer (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        story INTEGER NOT NULL REFERENCES story,
        place INTEGER NOT NULL,
        act TEXT NOT NULL,
        negated INTEGER NOT NULL,
        terms TEXT NOT NULL,
        part TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        quantity TEXT,
        resources TEXT NOT NULL,
        confidence REAL NOT NULL,
        quote TEXT NOT NULL,                 -- the first evidence, as the story said it
        retired INTEGER NOT NULL DEFAULT 0   -- a later analysis does not find it; what hangs on it is kept
    );
    CREATE INDEX offer_story ON offer (story, retired, place);
    CREATE TABLE party (
        id TEXT PRIMARY KEY,  -- the offer's id and the role
        offer TEXT NOT NULL REFERENCES offer (id),
        role TEXT NOT NULL CHECK (role IN ('proposer', 'recipient', 'speaker')),
        name TEXT NOT NULL,
        actor TEXT,
        part TEXT,
        start INTEGER,
        end INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX party_offer ON party (offer);
    CREATE TABLE evidence (
        offer TEXT NOT NULL REFERENCES offer (id),
        place INTEGER NOT NULL,
        part TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        PRIMARY KEY (offer, place)
    ) WITHOUT ROWID;

    CREATE TABLE note (
        num INTEGER PRIMARY KEY,
        story INTEGER NOT NULL REFERENCES story,
        offer TEXT REFERENCES offer (id),
        text TEXT NOT NULL,
        written INTEGER NOT NULL
    );
    CREATE INDEX note_story ON note (story);
    CREATE TABLE tag (
        story INTEGER NOT NULL REFERENCES story,
        tag TEXT NOT NULL,
        PRIMARY KEY (story, tag)
    ) WITHOUT ROWID;

    -- The journal of read, star and tag changes; a step is what one key press did.
    CREATE TABLE step (
        num INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        label TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE change (
        num INTEGER PRIMARY KEY,
        step INTEGER NOT NULL REFERENCES step,
        story INTEGER NOT NULL REFERENCES story,
        field TEXT NOT NULL,
        tag TEXT NOT NULL,
        value INTEGER NOT NULL
    );
    CREATE INDEX change_step ON change (step);

    CREATE TABLE saved (
        story INTEGER NOT NULL REFERENCES story,
        folder TEXT NOT NULL,
        path TEXT NOT NULL,
        PRIMARY KEY (story, folder)
    ) WITHOUT ROWID;
    """,
    """
    -- What was let go for its age: it is not new when a feed shows it again.
    CREATE TABLE forgotten (
        num INTEGER PRIMARY KEY,
        feed INTEGER NOT NULL REFERENCES feed,
        guid TEXT NOT NULL,
        plain_link TEXT NOT NULL,
        content_key TEXT NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE INDEX forgotten_guid ON forgotten (feed, guid) WHERE guid <> '';
    CREATE INDEX forgotten_link ON forgotten (plain_link) WHERE plain_link <> '';
    CREATE INDEX forgotten_content ON forgotten (content_key) WHERE content_key <> '';
    """,
    """
    -- ISO 639-1, as the analysis tells it; empty where it cannot be told.
    ALTER TABLE story ADD COLUMN language TEXT NOT NULL DEFAULT '';
    """,
    """
    -- Marks and corrections are never deleted: they stop standing, and undo lets them stand again.
    CREATE TABLE mark (
        id TEXT PRIMARY KEY,
        story INTEGER NOT NULL REFERENCES story,
        colour TEXT NOT NULL,             -- by its name in the settings
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        part TEXT NOT NULL,
        start INTEGER NOT NULL,           -- where the quote stood when it was marked: a hint
        end INTEGER NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        made INTEGER NOT NULL,
        stands INTEGER NOT NULL DEFAULT 1
    );
    CREATE INDEX mark_story ON mark (story, stands);
    CREATE TABLE correction (
        id TEXT PRIMARY KEY,
        story INTEGER NOT NULL REFERENCES story,  -- where it was made
        offer TEXT REFERENCES offer (id),         -- NULL where it is about an actor
        part TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',         -- the actor's name, as stories write it
        value TEXT NOT NULL,
        made INTEGER NOT NULL,
        stands INTEGER NOT NULL DEFAULT 1
    );
    CREATE INDEX correction_story ON correction (story, stands);
    CREATE INDEX correction_offer ON correction (offer, stands);
    -- Which tags came from the words of notes, and so go with them.
    CREATE TABLE note_tag (
        story INTEGER NOT NULL REFERENCES story,
        tag TEXT NOT NULL,
        PRIMARY KEY (story, tag)
    ) WITHOUT ROWID;
    ALTER TABLE saved ADD COLUMN text TEXT;  -- what we wrote, without the reader's words; NULL where nobody remembers
    ALTER TABLE saved ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE remembered (
        name TEXT PRIMARY KEY,
        at INTEGER NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE feed ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;  -- fetches in a row that ended at moved_to
    ALTER TABLE feed ADD COLUMN rhythm INTEGER;  -- seconds to wait, as learned from the last document
    UPDATE feed SET moves = 1 WHERE moved_to <> '';

    -- Hosts that asked not to be called before then.
    CREATE TABLE pause (
        place TEXT PRIMARY KEY,  -- host:port
        until INTEGER NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE story ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;  -- the feed gives the beginning only

    -- The web page of a story. A story has two texts then: one in body, and here the one that is not shown.
    CREATE TABLE page (
        story INTEGER PRIMARY KEY REFERENCES story,
        asked INTEGER,                      -- NULL if it is to be asked anew
        failures INTEGER NOT NULL DEFAULT 0,
        error TEXT NOT NULL DEFAULT '',     -- why there is no text of it
        shown INTEGER NOT NULL DEFAULT 0,   -- whether body has the page's text, and this row the feed's
        text TEXT NOT NULL DEFAULT '',
        blocks TEXT NOT NULL DEFAULT '[]',
        links TEXT NOT NULL DEFAULT '[]'
    );
    """,
    f"""
    -- Stories that a rule hides, and how long stories are.
    ALTER TABLE story ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE story ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
    UPDATE story SET length = coalesce((SELECT length(text) FROM body WHERE body.story = story.num), 0);
    CREATE TRIGGER body_measured AFTER INSERT ON body BEGIN
        UPDATE story SET length = length(new.text) WHERE num = new.story;
    END;
    CREATE TRIGGER body_measured_again AFTER UPDATE OF text ON body BEGIN
        UPDATE story SET length = length(new.text) WHERE num = new.story;
    END;
    DROP INDEX story_sorted;
    DROP INDEX story_unread;
    DROP INDEX story_starred;
    DROP INDEX story_noted;
    DROP INDEX story_feed;
    CREATE INDEX story_sorted ON story (sorted, num, id) WHERE hidden = 0;
    CREATE INDEX story_unread ON story (sorted, num, id) WHERE hidden = 0 AND read = 0;
    CREATE INDEX story_starred ON story (sorted, num, id) WHERE hidden = 0 AND starred = 1;
    CREATE INDEX story_noted ON story (sorted, num, id) WHERE hidden = 0 AND noted = 1;
    CREATE INDEX story_hidden ON story (sorted, num, id) WHERE hidden = 1;
    CREATE INDEX story_offers ON story (offers, sorted, num, id) WHERE hidden = 0;
    CREATE INDEX story_length ON story (length, sorted, num, id) WHERE hidden = 0;
    CREATE INDEX story_arrived ON story (fetched);
    CREATE INDEX sighting_feed ON sighting (feed, story);
    CREATE INDEX body_unspaced ON body (story) WHERE {UNSPACED};

    -- How many stories each feed shows; the row of feed 0 counts all stories, wherever they are seen.
    CREATE TABLE tally (
        feed INTEGER PRIMARY KEY,
        total INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        noted INTEGER NOT NULL DEFAULT 0
    );
    {_SEPARATE.join(RECOUNT)};
    CREATE TRIGGER story_added AFTER INSERT ON story BEGIN
        INSERT INTO tally VALUES (0, {_counted("new")}) ON CONFLICT (feed) DO UPDATE SET {_shifted("+")};
    END;
    CREATE TRIGGER story_changed AFTER UPDATE OF read, starred, noted, hidden ON story BEGIN
        UPDATE tally SET {_changed("old", "new")}
        WHERE feed = 0 OR feed IN (SELECT feed FROM sighting WHERE story = new.num);
    END;
    CREATE TRIGGER story_removed AFTER DELETE ON story BEGIN
        INSERT INTO tally VALUES (0, {_counted("old")}) ON CONFLICT (feed) DO UPDATE SET {_shifted("-")};
    END;
    CREATE TRIGGER sighting_added AFTER INSERT ON sighting BEGIN
        INSERT INTO tally SELECT new.feed, {_counted("story")} FROM story WHERE num = new.story
        ON CONFLICT (feed) DO UPDATE SET {_shifted("+")};
    END;
    CREATE TRIGGER sighting_removed AFTER DELETE ON sighting BEGIN
        INSERT INTO tally SELECT old.feed, {_counted("story")} FROM story WHERE num = old.story
        ON CONFLICT (feed) DO UPDATE SET {_shifted("-")};
    END;

    -- A step that nobody asked for, as a story marked read by being opened; undo passes over it.
    ALTER TABLE step ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX tag_tag ON tag (tag COLLATE NOCASE, story);

    -- What the reader's screen remembers, as JSON; how far a story was read, as an offset into its text.
    CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE place (story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE, offset INTEGER NOT NULL);
    CREATE TABLE saved_search (num INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, query TEXT NOT NULL);
    """,
    """
    -- Where the terms of the offer stand that an answer is about; NULL where it is about none that is told.
    ALTER TABLE offer ADD COLUMN answers_part TEXT;
    ALTER TABLE offer ADD COLUMN answers_start INTEGER;
    ALTER TABLE offer ADD COLUMN answers_end INTEGER;
    """,
    """
    -- Stories that report the same thing have the same number; NULL where a story stands alone.
    ALTER TABLE story ADD COLUMN cluster INTEGER;
    CREATE INDEX story_cluster ON story (cluster) WHERE cluster IS NOT NULL;
    -- By which words in a row a report is found. Of each feed the newest only: what it repeats tells nothing apart.
    CREATE TABLE shingle (
        key INTEGER NOT NULL,
        feed INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES story,
        PRIMARY KEY (key, feed)
    ) WITHOUT ROWID;
    CREATE INDEX shingle_story ON shingle (story);
    """,
    """
    CREATE INDEX story_told ON story (sorted) WHERE offers > 0;  -- the ledger begins with the newest
    """,
    """
    -- Stories of versions that did not ask yet who else reports them, and whether they are stubs.
    CREATE TABLE unsettled (story INTEGER PRIMARY KEY REFERENCES story);
    INSERT INTO unsettled
    SELECT num FROM story WHERE cluster IS NULL AND num NOT IN (SELECT story FROM shingle);
    """,
)

REFERENCES = """
    SELECT child.name AS child, link."from" AS own, link."table" AS parent, coalesce(link."to", key.name) AS target
    FROM sqlite_master AS child, pragma_foreign_key_list(child.name) AS link, pragma_table_info(link."table") AS key
    WHERE child.type = 'table' AND key.pk = 1
    ORDER BY child.rowid
"""
"""Which column of which table refers to what, those that are referred to before those that refer to them."""


def version(connection: sqlite3.Connection) -> int:
    """How many steps a file has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def take_steps(connection: sqlite3.Connection) -> None:
    """Take every step that a file has not taken. The transaction is the caller's."""
    for step in STEPS[version(connection) :]:
        for statement in _statements(step):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one, for `executescript` would end the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
