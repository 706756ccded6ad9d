namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// A feed that is not read at all, because what there is cannot be told from a part of it: cut off, not UTF-8, not JSON, not the feed
/// that was asked for, or not answered. Nothing of it may be stored. The message never quotes the feed.
/// </summary>
internal sealed class FeedRefused(string source, string reason) : Exception($"{source}: {reason}")
{
    /// <summary>Where reading stopped: a line, or a kind of entity and its page.</summary>
    public string At { get; } = source;

    public string Reason { get; } = reason;
}

/// <summary>A record that was not taken (avvisad post) while the rest of its feed goes on.</summary>
/// <param name="Kind">The record's type, or the kind of entity.</param>
/// <param name="RecordId">The source's own id, with anything in it that is an identity number masked; empty when it has none.</param>
/// <param name="Line">The line in an NDJSON feed; in SS 12000 the entity's place among those of its kind. From 1.</param>
/// <param name="Field">The member at fault, as a path.</param>
/// <param name="Reason">What is wrong, without the value.</param>
internal readonly record struct Rejection(string Kind, string RecordId, int Line, string Field, string Reason);

/// <summary>What a reader needs to know beside the feed.</summary>
/// <param name="Today">The Stockholm day, for the century of numbers with ten digits.</param>
/// <param name="ReserveNumbers">The regional reserve numbers that are known here.</param>
internal sealed record FeedContext(DateOnly Today, IReadOnlyList<ReservePattern> ReserveNumbers)
{
    public FeedContext(DateOnly today)
        : this(today, [])
    {
    }
}
