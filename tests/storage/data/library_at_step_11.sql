-- A library as Briefing at step 11 wrote it: the tables, their rows, then indexes and triggers.
CREATE TABLE feed (
        num INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,          -- as feeds.yaml has it
        moved_to TEXT NOT NULL DEFAULT '', -- where it answers now, after permanent redirects
        title TEXT NOT NULL DEFAULT '',
        grouped TEXT NOT NULL DEFAULT '',  -- its group in feeds.yaml
        site TEXT NOT NULL DEFAULT '',
        etag TEXT NOT NULL DEFAULT '',
        last_modified TEXT NOT NULL DEFAULT '',
        state TEXT,
        message TEXT NOT NULL DEFAULT '',
        last_fetch INTEGER,
        next_fetch INTEGER,
        failures INTEGER NOT NULL DEFAULT 0
    , moves INTEGER NOT NULL DEFAULT 0, rhythm INTEGER);
CREATE TABLE story (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        feed INTEGER NOT NULL REFERENCES feed,  -- the first that had it; its later versions are the story's
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        link TEXT NOT NULL,
        published INTEGER,
        fetched INTEGER NOT NULL,
        updated INTEGER,
        sorted INTEGER NOT NULL,                -- published, or fetched where that is missing or in the future
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        noted INTEGER NOT NULL DEFAULT 0,
        offers INTEGER NOT NULL DEFAULT 0,
        main_offer TEXT NOT NULL DEFAULT '',
        text_hash TEXT NOT NULL,
        plain_link TEXT NOT NULL,
        content_key TEXT NOT NULL
    , language TEXT NOT NULL DEFAULT '', cut INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0, length INTEGER NOT NULL DEFAULT 0, cluster INTEGER);
CREATE TABLE body (
        story INTEGER PRIMARY KEY REFERENCES story,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        blocks TEXT NOT NULL,
        links TEXT NOT NULL,
        enclosures TEXT NOT NULL DEFAULT '[]'
    );
CREATE VIRTUAL TABLE search USING fts5 (
        title, text, note, content='body', content_rowid='story', tokenize='unicode61 remove_diacritics 2'
    );
CREATE TABLE sighting (
        num INTEGER PRIMARY KEY,
        feed INTEGER NOT NULL REFERENCES feed,
        guid TEXT NOT NULL,
        link TEXT NOT NULL,
        story INTEGER NOT NULL REFERENCES story,
        first_seen INTEGER NOT NULL,
        UNIQUE (story, feed)
    );
CREATE TABLE analysis (
        story INTEGER PRIMARY KEY REFERENCES story,
        version TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        error TEXT NOT NULL DEFAULT ''
    );
CREATE TABLE actor (
        story INTEGER NOT NULL REFERENCES story,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (story, id)
    ) WITHOUT ROWID;
CREATE TABLE resource (
        story INTEGER NOT NULL REFERENCES story,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (story, id)
    ) WITHOUT ROWID;
CREATE TABLE mention (
        story INTEGER NOT NULL REFERENCES story,
        id TEXT NOT NULL,
        of TEXT NOT NULL CHECK (of IN ('actor', 'resource')),
        whom TEXT NOT NULL,  -- the id of the actor or resource
        part TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        PRIMARY KEY (story, id)
    ) WITHOUT ROWID;
CREATE TABLE offer (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        story INTEGER NOT NULL REFERENCES story,
        place INTEGER NOT NULL,
        act TEXT NOT NULL,
        negated INTEGER NOT NULL,
        terms TEXT NOT NULL,
        part TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        quantity TEXT,
        resources TEXT NOT NULL,
        confidence REAL NOT NULL,
        quote TEXT NOT NULL,                 -- the first evidence, as the story said it
        retired INTEGER NOT NULL DEFAULT 0   -- a later analysis does not find it; what hangs on it is kept
    , answers_part TEXT, answers_start INTEGER, answers_end INTEGER);
CREATE TABLE party (
        id TEXT PRIMARY KEY,  -- the offer's id and the role
        offer TEXT NOT NULL REFERENCES offer (id),
        role TEXT NOT NULL CHECK (role IN ('proposer', 'recipient', 'speaker')),
        name TEXT NOT NULL,
        actor TEXT,
        part TEXT,
        start INTEGER,
        end INTEGER
    ) WITHOUT ROWID;
