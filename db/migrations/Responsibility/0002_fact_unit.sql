-- A unit lists the records that it has, whoever told of them.
CREATE INDEX IX_Fact_Unit ON Responsibility.Fact (UnitId, Kind);
