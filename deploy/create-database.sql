-- Run once by an administrator before `migrate`. The account that migrates owns the schemas; the account that
-- runs reads and writes rows and may change no table. The passwords come from the environment of sqlcmd.
IF DB_ID('Kronobarn') IS NULL
  CREATE DATABASE Kronobarn;
GO
-- Readers do not wait for writers, as on SQLite.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = 'Kronobarn' AND is_read_committed_snapshot_on = 0)
  ALTER DATABASE Kronobarn SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('kronobarn_owner') IS NULL
  CREATE LOGIN kronobarn_owner WITH PASSWORD = N'$(OWNER_PASSWORD)';
IF SUSER_ID('kronobarn_app') IS NULL
  CREATE LOGIN kronobarn_app WITH PASSWORD = N'$(APP_PASSWORD)';
GO
USE Kronobarn;
GO
IF USER_ID('kronobarn_owner') IS NULL
BEGIN
  CREATE USER kronobarn_owner FOR LOGIN kronobarn_owner;
  ALTER ROLE db_owner ADD MEMBER kronobarn_owner;
END
IF USER_ID('kronobarn_app') IS NULL
BEGIN
  CREATE USER kronobarn_app FOR LOGIN kronobarn_app;
  ALTER ROLE db_datareader ADD MEMBER kronobarn_app;
  ALTER ROLE db_datawriter ADD MEMBER kronobarn_app;
END
GO
