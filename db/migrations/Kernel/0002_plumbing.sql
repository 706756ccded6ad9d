-- The tables that every module's store has: events on their way, events received, the access log, answered keys and leases.
CREATE TABLE {Module}.Outbox (
  EventId uniqueidentifier NOT NULL,
  Handler nvarchar(200) NOT NULL,
  OrderKey nvarchar(64) NOT NULL,
  Seq bigint NOT NULL,
  EventType nvarchar(200) NOT NULL,
  Payload nvarchar(4000) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  Attempts int NOT NULL,
  NotBefore datetimeoffset NOT NULL,
  LastError nvarchar(1000) NULL,
  ParkedAt datetimeoffset NULL,
  CONSTRAINT PK_Outbox PRIMARY KEY (EventId, Handler)
);
CREATE INDEX IX_Outbox_Seq ON {Module}.Outbox (Seq);
CREATE TABLE {Module}.Inbox (
  EventId uniqueidentifier NOT NULL,
  Handler nvarchar(200) NOT NULL,
  HandledAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Inbox PRIMARY KEY (EventId, Handler)
);
CREATE TABLE {Module}.Audit (
  Stripe nvarchar(40) NOT NULL,
  Seq bigint NOT NULL,
  At datetimeoffset NOT NULL,
  Actor nvarchar(100) NOT NULL,
  UnitId nvarchar(40) NULL,
  Role nvarchar(40) NULL,
  Organisation nvarchar(40) NULL,
  Action nvarchar(20) NOT NULL,
  Slice nvarchar(100) NOT NULL,
  SubjectId uniqueidentifier NULL,
  Ground nvarchar(40) NULL,
  ConsentId uniqueidentifier NULL,
  Purpose nvarchar(200) NULL,
  Outcome nvarchar(20) NOT NULL,
  RequestId nvarchar(64) NULL,
  Hash nvarchar(64) NOT NULL,
  CONSTRAINT PK_Audit PRIMARY KEY (Stripe, Seq)
);
CREATE INDEX IX_Audit_Subject ON {Module}.Audit (SubjectId, At);
CREATE TABLE {Module}.Idempotency (
  Caller nvarchar(100) NOT NULL,
  IdempotencyKey nvarchar(100) NOT NULL,
  Fingerprint nvarchar(64) NOT NULL,
  Answer nvarchar(4000) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Idempotency PRIMARY KEY (Caller, IdempotencyKey)
);
CREATE INDEX IX_Idempotency_RecordedAt ON {Module}.Idempotency (RecordedAt);
CREATE TABLE {Module}.Lease (
  Name nvarchar(100) NOT NULL,
  Owner nvarchar(40) NOT NULL,
  Until datetimeoffset NOT NULL,
  CONSTRAINT PK_Lease PRIMARY KEY (Name)
);
