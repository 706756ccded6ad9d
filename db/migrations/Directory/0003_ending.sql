-- Who takes over what a closed unit had, and whether the floors above have been told that a unit or a role is no more.
ALTER TABLE Directory.Unit ADD SuccessorUnitId nvarchar(40) NULL;
ALTER TABLE Directory.Unit ADD ClosureToldAt datetimeoffset NULL;
ALTER TABLE Directory.Assignment ADD EndToldAt datetimeoffset NULL;
