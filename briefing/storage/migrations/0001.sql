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
