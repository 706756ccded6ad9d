-- A question of the family about one row of an access log (fråga varför), as it lands with the unit that looked; and the unit's answer.
CREATE TABLE Collaboration.FamilyQuestion (
  QuestionId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  MemberId uniqueidentifier NOT NULL,
  Organisation nvarchar(40) NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  LookId nvarchar(80) NOT NULL,
  LookedBy nvarchar(64) NOT NULL,
  LookedAt datetimeoffset NOT NULL,
  Slice nvarchar(100) NOT NULL,
  Body nvarchar(1000) NOT NULL,
  AskedAt datetimeoffset NOT NULL,
  Answer nvarchar(2000) NULL,
  AnsweredBy nvarchar(64) NULL,
  AnsweredAt datetimeoffset NULL,
  CONSTRAINT PK_FamilyQuestion PRIMARY KEY (QuestionId)
);
CREATE INDEX IX_FamilyQuestion_Child ON Collaboration.FamilyQuestion (ChildId, MemberId);
CREATE INDEX IX_FamilyQuestion_Unit ON Collaboration.FamilyQuestion (UnitId, AskedAt);
-- How it was to be at a meeting. Once for each member and meeting; without a meeting, once a day.
CREATE TABLE Collaboration.Experience (
  ChildId uniqueidentifier NOT NULL,
  MemberId uniqueidentifier NOT NULL,
  Occasion nvarchar(40) NOT NULL,
  MeetingId uniqueidentifier NULL,
  Heard int NOT NULL,
  TookPart int NOT NULL,
  Words nvarchar(1000) NULL,
  ToldAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Experience PRIMARY KEY (ChildId, MemberId, Occasion)
);
