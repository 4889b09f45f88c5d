-- ISO 639-1, as the analysis tells it; empty where it cannot be told.
ALTER TABLE story ADD COLUMN language TEXT NOT NULL DEFAULT '';
