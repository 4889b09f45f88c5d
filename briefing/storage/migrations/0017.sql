-- Accounts on servers, by what they are and not by what the settings call them. No password, no key, no token.
CREATE TABLE sync_account (
    num INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    user TEXT NOT NULL,
    labels TEXT NOT NULL DEFAULT '[]',     -- JSON: the tags that are kept the same; ["*"] for all
    joined INTEGER NOT NULL DEFAULT 0,     -- the first sync is through: what was here before is tied to what was there
    last_ok INTEGER,
    last_try INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER,
    blocked TEXT NOT NULL DEFAULT '',      -- a sentence: what waits for a person
    message TEXT NOT NULL DEFAULT '',      -- a sentence: how the last sync ended, empty where it ended well
    UNIQUE (kind, url, user)
);

-- The feeds of an account: what both sides said of each when they were last compared.
CREATE TABLE remote_feed (
    account INTEGER NOT NULL REFERENCES sync_account,
    remote TEXT NOT NULL,
    feed INTEGER REFERENCES feed,          -- NULL where it is not here
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    grouped TEXT NOT NULL,
    our_title TEXT NOT NULL,
    our_group TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0,       -- the server has it no more, or does not show it
    left_out INTEGER NOT NULL DEFAULT 0,   -- it was taken out here
    unsubscribe INTEGER NOT NULL DEFAULT 0, -- it is to be removed there, too
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;
CREATE INDEX remote_feed_feed ON remote_feed (feed) WHERE feed IS NOT NULL;

-- The stories of an account. Several may be one story; a story that was let go, or never taken, leaves NULL.
CREATE TABLE remote_item (
    account INTEGER NOT NULL REFERENCES sync_account,
    remote TEXT NOT NULL,
    story INTEGER REFERENCES story,
    feed TEXT NOT NULL DEFAULT '',         -- remote_feed.remote, where it is known
    arrived INTEGER,
    gone INTEGER NOT NULL DEFAULT 0,       -- the server does not give it any more
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;
CREATE INDEX remote_item_story ON remote_item (story) WHERE story IS NOT NULL;

-- What was done here and the server has not heard. The newest value of a field replaces the one before.
CREATE TABLE outbox (
    gen INTEGER PRIMARY KEY AUTOINCREMENT, -- tells a value from one that came while the former was on its way
    account INTEGER NOT NULL REFERENCES sync_account,
    story INTEGER NOT NULL REFERENCES story,
    field TEXT NOT NULL,
    tag TEXT NOT NULL DEFAULT '',
    value INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,      -- how often the server said yes and did not do it
    refused INTEGER NOT NULL DEFAULT 0,    -- not tried any more
    held INTEGER NOT NULL DEFAULT 0,       -- from before the first sync: waits for a yes
    UNIQUE (account, story, field, tag)
);
CREATE INDEX outbox_story ON outbox (story);
