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
