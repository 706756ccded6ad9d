using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit.Abstractions;
using static Kronobarn.Tests.Responsibility.Feeds.Ss12000Files;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>Measured alone, since memory and processor time are those of the whole process.</summary>
[CollectionDefinition(nameof(FeedSizeTests), DisableParallelization = true)]
[Collection(nameof(FeedSizeTests))]
public class FeedSizeTests(ITestOutputHelper output)
{
    private const int Persons = 50_000;

    [Fact]
    public async Task Fifty_thousand_births_are_read_in_a_moment()
    {
        var numbers = TestNumbers.Sample;
        var bytes = Ndjson.Bytes("population", [.. Enumerable.Range(0, Persons).Select(i =>
        {
            var child = numbers[(i % 100) + 240];
            var born = $"{child[..4]}-{child[4..6]}-{child[6..8]}";
            return Ndjson.Birth.Replace("b1", $"b{i}", StringComparison.Ordinal)
                .Replace(TestNumbers.Child, child, StringComparison.Ordinal)
                .Replace(TestNumbers.Mother, numbers[i % 100], StringComparison.Ordinal)
                .Replace("2019-04-23", born, StringComparison.Ordinal);
        })]);
        await Ndjson.Population(bytes);
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var feed = await Ndjson.Population(bytes);
        output.WriteLine($"{bytes.Length / 1024 / 1024} MiB in {watch.ElapsedMilliseconds} ms, processor {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:F0} ms");
        Assert.Equal(Persons, feed.Records.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Fifty_thousand_persons_stay_well_under_two_hundred_megabytes()
    {
        using var files = new Ss12000Files();
        Write(files);
        await files.Read();

        // The reader is below on this stack until the method goes on from another.
        await Task.Yield();
        var (before, watch, processor) = (GC.GetTotalMemory(forceFullCollection: true), Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var feed = await files.Read();
        var took = $"{watch.ElapsedMilliseconds} ms, processor {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:F0} ms";
        await Task.Yield();
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024 / 1024;
        output.WriteLine($"{feed.Persons.Count} persons in {took}, {held} MiB held");
        Assert.Equal(Persons, feed.Persons.Count);
        Assert.True(held < 100);
        GC.KeepAlive(feed);
    }

    // On a stack frame of its own, so that what it writes is not alive when memory is measured.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(Ss12000Files files)
    {
        var pupil = Pupil(Enrolment("FKLASS", "2025-08-18", ",\"endDate\":\"2026-06-11\"") + "," + Enrolment("GR", "2026-08-17"));
        files.Data("persons", [.. Enumerable.Range(0, Persons).Select(i => pupil.Replace(Person, new Guid(i, 1, 1, new byte[8]).ToString(), StringComparison.Ordinal))]);
    }
}
