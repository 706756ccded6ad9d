-- What a record of a feed became, so that it can be taken back or corrected when its key here is not the record's own id.
ALTER TABLE Directory.FeedRecord ADD Kind nvarchar(20) NULL;
ALTER TABLE Directory.DefaultUnit ADD RecordId nvarchar(64) NULL;
