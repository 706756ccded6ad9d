namespace Kronobarn.Tests.Sql;

/// <summary>The gate is tried with planted faults: a gate that lets everything through looks just like a clean product.</summary>
public class GateTests
{
    private const string Pupils = """
        CREATE TABLE School.Pupil (
            PupilId uniqueidentifier NOT NULL CONSTRAINT PK_Pupil PRIMARY KEY,
            Name nvarchar(200) NOT NULL,
            UnitKey nvarchar(40) NOT NULL,
            Note nvarchar(2000) NULL,
            Active bit NOT NULL DEFAULT 1,
            CONSTRAINT CK_Pupil_Name CHECK (Name <> ''));
        CREATE TABLE School.Enrolment (
            EnrolmentId uniqueidentifier NOT NULL,
            PupilId uniqueidentifier NOT NULL REFERENCES School.Pupil (PupilId),
            FromDate date NOT NULL,
            ToDate date NULL,
            CONSTRAINT PK_Enrolment PRIMARY KEY (EnrolmentId));
        CREATE INDEX IX_Enrolment_Pupil ON School.Enrolment (PupilId, FromDate);
        """;

    private const string Outbox = """
        CREATE TABLE {Module}.Outbox (EventId uniqueidentifier NOT NULL PRIMARY KEY, Body nvarchar(4000) NOT NULL);
        CREATE INDEX IX_Outbox ON {Module}.Outbox (EventId);
        """;

    private static readonly string[] Modules = ["Police", "School"];

    private static readonly Migration[] Planted =
    [
        new("Kernel", "db/migrations/Kernel/0001_outbox.sql", Outbox),
        new("School", "db/migrations/School/0001_pupils.sql", Pupils),
        new("School", "db/migrations/School/0002_school_year.sql", "ALTER TABLE School.Pupil ADD SchoolYear int NULL;"),
        new("Police", "db/migrations/Police/0001_officers.sql", "CREATE TABLE Police.Officer (OfficerId uniqueidentifier NOT NULL PRIMARY KEY);"),
    ];

    [Theory]
    [InlineData("SELECT Name, SchoolYear FROM School.Pupil WHERE PupilId = @id")]
    [InlineData("SELECT p.Name AS Who FROM School.Pupil p WHERE p.PupilId IN @ids AND p.Active = 1 ORDER BY Who")]
    [InlineData("SELECT School.Pupil.Name FROM School.Pupil")]
    [InlineData("SELECT p.Name, e.FromDate FROM School.Pupil p JOIN School.Enrolment e ON e.PupilId = p.PupilId LEFT JOIN School.Enrolment f ON f.PupilId = e.PupilId AND f.FromDate > e.FromDate")]
    [InlineData("SELECT DISTINCT p.Name FROM School.Pupil p ORDER BY p.Name")]
    [InlineData("SELECT CAST(SchoolYear AS float) AS Y FROM School.Pupil")]
    [InlineData("SELECT d.N, d.UnitKey FROM (SELECT COUNT(*) AS N, UnitKey FROM School.Pupil GROUP BY UnitKey) d WHERE d.N > 1")]
    [InlineData("SELECT Name FROM School.Pupil p WHERE EXISTS (SELECT 1 FROM School.Enrolment e WHERE e.PupilId = p.PupilId AND ToDate IS NULL)")]
    [InlineData("WITH open_ones AS (SELECT PupilId AS Who FROM School.Enrolment WHERE ToDate IS NULL) SELECT Who FROM open_ones o JOIN School.Pupil p ON p.PupilId = o.Who")]
    [InlineData("WITH days (D) AS (SELECT 1 UNION ALL SELECT D + 1 FROM days WHERE D < 7) SELECT D FROM days")]
    [InlineData("SELECT Name, R FROM (SELECT Name, ROW_NUMBER() OVER (PARTITION BY UnitKey ORDER BY Name) AS R FROM School.Pupil) x WHERE R <= 20")]
    [InlineData("SELECT Name FROM School.Pupil UNION ALL SELECT Note FROM School.Pupil ORDER BY Name")]
    [InlineData("SELECT CASE WHEN EXISTS (SELECT 1 FROM School.Pupil) THEN 1 ELSE 0 END AS Known")]
    [InlineData("INSERT INTO School.Pupil (PupilId, Name, UnitKey) VALUES (@id, @name, @unit), (@id2, @name2, @unit2)")]
    [InlineData("INSERT INTO School.Pupil (PupilId, Name, UnitKey) SELECT @id, @name, @unit WHERE NOT EXISTS (SELECT 1 FROM School.Pupil WHERE PupilId = @id)")]
    [InlineData("UPDATE School.Pupil SET Name = @name, Active = 0 WHERE PupilId = @id AND NOT EXISTS (SELECT 1 FROM School.Enrolment e WHERE e.PupilId = School.Pupil.PupilId)")]
    [InlineData("DELETE FROM School.Enrolment WHERE PupilId = @id; DELETE FROM School.Pupil WHERE PupilId = @id")]
    [InlineData("INSERT INTO {Module}.Outbox (EventId, Body) VALUES (@EventId, @Body)")]
    public void Good_sql_passes(string sql) => Assert.Empty(Faults(sql));

