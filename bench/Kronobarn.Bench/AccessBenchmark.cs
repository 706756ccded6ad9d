using System.Diagnostics;
using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Bench;

/// <summary>The access policy alone: every operation asked by every kind of asker, most of them refused.</summary>
internal sealed class AccessBenchmark : IBenchmark
{
    private const int Rounds = 20_000;

    public string Name => "access";
    public string Help => "the policy's decision alone: time and allocation";

    public Task<int> Run(string[] args)
    {
        var askers = Enum.GetValues<Asker>();
        Ask(askers, 1_000);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var (asked, allowed) = Ask(askers, Rounds);
        var took = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Console.WriteLine($"{asked:N0} decisions, {allowed:N0} allowed: {took.TotalMicroseconds / asked:F3} µs each (goal: at most 20), {(double)bytes / asked:F2} bytes each (goal: none on refusal)");
        return Task.FromResult(0);
    }

    private static (long Asked, long Allowed) Ask(Asker[] askers, int rounds)
    {
        long asked = 0, allowed = 0;
        for (var round = 0; round < rounds; round++)
        {
            var facts = new AccessFacts((Relations)(1 << (round % 13)), IsProtected: round % 3 == 0, IsNamed: round % 5 == 0);
            for (var operation = 0; operation < Operations.All.Count; operation++)
            {
                foreach (var asker in askers)
                {
                    asked++;
                    if (Access.Decide(asker, Operations.All[operation], facts).IsAllowed)
                        allowed++;
                }
            }
        }

        return (asked, allowed);
    }
}
