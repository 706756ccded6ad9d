-- The rest of an event that is longer than one row holds.
CREATE TABLE {Module}.OutboxPart (
  EventId uniqueidentifier NOT NULL,
  Part int NOT NULL,
  Text nvarchar(4000) NOT NULL,
  CONSTRAINT PK_OutboxPart PRIMARY KEY (EventId, Part)
);
