-- Half-written forms, encrypted; the key is a hash of who writes and where, so that the store tells neither.
CREATE TABLE {Module}.Draft (
  DraftKey nvarchar(64) NOT NULL,
  Part int NOT NULL,
  Body nvarchar(4000) NOT NULL,
  SavedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Draft PRIMARY KEY (DraftKey, Part)
);
