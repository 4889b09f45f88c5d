-- Reports of one event are found by telling words as well as by words in a row, within days, behind the storing.
DROP TABLE shingle;
CREATE TABLE cluster_key (
    key INTEGER NOT NULL,
    at REAL NOT NULL,
    story INTEGER NOT NULL REFERENCES story,
    PRIMARY KEY (key, at, story)
) WITHOUT ROWID;
CREATE INDEX cluster_key_story ON cluster_key (story);
-- All stories are looked at anew; clusters that were found stay until then.
INSERT OR IGNORE INTO unsettled SELECT num FROM story;
