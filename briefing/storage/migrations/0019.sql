-- The ledger: one entry for one act, however many stories tell it. All of it is made from analyses, corrections and
-- rulings, and can be made again.
ALTER TABLE actor ADD COLUMN side TEXT NOT NULL DEFAULT '';  -- for whom a person or a body speaks

CREATE TABLE ledger_side (
    num INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,          -- the name as it is compared
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT ''
);
-- In how many stories a person speaks for a side: where a story does not say it, most others do.
CREATE TABLE ledger_person (
    person TEXT NOT NULL,
    side TEXT NOT NULL,
    last TEXT NOT NULL,
    stories INTEGER NOT NULL,
    PRIMARY KEY (person, side)
) WITHOUT ROWID;
CREATE INDEX ledger_person_last ON ledger_person (last);

CREATE TABLE ledger_entry (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,           -- that of its first line
    act TEXT NOT NULL,
    negated INTEGER NOT NULL DEFAULT 0,
    proposer INTEGER REFERENCES ledger_side,
    recipient INTEGER REFERENCES ledger_side,
    proposer_people TEXT NOT NULL DEFAULT '[]',  -- who spoke for the side, the last first; JSON
    recipient_people TEXT NOT NULL DEFAULT '[]',
    pair TEXT NOT NULL DEFAULT '',     -- both sides in the order of the alphabet; '~' where one is missing
    terms TEXT NOT NULL,
    quantity TEXT NOT NULL DEFAULT '',
    earlier_quantity TEXT NOT NULL DEFAULT '',
    resources TEXT NOT NULL DEFAULT '[]',
    resource TEXT NOT NULL DEFAULT '~',  -- the foremost one as it is compared; '~' where there is none
    state TEXT NOT NULL,
    papers INTEGER NOT NULL,
    stories INTEGER NOT NULL,
    first INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    noticed INTEGER NOT NULL DEFAULT 0, -- when the story came in that last moved it
    weight REAL NOT NULL,
    confidence REAL NOT NULL,
    sureness REAL NOT NULL,            -- of the surest line that names its parties
    shown INTEGER NOT NULL,
    dismissed INTEGER NOT NULL DEFAULT 0,
    listed INTEGER NOT NULL,           -- shown and not dismissed
    deadline INTEGER,
    answers INTEGER,                   -- the entry that it answers
    answers_chance REAL,
    answers_reasons TEXT NOT NULL DEFAULT '[]',
    first_line TEXT NOT NULL,
    last_line TEXT NOT NULL
);
CREATE INDEX ledger_entry_moved ON ledger_entry (listed, moved);
CREATE INDEX ledger_entry_noticed ON ledger_entry (listed, noticed);
CREATE INDEX ledger_entry_weight ON ledger_entry (listed, weight, moved);
CREATE INDEX ledger_entry_resource ON ledger_entry (listed, resource, moved);
CREATE INDEX ledger_entry_pair ON ledger_entry (listed, pair, moved);
CREATE INDEX ledger_entry_act ON ledger_entry (listed, act, moved);
CREATE INDEX ledger_entry_state ON ledger_entry (listed, state, moved);
CREATE INDEX ledger_entry_answers ON ledger_entry (answers) WHERE answers IS NOT NULL;
CREATE INDEX ledger_entry_deadline ON ledger_entry (deadline)
WHERE deadline IS NOT NULL AND state IN ('put', 'repeated', 'changed');
-- The sides of an entry, with those who stand there jointly.
CREATE TABLE ledger_party (
    side INTEGER NOT NULL REFERENCES ledger_side,
    role TEXT NOT NULL CHECK (role IN ('proposer', 'recipient')),
    entry INTEGER NOT NULL REFERENCES ledger_entry,
    PRIMARY KEY (side, role, entry)
) WITHOUT ROWID;
CREATE INDEX ledger_party_entry ON ledger_party (entry);

