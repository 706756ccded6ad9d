-- Broken glass: access to a child's holder in danger, for one hour, with the reason that was written and the review that follows always.
CREATE TABLE {Module}.GlassBreak (
  GlassBreakId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  PersonId nvarchar(64) NOT NULL,
  Reason nvarchar(500) NOT NULL,
  BrokenAt datetimeoffset NOT NULL,
  EndsAt datetimeoffset NOT NULL,
  IsJustified bit NULL,
  Note nvarchar(500) NULL,
  ReviewedBy nvarchar(64) NULL,
  ReviewedAt datetimeoffset NULL,
  CONSTRAINT PK_GlassBreak PRIMARY KEY (GlassBreakId)
);
CREATE INDEX IX_GlassBreak_Child ON {Module}.GlassBreak (ChildId, PersonId, EndsAt);
CREATE INDEX IX_GlassBreak_Unit ON {Module}.GlassBreak (UnitId, BrokenAt);
