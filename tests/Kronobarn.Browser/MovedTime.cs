namespace Kronobarn.Browser;

/// <summary>The real time from a certain moment on, moved ahead when the story says that days have passed. Timers run on the real one.</summary>
/// <param name="begins">When it is now.</param>
internal sealed class MovedTime(DateTimeOffset begins) : TimeProvider
{
    private readonly SemaphoreSlim calendar = new(1);
    private long ahead = (begins - System.GetUtcNow()).Ticks;

    /// <summary>A morning of today: no run of the tests comes to a midnight of its own.</summary>
    public static DateTimeOffset Morning => Kernel.Clock.StartOf(Kernel.Clock.DayOf(System.GetUtcNow())).AddHours(9);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref ahead));

    public Task Pass(TimeSpan time) => OnOneDay(() =>
    {
        Interlocked.Add(ref ahead, time.Ticks);
        return Task.CompletedTask;
    });

    /// <summary>Does something that must begin and end on one day, such as calling a meeting for tomorrow: nobody else's days pass meanwhile.</summary>
    public async Task OnOneDay(Func<Task> act)
    {
        await calendar.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            calendar.Release();
        }
    }
}