    [Theory]
    [InlineData("SELECT Nmae FROM School.Pupil", "unknown column 'Nmae'")]
    [InlineData("SELECT p.Nmae FROM School.Pupil p", "unknown column 'Nmae' in p")]
    [InlineData("SELECT q.Name FROM School.Pupil p", "unknown table or alias 'q'")]
    [InlineData("SELECT Pupil.Name FROM School.Pupil p", "unknown table or alias 'Pupil'")]
    [InlineData("SELECT Name FROM School.Pupils", "unknown table 'School.Pupils'")]
    [InlineData("SELECT Name FROM Pupil", "without its module")]
    [InlineData("SELECT PupilId FROM School.Pupil p JOIN School.Enrolment e ON e.PupilId = p.PupilId", "ambiguous")]
    [InlineData("SELECT p.Name FROM School.Pupil p JOIN School.Enrolment p ON p.PupilId = p.PupilId", "named twice")]
    [InlineData("SELECT Name FROM School.Pupil p WHERE EXISTS (SELECT 1 FROM School.Enrolment e WHERE e.PupilId = p.Pupil)", "unknown column 'Pupil' in p")]
    [InlineData("SELECT d.Note FROM (SELECT Name FROM School.Pupil) d", "unknown column 'Note' in d")]
    [InlineData("WITH a AS (SELECT Name FROM School.Pupil) SELECT Note FROM a", "unknown column 'Note'")]
    [InlineData("SELECT Name FROM School.Pupil ORDER BY Nmae", "unknown column 'Nmae'")]
    [InlineData("SELECT Name FROM School.Pupil UNION ALL SELECT PupilId, FromDate FROM School.Enrolment", "1 and 2 columns")]
    [InlineData("INSERT INTO School.Pupil (PupilId, Name, UnitKey) VALUES (@id, @name)", "names 3 columns and gives 2 values")]
    [InlineData("INSERT INTO School.Pupil (PupilId, Name, UnitKey) SELECT @id, @name", "names 3 columns and gives 2 values")]
    [InlineData("INSERT INTO School.Pupil (PupilId, Name, Unit) VALUES (@id, @name, @unit)", "unknown column 'Unit'")]
    [InlineData("INSERT INTO School.Pupil (PupilId, Name) VALUES (@id, @name)", "'UnitKey' of School.Pupil is NOT NULL")]
    [InlineData("UPDATE School.Pupil SET Nmae = @name", "unknown column 'Nmae'")]
    [InlineData("UPDATE School.Pupil SET Name = Nmae", "unknown column 'Nmae'")]
    [InlineData("DELETE FROM School.Pupil WHERE Id = @id", "unknown column 'Id'")]
    [InlineData("SELECT Body FROM {Module}.Inbox", "unknown table 'Police.Inbox'")]
    public void A_wrong_name_or_count_is_caught(string sql, string problem) => Caught(sql, problem, FaultKind.Name);

    [Theory]
    [InlineData("SELECT OfficerId FROM Police.Officer")]
    [InlineData("SELECT Name FROM School.Pupil p WHERE EXISTS (SELECT 1 FROM Police.Officer o WHERE o.OfficerId = p.PupilId)")]
    [InlineData("INSERT INTO Police.Officer (OfficerId) VALUES (@id)")]
    [InlineData("UPDATE Police.Officer SET OfficerId = @id")]
    [InlineData("DELETE FROM Police.Officer WHERE OfficerId = @id")]
    public void Another_modules_table_is_behind_the_wall(string sql) => Caught(sql, "'Police.Officer' belongs to another module than School", FaultKind.Wall);

