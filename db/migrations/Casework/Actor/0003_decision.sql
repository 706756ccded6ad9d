-- What a unit decides in a case, the measures that follow, and the way of a case to other hands.
CREATE TABLE {Module}.CaseDecision (
  DecisionId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  Number int NOT NULL,
  Kind nvarchar(20) NOT NULL,
  CanWeMeetTheNeed nvarchar(2000) NULL,
  IsEverythingExhausted nvarchar(2000) NULL,
  WhoMustAct nvarchar(2000) NULL,
  Motivation nvarchar(2000) NOT NULL,
  DecidedAt datetimeoffset NOT NULL,
  PersonId nvarchar(64) NOT NULL,
  CONSTRAINT PK_CaseDecision PRIMARY KEY (DecisionId)
);
CREATE INDEX IX_CaseDecision_Case ON {Module}.CaseDecision (CaseId, Number);
CREATE TABLE {Module}.CaseMeasure (
  MeasureId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  DecisionId uniqueidentifier NOT NULL,
  What nvarchar(500) NOT NULL,
  ResponsiblePersonId nvarchar(64) NULL,
  Responsible nvarchar(200) NULL,
  UntilDate date NOT NULL,
  Outcome nvarchar(20) NULL,
  OutcomeBody nvarchar(500) NULL,
  EndedAt datetimeoffset NULL,
  EndedBy nvarchar(64) NULL,
  CONSTRAINT PK_CaseMeasure PRIMARY KEY (MeasureId)
);
CREATE INDEX IX_CaseMeasure_Case ON {Module}.CaseMeasure (CaseId, EndedAt);
-- The giver's row: its State alone decides who has the baton.
CREATE TABLE {Module}.HandOver (
  HandOverId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  ToOrganisation nvarchar(40) NOT NULL,
  ToUnitId nvarchar(40) NOT NULL,
  Message nvarchar(2000) NOT NULL,
  TakesConcern bit NOT NULL,
  TakesAnalysis bit NOT NULL,
  TakesDecision bit NOT NULL,
  Ground nvarchar(20) NOT NULL,
  ConsentBody nvarchar(1000) NULL,
  State nvarchar(20) NOT NULL,
  OfferedAt datetimeoffset NOT NULL,
  OfferedBy nvarchar(64) NOT NULL,
  AnsweredAt datetimeoffset NULL,
  AnsweredBy nvarchar(64) NULL,
  Reason nvarchar(500) NULL,
  NewCaseId uniqueidentifier NULL,
  CONSTRAINT PK_HandOver PRIMARY KEY (HandOverId)
);
CREATE INDEX IX_HandOver_Case ON {Module}.HandOver (CaseId, OfferedAt);
CREATE INDEX IX_HandOver_To ON {Module}.HandOver (ToUnitId, State);
-- The receiver's copy of what it is offered. It shows; it decides nothing.
CREATE TABLE {Module}.Offer (
  GiverOrganisation nvarchar(40) NOT NULL,
  OfferId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  IsProtected bit NOT NULL,
  FromUnitId nvarchar(40) NOT NULL,
  Message nvarchar(2000) NULL,
  Ground nvarchar(20) NOT NULL,
  OfferedAt datetimeoffset NOT NULL,
  State nvarchar(20) NOT NULL,
  AnsweredAt datetimeoffset NULL,
  CaseId uniqueidentifier NULL,
  CONSTRAINT PK_Offer PRIMARY KEY (GiverOrganisation, OfferId)
);
CREATE INDEX IX_Offer_Unit ON {Module}.Offer (UnitId, State, OfferedAt);
CREATE TABLE {Module}.OfferItem (
  GiverOrganisation nvarchar(40) NOT NULL,
  OfferId uniqueidentifier NOT NULL,
  Place int NOT NULL,
  Item nvarchar(200) NOT NULL,
  IsDone bit NOT NULL,
  CONSTRAINT PK_OfferItem PRIMARY KEY (GiverOrganisation, OfferId, Place)
);
-- What left the unit, to whom, when and on which ground (utlämnande).
CREATE TABLE {Module}.Disclosure (
  DisclosureId uniqueidentifier NOT NULL,
  CaseId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  ToOrganisation nvarchar(40) NOT NULL,
  ToUnitId nvarchar(40) NOT NULL,
  What nvarchar(200) NOT NULL,
  Ground nvarchar(20) NOT NULL,
  ConsentBody nvarchar(1000) NULL,
  DisclosedAt datetimeoffset NOT NULL,
  PersonId nvarchar(64) NULL,
  CONSTRAINT PK_Disclosure PRIMARY KEY (DisclosureId)
);
CREATE INDEX IX_Disclosure_Case ON {Module}.Disclosure (CaseId, DisclosedAt);
-- What a case brought with it from other hands, as it was there.
CREATE TABLE {Module}.ReceivedParcel (
  CaseId uniqueidentifier NOT NULL,
  Place int NOT NULL,
  Kind nvarchar(40) NOT NULL,
  Title nvarchar(200) NULL,
  Body nvarchar(2000) NOT NULL,
  At datetimeoffset NOT NULL,
  CONSTRAINT PK_ReceivedParcel PRIMARY KEY (CaseId, Place)
);
