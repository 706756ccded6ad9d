-- In every actor's store: what its staff have sent (receipts), what has come to its units (concerns), the cases that they open, and the clocks that run.
CREATE TABLE {Module}.Receipt (
  ReceiptId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  PersonId nvarchar(64) NOT NULL,
  RaisedAt datetimeoffset NOT NULL,
  Harm bit NOT NULL,
  Urgency nvarchar(20) NOT NULL,
  About nvarchar(20) NOT NULL,
  Body nvarchar(2000) NOT NULL,
  Status nvarchar(20) NOT NULL,
  StatusAt datetimeoffset NOT NULL,
  Feedback nvarchar(500) NULL,
  CONSTRAINT PK_Receipt PRIMARY KEY (ReceiptId)
);
CREATE INDEX IX_Receipt_Unit ON {Module}.Receipt (UnitId, RaisedAt);
CREATE TABLE {Module}.ReceiptSpoke (
  ReceiptId uniqueidentifier NOT NULL,
  Spoke nvarchar(20) NOT NULL,
  CONSTRAINT PK_ReceiptSpoke PRIMARY KEY (ReceiptId, Spoke)
);
CREATE TABLE {Module}.Concern (
  ConcernId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  ChildId uniqueidentifier NULL,
  IsProtected bit NOT NULL,
  About nvarchar(20) NOT NULL,
  IdentityNumber nvarchar(20) NULL,
  Description nvarchar(500) NULL,
  Body nvarchar(2000) NOT NULL,
  Urgency nvarchar(20) NOT NULL,
  ReporterKind nvarchar(20) NOT NULL,
  ReporterOrganisation nvarchar(40) NULL,
  ReporterUnitId nvarchar(40) NULL,
  ReporterName nvarchar(200) NULL,
  ReporterContact nvarchar(200) NULL,
  RaisedAt datetimeoffset NOT NULL,
  ReceivedAt datetimeoffset NOT NULL,
  Because nvarchar(20) NOT NULL,
  State nvarchar(20) NOT NULL,
  HandlerId nvarchar(64) NULL,
  CaseId uniqueidentifier NULL,
  WentToOrganisation nvarchar(40) NULL,
  WentToUnitId nvarchar(40) NULL,
  Reason nvarchar(500) NULL,
  ClosedAt datetimeoffset NULL,
  Version int NOT NULL,
  CONSTRAINT PK_Concern PRIMARY KEY (ConcernId, UnitId)
);
CREATE INDEX IX_Concern_Unit ON {Module}.Concern (UnitId, State, ReceivedAt);
CREATE INDEX IX_Concern_Child ON {Module}.Concern (ChildId);
CREATE INDEX IX_Concern_Case ON {Module}.Concern (CaseId);
CREATE TABLE {Module}.ConcernSpoke (
  ConcernId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  Spoke nvarchar(20) NOT NULL,
  CONSTRAINT PK_ConcernSpoke PRIMARY KEY (ConcernId, UnitId, Spoke)
);
CREATE TABLE {Module}.CaseFile (
  CaseId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  IsProtected bit NOT NULL,
  State nvarchar(20) NOT NULL,
  Origin nvarchar(20) NOT NULL,
  HandlerId nvarchar(64) NULL,
  OpenedAt datetimeoffset NOT NULL,
  CameFromOrganisation nvarchar(40) NULL,
  CameFromUnitId nvarchar(40) NULL,
  WentToOrganisation nvarchar(40) NULL,
  WentToUnitId nvarchar(40) NULL,
  Outcome nvarchar(2000) NULL,
  ClosedAt datetimeoffset NULL,
  Version int NOT NULL,
  CONSTRAINT PK_CaseFile PRIMARY KEY (CaseId)
);
CREATE INDEX IX_CaseFile_Unit ON {Module}.CaseFile (UnitId, State, OpenedAt);
CREATE INDEX IX_CaseFile_Child ON {Module}.CaseFile (ChildId);
-- The case's own chronology: what was done, by whom; what has a text keeps it in the table of its kind.
CREATE TABLE {Module}.CaseEvent (
  EventId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  Place int NOT NULL,
  OnDate date NOT NULL,
  Kind nvarchar(40) NOT NULL,
  Body nvarchar(500) NULL,
  PersonId nvarchar(64) NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_CaseEvent PRIMARY KEY (EventId)
);
CREATE INDEX IX_CaseEvent_Case ON {Module}.CaseEvent (CaseId, OnDate);
-- One row for each clock that runs or has run; Step is the rung of the ladder that was reached last.
CREATE TABLE {Module}.Deadline (
  DeadlineId uniqueidentifier NOT NULL,
  Clock nvarchar(40) NOT NULL,
  ItemKind nvarchar(20) NOT NULL,
  ItemId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  StartedOn date NOT NULL,
  DueOn date NOT NULL,
  Step int NOT NULL,
  NextStepOn date NULL,
  DoneAt datetimeoffset NULL,
  CONSTRAINT PK_Deadline PRIMARY KEY (DeadlineId)
);
CREATE INDEX IX_Deadline_Item ON {Module}.Deadline (ItemId, UnitId, DoneAt, DueOn);
CREATE INDEX IX_Deadline_Next ON {Module}.Deadline (DoneAt, NextStepOn);
CREATE INDEX IX_Deadline_Unit ON {Module}.Deadline (UnitId, DoneAt, DueOn);
