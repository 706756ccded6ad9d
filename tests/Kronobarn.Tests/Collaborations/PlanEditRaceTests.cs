using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Kronobarn.Tests.Caseworks;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Many hands on one plan at once.</summary>
public sealed class PlanEditRaceTests(Town town) : IClassFixture<Town>
{
    private const string School = "S-0780-1";
    private const int Parts = 10;

    /// <summary>10 writers of 20 edits in the suite; 50 of 200 with KRONOBARN_TEST_RACES set.</summary>
    private static readonly (int Writers, int Edits) Size = Environment.GetEnvironmentVariable("KRONOBARN_TEST_RACES") is null ? (10, 20) : (50, 200);

    [Fact]
    public async Task No_edit_that_was_acknowledged_is_missing_from_the_history()
    {
        var table = await PlanTable.Lay(town, "201901142388", ["198501072394"], School);
        var goals = new List<Guid>();
        for (var i = 0; i < Parts; i++)
            goals.Add(await table.Write(table.Owner, new { goal = new { text = $"Mål {i}", evidence = "Syns" } }));
        var acknowledged = new ConcurrentBag<(Guid Goal, int Version, string Text)>();
        var collisions = 0;
        await Task.WhenAll(Enumerable.Range(0, Size.Writers).Select(writer => Task.Run(async () =>
        {
            var staff = await table.At(writer % 2 == 0 ? table.Owner : School);
            for (var edit = 0; edit < Size.Edits; edit++)
            {
                var (goal, version) = (goals[(writer + edit) % Parts], 1);
                var text = string.Create(CultureInfo.InvariantCulture, $"skrivare {writer} ändring {edit}");
                while (true)
                {
                    var answer = await staff.Put($"{table.Url}/parts/{goal}", new { goal = new { text, evidence = "Syns" } }, $"\"{version}\"");
                    if (answer.Status == HttpStatusCode.OK)
                    {
                        acknowledged.Add((goal, answer.Json["version"]!.GetValue<int>(), text));
                        break;
                    }

                    // Somebody was first: both texts are shown, and the edit is made again on what stands now.
                    var current = answer.Expect(HttpStatusCode.PreconditionFailed)["current"]!;
                    Interlocked.Increment(ref collisions);
                    version = current["version"]!.GetValue<int>();
                }
            }
        })));

        Assert.Equal(Size.Writers * Size.Edits, acknowledged.Count);
        Assert.True(collisions > 0, "Nobody met anybody: the race was none.");
        var history = (await town.Rows("collaboration", "SELECT Version, Content FROM Collaboration.PlanPartVersion WHERE PlanId = @Plan", new { table.Plan })).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(acknowledged.Count + Parts, history.Count);
        Assert.All(acknowledged, edit => Assert.Contains(history, row => row.StartsWith($"{edit.Version.ToString(CultureInfo.InvariantCulture)}|", StringComparison.Ordinal) && row.Contains($"\"{edit.Text}\"", StringComparison.Ordinal)));
        // Every change of the plan has a number of its own, and none is missing.
        var numbers = await town.Rows("collaboration", """
            SELECT x.Number FROM (SELECT Number FROM Collaboration.PlanPartVersion WHERE PlanId = @Plan UNION ALL SELECT Number FROM Collaboration.PlanEvent WHERE PlanId = @Plan) x ORDER BY x.Number
            """, new { table.Plan });
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => n.ToString(CultureInfo.InvariantCulture)), numbers, StringComparer.Ordinal);
    }
}
