using Kronobarn.Kernel;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests;

/// <summary>A database of its own for one test class on the SQL Server of KRONOBARN_TEST_SQLSERVER; without the variable the suite runs on SQLite.</summary>
internal sealed class TestDatabase
{
    private const string Variable = "KRONOBARN_TEST_SQLSERVER";

    private readonly string master;
    private readonly string name = $"kronobarn_test_{Guid.NewGuid():N}";

    private TestDatabase(string connectionString) => master = connectionString;

    public static TestDatabase? IfConfigured() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connection ? new TestDatabase(connection) : null;

    public void Configure(IWebHostBuilder builder)
    {
        builder.UseSetting("Kronobarn:Database:Provider", "SqlServer");
        builder.UseSetting("ConnectionStrings:Kronobarn", new SqlConnectionStringBuilder(master) { InitialCatalog = name }.ConnectionString);
    }

    /// <summary>The migrate verb's work: on SQL Server the program itself alters no table.</summary>
    public async Task Create(IServiceProvider services)
    {
        await Run($"CREATE DATABASE {name}");
        await House.Migrate(services, default);
    }

    public Task Drop()
    {
        SqlConnection.ClearAllPools();
        return Run($"DROP DATABASE {name}");
    }

    private async Task Run(string sql)
    {
        await using var connection = new SqlConnection(master);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
