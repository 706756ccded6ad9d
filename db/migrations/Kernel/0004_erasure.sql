-- Erasure by the retention rules: what a preview showed, and what of it has been erased since. Neither says anything of what stood there.
CREATE TABLE {Module}.ErasurePreview (
  PreviewId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  MadeBy nvarchar(64) NOT NULL,
  MadeAt datetimeoffset NOT NULL,
  ErasedAt datetimeoffset NULL,
  CONSTRAINT PK_ErasurePreview PRIMARY KEY (PreviewId)
);
-- Stamp is the state that the record was in when it was listed: one that has another is not the same any more.
CREATE TABLE {Module}.ErasureItem (
  PreviewId uniqueidentifier NOT NULL,
  Place int NOT NULL,
  Kind nvarchar(40) NOT NULL,
  RecordId uniqueidentifier NOT NULL,
  DueOn date NOT NULL,
  RuleText nvarchar(100) NOT NULL,
  Source nvarchar(200) NOT NULL,
  Stamp nvarchar(200) NOT NULL,
  Outcome nvarchar(20) NULL,
  CONSTRAINT PK_ErasureItem PRIMARY KEY (PreviewId, Place)
);
-- What is left of a record that was erased (gallrad): that there was one, whose, and by which rule it went.
CREATE TABLE {Module}.Tombstone (
  TombstoneId uniqueidentifier NOT NULL,
  Kind nvarchar(40) NOT NULL,
  RecordId uniqueidentifier NOT NULL,
  SubjectId uniqueidentifier NULL,
  UnitId nvarchar(40) NOT NULL,
  ErasedAt datetimeoffset NOT NULL,
  ErasedBy nvarchar(64) NOT NULL,
  RuleText nvarchar(100) NOT NULL,
  Source nvarchar(200) NOT NULL,
  Reason nvarchar(500) NOT NULL,
  CONSTRAINT PK_Tombstone PRIMARY KEY (TombstoneId)
);
CREATE INDEX IX_Tombstone_Record ON {Module}.Tombstone (RecordId, Kind);
