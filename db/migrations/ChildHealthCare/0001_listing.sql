-- What the clinic itself has recorded; a child whom a feed listed has a row here first when the clinic ends the listing.
CREATE TABLE ChildHealthCare.Listing (
  ListingId uniqueidentifier NOT NULL,
  ChildId uniqueidentifier NOT NULL,
  UnitId nvarchar(40) NOT NULL,
  SourceKey nvarchar(64) NULL,
  FromDate date NOT NULL,
  ToDate date NULL,
  RecordedBy nvarchar(64) NOT NULL,
  RecordedAt datetimeoffset NOT NULL,
  CONSTRAINT PK_Listing PRIMARY KEY (ListingId)
);
CREATE INDEX IX_Listing_Child ON ChildHealthCare.Listing (ChildId);