CREATE TABLE evidence (
        offer TEXT NOT NULL REFERENCES offer (id),
        place INTEGER NOT NULL,
        part TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        PRIMARY KEY (offer, place)
    ) WITHOUT ROWID;
CREATE TABLE note (
        num INTEGER PRIMARY KEY,
        story INTEGER NOT NULL REFERENCES story,
        offer TEXT REFERENCES offer (id),
        text TEXT NOT NULL,
        written INTEGER NOT NULL
    );
CREATE TABLE tag (
        story INTEGER NOT NULL REFERENCES story,
        tag TEXT NOT NULL,
        PRIMARY KEY (story, tag)
    ) WITHOUT ROWID;
CREATE TABLE step (
        num INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        label TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    , automatic INTEGER NOT NULL DEFAULT 0);
CREATE TABLE change (
        num INTEGER PRIMARY KEY,
        step INTEGER NOT NULL REFERENCES step,
        story INTEGER NOT NULL REFERENCES story,
        field TEXT NOT NULL,
        tag TEXT NOT NULL,
        value INTEGER NOT NULL
    );
CREATE TABLE saved (
        story INTEGER NOT NULL REFERENCES story,
        folder TEXT NOT NULL,
        path TEXT NOT NULL, text TEXT, at INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (story, folder)
    ) WITHOUT ROWID;
CREATE TABLE forgotten (
        num INTEGER PRIMARY KEY,
        feed INTEGER NOT NULL REFERENCES feed,
        guid TEXT NOT NULL,
        plain_link TEXT NOT NULL,
        content_key TEXT NOT NULL,
        at INTEGER NOT NULL
    );
CREATE TABLE mark (
        id TEXT PRIMARY KEY,
        story INTEGER NOT NULL REFERENCES story,
        colour TEXT NOT NULL,             -- by its name in the settings
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        part TEXT NOT NULL,
        start INTEGER NOT NULL,           -- where the quote stood when it was marked: a hint
        end INTEGER NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        made INTEGER NOT NULL,
        stands INTEGER NOT NULL DEFAULT 1
    );
CREATE TABLE correction (
        id TEXT PRIMARY KEY,
        story INTEGER NOT NULL REFERENCES story,  -- where it was made
        offer TEXT REFERENCES offer (id),         -- NULL where it is about an actor
        part TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',         -- the actor's name, as stories write it
        value TEXT NOT NULL,
        made INTEGER NOT NULL,
        stands INTEGER NOT NULL DEFAULT 1
    );
CREATE TABLE note_tag (
        story INTEGER NOT NULL REFERENCES story,
        tag TEXT NOT NULL,
        PRIMARY KEY (story, tag)
    ) WITHOUT ROWID;
