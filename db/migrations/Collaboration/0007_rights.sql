-- A correction beside a plan, or a part of it: never edited, never removed while the plan stands.
CREATE TABLE Collaboration.PlanCorrection (
  CorrectionId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  PartId uniqueidentifier NULL,
  Body nvarchar(2000) NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  WrittenBy nvarchar(64) NOT NULL,
  WrittenAt datetimeoffset NOT NULL,
  CONSTRAINT PK_PlanCorrection PRIMARY KEY (CorrectionId)
);
CREATE INDEX IX_PlanCorrection_Plan ON Collaboration.PlanCorrection (PlanId, WrittenAt);
-- What one of the family asks to have corrected, or objects to, with the answer. HolderUnitId follows the register, for lists alone.
CREATE TABLE Collaboration.CorrectionAsk (
  AskId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  MemberId uniqueidentifier NOT NULL,
  About nvarchar(20) NOT NULL,
  RecordId uniqueidentifier NULL,
  Body nvarchar(2000) NOT NULL,
  AskedAt datetimeoffset NOT NULL,
  HolderUnitId nvarchar(40) NULL,
  Answer nvarchar(20) NULL,
  Reason nvarchar(2000) NULL,
  Appeal nvarchar(1000) NULL,
  AnsweredByOrganisation nvarchar(40) NULL,
  AnsweredByUnitId nvarchar(40) NULL,
  AnsweredBy nvarchar(64) NULL,
  AnsweredAt datetimeoffset NULL,
  CONSTRAINT PK_CorrectionAsk PRIMARY KEY (AskId)
);
CREATE INDEX IX_CorrectionAsk_Child ON Collaboration.CorrectionAsk (ChildId, MemberId);
CREATE INDEX IX_CorrectionAsk_Holder ON Collaboration.CorrectionAsk (HolderUnitId, AskedAt);
