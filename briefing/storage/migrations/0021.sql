-- The ledger with what is less sure, by movement and by weight, and by feed.
CREATE INDEX ledger_entry_all ON ledger_entry (dismissed, moved);
CREATE INDEX ledger_entry_all_weight ON ledger_entry (dismissed, weight, moved);
CREATE INDEX ledger_line_feed ON ledger_line (feed, entry);
