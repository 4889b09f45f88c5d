-- The ledger by feed without a look at its lines, and how much of it is less sure without a look at all of it.
ALTER TABLE ledger_entry ADD COLUMN feed INTEGER;  -- the one that tells it; NULL where several do
UPDATE ledger_entry SET feed = (
    SELECT min(feed) FROM ledger_line WHERE ledger_line.entry = ledger_entry.num HAVING min(feed) = max(feed)
);
DROP INDEX ledger_entry_moved;
CREATE INDEX ledger_entry_moved ON ledger_entry (listed, moved, num, feed);
CREATE INDEX ledger_entry_less_sure ON ledger_entry (moved) WHERE listed = 0 AND shown = 0 AND dismissed = 0;
-- Its words are merged a little with each writing, not for long now and then.
INSERT INTO search_ledger (search_ledger, rank) VALUES ('automerge', 0);
DROP INDEX story_told;
