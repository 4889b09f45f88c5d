-- Sentences about what of a text could not be read, a line each.
ALTER TABLE analysis ADD COLUMN problems TEXT NOT NULL DEFAULT '';
