-- Lines about sport, show business and private life stand back, in the ledger as well.
ALTER TABLE offer ADD COLUMN matter TEXT NOT NULL DEFAULT 'public';
ALTER TABLE ledger_line ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0;  -- for what it is about
