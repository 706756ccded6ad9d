-- Barnets plan. Its row says what the holder may know without consent: that there is one, who owns it, its dates. What it says stands in its parts.
CREATE TABLE Collaboration.ChildPlan (
  PlanId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  State nvarchar(20) NOT NULL,
  OwnerOrganisation nvarchar(40) NOT NULL,
  OwnerUnitId nvarchar(40) NOT NULL,
  HolderOrganisation nvarchar(40) NULL,
  HolderUnitId nvarchar(40) NULL,
  MeetingId uniqueidentifier NULL,
  Number int NOT NULL,
  NextFollowUp date NOT NULL,
  OpenedAt datetimeoffset NOT NULL,
  OpenedBy nvarchar(64) NOT NULL,
  ClosedAt datetimeoffset NULL,
  Outcome nvarchar(20) NULL,
  OutcomeBody nvarchar(2000) NULL,
  CONSTRAINT PK_ChildPlan PRIMARY KEY (PlanId)
);
CREATE INDEX IX_ChildPlan_Child ON Collaboration.ChildPlan (ChildId, State);
CREATE INDEX IX_ChildPlan_Owner ON Collaboration.ChildPlan (OwnerUnitId, State);
CREATE INDEX IX_ChildPlan_Holder ON Collaboration.ChildPlan (HolderUnitId, State);
-- The units around the plan: asked, joined, declined or left.
CREATE TABLE Collaboration.PlanParty (
  PlanId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  Organisation nvarchar(40) NOT NULL,
  State nvarchar(20) NOT NULL,
  Message nvarchar(1000) NULL,
  AskedBy nvarchar(64) NOT NULL,
  AskedAt datetimeoffset NOT NULL,
  AnsweredBy nvarchar(64) NULL,
  AnsweredAt datetimeoffset NULL,
  Reason nvarchar(500) NULL,
  CONSTRAINT PK_PlanParty PRIMARY KEY (PlanId, UnitId)
);
CREATE INDEX IX_PlanParty_Unit ON Collaboration.PlanParty (UnitId, State);
-- A part (need, goal, intervention, contact, background, somebody's own words): its content as JSON, as it is now. Writers are the units that have written in it, each
-- between two spaces; it is for those who may have what every one of them has told.
CREATE TABLE Collaboration.PlanPart (
  PartId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  Kind nvarchar(20) NOT NULL,
  OriginUnitId nvarchar(40) NULL,
  OriginMemberId uniqueidentifier NULL,
  Writers nvarchar(1000) NOT NULL,
  Content nvarchar(4000) NOT NULL,
  Version int NOT NULL,
  IsRemoved bit NOT NULL,
  ChangedBy nvarchar(64) NOT NULL,
  ChangedByUnitId nvarchar(40) NULL,
  ChangedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_PlanPart PRIMARY KEY (PartId)
);
CREATE INDEX IX_PlanPart_Plan ON Collaboration.PlanPart (PlanId, PartId);
-- Every version of every part, the present one too, under the plan's number that it made.
CREATE TABLE Collaboration.PlanPartVersion (
  PartId uniqueidentifier NOT NULL,
  Version int NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  Number int NOT NULL,
  Writers nvarchar(1000) NOT NULL,
  Content nvarchar(4000) NOT NULL,
  IsRemoved bit NOT NULL,
  ChangedBy nvarchar(64) NOT NULL,
  ChangedByUnitId nvarchar(40) NULL,
  ChangedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_PlanPartVersion PRIMARY KEY (PartId, Version)
);
CREATE INDEX IX_PlanPartVersion_Plan ON Collaboration.PlanPartVersion (PlanId, Number);
-- What happened to the plan besides its parts.
CREATE TABLE Collaboration.PlanEvent (
  EventId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  Number int NOT NULL,
  Kind nvarchar(20) NOT NULL,
  UnitId nvarchar(40) NULL,
  PersonId nvarchar(64) NOT NULL,
  HappenedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_PlanEvent PRIMARY KEY (EventId)
);
CREATE INDEX IX_PlanEvent_Plan ON Collaboration.PlanEvent (PlanId, Number);
-- Passing the plan on: the giver owns it until the offer is accepted.
CREATE TABLE Collaboration.OwnerOffer (
  OfferId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  FromUnitId nvarchar(40) NOT NULL,
  ToOrganisation nvarchar(40) NOT NULL,
  ToUnitId nvarchar(40) NOT NULL,
  Message nvarchar(1000) NOT NULL,
  State nvarchar(20) NOT NULL,
  OfferedBy nvarchar(64) NOT NULL,
  OfferedAt datetimeoffset NOT NULL,
  AnsweredBy nvarchar(64) NULL,
  AnsweredAt datetimeoffset NULL,
  Reason nvarchar(500) NULL,
  CONSTRAINT PK_OwnerOffer PRIMARY KEY (OfferId)
);
CREATE INDEX IX_OwnerOffer_Plan ON Collaboration.OwnerOffer (PlanId, State);
CREATE TABLE Collaboration.FollowUp (
  FollowUpId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  HeldOn date NOT NULL,
  Summary nvarchar(2000) NOT NULL,
  NextOn date NOT NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_FollowUp PRIMARY KEY (FollowUpId)
);
CREATE INDEX IX_FollowUp_Plan ON Collaboration.FollowUp (PlanId, HeldOn);
CREATE TABLE Collaboration.Evaluation (
  FollowUpId uniqueidentifier NOT NULL,
  GoalId uniqueidentifier NOT NULL,
  Reached nvarchar(20) NOT NULL,
  Body nvarchar(1000) NOT NULL,
  CONSTRAINT PK_Evaluation PRIMARY KEY (FollowUpId, GoalId)
);
-- A part that a guardian is not to see; to the guardian it looks as if it were not there.
CREATE TABLE Collaboration.KeptPart (
  PartId uniqueidentifier NOT NULL,
  MemberId uniqueidentifier NOT NULL,
  PlanId uniqueidentifier NOT NULL,
  Reason nvarchar(500) NOT NULL,
  KeptByUnitId nvarchar(40) NOT NULL,
  KeptBy nvarchar(64) NOT NULL,
  KeptAt datetimeoffset NOT NULL,
  CONSTRAINT PK_KeptPart PRIMARY KEY (PartId, MemberId)
);
CREATE INDEX IX_KeptPart_Plan ON Collaboration.KeptPart (PlanId);
