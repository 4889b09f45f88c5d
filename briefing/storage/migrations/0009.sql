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
