-- The feed's key of an enrolment that a feed told of and the school has ended.
ALTER TABLE School.Enrolment ADD SourceKey nvarchar(64) NULL;
CREATE INDEX IX_Enrolment_Child ON School.Enrolment (ChildId);
-- Which delegations are this school's to end; the directory keeps who is spoken to.
CREATE TABLE School.Delegation (
  DelegationId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  ToDate date NOT NULL,
  EndedAt datetimeoffset NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Delegation PRIMARY KEY (DelegationId)
);
