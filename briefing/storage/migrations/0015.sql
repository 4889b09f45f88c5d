-- Events that the reader has been told of on the desktop: nobody hears of one twice.
CREATE TABLE told (event TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
