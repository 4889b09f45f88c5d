-- How far the reader believes a feed; and the ledger looks again where that, or the feed of a story, has changed.
ALTER TABLE feed ADD COLUMN reliability TEXT NOT NULL DEFAULT 'normal';  -- low, normal or high
CREATE TRIGGER ledger_feed_believed AFTER UPDATE OF reliability ON feed WHEN new.reliability <> old.reliability BEGIN
    INSERT OR IGNORE INTO ledger_waiting SELECT DISTINCT story FROM ledger_line WHERE feed = new.num;
END;
CREATE TRIGGER ledger_story_moved AFTER UPDATE OF feed ON story WHEN new.feed <> old.feed BEGIN
    INSERT OR IGNORE INTO ledger_waiting SELECT DISTINCT story FROM ledger_line WHERE story = new.num;
END;
