-- Plain views of the ledger, for DuckDB, Datasette and sqlite3. docs/ledger.md describes their columns.
CREATE VIEW ledger AS
SELECT
    entry.id,
    entry.act,
    entry.negated,
    entry.state,
    proposing.name AS proposer,
    receiving.name AS recipient,
    json_extract(entry.proposer_people, '$[0]') AS proposer_person,
    json_extract(entry.recipient_people, '$[0]') AS recipient_person,
    entry.terms,
    nullif(entry.quantity, '') AS quantity,
    nullif(entry.earlier_quantity, '') AS earlier_quantity,
    nullif(entry.resource, '~') AS resource,
    entry.resources,
    entry.papers,
    entry.stories,
    entry.confidence,
    entry.weight,
    entry.shown,
    entry.dismissed,
    put.id AS answers,
    entry.answers_chance,
    datetime(entry.first, 'unixepoch') AS first_seen,
    datetime(entry.moved, 'unixepoch') AS moved,
    datetime(entry.noticed, 'unixepoch') AS came_in,
    datetime(entry.deadline, 'unixepoch') AS deadline
FROM ledger_entry AS entry
LEFT JOIN ledger_side AS proposing ON proposing.num = entry.proposer
LEFT JOIN ledger_side AS receiving ON receiving.num = entry.recipient
LEFT JOIN ledger_entry AS put ON put.num = entry.answers;

CREATE VIEW ledger_tellings AS
SELECT
    entry.id AS entry,
    told.line,
    story.id AS story,
    story.title,
    story.link,
    feed.title AS feed,
    told.house AS paper,
    offer.quote,
    offer.terms,
    offer.quantity,
    offer.confidence,
    told.move,
    told.chance AS join_chance,
    told.reasons AS join_reasons,
    told.by_hand AS join_by_hand,
    datetime(told.at, 'unixepoch') AS published,
    datetime(story.fetched, 'unixepoch') AS fetched
FROM ledger_line AS told
JOIN ledger_entry AS entry ON entry.num = told.entry
JOIN offer ON offer.id = told.line
JOIN story ON story.num = told.story
JOIN feed ON feed.num = story.feed;

CREATE VIEW ledger_watches AS
SELECT watch.name AS watch, watch.query, entry.id AS entry, hit.event, datetime(hit.at, 'unixepoch') AS at, hit.told
FROM watch_hit AS hit
JOIN watch ON watch.num = hit.watch
JOIN ledger_entry AS entry ON entry.num = hit.entry;

-- In the order in which they are asked for: by resource or pair, the last that moved first.
DROP INDEX ledger_entry_resource;
DROP INDEX ledger_entry_pair;
CREATE INDEX ledger_entry_resource ON ledger_entry (listed, resource, moved DESC, num DESC);
CREATE INDEX ledger_entry_pair ON ledger_entry (listed, pair, moved DESC, num DESC);