CREATE TABLE remembered (
        name TEXT PRIMARY KEY,
        at INTEGER NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE pause (
        place TEXT PRIMARY KEY,  -- host:port
        until INTEGER NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE page (
        story INTEGER PRIMARY KEY REFERENCES story,
        asked INTEGER,                      -- NULL if it is to be asked anew
        failures INTEGER NOT NULL DEFAULT 0,
        error TEXT NOT NULL DEFAULT '',     -- why there is no text of it
        shown INTEGER NOT NULL DEFAULT 0,   -- whether body has the page's text, and this row the feed's
        text TEXT NOT NULL DEFAULT '',
        blocks TEXT NOT NULL DEFAULT '[]',
        links TEXT NOT NULL DEFAULT '[]'
    );
CREATE TABLE tally (
        feed INTEGER PRIMARY KEY,
        total INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        noted INTEGER NOT NULL DEFAULT 0
    );
CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE, offset INTEGER NOT NULL);
CREATE TABLE saved_search (num INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, query TEXT NOT NULL);
CREATE TABLE shingle (
        key INTEGER NOT NULL,
        feed INTEGER NOT NULL,
        story INTEGER NOT NULL REFERENCES story,
        PRIMARY KEY (key, feed)
    ) WITHOUT ROWID;
CREATE TABLE unsettled (story INTEGER PRIMARY KEY REFERENCES story);
INSERT INTO feed VALUES (1, 'https://harbour.example/rss', '', 'Harbour Post', 'Shipping', '', '"h1"', '', 'new', '', 1795194000, 1795198800, 0, 0, 4800);
INSERT INTO feed VALUES (2, 'https://valley.example/rss', '', 'Valley Times', '', '', '', 'Fri, 20 Nov 2026 08:00:00 GMT', 'new', '', 1795194000, 1795195800, 0, 0, 1800);
INSERT INTO story VALUES (1, 'kez12a7', 1, '大米价格上涨', '', 'https://harbour.example/rice', 1795172400, 1795194000, NULL, 1795172400, 0, 0, 0, 0, '', 'e03ea9eec5b2164427c444061f051435', 'harbour.example/rice', '3973cf039a97f85fff97a9ef5ac73a9d', '', 1, 0, 12, NULL);
INSERT INTO story VALUES (2, 'vhjme3m', 1, 'Storm closes the northern strait', '', 'https://harbour.example/storm', 1795168800, 1795194000, NULL, 1795168800, 1, 0, 0, 0, '', '234dc43b4e29f6c60511b187643241e4', 'harbour.example/storm', '4a96268f496265b922cd318178eba19a', '', 1, 0, 49, NULL);
INSERT INTO story VALUES (3, 'f13beeb', 1, 'Velmar offers Tarsia a berth', '', 'https://harbour.example/berth', 1795165200, 1795194000, NULL, 1795165200, 0, 1, 1, 1, 'Velmar → Tarsia · offer: a berth for its grain ships', 'c1c37d7c24caabeb6be67d8ba2e2732a', 'harbour.example/berth', '1264fb930dd832d139a9d0467e7638bc', '', 1, 0, 92, NULL);
INSERT INTO story VALUES (4, 'wdgz8tn', 2, 'Café prices rise in Orlo', '', 'https://valley.example/coffee', 1795176000, 1795194000, NULL, 1795176000, 0, 0, 0, 0, '', '6bc3fcf5e24741f1f25b1b7766078d9c', 'valley.example/coffee', '5182aa6f3cdda8e46b155e5ab36fd1ad', '', 1, 0, 42, NULL);
INSERT INTO body VALUES (1, '大米价格上涨', '港口的大米价格本周上涨。', '', '[["paragraph", 0, 12, 0]]', '[]', '[]');
INSERT INTO body VALUES (2, 'Storm closes the northern strait', 'Ships wait for the wind to turn. Nobody was hurt.', '', '[["paragraph", 0, 49, 0]]', '[]', '[]');
INSERT INTO body VALUES (3, 'Velmar offers Tarsia a berth', 'The port of Velmar offered Tarsia a berth for its grain ships. The offer stands until March.', 'Ask the harbour master. #grain

Who pays for the berth?', '[["paragraph", 0, 92, 0]]', '[]', '[]');
INSERT INTO body VALUES (4, 'Café prices rise in Orlo', 'Coffee costs a third more than a year ago.', '', '[["paragraph", 0, 42, 0]]', '[]', '[]');
INSERT INTO sighting VALUES (1, 1, 'rice', 'https://harbour.example/rice', 1, 1795194000);
INSERT INTO sighting VALUES (2, 1, 'storm', 'https://harbour.example/storm', 2, 1795194000);
INSERT INTO sighting VALUES (3, 1, 'berth', 'https://harbour.example/berth', 3, 1795194000);
INSERT INTO sighting VALUES (4, 2, 'coffee', 'https://valley.example/coffee', 4, 1795194000);
INSERT INTO analysis VALUES (3, '8/core_web_sm-3.8.0', 'c1c37d7c24caabeb6be67d8ba2e2732a', '');
INSERT INTO actor VALUES (3, 'tarsia', 'Tarsia', 'state');
INSERT INTO actor VALUES (3, 'velmar', 'Velmar', 'state');
INSERT INTO resource VALUES (3, 'grain', 'grain', 'food');
INSERT INTO mention VALUES (3, '535cb084f2b8', 'actor', 'velmar', 'text', 12, 18);
INSERT INTO mention VALUES (3, 'd3b046f4e5f9', 'actor', 'tarsia', 'text', 27, 33);
INSERT INTO mention VALUES (3, 'e6253db16070', 'resource', 'grain', 'text', 50, 55);
INSERT INTO offer VALUES (1, '9df13byy', 3, 0, 'offer', 0, 'a berth for its grain ships', 'text', 34, 61, NULL, '["grain"]', 0.8, 'The port of Velmar offered Tarsia a berth for its grain ships.', 0, NULL, NULL, NULL);
INSERT INTO party VALUES ('9df13byy-proposer', '9df13byy', 'proposer', 'Velmar', 'velmar', 'text', 12, 18);
INSERT INTO party VALUES ('9df13byy-recipient', '9df13byy', 'recipient', 'Tarsia', 'tarsia', 'text', 27, 33);
INSERT INTO evidence VALUES ('9df13byy', 0, 'text', 0, 62);
INSERT INTO note VALUES (1, 3, NULL, 'Ask the harbour master. #grain', 1795197600);
INSERT INTO note VALUES (2, 3, '9df13byy', 'Who pays for the berth?', 1795197600);
INSERT INTO tag VALUES (3, 'grain');
INSERT INTO tag VALUES (4, 'prices');
INSERT INTO step VALUES (1, 1795197600, 'starred 1 story', 0, 0);
INSERT INTO step VALUES (2, 1795197600, 'marked 1 story read', 0, 0);
INSERT INTO step VALUES (3, 1795197600, 'tagged 1 story prices', 0, 0);
INSERT INTO step VALUES (4, 1795197600, 'marked a passage', 0, 0);
INSERT INTO change VALUES (1, 1, 3, 'starred', '', 1);
INSERT INTO change VALUES (2, 2, 2, 'read', '', 1);
INSERT INTO change VALUES (3, 3, 4, 'tag', 'prices', 1);
INSERT INTO change VALUES (4, 4, 2, 'mark', 'agpyhche3', 1);
INSERT INTO saved VALUES (3, '/home/reader/notes', '/home/reader/notes/berth.md', '# Velmar
', 1795197600);
INSERT INTO mark VALUES ('agpyhche3', 2, 'yellow', 'Ships wait for the wind to turn.', '', ' Nobody was hurt.', 'text', 0, 32, '', 1795197600, 1);
INSERT INTO note_tag VALUES (3, 'grain');
INSERT INTO remembered VALUES ('brief', 1795197600);
INSERT INTO tally VALUES (0, 4, 3, 1, 1);
INSERT INTO tally VALUES (1, 3, 2, 1, 1);
INSERT INTO tally VALUES (2, 1, 1, 0, 0);
INSERT INTO kept VALUES ('pane', '"list"');
INSERT INTO place VALUES (3, 20);
INSERT INTO saved_search VALUES (1, 'Grain', 'grain is:unread');
INSERT INTO shingle VALUES (1765516803, 1, 1);
INSERT INTO shingle VALUES (3531868159, 1, 2);
INSERT INTO shingle VALUES (2518225857, 1, 3);
INSERT INTO shingle VALUES (3817746602, 2, 4);
INSERT INTO search (search) VALUES ('rebuild');
CREATE INDEX story_plain_link ON story (plain_link) WHERE plain_link <> '';
CREATE INDEX story_bare ON story (feed, title) WHERE plain_link = '' AND content_key = '';
CREATE INDEX story_content_key ON story (content_key) WHERE content_key <> '';
CREATE TRIGGER body_added AFTER INSERT ON body BEGIN
        INSERT INTO search (rowid, title, text, note) VALUES (new.story, new.title, new.text, new.note);
    END;
CREATE TRIGGER body_removed AFTER DELETE ON body BEGIN
        INSERT INTO search (search, rowid, title, text, note)
        VALUES ('delete', old.story, old.title, old.text, old.note);
    END;
CREATE TRIGGER body_changed AFTER UPDATE OF title, text, note ON body BEGIN
        INSERT INTO search (search, rowid, title, text, note)
        VALUES ('delete', old.story, old.title, old.text, old.note);
        INSERT INTO search (rowid, title, text, note) VALUES (new.story, new.title, new.text, new.note);
    END;
CREATE INDEX sighting_guid ON sighting (feed, guid);
CREATE INDEX offer_story ON offer (story, retired, place);
CREATE INDEX party_offer ON party (offer);
CREATE INDEX note_story ON note (story);
CREATE INDEX change_step ON change (step);
CREATE INDEX forgotten_guid ON forgotten (feed, guid) WHERE guid <> '';
CREATE INDEX forgotten_link ON forgotten (plain_link) WHERE plain_link <> '';
CREATE INDEX forgotten_content ON forgotten (content_key) WHERE content_key <> '';
CREATE INDEX mark_story ON mark (story, stands);
CREATE INDEX correction_story ON correction (story, stands);
CREATE INDEX correction_offer ON correction (offer, stands);
CREATE TRIGGER body_measured AFTER INSERT ON body BEGIN
        UPDATE story SET length = length(new.text) WHERE num = new.story;
    END;
CREATE TRIGGER body_measured_again AFTER UPDATE OF text ON body BEGIN
        UPDATE story SET length = length(new.text) WHERE num = new.story;
    END;
CREATE INDEX story_sorted ON story (sorted, num, id) WHERE hidden = 0;
CREATE INDEX story_unread ON story (sorted, num, id) WHERE hidden = 0 AND read = 0;
CREATE INDEX story_starred ON story (sorted, num, id) WHERE hidden = 0 AND starred = 1;
CREATE INDEX story_noted ON story (sorted, num, id) WHERE hidden = 0 AND noted = 1;
CREATE INDEX story_hidden ON story (sorted, num, id) WHERE hidden = 1;
CREATE INDEX story_offers ON story (offers, sorted, num, id) WHERE hidden = 0;
CREATE INDEX story_length ON story (length, sorted, num, id) WHERE hidden = 0;
CREATE INDEX story_arrived ON story (fetched);
CREATE INDEX sighting_feed ON sighting (feed, story);
CREATE INDEX body_unspaced ON body (story) WHERE (title GLOB '*[฀-໿က-႟ក-៿⺀-鿿가-힣豈-﫿ｦ-ﾟ]*' OR text GLOB '*[฀-໿က-႟ក-៿⺀-鿿가-힣豈-﫿ｦ-ﾟ]*' OR note GLOB '*[฀-໿က-႟ក-៿⺀-鿿가-힣豈-﫿ｦ-ﾟ]*');
CREATE TRIGGER story_added AFTER INSERT ON story BEGIN
        INSERT INTO tally VALUES (0, (new.hidden = 0), (new.hidden = 0 AND new.read = 0), (new.hidden = 0 AND new.starred = 1), (new.hidden = 0 AND new.noted = 1)) ON CONFLICT (feed) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread, starred = starred + excluded.starred, noted = noted + excluded.noted;
    END;
CREATE TRIGGER story_changed AFTER UPDATE OF read, starred, noted, hidden ON story BEGIN
        UPDATE tally SET total = total - (old.hidden = 0) + (new.hidden = 0), unread = unread - (old.hidden = 0 AND old.read = 0) + (new.hidden = 0 AND new.read = 0), starred = starred - (old.hidden = 0 AND old.starred = 1) + (new.hidden = 0 AND new.starred = 1), noted = noted - (old.hidden = 0 AND old.noted = 1) + (new.hidden = 0 AND new.noted = 1)
        WHERE feed = 0 OR feed IN (SELECT feed FROM sighting WHERE story = new.num);
    END;
CREATE TRIGGER story_removed AFTER DELETE ON story BEGIN
        INSERT INTO tally VALUES (0, (old.hidden = 0), (old.hidden = 0 AND old.read = 0), (old.hidden = 0 AND old.starred = 1), (old.hidden = 0 AND old.noted = 1)) ON CONFLICT (feed) DO UPDATE SET total = total - excluded.total, unread = unread - excluded.unread, starred = starred - excluded.starred, noted = noted - excluded.noted;
    END;
CREATE TRIGGER sighting_added AFTER INSERT ON sighting BEGIN
        INSERT INTO tally SELECT new.feed, (story.hidden = 0), (story.hidden = 0 AND story.read = 0), (story.hidden = 0 AND story.starred = 1), (story.hidden = 0 AND story.noted = 1) FROM story WHERE num = new.story
        ON CONFLICT (feed) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread, starred = starred + excluded.starred, noted = noted + excluded.noted;
    END;
CREATE TRIGGER sighting_removed AFTER DELETE ON sighting BEGIN
        INSERT INTO tally SELECT old.feed, (story.hidden = 0), (story.hidden = 0 AND story.read = 0), (story.hidden = 0 AND story.starred = 1), (story.hidden = 0 AND story.noted = 1) FROM story WHERE num = old.story
        ON CONFLICT (feed) DO UPDATE SET total = total - excluded.total, unread = unread - excluded.unread, starred = starred - excluded.starred, noted = noted - excluded.noted;
    END;
CREATE INDEX tag_tag ON tag (tag COLLATE NOCASE, story);
CREATE INDEX story_cluster ON story (cluster) WHERE cluster IS NOT NULL;
CREATE INDEX shingle_story ON shingle (story);
CREATE INDEX story_told ON story (sorted) WHERE offers > 0;
PRAGMA user_version = 11;
