-- What `briefing watch run` has printed, beside what notices have told: the one takes nothing from the other.
ALTER TABLE watch_hit ADD COLUMN printed INTEGER NOT NULL DEFAULT 0;
UPDATE watch_hit SET printed = told;
CREATE INDEX watch_hit_printed ON watch_hit (printed, at);
