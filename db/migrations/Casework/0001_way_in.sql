-- The desk: where each concern went, so that the reporter's answer finds its way back; and the receipts of those who reported without signing in.
CREATE TABLE Casework.Route (
  ConcernId uniqueidentifier NOT NULL,
  ReporterOrganisation nvarchar(40) NULL,
  Organisation nvarchar(40) NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  Because nvarchar(20) NOT NULL,
  RoutedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Route PRIMARY KEY (ConcernId)
);
CREATE TABLE Casework.PublicReceipt (
  CodeHash nvarchar(64) NOT NULL,
  ConcernId uniqueidentifier NOT NULL,
  RaisedAt datetimeoffset NOT NULL,
  Status nvarchar(20) NOT NULL,
  StatusAt datetimeoffset NOT NULL,
  Feedback nvarchar(500) NULL,
  CONSTRAINT PK_PublicReceipt PRIMARY KEY (CodeHash)
);
CREATE INDEX IX_PublicReceipt_Concern ON Casework.PublicReceipt (ConcernId);
-- Clocks that nobody has answered, for the municipality's coordinator: a unit and a clock, never a child.
CREATE TABLE Casework.Escalation (
  DeadlineId uniqueidentifier NOT NULL,
  Organisation nvarchar(40) NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  Municipality nvarchar(4) NULL,
  Clock nvarchar(40) NOT NULL,
  DueOn date NOT NULL,
  Step int NOT NULL,
  StepAt datetimeoffset NOT NULL,
  DoneAt datetimeoffset NULL,
  CONSTRAINT PK_Escalation PRIMARY KEY (DeadlineId)
);
CREATE INDEX IX_Escalation_Municipality ON Casework.Escalation (Municipality, DoneAt);
