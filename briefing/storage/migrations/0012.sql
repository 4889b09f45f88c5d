-- What a feed says of a story beside its text: each of its authors, its categories, and the language that it declares.
ALTER TABLE body ADD COLUMN authors TEXT NOT NULL DEFAULT '[]'; -- JSON; empty where only story.author is known
ALTER TABLE story ADD COLUMN declared TEXT NOT NULL DEFAULT '';
CREATE TABLE category (
    story INTEGER NOT NULL REFERENCES story,
    place INTEGER NOT NULL, -- the order in which the feed names them
    name TEXT NOT NULL,
    PRIMARY KEY (story, place)
) WITHOUT ROWID;
