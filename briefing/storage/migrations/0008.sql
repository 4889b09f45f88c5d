-- Where the terms of the offer stand that an answer is about; NULL where it is about none that is told.
ALTER TABLE offer ADD COLUMN answers_part TEXT;
ALTER TABLE offer ADD COLUMN answers_start INTEGER;
ALTER TABLE offer ADD COLUMN answers_end INTEGER;
