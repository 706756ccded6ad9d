-- A pregnancy at the unit that registered it; each expected child has a row of its own, for twins are born one at a time.
CREATE TABLE MaternalCare.Pregnancy (
  PregnancyId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  MotherNumber nvarchar(20) NOT NULL,
  MotherGivenName nvarchar(100) NOT NULL,
  MotherFamilyName nvarchar(100) NOT NULL,
  Municipality nvarchar(4) NOT NULL,
  FromDate date NOT NULL,
  DueDate date NOT NULL,
  Version int NOT NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Pregnancy PRIMARY KEY (PregnancyId)
);
CREATE INDEX IX_Pregnancy_Unit ON MaternalCare.Pregnancy (UnitId, DueDate);
CREATE TABLE MaternalCare.UnbornChild (
  ChildId uniqueidentifier NOT NULL,
  PregnancyId uniqueidentifier NOT NULL,
  BirthDate date NULL,
  ReserveNumber nvarchar(20) NULL,
  EndedOn date NULL,
  ReportedBy nvarchar(64) NULL,
  ReportedAt datetimeoffset NULL,
  CONSTRAINT PK_UnbornChild PRIMARY KEY (ChildId)
);
CREATE INDEX IX_UnbornChild_Pregnancy ON MaternalCare.UnbornChild (PregnancyId);
CREATE INDEX IX_UnbornChild_ReserveNumber ON MaternalCare.UnbornChild (ReserveNumber);
