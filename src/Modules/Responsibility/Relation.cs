using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>The grounds that the register's slices show differently (product.md, "who may see what").</summary>
internal static class Grounds
{
    public const string Holder = "holder";
    public const string Case = "case";
    public const string Incoming = "incoming";
    public const string Former = "former";
    public const string BreakGlass = "break-glass";

    /// <summary>The unit has been asked to take the child over for a time; it gives the offer and nothing of the child.</summary>
    public const string Offer = "offer";
}

/// <summary>What the timeline makes a unit to a child on a day. Pure.</summary>
internal static class Relation
{
    /// <summary>How long before it begins to hold a unit may see name and date, for planning.</summary>
    public const int IncomingDays = 90;

    public static Relations Of(IReadOnlyList<Period> periods, string organisation, string unitId, DateOnly today)
    {
        var relations = Relations.None;
        foreach (var period in periods)
        {
            if (period.Organisation != organisation || period.Unit != unitId)
                continue;
            if (period.From <= today && (period.To is null || period.To > today))
                relations |= Relations.Holder;
            else if (period.From > today && period.From <= today.AddDays(IncomingDays))
                relations |= Relations.Incoming;
            else if (period.To <= today)
                relations |= Relations.Former;
        }

        return relations;
    }
}
