-- Samverkansmöte. StartsAt and EndsAt are UTC. Sequence counts what a calendar must hear of; Version everything.
CREATE TABLE Collaboration.Meeting (
  MeetingId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  IsProtected bit NOT NULL,
  CalledByOrganisation nvarchar(40) NOT NULL,
  CalledByUnitId nvarchar(40) NOT NULL,
  CalledBy nvarchar(64) NOT NULL,
  CalledAt datetimeoffset NOT NULL,
  Purpose nvarchar(500) NOT NULL,
  Agenda nvarchar(2000) NULL,
  WishedParticipants nvarchar(1000) NULL,
  StartsAt datetimeoffset NOT NULL,
  EndsAt datetimeoffset NOT NULL,
  Place nvarchar(200) NULL,
  VideoLink nvarchar(400) NULL,
  ChildNotInvited nvarchar(500) NULL,
  State nvarchar(20) NOT NULL,
  Sequence int NOT NULL,
  CancelReason nvarchar(500) NULL,
  Outcome nvarchar(20) NULL,
  OutcomeBody nvarchar(2000) NULL,
  ChildPart nvarchar(30) NULL,
  ChildPartBody nvarchar(2000) NULL,
  RecordedBy nvarchar(64) NULL,
  RecordedAt datetimeoffset NULL,
  Version int NOT NULL,
  CONSTRAINT PK_Meeting PRIMARY KEY (MeetingId)
);
CREATE INDEX IX_Meeting_Child ON Collaboration.Meeting (ChildId, State);
-- Who is invited: a unit, a guardian (a pseudonym) or the child (its own id). The convening unit stands here too. Who is invited no more keeps the row, for what was said.
CREATE TABLE Collaboration.MeetingInvitee (
  InviteeId uniqueidentifier NOT NULL,
  MeetingId uniqueidentifier NOT NULL,
  Kind nvarchar(20) NOT NULL,
  Organisation nvarchar(40) NULL,
  UnitId nvarchar(40) NULL,
  MemberId uniqueidentifier NULL,
  Answer nvarchar(20) NULL,
  AnswerBody nvarchar(1000) NULL,
  AnsweredBy nvarchar(64) NULL,
  AnsweredAt datetimeoffset NULL,
  Attendance nvarchar(20) NULL,
  RemovedAt datetimeoffset NULL,
  CONSTRAINT PK_MeetingInvitee PRIMARY KEY (InviteeId)
);
CREATE INDEX IX_MeetingInvitee_Meeting ON Collaboration.MeetingInvitee (MeetingId);
CREATE INDEX IX_MeetingInvitee_Unit ON Collaboration.MeetingInvitee (UnitId, MeetingId);
CREATE INDEX IX_MeetingInvitee_Member ON Collaboration.MeetingInvitee (MemberId, MeetingId);
-- Each party's view as it was said; a later one stands beside it and never in its place.
CREATE TABLE Collaboration.MeetingView (
  InviteeId uniqueidentifier NOT NULL,
  Number int NOT NULL,
  Body nvarchar(4000) NOT NULL,
  Disagrees bit NOT NULL,
  SaidBy nvarchar(64) NOT NULL,
  SaidAt datetimeoffset NOT NULL,
  CONSTRAINT PK_MeetingView PRIMARY KEY (InviteeId, Number)
);
