CREATE INDEX story_told ON story (sorted) WHERE offers > 0;  -- the ledger begins with the newest