CREATE TABLE ledger_line (
    line TEXT PRIMARY KEY REFERENCES offer (id),
    story INTEGER NOT NULL REFERENCES story,
    entry INTEGER NOT NULL REFERENCES ledger_entry,
    feed INTEGER NOT NULL,
    at INTEGER NOT NULL,
    act TEXT NOT NULL,
    house TEXT NOT NULL,
    print TEXT NOT NULL,               -- what of it is compared, as JSON
    sentence INTEGER NOT NULL,         -- a number of the words of its quote
    sureness REAL NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0, -- by a ruling on its sentence or its kind
    move TEXT NOT NULL,
    chance REAL,                       -- why it is in its entry; NULL of the first
    reasons TEXT NOT NULL DEFAULT '[]',
    by_hand INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX ledger_line_entry ON ledger_line (entry, at);
CREATE INDEX ledger_line_story ON ledger_line (story);
CREATE INDEX ledger_line_sentence ON ledger_line (sentence, feed);
CREATE INDEX ledger_line_kind ON ledger_line (feed, act);
-- The telling words of a story's opening, as JSON.
CREATE TABLE ledger_context (
    story INTEGER PRIMARY KEY REFERENCES story,
    words TEXT NOT NULL
);
-- By what entries find each other: a side with a telling word, or two sides.
CREATE TABLE ledger_key (
    key INTEGER NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES ledger_entry,
    PRIMARY KEY (key, at, entry)
) WITHOUT ROWID;
CREATE INDEX ledger_key_entry ON ledger_key (entry);

CREATE TABLE ledger_text (
    entry INTEGER PRIMARY KEY REFERENCES ledger_entry,
    proposer TEXT NOT NULL,
    recipient TEXT NOT NULL,
    resource TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE VIRTUAL TABLE search_ledger USING fts5 (
    proposer, recipient, resource, words, content='ledger_text', content_rowid='entry',
    tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER ledger_text_added AFTER INSERT ON ledger_text BEGIN
    INSERT INTO search_ledger (rowid, proposer, recipient, resource, words)
    VALUES (new.entry, new.proposer, new.recipient, new.resource, new.words);
END;
CREATE TRIGGER ledger_text_removed AFTER DELETE ON ledger_text BEGIN
    INSERT INTO search_ledger (search_ledger, rowid, proposer, recipient, resource, words)
    VALUES ('delete', old.entry, old.proposer, old.recipient, old.resource, old.words);
END;
CREATE TRIGGER ledger_text_changed AFTER UPDATE ON ledger_text BEGIN
    INSERT INTO search_ledger (search_ledger, rowid, proposer, recipient, resource, words)
    VALUES ('delete', old.entry, old.proposer, old.recipient, old.resource, old.words);
    INSERT INTO search_ledger (rowid, proposer, recipient, resource, words)
    VALUES (new.entry, new.proposer, new.recipient, new.resource, new.words);
END;

-- What the reader says of joins and of what belongs into the ledger. `line` and `other` are ids of lines.
CREATE TABLE ruling (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    story INTEGER NOT NULL REFERENCES story,  -- where it was made
    line TEXT NOT NULL DEFAULT '',
    other TEXT NOT NULL DEFAULT '',
    feed INTEGER,
    value TEXT NOT NULL DEFAULT '',
    made INTEGER NOT NULL,
    stands INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX ruling_line ON ruling (line);
CREATE INDEX ruling_other ON ruling (other);
CREATE INDEX ruling_kind ON ruling (kind, stands);

CREATE TABLE watch (
    num INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL
);
-- What a watch found: since when, in which state, and whether that was told.
CREATE TABLE watch_hit (
    watch INTEGER NOT NULL REFERENCES watch,
    entry INTEGER NOT NULL REFERENCES ledger_entry,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    told INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (watch, entry, event)
) WITHOUT ROWID;
CREATE INDEX watch_hit_entry ON watch_hit (entry);
CREATE INDEX watch_hit_told ON watch_hit (told, at);

-- Stories whose lines are still to be brought into the ledger, and entries of which a line has gone.
CREATE TABLE ledger_waiting (story INTEGER PRIMARY KEY REFERENCES story);
INSERT INTO ledger_waiting SELECT DISTINCT story FROM offer WHERE retired = 0;
CREATE TABLE ledger_stale (entry INTEGER PRIMARY KEY REFERENCES ledger_entry);
CREATE TRIGGER ledger_line_gone AFTER DELETE ON ledger_line BEGIN
    INSERT OR IGNORE INTO ledger_stale (entry) SELECT num FROM ledger_entry WHERE num = old.entry;
END;
