-- The child register: identity, guardians, protection, and nothing more. The told holder is the one that other modules have been told of last.
CREATE TABLE Responsibility.Child (
  ChildId uniqueidentifier NOT NULL,
  GivenName nvarchar(100) NULL,
  FamilyName nvarchar(100) NULL,
  BirthDate date NULL,
  DeathDate date NULL,
  Protection nvarchar(30) NOT NULL,
  ToldOrganisation nvarchar(40) NULL,
  ToldUnitId nvarchar(40) NULL,
  RegisteredAt datetimeoffset NOT NULL,
  Version int NOT NULL,
  CONSTRAINT PK_Child PRIMARY KEY (ChildId)
);
CREATE TABLE Responsibility.ChildIdentity (
  Number nvarchar(20) NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  Kind nvarchar(20) NOT NULL,
  IsCurrent bit NOT NULL,
  CONSTRAINT PK_ChildIdentity PRIMARY KEY (Number)
);
CREATE INDEX IX_ChildIdentity_Child ON Responsibility.ChildIdentity (ChildId);
CREATE TABLE Responsibility.Guardian (
  ChildId uniqueidentifier NOT NULL,
  Number nvarchar(20) NOT NULL,
  GivenName nvarchar(100) NOT NULL,
  FamilyName nvarchar(100) NOT NULL,
  IsMother bit NOT NULL,
  FromDate date NULL,
  ToDate date NULL,
  Protection nvarchar(30) NOT NULL,
  ProtectionDate date NULL,
  Source nvarchar(40) NOT NULL,
  CONSTRAINT PK_Guardian PRIMARY KEY (ChildId, Number)
);
CREATE INDEX IX_Guardian_Number ON Responsibility.Guardian (Number);
-- Members of staff who alone may see a child with protected identity.
CREATE TABLE Responsibility.NamedStaff (
  ChildId uniqueidentifier NOT NULL,
  PersonId nvarchar(64) NOT NULL,
  NamedBy nvarchar(64) NOT NULL,
  NamedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_NamedStaff PRIMARY KEY (ChildId, PersonId)
);
-- Facts with source and recorded time. A row is superseded, never altered: what we knew at any moment can be asked.
CREATE TABLE Responsibility.Fact (
  FactId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  Kind nvarchar(20) NOT NULL,
  Source nvarchar(40) NOT NULL,
  SourceKey nvarchar(64) NOT NULL,
  RecordId nvarchar(70) NOT NULL,
  Organisation nvarchar(40) NULL,
  UnitId nvarchar(40) NULL,
  Form nvarchar(10) NULL,
  Municipality nvarchar(4) NULL,
  FromDate date NULL,
  ToDate date NULL,
  DueDate date NULL,
  Reason nvarchar(500) NULL,
  RecordedAt datetimeoffset NOT NULL,
  SupersededAt datetimeoffset NULL,
  CONSTRAINT PK_Fact PRIMARY KEY (FactId)
);
CREATE INDEX IX_Fact_Child ON Responsibility.Fact (ChildId, SupersededAt);
-- The timeline, valid time (FromDate, ToDate) and recorded time (RecordedAt, SupersededAt); replaced as a whole per child.
CREATE TABLE Responsibility.Period (
  PeriodId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  Organisation nvarchar(40) NOT NULL,
  UnitId nvarchar(40) NULL,
  RuleName nvarchar(30) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  SupersededAt datetimeoffset NULL,
  CONSTRAINT PK_Period PRIMARY KEY (PeriodId)
);
CREATE INDEX IX_Period_Child ON Responsibility.Period (ChildId, SupersededAt);
CREATE INDEX IX_Period_Unit ON Responsibility.Period (UnitId, FromDate);
CREATE INDEX IX_Period_From ON Responsibility.Period (FromDate);
CREATE TABLE Responsibility.Alert (
  ChildId uniqueidentifier NOT NULL,
  Code nvarchar(30) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  CONSTRAINT PK_Alert PRIMARY KEY (ChildId, Code, FromDate)
);
CREATE INDEX IX_Alert_Code ON Responsibility.Alert (Code, FromDate);
-- An exception is offered by the present holder and holds only when the next one has accepted it.
CREATE TABLE Responsibility.ExceptionOffer (
  OfferId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  Organisation nvarchar(40) NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  Reason nvarchar(500) NOT NULL,
  OfferedByOrganisation nvarchar(40) NOT NULL,
  OfferedByUnitId nvarchar(40) NOT NULL,
  OfferedBy nvarchar(64) NOT NULL,
  OfferedAt datetimeoffset NOT NULL,
  State nvarchar(20) NOT NULL,
  AnsweredBy nvarchar(64) NULL,
  AnsweredAt datetimeoffset NULL,
  AnswerReason nvarchar(500) NULL,
  CONSTRAINT PK_ExceptionOffer PRIMARY KEY (OfferId)
);
CREATE INDEX IX_ExceptionOffer_Child ON Responsibility.ExceptionOffer (ChildId);
CREATE INDEX IX_ExceptionOffer_Unit ON Responsibility.ExceptionOffer (UnitId, State);
-- Days whose transfers have been told, once for the county.
CREATE TABLE Responsibility.DayTold (
  OnDate date NOT NULL,
  DoneAt datetimeoffset NOT NULL,
  CONSTRAINT PK_DayTold PRIMARY KEY (OnDate)
);
CREATE TABLE Responsibility.FeedRun (
  RunId uniqueidentifier NOT NULL,
  Kind nvarchar(20) NOT NULL,
  Hash nvarchar(64) NOT NULL,
  State nvarchar(20) NOT NULL,
  StartedAt datetimeoffset NOT NULL,
  FinishedAt datetimeoffset NULL,
  ReadCount int NOT NULL,
  ChangedCount int NOT NULL,
  RejectedCount int NOT NULL,
  MovedCount int NOT NULL,
  ApprovedBy nvarchar(64) NULL,
  ApprovedAt datetimeoffset NULL,
  CONSTRAINT PK_FeedRun PRIMARY KEY (RunId)
);
CREATE INDEX IX_FeedRun_Hash ON Responsibility.FeedRun (Hash);
CREATE TABLE Responsibility.FeedRejection (
  RunId uniqueidentifier NOT NULL,
  Place int NOT NULL,
  RecordId nvarchar(70) NULL,
  Line int NULL,
  Field nvarchar(100) NULL,
  Reason nvarchar(300) NOT NULL,
  CONSTRAINT PK_FeedRejection PRIMARY KEY (RunId, Place)
);
CREATE TABLE Responsibility.FeedRecord (
  Source nvarchar(40) NOT NULL,
  RecordId nvarchar(70) NOT NULL,
  Revision int NOT NULL,
  Hash nvarchar(64) NOT NULL,
  ChildId uniqueidentifier NULL,
  CONSTRAINT PK_FeedRecord PRIMARY KEY (Source, RecordId)
);
CREATE INDEX IX_FeedRecord_Child ON Responsibility.FeedRecord (ChildId);