    [Theory]
    [InlineData("SELECT Name FROM School.Pupil ORDER BY Name LIMIT 5", "LIMIT")]
    [InlineData("SELECT Name FROM School.Pupil WHERE Active = 1 LIMIT @n", "LIMIT")]
    [InlineData("DELETE FROM School.Pupil WHERE PupilId = @id RETURNING Name", "RETURNING")]
    [InlineData("INSERT INTO School.Pupil (PupilId, Name, UnitKey) VALUES (1, 2, 3) ON CONFLICT DO NOTHING", "ON CONFLICT")]
    [InlineData("SELECT Name || Note FROM School.Pupil", "||")]
    [InlineData("SELECT Name FROM School.Pupil WHERE", "not T-SQL")]
    [InlineData("SELECT ", "not T-SQL")]
    [InlineData("SELECT Name FROM School.Pupil ORDER BY Name ", "added to at run time")]
    [InlineData("SELECT d.Name FROM (SELECT Name FROM School.Pupil ORDER BY Name) d", "ORDER BY clause is not valid in")]
    [InlineData("WHERE Name = @name", "a piece of SQL")]
    [InlineData(" AND EXISTS (SELECT 1 FROM School.Pupil)", "a piece of SQL")]
    public void What_sql_server_cannot_read_is_caught(string sql, string problem) => Caught(sql, problem, FaultKind.Syntax);

