namespace Kronobarn.Tests.Sql;

public class MigrationGateTests
{
    private const string Base = "CREATE TABLE School.Pupil (PupilId uniqueidentifier NOT NULL PRIMARY KEY, Name nvarchar(200) NOT NULL);";

    [Theory]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL CONSTRAINT PK_A PRIMARY KEY, N int NOT NULL DEFAULT 0, T datetimeoffset NOT NULL, B bit NOT NULL);")]
    [InlineData("CREATE TABLE School.A (Id bigint NOT NULL, At datetimeoffset NULL, CONSTRAINT PK_A PRIMARY KEY (Id), CONSTRAINT UQ_A UNIQUE (At));")]
    [InlineData("ALTER TABLE School.Pupil ADD Note nvarchar(100) NULL; CREATE INDEX IX_Note ON School.Pupil (Note) WHERE Note IS NOT NULL;")]
    [InlineData("UPDATE School.Pupil SET Name = 'x' WHERE Name = 'y';")]
    public void A_good_migration_passes(string sql) => Assert.Empty(Faults(sql));

    [Theory]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, T nvarchar(max) NULL);", "needs a length")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, T nvarchar NULL);", "needs a length")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, T varchar(10) NULL);", "type varchar")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, T text NULL);", "type text")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, T decimal(9,2) NULL);", "type decimal")]
    [InlineData("CREATE TABLE School.A (Id int IDENTITY(1,1) NOT NULL PRIMARY KEY);", "IDENTITY")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier PRIMARY KEY);", "does not say NOT NULL")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL);", "no primary key")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, N int NULL, INDEX IX_N (N));", "inline INDEX")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, [Order] int NULL);", "quoted name 'Order'")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, Limit int NULL);", "reserved word in SQLite")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, At datetimeoffset NOT NULL DEFAULT SYSUTCDATETIME());", "SYSUTCDATETIME")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, N AS Id);", "computed")]
    [InlineData("CREATE OR ALTER VIEW School.V AS SELECT Name FROM School.Pupil;", "CreateOrAlterView")]
    [InlineData("CREATE PROCEDURE School.P AS SELECT Name FROM School.Pupil;", "CreateProcedure")]
    [InlineData("CREATE TRIGGER School.T ON School.Pupil AFTER INSERT AS DELETE FROM School.Pupil;", "CreateTrigger")]
    [InlineData("ALTER TABLE School.Pupil ALTER COLUMN Name nvarchar(300) NOT NULL;", "AlterColumn")]
    [InlineData("ALTER TABLE School.Pupil ADD CONSTRAINT UQ_Name UNIQUE (Name);", "ADD CONSTRAINT")]
    [InlineData("ALTER TABLE School.Pupil ADD A int NULL, B int NULL;", "one at a time")]
    [InlineData("ALTER TABLE School.Pupil ADD A int NOT NULL;", "without a default")]
    [InlineData("CREATE INDEX IX_N ON School.Pupil (Name) INCLUDE (PupilId);", "INCLUDE")]
    [InlineData("MERGE School.Pupil p USING School.Pupil q ON p.PupilId = q.PupilId WHEN MATCHED THEN DELETE;", "MERGE")]
    public void What_only_one_engine_takes_is_caught(string sql, string problem) => Caught(sql, problem, FaultKind.Portability);

    [Theory]
    [InlineData("CREATE TABLE Pupils (Id uniqueidentifier NOT NULL PRIMARY KEY);", "without its module")]
    [InlineData("CREATE TABLE School.Pupil (Id uniqueidentifier NOT NULL PRIMARY KEY);", "created twice")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, N int NULL, n int NULL);", "stands twice")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL, PRIMARY KEY (Idd));", "unknown column 'Idd'")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY REFERENCES School.Pupils (PupilId));", "unknown table 'School.Pupils'")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY REFERENCES School.Pupil (Id));", "unknown column 'Id' in School.Pupil")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY, CHECK (Namn = 'x'));", "unknown column 'Namn'")]
    [InlineData("CREATE INDEX IX_A ON School.Pupil (Nmae);", "unknown column 'Nmae'")]
    [InlineData("CREATE INDEX IX_A ON School.Pupil (Name); CREATE INDEX IX_A ON School.Pupil (PupilId);", "used twice")]
    [InlineData("ALTER TABLE School.Pupils ADD A int NULL;", "unknown table 'School.Pupils'")]
    [InlineData("ALTER TABLE School.Pupil DROP COLUMN Nmae;", "unknown column 'Nmae'")]
    [InlineData("ALTER TABLE School.Pupil ADD Note nvarchar(9) NULL; UPDATE School.Pupil SET Note = 'x';", "unknown column 'Note'")]
    public void A_wrong_name_is_caught(string sql, string problem) => Caught(sql, problem, FaultKind.Name);

    [Theory]
    [InlineData("CREATE TABLE Police.A (Id uniqueidentifier NOT NULL PRIMARY KEY);")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY REFERENCES Police.Officer (Id));")]
    [InlineData("CREATE INDEX IX_A ON Police.Officer (Id);")]
    public void A_migration_stays_in_its_own_schema(string sql) => Caught(sql, "Police.", FaultKind.Wall);

    [Theory]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY) STRICT;", "STRICT")]
    [InlineData("CREATE TABLE School.A (Id uniqueidentifier NOT NULL PRIMARY KEY);\nGO\nDROP TABLE School.A;", "GO")]
    public void What_sql_server_cannot_read_is_caught(string sql, string problem) => Caught(sql, problem, FaultKind.Syntax);

    [Fact]
    public void A_migration_of_a_module_that_is_not_there_is_caught()
    {
        var (_, faults) = Gate.Read([new("Skola", "db/migrations/Skola/0001_a.sql", Base)], ["School"]);

        Assert.Contains("no module Skola", Assert.Single(faults).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_sql_server_half_of_a_pair_is_read_and_it_may_use_what_only_sql_server_has()
    {
        Migration[] pair =
        [
            new("School", "db/migrations/School/0001_a.sqlite.sql", "CREATE TABLE Text (Id INTEGER PRIMARY KEY) STRICT;"),
            new("School", "db/migrations/School/0001_a.sqlserver.sql", "CREATE TABLE School.Text (Id int NOT NULL PRIMARY KEY, Body nvarchar(max) NULL);"),
        ];

        var (catalogue, faults) = Gate.Read(pair, ["School"]);

        Assert.Empty(faults);
        Assert.True(catalogue.Find("School", "Text")?.Has("Body"));
    }

    private static void Caught(string sql, string problem, FaultKind kind) =>
        Assert.Contains(Faults(sql), fault => fault.Kind == kind && fault.Problem.Contains(problem, StringComparison.Ordinal));

    private static IReadOnlyList<Fault> Faults(string sql) =>
        Gate.Read([new("School", "db/migrations/School/0001_a.sql", Base), new("School", "db/migrations/School/0002_b.sql", sql)], ["Police", "School"]).Faults;
}
