-- A sentence that a feed has in many stories is boilerplate: its lines stand back.
ALTER TABLE ledger_line ADD COLUMN shape INTEGER NOT NULL DEFAULT 0;     -- a number of its words, without figures and dates
ALTER TABLE ledger_line ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;  -- its feed has the sentence in many stories
CREATE INDEX ledger_line_shape ON ledger_line (shape, feed, story);
CREATE INDEX ruling_value ON ruling (feed, value);
