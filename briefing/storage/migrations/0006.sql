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
