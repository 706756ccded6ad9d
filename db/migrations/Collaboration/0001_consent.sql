-- Consent (samtycke): one form asks one thing of several people; each answers for himself or herself, and each answer is a consent of its own.
CREATE TABLE Collaboration.ConsentForm (
  FormId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  AskedByOrganisation nvarchar(40) NOT NULL,
  AskedByUnitId nvarchar(40) NOT NULL,
  AskedBy nvarchar(64) NOT NULL,
  AskedAt datetimeoffset NOT NULL,
  Purpose nvarchar(500) NOT NULL,
  UntilDate date NOT NULL,
  Exceptions nvarchar(1000) NULL,
  RenewsFormId uniqueidentifier NULL,
  State nvarchar(20) NOT NULL,
  CONSTRAINT PK_ConsentForm PRIMARY KEY (FormId)
);
CREATE INDEX IX_ConsentForm_Child ON Collaboration.ConsentForm (ChildId, State);
CREATE TABLE Collaboration.ConsentLine (
  FormId uniqueidentifier NOT NULL,
  FromUnitId nvarchar(40) NOT NULL,
  ToUnitId nvarchar(40) NOT NULL,
  Category nvarchar(20) NOT NULL,
  CONSTRAINT PK_ConsentLine PRIMARY KEY (FormId, ToUnitId, FromUnitId, Category)
);
-- MemberId is the child's own id, or a guardian's pseudonym. Reason says why somebody was not asked.
CREATE TABLE Collaboration.Consent (
  ConsentId uniqueidentifier NOT NULL,
  FormId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  MemberId uniqueidentifier NOT NULL,
  IsNeeded bit NOT NULL,
  State nvarchar(20) NOT NULL,
  How nvarchar(20) NULL,
  Words nvarchar(1000) NULL,
  Reason nvarchar(500) NULL,
  AnsweredAt datetimeoffset NULL,
  CONSTRAINT PK_Consent PRIMARY KEY (ConsentId)
);
CREATE INDEX IX_Consent_Form ON Collaboration.Consent (FormId);
CREATE INDEX IX_Consent_Child ON Collaboration.Consent (ChildId, MemberId);
-- What one giver holds back from what the form asks.
CREATE TABLE Collaboration.ConsentException (
  ConsentId uniqueidentifier NOT NULL,
  ToUnitId nvarchar(40) NOT NULL,
  Category nvarchar(20) NOT NULL,
  CONSTRAINT PK_ConsentException PRIMARY KEY (ConsentId, ToUnitId, Category)
);
-- Everything that has happened to a consent, in order; never altered.
CREATE TABLE Collaboration.ConsentEvent (
  EventId uniqueidentifier NOT NULL,
  ConsentId uniqueidentifier NOT NULL,
  FormId uniqueidentifier NOT NULL,
  Kind nvarchar(20) NOT NULL,
  How nvarchar(20) NULL,
  ByUnitId nvarchar(40) NULL,
  ByPersonId nvarchar(64) NOT NULL,
  HappenedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_ConsentEvent PRIMARY KEY (EventId)
);
CREATE INDEX IX_ConsentEvent_Form ON Collaboration.ConsentEvent (FormId, HappenedAt);
-- A recorded judgement of the child's maturity (mognadsbedömning); the latest counts.
CREATE TABLE Collaboration.Maturity (
  MaturityId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  Judgement nvarchar(20) NOT NULL,
  Reasons nvarchar(1000) NOT NULL,
  JudgedByUnitId nvarchar(40) NOT NULL,
  JudgedBy nvarchar(64) NOT NULL,
  JudgedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Maturity PRIMARY KEY (MaturityId)
);
CREATE INDEX IX_Maturity_Child ON Collaboration.Maturity (ChildId, JudgedAt);
-- Another ground in law than consent (annan sekretessbrytande grund): a decision of the giving unit's head, one row for what one unit may have from one other.
CREATE TABLE Collaboration.OtherGround (
  GroundId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  Kind nvarchar(20) NOT NULL,
  FromUnitId nvarchar(40) NOT NULL,
  ToUnitId nvarchar(40) NOT NULL,
  Category nvarchar(20) NOT NULL,
  Reasons nvarchar(1000) NOT NULL,
  UntilDate date NOT NULL,
  DecidedBy nvarchar(64) NOT NULL,
  DecidedAt datetimeoffset NOT NULL,
  EndedBy nvarchar(64) NULL,
  EndedAt datetimeoffset NULL,
  CONSTRAINT PK_OtherGround PRIMARY KEY (GroundId)
);
CREATE INDEX IX_OtherGround_Child ON Collaboration.OtherGround (ChildId, EndedAt);
