-- The register of youths outside upper secondary school. It fills and empties by the events of the timeline and by nothing else.
CREATE TABLE Kaa.Youth (
  YouthId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  OpenReason nvarchar(40) NOT NULL,
  CloseReason nvarchar(40) NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Youth PRIMARY KEY (YouthId)
);
CREATE INDEX IX_Youth_Unit ON Kaa.Youth (UnitId, ToDate);
CREATE INDEX IX_Youth_Child ON Kaa.Youth (ChildId);
CREATE TABLE Kaa.ContactAttempt (
  AttemptId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  How nvarchar(20) NOT NULL,
  At datetimeoffset NOT NULL,
  Outcome nvarchar(20) NOT NULL,
  Note nvarchar(1000) NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_ContactAttempt PRIMARY KEY (AttemptId)
);
CREATE INDEX IX_ContactAttempt_Child ON Kaa.ContactAttempt (ChildId, At);
CREATE TABLE Kaa.Measure (
  MeasureId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  What nvarchar(500) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  Status nvarchar(20) NOT NULL,
  Outcome nvarchar(1000) NULL,
  OutcomeAt datetimeoffset NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Measure PRIMARY KEY (MeasureId)
);
CREATE INDEX IX_Measure_Child ON Kaa.Measure (ChildId);
