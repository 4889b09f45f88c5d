-- Tokens of those that wrote, the newest last, as JSON in one row: whether the file is still the one that was opened.
CREATE TABLE lineage (
    num INTEGER PRIMARY KEY CHECK (num = 1),
    tokens TEXT NOT NULL
);
