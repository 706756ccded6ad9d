-- The review of the access log: what was drawn, by which method, and what the reviewer said of each row. The rows themselves stay in the log.
CREATE TABLE {Module}.LogSample (
  SampleId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NOT NULL,
  Method nvarchar(20) NOT NULL,
  Seed int NOT NULL,
  RowsInLog int NOT NULL,
  Items int NOT NULL,
  DrawnBy nvarchar(64) NOT NULL,
  DrawnAt datetimeoffset NOT NULL,
  CONSTRAINT PK_LogSample PRIMARY KEY (SampleId)
);
CREATE INDEX IX_LogSample_Unit ON {Module}.LogSample (UnitId, DrawnAt);
CREATE TABLE {Module}.LogSampleItem (
  SampleId uniqueidentifier NOT NULL,
  Place int NOT NULL,
  Stripe nvarchar(40) NOT NULL,
  Seq bigint NOT NULL,
  Suspicions nvarchar(200) NOT NULL,
  Verdict nvarchar(20) NULL,
  Note nvarchar(500) NULL,
  JudgedBy nvarchar(64) NULL,
  JudgedAt datetimeoffset NULL,
  CONSTRAINT PK_LogSampleItem PRIMARY KEY (SampleId, Place)
);
CREATE INDEX IX_Audit_Unit ON {Module}.Audit (UnitId, At);
