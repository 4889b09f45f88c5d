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
