-- What was sent in the last 24 hours without signing in, so that a form that is sent twice is one concern. The code is not here, nor what was written.
CREATE TABLE Casework.PublicSubmission (
  SubmissionId uniqueidentifier NOT NULL,
  Fingerprint nvarchar(64) NOT NULL,
  SubmittedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_PublicSubmission PRIMARY KEY (SubmissionId)
);
CREATE INDEX IX_PublicSubmission_Time ON Casework.PublicSubmission (SubmittedAt);
