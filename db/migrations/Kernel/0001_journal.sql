-- The journal of what has been applied, and the row that a host takes while it applies. The runner makes it before it reads it.
CREATE TABLE {Module}.Migration (
  Scope nvarchar(40) NOT NULL,
  Number int NOT NULL,
  Name nvarchar(200) NOT NULL,
  Checksum nvarchar(64) NOT NULL,
  AppliedAt nvarchar(40) NOT NULL,
  CONSTRAINT PK_Migration PRIMARY KEY (Scope, Number)
);
INSERT INTO {Module}.Migration (Scope, Number, Name, Checksum, AppliedAt) VALUES ('lock', 0, 'lock', '', '');
