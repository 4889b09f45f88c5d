-- Servers that tell what changed are asked for that, and for their whole lists only now and then.
ALTER TABLE sync_account ADD COLUMN mark TEXT NOT NULL DEFAULT ''; -- where the changes begin that are asked for next
ALTER TABLE sync_account ADD COLUMN compared INTEGER;              -- when whole lists were compared last
