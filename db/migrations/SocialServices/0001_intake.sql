-- Social services' own intake: orosanmälningar. A report has the id of the concern that it was, by which its reporter is answered.
CREATE TABLE SocialServices.Report (
  ReportId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  ChildId uniqueidentifier NULL,
  IsProtected bit NOT NULL,
  About nvarchar(20) NOT NULL,
  IdentityNumber nvarchar(20) NULL,
  Description nvarchar(500) NULL,
  Body nvarchar(2000) NOT NULL,
  Urgency nvarchar(20) NOT NULL,
  ReporterKind nvarchar(20) NOT NULL,
  ReporterOrganisation nvarchar(40) NULL,
  ReporterUnitId nvarchar(40) NULL,
  ReporterName nvarchar(200) NULL,
  ReporterContact nvarchar(200) NULL,
  RaisedAt datetimeoffset NOT NULL,
  ReceivedAt datetimeoffset NOT NULL,
  State nvarchar(20) NOT NULL,
  HandlerId nvarchar(64) NULL,
  ProtectionDueOn date NOT NULL,
  DecisionDueOn date NOT NULL,
  DecisionReasons nvarchar(2000) NULL,
  DecidedBy nvarchar(64) NULL,
  DecidedAt datetimeoffset NULL,
  CONSTRAINT PK_Report PRIMARY KEY (ReportId)
);
CREATE INDEX IX_Report_Unit ON SocialServices.Report (UnitId, State, ReceivedAt);
CREATE INDEX IX_Report_Child ON SocialServices.Report (ChildId);
CREATE INDEX IX_Report_Number ON SocialServices.Report (IdentityNumber);
CREATE TABLE SocialServices.ReportSpoke (
  ReportId uniqueidentifier NOT NULL,
  Spoke nvarchar(20) NOT NULL,
  CONSTRAINT PK_ReportSpoke PRIMARY KEY (ReportId, Spoke)
);
-- Each time that somebody asked whether the child needs protection now; the latest counts.
CREATE TABLE SocialServices.ProtectionAssessment (
  AssessmentId uniqueidentifier NOT NULL,
  ReportId uniqueidentifier NOT NULL,
  NeedsProtectionNow bit NOT NULL,
  Reasons nvarchar(2000) NOT NULL,
  ImmediateAction nvarchar(2000) NULL,
  PersonId nvarchar(64) NOT NULL,
  AssessedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_ProtectionAssessment PRIMARY KEY (AssessmentId)
);
CREATE INDEX IX_ProtectionAssessment_Report ON SocialServices.ProtectionAssessment (ReportId);
-- What was told to the child's holder after a decision not to investigate, and on which ground; the text is the concern's, which the reporter's receipt keeps.
CREATE TABLE SocialServices.ReportHandOver (
  ReportId uniqueidentifier NOT NULL,
  ConcernId uniqueidentifier NOT NULL,
  Ground nvarchar(20) NOT NULL,
  Reason nvarchar(500) NOT NULL,
  PersonId nvarchar(64) NOT NULL,
  HandedOverAt datetimeoffset NOT NULL,
  CONSTRAINT PK_ReportHandOver PRIMARY KEY (ReportId)
);
