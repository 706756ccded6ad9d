namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>
/// Chance that falls the same way for the same seed on every machine and runtime (SplitMix64);
/// <see cref="Random"/> only promises that for as long as its algorithm is kept.
/// </summary>
internal sealed class Dice(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    public ulong Next()
    {
        var z = unchecked(_state += 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Picks an index with the likelihood that its weight has among all weights.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        var left = Below(total);
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Length - 1;
    }

    /// <summary>A day from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(Below(Math.Max(1, to.DayNumber - from.DayNumber)));
}
