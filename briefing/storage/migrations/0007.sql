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
CREATE INDEX body_unspaced ON body (story) WHERE (
    title GLOB '*[฀-໿က-႟ក-៿⺀-鿿가-힣豈-﫿ｦ-ﾟ]*'
    OR text GLOB '*[฀-໿က-႟ក-៿⺀-鿿가-힣豈-﫿ｦ-ﾟ]*'
    OR note GLOB '*[฀-໿က-႟ក-៿⺀-鿿가-힣豈-﫿ｦ-ﾟ]*'
);

-- How many stories each feed shows; the row of feed 0 counts all stories, wherever they are seen.
CREATE TABLE tally (
    feed INTEGER PRIMARY KEY,
    total INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    noted INTEGER NOT NULL DEFAULT 0
);
DELETE FROM tally;
INSERT INTO tally SELECT 0,
    total(story.hidden = 0),
    total(story.hidden = 0 AND story.read = 0),
    total(story.hidden = 0 AND story.starred = 1),
    total(story.hidden = 0 AND story.noted = 1)
FROM story;
INSERT INTO tally SELECT sighting.feed,
    total(story.hidden = 0),
    total(story.hidden = 0 AND story.read = 0),
    total(story.hidden = 0 AND story.starred = 1),
    total(story.hidden = 0 AND story.noted = 1)
FROM sighting JOIN story ON story.num = sighting.story
GROUP BY sighting.feed;
CREATE TRIGGER story_added AFTER INSERT ON story BEGIN
    INSERT INTO tally VALUES (0,
        (new.hidden = 0),
        (new.hidden = 0 AND new.read = 0),
        (new.hidden = 0 AND new.starred = 1),
        (new.hidden = 0 AND new.noted = 1))
    ON CONFLICT (feed) DO UPDATE SET
        total = total + excluded.total,
        unread = unread + excluded.unread,
        starred = starred + excluded.starred,
        noted = noted + excluded.noted;
END;
CREATE TRIGGER story_changed AFTER UPDATE OF read, starred, noted, hidden ON story BEGIN
    UPDATE tally SET
        total = total - (old.hidden = 0) + (new.hidden = 0),
        unread = unread - (old.hidden = 0 AND old.read = 0) + (new.hidden = 0 AND new.read = 0),
        starred = starred - (old.hidden = 0 AND old.starred = 1) + (new.hidden = 0 AND new.starred = 1),
        noted = noted - (old.hidden = 0 AND old.noted = 1) + (new.hidden = 0 AND new.noted = 1)
    WHERE feed = 0 OR feed IN (SELECT feed FROM sighting WHERE story = new.num);
END;
CREATE TRIGGER story_removed AFTER DELETE ON story BEGIN
    INSERT INTO tally VALUES (0,
        (old.hidden = 0),
        (old.hidden = 0 AND old.read = 0),
        (old.hidden = 0 AND old.starred = 1),
        (old.hidden = 0 AND old.noted = 1))
    ON CONFLICT (feed) DO UPDATE SET
        total = total - excluded.total,
        unread = unread - excluded.unread,
        starred = starred - excluded.starred,
        noted = noted - excluded.noted;
END;
CREATE TRIGGER sighting_added AFTER INSERT ON sighting BEGIN
    INSERT INTO tally SELECT new.feed,
        (story.hidden = 0),
        (story.hidden = 0 AND story.read = 0),
        (story.hidden = 0 AND story.starred = 1),
        (story.hidden = 0 AND story.noted = 1)
    FROM story WHERE num = new.story
    ON CONFLICT (feed) DO UPDATE SET
        total = total + excluded.total,
        unread = unread + excluded.unread,
        starred = starred + excluded.starred,
        noted = noted + excluded.noted;
END;
CREATE TRIGGER sighting_removed AFTER DELETE ON sighting BEGIN
    INSERT INTO tally SELECT old.feed,
        (story.hidden = 0),
        (story.hidden = 0 AND story.read = 0),
        (story.hidden = 0 AND story.starred = 1),
        (story.hidden = 0 AND story.noted = 1)
    FROM story WHERE num = old.story
    ON CONFLICT (feed) DO UPDATE SET
        total = total - excluded.total,
        unread = unread - excluded.unread,
        starred = starred - excluded.starred,
        noted = noted - excluded.noted;
END;

-- A step that nobody asked for, as a story marked read by being opened; undo passes over it.
ALTER TABLE step ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tag_tag ON tag (tag COLLATE NOCASE, story);

-- What the reader's screen remembers, as JSON; how far a story was read, as an offset into its text.
CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE, offset INTEGER NOT NULL);
CREATE TABLE saved_search (num INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, query TEXT NOT NULL);
