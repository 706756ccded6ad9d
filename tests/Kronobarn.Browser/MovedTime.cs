namespace Kronobarn.Browser;

/// <summary>The real time, moved ahead when the story says that days have passed. Timers run on the real one.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref ahead));

    public void Pass(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
