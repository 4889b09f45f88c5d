-- A Briefing that was not upgraded may have the library open meanwhile: what it adds must reach the index as well.
ALTER TABLE body ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0; -- 1 where who added the row puts it into the index
CREATE TRIGGER body_added AFTER INSERT ON body WHEN new.indexed = 0 BEGIN
    INSERT INTO search (rowid, title, text, note)
    SELECT story, title, text, note FROM searchable WHERE story = new.story;
END;
INSERT INTO search (rowid, title, text, note)
SELECT story, title, text, note FROM searchable WHERE story NOT IN (SELECT id FROM search_docsize);
