-- Where a report has gone from one reception to another: what a unit that has had it still knows. Without a person when the unit closed.
CREATE TABLE SocialServices.ReportPassing (
  PassingId uniqueidentifier NOT NULL,
  ReportId uniqueidentifier NOT NULL,
  FromUnitId nvarchar(40) NOT NULL,
  ToUnitId nvarchar(40) NOT NULL,
  Because nvarchar(20) NOT NULL,
  Reason nvarchar(500) NULL,
  PersonId nvarchar(64) NULL,
  PassedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_ReportPassing PRIMARY KEY (PassingId)
);
CREATE INDEX IX_ReportPassing_Report ON SocialServices.ReportPassing (ReportId, FromUnitId);
