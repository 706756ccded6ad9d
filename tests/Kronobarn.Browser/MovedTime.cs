namespace Kronobarn.Browser;

/// <summary>The real time, moved ahead when the story says that days have passed. Timers run on the real one.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long ahead;

    /// <summary>How far the story is ahead of the real days.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref ahead));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public void Pass(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
