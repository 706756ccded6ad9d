-- What the school itself has recorded; a pupil whom a feed enrolled has a row here first when the school ends the enrolment.
CREATE TABLE School.Enrolment (
  EnrolmentId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  Form nvarchar(10) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  EndReason nvarchar(40) NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Enrolment PRIMARY KEY (EnrolmentId)
);
CREATE INDEX IX_Enrolment_Unit ON School.Enrolment (UnitId, FromDate);
