-- What a unit does inside a case. Notes stay in this store for ever; of the rest the hand-over chooses what travels.
CREATE TABLE {Module}.CaseDelegation (
  CaseDelegationId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  DelegationId uniqueidentifier NOT NULL,
  ToPersonId nvarchar(64) NULL,
  ToTeam nvarchar(200) NULL,
  UntilDate date NOT NULL,
  DelegatedBy nvarchar(64) NOT NULL,
  DelegatedAt datetimeoffset NOT NULL,
  EndedAt datetimeoffset NULL,
  CONSTRAINT PK_CaseDelegation PRIMARY KEY (CaseDelegationId)
);
CREATE INDEX IX_CaseDelegation_Case ON {Module}.CaseDelegation (CaseId, EndedAt);
-- A note without a body has been cleared; what it said before stands in NoteVersion.
CREATE TABLE {Module}.Note (
  NoteId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  AuthorId nvarchar(64) NOT NULL,
  Body nvarchar(4000) NULL,
  Version int NOT NULL,
  WrittenAt datetimeoffset NOT NULL,
  ChangedBy nvarchar(64) NOT NULL,
  ChangedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Note PRIMARY KEY (NoteId)
);
CREATE INDEX IX_Note_Case ON {Module}.Note (CaseId, WrittenAt);
CREATE TABLE {Module}.NoteVersion (
  NoteId uniqueidentifier NOT NULL,
  Version int NOT NULL,
  Body nvarchar(4000) NULL,
  ChangedBy nvarchar(64) NOT NULL,
  ChangedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_NoteVersion PRIMARY KEY (NoteId, Version)
);
CREATE TABLE {Module}.SourceAsked (
  SourceId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  Organisation nvarchar(40) NULL,
  UnitId nvarchar(40) NULL,
  Words nvarchar(200) NULL,
  Question nvarchar(2000) NOT NULL,
  Ground nvarchar(20) NOT NULL,
  ConsentText nvarchar(1000) NULL,
  AskedBy nvarchar(64) NOT NULL,
  AskedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_SourceAsked PRIMARY KEY (SourceId)
);
CREATE INDEX IX_SourceAsked_Case ON {Module}.SourceAsked (CaseId, AskedAt);
CREATE TABLE {Module}.SourceAnswer (
  AnswerId uniqueidentifier NOT NULL,
  SourceId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  OnDate date NOT NULL,
  Body nvarchar(4000) NOT NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_SourceAnswer PRIMARY KEY (AnswerId)
);
CREATE INDEX IX_SourceAnswer_Case ON {Module}.SourceAnswer (CaseId, SourceId, RecordedAt);
-- Each version of an analysis whole, with the versions of the wheel and of the questions that it was made with.
CREATE TABLE {Module}.Analysis (
  CaseId uniqueidentifier NOT NULL,
  Version int NOT NULL,
  WheelVersion int NOT NULL,
  QuestionsVersion int NOT NULL,
  Summary nvarchar(4000) NOT NULL,
  SavedBy nvarchar(64) NOT NULL,
  SavedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Analysis PRIMARY KEY (CaseId, Version)
);
CREATE TABLE {Module}.AnalysisView (
  CaseId uniqueidentifier NOT NULL,
  Version int NOT NULL,
  Spoke nvarchar(40) NOT NULL,
  Voice nvarchar(20) NOT NULL,
  Place int NOT NULL,
  Strengths nvarchar(1000) NULL,
  Needs nvarchar(1000) NULL,
  Rating int NULL,
  CONSTRAINT PK_AnalysisView PRIMARY KEY (CaseId, Version, Spoke, Voice)
);
CREATE TABLE {Module}.AnalysisSide (
  CaseId uniqueidentifier NOT NULL,
  Version int NOT NULL,
  Side nvarchar(20) NOT NULL,
  Place int NOT NULL,
  Body nvarchar(2000) NOT NULL,
  CONSTRAINT PK_AnalysisSide PRIMARY KEY (CaseId, Version, Side)
);
CREATE TABLE {Module}.AnalysisAnswer (
  CaseId uniqueidentifier NOT NULL,
  Version int NOT NULL,
  Question nvarchar(40) NOT NULL,
  Place int NOT NULL,
  Body nvarchar(2000) NOT NULL,
  CONSTRAINT PK_AnalysisAnswer PRIMARY KEY (CaseId, Version, Question)
);
