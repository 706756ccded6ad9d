using System.Text;
using Kronobarn.Responsibility.Feeds;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>Writes small feeds and reads them.</summary>
internal static class Ndjson
{
    public const string Birth =
        $$"""{"type":"birth","id":"b1","personnummer":"{{TestNumbers.Child}}","givenName":"Åsa","familyName":"Ek","birthDate":"2019-04-23","municipality":"0780","guardians":[{"personnummer":"{{TestNumbers.Mother}}","givenName":"Mia","familyName":"Ek"}],"mother":"{{TestNumbers.Mother}}"}""";

    public const string Listing = $$"""{"type":"listing","id":"l1","personnummer":"{{TestNumbers.Child}}","unit":"BVC-1","from":"2019-05-01"}""";

    public const string Unit =
        """{"type":"unit","id":"BVC-1","organisation":"child-health-care","name":"Barnavårdscentralen","municipality":"0780","from":"2019-01-01"}""";

    public static FeedContext Context { get; } = new(TestNumbers.Today);

    public static byte[] Bytes(string kind, params string[] records) => Encoding.UTF8.GetBytes(
        $$"""{"feed":"{{kind}}","version":1,"createdAt":"2026-08-01T02:00:00Z"}""" + "\n"
        + string.Concat(records.Select(r => r + "\n"))
        + $$"""{"end":true,"records":{{records.Length}}}""" + "\n");

    public static Task<Feed<PopulationRecord>> Population(params string[] records) => Population(Bytes("population", records));

    public static Task<Feed<PopulationRecord>> Population(byte[] bytes) => PopulationFeed.ReadAsync(new MemoryStream(bytes), Context);

    public static Task<Feed<DirectoryRecord>> Directory(params string[] records)
        => DirectoryFeed.ReadAsync(new MemoryStream(Bytes("directory", records)), Context);

    public static Task<Feed<HealthRecord>> Health(params string[] records)
        => HealthFeed.ReadAsync(new MemoryStream(Bytes("health", records)), Context);

    /// <summary>Reads one record of any feed and answers with its only rejection.</summary>
    public static async Task<Rejection> Rejected(string kind, string record) => Assert.Single(kind switch
    {
        "directory" => (await Directory(record)).Rejections,
        "population" => (await Population(record)).Rejections,
        _ => (await Health(record)).Rejections,
    });
}