    [Theory]
    [InlineData("SELECT TOP 5 Name FROM School.Pupil", "TOP")]
    [InlineData("SELECT * FROM School.Pupil", "SELECT *")]
    [InlineData("SELECT p.* FROM School.Pupil p", "SELECT *")]
    [InlineData("SELECT Name FROM School.Pupil ORDER BY Name OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY", "OFFSET")]
    [InlineData("DELETE FROM School.Pupil OUTPUT deleted.Name WHERE PupilId = @id", "OUTPUT")]
    [InlineData("SELECT Name FROM School.Pupil WITH (UPDLOCK)", "lock and table hints")]
    [InlineData("SELECT Name FROM School.Pupil OPTION (RECOMPILE)", "query hints")]
    [InlineData("UPDATE School.Enrolment SET FromDate = GETDATE()", "GETDATE")]
    [InlineData("UPDATE School.Enrolment SET FromDate = GETUTCDATE()", "GETUTCDATE")]
    [InlineData("UPDATE School.Enrolment SET FromDate = SYSUTCDATETIME()", "SYSUTCDATETIME")]
    [InlineData("UPDATE School.Enrolment SET FromDate = CURRENT_TIMESTAMP", "CurrentTimestamp")]
    [InlineData("UPDATE School.Enrolment SET FromDate = datetime('now')", "datetime")]
    [InlineData("UPDATE School.Enrolment SET ToDate = DATEADD(day, 1, FromDate)", "DATEADD")]
    [InlineData("SELECT JSON_VALUE(Note, '$.a') AS A FROM School.Pupil", "JSON_VALUE")]
    [InlineData("SELECT json_extract(Note, '$.a') AS A FROM School.Pupil", "json_extract")]
    [InlineData("SELECT Name FROM School.Pupil WHERE UPPER(Name) = @name", "UPPER")]
    [InlineData("SELECT name FROM sys.tables", "sys.*")]
    [InlineData("SELECT Name FROM School.Pupil WHERE Name = N'Åsa'", "N'…'")]
    [InlineData("SELECT Name FROM School.Pupil WHERE Name = @name COLLATE Latin1_General_CI_AS", "COLLATE")]
    [InlineData("SELECT Who = Name FROM School.Pupil", "write AS")]
    [InlineData("SELECT Name AS [From] FROM School.Pupil", "quoted name 'From'")]
    [InlineData("SELECT Name AS Limit FROM School.Pupil", "reserved word in SQLite")]
    [InlineData("SELECT Name, COUNT(*) AS N FROM School.Pupil", "without being grouped")]
    [InlineData("SELECT Name, COUNT(*) AS N FROM School.Pupil GROUP BY UnitKey", "without being grouped")]
    [InlineData("SELECT DISTINCT Name FROM School.Pupil ORDER BY UnitKey", "DISTINCT ordered by")]
    [InlineData("SELECT CAST(@day AS date) AS D", "CAST to date")]
    [InlineData("SELECT MAX(SchoolYear, 1) AS Y FROM School.Pupil", "MAX of several")]
    [InlineData("SELECT AVG(SchoolYear) AS Y FROM School.Pupil", "AVG")]
    [InlineData("SELECT p.Name FROM School.Pupil p CROSS APPLY (SELECT 1 AS A) x", "UnqualifiedJoin")]
    [InlineData("DELETE School.Pupil WHERE PupilId = @id", "DELETE without FROM")]
    [InlineData("INSERT School.Pupil (PupilId, Name, UnitKey) VALUES (@id, @name, @unit)", "INSERT without INTO")]
    [InlineData("UPDATE School.Pupil SET Name = @name FROM School.Pupil WHERE PupilId = @id", "UPDATE … FROM")]
    [InlineData("UPDATE School.Pupil SET SchoolYear += 1", "Column = value only")]
    [InlineData("WITH x AS (SELECT 1 AS A) MERGE School.Pupil p USING x ON p.SchoolYear = x.A WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("SELECT Name FROM School.Pupil; EXEC School.Tidy", "EXEC")]
    public void What_only_one_engine_understands_is_caught(string sql, string problem) => Caught(sql, problem, FaultKind.Portability);

    [Fact]
    public void A_literal_of_the_kernel_is_judged_once_in_every_module()
    {
        var texts = SqlTexts.Of("Kronobarn.Kernel", ["SELECT Body FROM {Module}.Outbox"], Modules);

        Assert.Equal(["SELECT Body FROM Police.Outbox", "SELECT Body FROM School.Outbox"], texts.Select(t => t.Text), StringComparer.Ordinal);
    }

    [Fact]
    public void Only_the_kernel_may_ask_the_engine_which_tables_there_are()
    {
        const string Question = "SELECT COUNT(*) AS N FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '{Module}' AND TABLE_NAME = 'Journal'";
        var catalogue = new Catalogue();

        Assert.All(SqlTexts.Of("Kronobarn.Kernel", [Question], Modules), text => Assert.Empty(Gate.Check(text, catalogue)));
        Assert.All(SqlTexts.Of("Kronobarn.School", [Question], Modules), text => Assert.Contains(Gate.Check(text, catalogue), fault => fault.Kind is FaultKind.Wall));
    }

    [Fact]
    public void Prose_and_urls_are_not_taken_for_sql()
    {
        string[] prose = ["Update failed", "With kind regards from the unit", "DELETE", "Select a unit", "/api/school/v1", "From here on", "WHERE"];

        Assert.Empty(SqlTexts.Of("Kronobarn.School", prose, Modules));
    }

    [Fact]
    public void Lower_case_does_not_hide_a_statement() =>
        Assert.Single(SqlTexts.Of("Kronobarn.School", ["select name from school.pupil"], Modules));

    [Fact]
    public void A_literal_is_found_in_a_built_assembly_with_its_constants_folded_in()
    {
        const string Table = "School.Planted";
        var written = $"SELECT Folded FROM {Table}";

        Assert.Contains(written, SqlTexts.Literals(typeof(GateTests).Assembly.Location), StringComparer.Ordinal);
    }

    [Fact]
    public void A_fault_names_the_assembly_the_problem_and_the_text()
    {
        var told = Assert.Single(Faults("SELECT Nmae FROM School.Pupil")).ToString();

        Assert.Contains("Kronobarn.School", told, StringComparison.Ordinal);
        Assert.Contains("Nmae", told, StringComparison.Ordinal);
        Assert.Contains("SELECT Nmae FROM School.Pupil", told, StringComparison.Ordinal);
    }

    private static void Caught(string sql, string problem, FaultKind kind) =>
        Assert.Contains(Faults(sql), fault => fault.Kind == kind && fault.Problem.Contains(problem, StringComparison.Ordinal));

    private static IReadOnlyList<Fault> Faults(string sql)
    {
        var (catalogue, faults) = Gate.Read(Planted, Modules);
        Assert.Empty(faults);

        var assembly = sql.Contains(SqlTexts.Token, StringComparison.Ordinal) ? "Kronobarn.Kernel" : "Kronobarn.School";
        var texts = SqlTexts.Of(assembly, [sql], Modules).ToList();
        Assert.NotEmpty(texts);
        return [.. texts.SelectMany(text => Gate.Check(text, catalogue))];
    }
}
