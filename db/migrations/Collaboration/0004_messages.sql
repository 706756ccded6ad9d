-- A message on a plan (meddelande): from a person at a unit, or from the child or a guardian.
CREATE TABLE Collaboration.Message (
  MessageId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  FromUnitId nvarchar(40) NULL,
  FromMemberId uniqueidentifier NULL,
  SentBy nvarchar(64) NOT NULL,
  SentAt datetimeoffset NOT NULL,
  Body nvarchar(2000) NOT NULL,
  CONSTRAINT PK_Message PRIMARY KEY (MessageId)
);
CREATE INDEX IX_Message_Plan ON Collaboration.Message (PlanId, SentAt);
CREATE INDEX IX_Message_Child ON Collaboration.Message (ChildId, SentAt);
-- For whom a message or a document is, one by one. ReadAt is the receipt, once for a unit and once for a member; documents have none.
CREATE TABLE Collaboration.AudienceUnit (
  ItemId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  ReadBy nvarchar(64) NULL,
  ReadAt datetimeoffset NULL,
  CONSTRAINT PK_AudienceUnit PRIMARY KEY (ItemId, UnitId)
);
CREATE TABLE Collaboration.AudienceMember (
  ItemId uniqueidentifier NOT NULL,
  MemberId uniqueidentifier NOT NULL,
  ReadAt datetimeoffset NULL,
  CONSTRAINT PK_AudienceMember PRIMARY KEY (ItemId, MemberId)
);
-- A document on a plan (handling). Its content stands in rows of its own, and is gone when it was refused or taken away; this row stays.
CREATE TABLE Collaboration.Document (
  DocumentId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  UploadedBy nvarchar(64) NOT NULL,
  UploadedAt datetimeoffset NOT NULL,
  Name nvarchar(200) NOT NULL,
  ContentType nvarchar(100) NOT NULL,
  ByteCount int NOT NULL,
  Sha256 nvarchar(64) NOT NULL,
  State nvarchar(20) NOT NULL,
  IsUnscanned bit NOT NULL,
  Finding nvarchar(200) NULL,
  ScannedAt datetimeoffset NULL,
  Tries int NOT NULL,
  NextTryAt datetimeoffset NOT NULL,
  RemovedBy nvarchar(64) NULL,
  RemovedAt datetimeoffset NULL,
  CONSTRAINT PK_Document PRIMARY KEY (DocumentId)
);
CREATE INDEX IX_Document_Plan ON Collaboration.Document (PlanId, UploadedAt);
CREATE INDEX IX_Document_Child ON Collaboration.Document (ChildId, UploadedAt);
CREATE INDEX IX_Document_State ON Collaboration.Document (State, NextTryAt);
CREATE TABLE Collaboration.DocumentChunk (
  DocumentId uniqueidentifier NOT NULL,
  Number int NOT NULL,
  Content varbinary(8000) NOT NULL,
  CONSTRAINT PK_DocumentChunk PRIMARY KEY (DocumentId, Number)
);
