using Kronobarn.Responsibility.Feeds;
using Kronobarn.Tests.Responsibility.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Responsibility;

/// <summary>What a school tells of pupils who have died or left the country, without a day.</summary>
public sealed class PersonStatusTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData("Aktiv", 0, null, TestNumbers.Sibling)]
    [InlineData("Utvandrad", 1, "1 persons said to be emigrated, for whom the population register tells the day", TestNumbers.Child)]
    [InlineData("Avliden", 1, "1 persons said to be dead, for whom the population register tells the day", TestNumbers.Child)]
    public async Task One_whom_nobody_else_knows_is_not_registered_and_the_run_says_so(string status, int rejected, string? note, string number)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(town.Folder, "ss12000-" + status)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "organisations.json"), $$"""{"data":[{"id":"{{Ss12000Files.SchoolId}}","displayName":"Skolan","schoolUnitCode":"12345678","organisationType":"Skolenhet","schoolTypes":["GR"],"municipalityCode":"0780"}],"pageToken":null}""");
        var pupil = Ss12000Files.Pupil(Ss12000Files.Enrolment("GR", "2025-08-18"), $",\"birthDate\":\"{number[..4]}-{number[4..6]}-{number[6..8]}\",\"municipalityCode\":\"0780\",\"personStatus\":\"{status}\"")
            .Replace(TestNumbers.Child, number, StringComparison.Ordinal).Replace(Ss12000Files.Person, $"{Ss12000Files.Person[..^4]}{number[^4..]}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "persons.json"), $$"""{"data":[{{pupil}}],"pageToken":null}""");

        var outcome = await town.Services.GetRequiredService<FeedDesk>().Ss12000(folder, null, default);

        Assert.Equal(rejected, outcome.Rejections.Count(r => r.Field == "personStatus"));
        Assert.Equal(note, outcome.Note);
        var run = (await (await town.As("it-admin-0780")).Get("/api/responsibility/v1/feed-runs?limit=100")).Ok["runs"]!.AsArray().Single(r => r!["runId"]!.GetValue<Guid>() == outcome.RunId)!;
        Assert.Equal(note, run["note"]?.GetValue<string>());
    }
}
