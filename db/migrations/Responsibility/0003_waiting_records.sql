-- What a feed has said of a number that is no child's yet: the fact as it will be when the child becomes known. One row for each of the source's records.
CREATE TABLE Responsibility.WaitingRecord (
  Source nvarchar(40) NOT NULL,
  RecordId nvarchar(70) NOT NULL,
  Revision int NOT NULL,
  Hash nvarchar(64) NOT NULL,
  Number nvarchar(20) NOT NULL,
  Kind nvarchar(20) NOT NULL,
  SourceKey nvarchar(64) NOT NULL,
  UnitId nvarchar(40) NULL,
  Municipality nvarchar(4) NULL,
  ProtectionLevel nvarchar(30) NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  Reason nvarchar(300) NOT NULL,
  WaitsSince datetimeoffset NOT NULL,
  CONSTRAINT PK_WaitingRecord PRIMARY KEY (Source, RecordId)
);
CREATE INDEX IX_WaitingRecord_Number ON Responsibility.WaitingRecord (Number);
ALTER TABLE Responsibility.FeedRun ADD WaitingCount int NOT NULL DEFAULT 0;
ALTER TABLE Responsibility.FeedRun ADD Note nvarchar(500) NULL;
