-- What the preschool itself has recorded; a child whom a feed placed has a row here first when the preschool ends the placement.
CREATE TABLE Preschool.Placement (
  PlacementId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  SourceKey nvarchar(64) NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Placement PRIMARY KEY (PlacementId)
);
CREATE INDEX IX_Placement_Child ON Preschool.Placement (ChildId);
