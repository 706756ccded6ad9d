-- The key behind the pseudonyms of guardians: a number's pseudonym stands in logs and other stores where the number itself must not.
CREATE TABLE Responsibility.FamilyKey (
  KeyId int NOT NULL,
  Secret nvarchar(64) NOT NULL,
  CONSTRAINT PK_FamilyKey PRIMARY KEY (KeyId)
);
-- A guardian whose view of a child is closed. To the guardian it looks as if there were nothing to see.
CREATE TABLE Responsibility.ClosedView (
  ClosingId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  MemberId uniqueidentifier NOT NULL,
  Reason nvarchar(500) NOT NULL,
  ClosedByUnitId nvarchar(40) NOT NULL,
  ClosedBy nvarchar(64) NOT NULL,
  ClosedAt datetimeoffset NOT NULL,
  OpenedBy nvarchar(64) NULL,
  OpenedAt datetimeoffset NULL,
  CONSTRAINT PK_ClosedView PRIMARY KEY (ClosingId)
);
CREATE INDEX IX_ClosedView_Child ON Responsibility.ClosedView (ChildId, OpenedAt);
