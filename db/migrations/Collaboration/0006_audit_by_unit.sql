-- A unit's log reviewer asks for what the own people have done in the days of a sample.
CREATE INDEX IX_Audit_Unit ON Collaboration.Audit (UnitId, At);
