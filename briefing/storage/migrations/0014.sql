-- The search reads letters with a stroke, ligatures and words with soft hyphens as plain ones, as core/words.py does.
DROP TRIGGER body_added;
DROP TRIGGER body_removed;
DROP TRIGGER body_changed;
DROP TABLE search;
CREATE VIEW searchable AS
WITH half AS (
    SELECT story,
    CASE WHEN title GLOB '*[øØłŁıßẞæÆœŒđĐðÐþÞħ]*' THEN
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(title, 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'ı', 'i'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ħ', 'h')
    ELSE title END AS title,
    CASE WHEN text GLOB '*[øØłŁıßẞæÆœŒđĐðÐþÞħ]*' THEN
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'ı', 'i'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ħ', 'h')
    ELSE text END AS text,
    CASE WHEN note GLOB '*[øØłŁıßẞæÆœŒđĐðÐþÞħ]*' THEN
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note, 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'ı', 'i'), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ħ', 'h')
    ELSE note END AS note
    FROM body
)
SELECT story,
    CASE WHEN title GLOB '*[ĦŧŦﬀﬁﬂﬃﬄﬅﬆ' || char(173) || char(8203) || char(8288) || ']*' THEN
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(title, 'Ħ', 'h'), 'ŧ', 't'), 'Ŧ', 't'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'), char(173), ''), char(8203), ''), char(8288), '')
    ELSE title END AS title,
    CASE WHEN text GLOB '*[ĦŧŦﬀﬁﬂﬃﬄﬅﬆ' || char(173) || char(8203) || char(8288) || ']*' THEN
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, 'Ħ', 'h'), 'ŧ', 't'), 'Ŧ', 't'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'), char(173), ''), char(8203), ''), char(8288), '')
    ELSE text END AS text,
    CASE WHEN note GLOB '*[ĦŧŦﬀﬁﬂﬃﬄﬅﬆ' || char(173) || char(8203) || char(8288) || ']*' THEN
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note, 'Ħ', 'h'), 'ŧ', 't'), 'Ŧ', 't'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'), char(173), ''), char(8203), ''), char(8288), '')
    ELSE note END AS note
FROM half;
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, note, content='searchable', content_rowid='story', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER body_added AFTER INSERT ON body BEGIN
    INSERT INTO search (rowid, title, text, note)
    SELECT story, title, text, note FROM searchable WHERE story = new.story;
END;
CREATE TRIGGER body_removed BEFORE DELETE ON body BEGIN
    INSERT INTO search (search, rowid, title, text, note)
    SELECT 'delete', story, title, text, note FROM searchable WHERE story = old.story;
END;
CREATE TRIGGER body_to_change BEFORE UPDATE OF title, text, note ON body BEGIN
    INSERT INTO search (search, rowid, title, text, note)
    SELECT 'delete', story, title, text, note FROM searchable WHERE story = old.story;
END;
CREATE TRIGGER body_changed AFTER UPDATE OF title, text, note ON body BEGIN
    INSERT INTO search (rowid, title, text, note)
    SELECT story, title, text, note FROM searchable WHERE story = new.story;
END;
INSERT INTO search (search) VALUES ('rebuild');
