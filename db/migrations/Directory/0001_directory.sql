CREATE TABLE Directory.Unit (
  UnitId nvarchar(40) NOT NULL,
  Organisation nvarchar(40) NOT NULL,
  Name nvarchar(200) NOT NULL,
  Municipality nvarchar(4) NULL,
  HsaId nvarchar(31) NULL,
  SchoolUnitCode nvarchar(8) NULL,
  PartnerKind nvarchar(40) NULL,
  IsPrivate bit NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  SourceId nvarchar(64) NULL,
  Version int NOT NULL,
  CONSTRAINT PK_Unit PRIMARY KEY (UnitId)
);
CREATE INDEX IX_Unit_Organisation ON Directory.Unit (Organisation, Municipality);
CREATE INDEX IX_Unit_SourceId ON Directory.Unit (SourceId);
-- Who takes a child of the municipality that nobody has listed (BVC) or enrolled (KAA).
CREATE TABLE Directory.DefaultUnit (
  Municipality nvarchar(4) NOT NULL,
  Organisation nvarchar(40) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  UnitId nvarchar(40) NOT NULL,
  CONSTRAINT PK_DefaultUnit PRIMARY KEY (Municipality, Organisation, FromDate)
);
CREATE TABLE Directory.Person (
  PersonId nvarchar(64) NOT NULL,
  Name nvarchar(200) NOT NULL,
  Email nvarchar(200) NULL,
  Phone nvarchar(40) NULL,
  HsaId nvarchar(31) NULL,
  CONSTRAINT PK_Person PRIMARY KEY (PersonId)
);
CREATE TABLE Directory.Assignment (
  AssignmentId nvarchar(64) NOT NULL,
  PersonId nvarchar(64) NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  RoleCode nvarchar(40) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  CONSTRAINT PK_Assignment PRIMARY KEY (AssignmentId)
);
CREATE INDEX IX_Assignment_Person ON Directory.Assignment (PersonId);
CREATE INDEX IX_Assignment_Unit ON Directory.Assignment (UnitId);
-- A delegation moves work, never responsibility: the unit keeps it.
CREATE TABLE Directory.Delegation (
  DelegationId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  FromPersonId nvarchar(64) NOT NULL,
  ToPersonId nvarchar(64) NULL,
  ToTeam nvarchar(200) NULL,
  Task nvarchar(200) NOT NULL,
  FromDate date NOT NULL,
  ToDate date NOT NULL,
  EndedAt datetimeoffset NULL,
  CONSTRAINT PK_Delegation PRIMARY KEY (DelegationId)
);
CREATE INDEX IX_Delegation_Unit ON Directory.Delegation (UnitId);
CREATE TABLE Directory.ContactWay (
  ContactWayId nvarchar(64) NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  Purpose nvarchar(20) NOT NULL,
  Label nvarchar(200) NOT NULL,
  Phone nvarchar(40) NULL,
  Email nvarchar(200) NULL,
  Hours nvarchar(200) NULL,
  Note nvarchar(500) NULL,
  Version int NOT NULL,
  CONSTRAINT PK_ContactWay PRIMARY KEY (ContactWayId)
);
CREATE INDEX IX_ContactWay_Unit ON Directory.ContactWay (UnitId);
-- What each source has said last about each of its records, so that the same feed again changes nothing.
CREATE TABLE Directory.FeedRecord (
  Source nvarchar(40) NOT NULL,
  RecordId nvarchar(64) NOT NULL,
  Revision int NOT NULL,
  Hash nvarchar(64) NOT NULL,
  CONSTRAINT PK_FeedRecord PRIMARY KEY (Source, RecordId)
);
