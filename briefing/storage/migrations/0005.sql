ALTER TABLE feed ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;  -- fetches in a row that ended at moved_to
ALTER TABLE feed ADD COLUMN rhythm INTEGER;  -- seconds to wait, as learned from the last document
UPDATE feed SET moves = 1 WHERE moved_to <> '';

-- Hosts that asked not to be called before then.
CREATE TABLE pause (
    place TEXT PRIMARY KEY,  -- host:port
    until INTEGER NOT NULL
) WITHOUT ROWID;
