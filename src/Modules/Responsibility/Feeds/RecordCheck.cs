namespace Kronobarn.Responsibility.Feeds;

/// <summary>The first fault found in one record, and the fingerprint of what was read of it.</summary>
internal sealed class RecordCheck(FeedContext context)
{
    public FeedContext Context { get; } = context;

    public ContentHasher Content { get; } = new();

    public string? Field { get; private set; }

    public string Reason { get; private set; } = "";

    public bool Faulty => Field is not null;

    public void Fault(string field, string reason)
    {
        if (Faulty)
            return;
        Field = field;
        Reason = reason;
    }

    public void Reset()
    {
        Field = null;
        Content.Clear();
    }
}
