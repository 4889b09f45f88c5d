-- New stories are put into the index together (storage/new_stories.py): in a trigger, each of them was a segment of its own.
DROP TRIGGER body_added;
