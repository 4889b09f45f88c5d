-- Stories of versions that did not ask yet who else reports them, and whether they are stubs.
CREATE TABLE unsettled (story INTEGER PRIMARY KEY REFERENCES story);
INSERT INTO unsettled
SELECT num FROM story WHERE cluster IS NULL AND num NOT IN (SELECT story FROM shingle);
