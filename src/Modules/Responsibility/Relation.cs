using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>The grounds on which a unit may know of a child (product.md, "who may see what").</summary>
internal static class Grounds
{
    public const string Holder = "holder";
    public const string Incoming = "incoming";
    public const string Former = "former";

    /// <summary>The unit has been asked to take the child over for a time; it gives the offer and nothing of the child.</summary>
    public const string Offer = "offer";
}

/// <summary>What a unit is to a child on a day. Pure.</summary>
internal static class Relation
{
    /// <summary>How long before it begins to hold a unit may see name and date, for planning.</summary>
    public const int IncomingDays = 90;

    /// <summary>The strongest ground first; null: the child does not exist for this unit.</summary>
    public static string? Of(IReadOnlyList<Period> periods, string organisation, string unitId, DateOnly today)
    {
        string? ground = null;
        foreach (var period in periods)
        {
            if (period.Organisation != organisation || period.Unit != unitId)
                continue;
            if (period.From <= today && (period.To is null || period.To > today))
                return Grounds.Holder;
            if (period.From > today && period.From <= today.AddDays(IncomingDays))
                ground = Grounds.Incoming;
            else if (period.To <= today)
                ground ??= Grounds.Former;
        }

        return ground;
    }

    /// <summary>A child with protected identity is for the head of the unit, and for staff named one by one.</summary>
    public static bool MaySeeProtected(string protection, string role, bool named) => protection == "none" || named || Roles.IsHead(role);
}

/// <summary>Asks the timeline before any slice about one child; the same work whether the child is another unit's, protected or unknown.</summary>
internal sealed class ChildGate(StoreOf<ChildGate> store, Clock clock) : ISubjectGate
{
    public async Task<string?> Ground(Call call, Guid subjectId, CancellationToken cancel)
    {
        if (call.Caller is not { } caller)
            return null;
        return await store.Read(async db =>
        {
            var protection = await db.Find<string>("SELECT Protection FROM Responsibility.Child WHERE ChildId = @subjectId", new { subjectId });
            var named = await db.Scalar<int>("SELECT COUNT(*) FROM Responsibility.NamedStaff WHERE ChildId = @subjectId AND PersonId = @PersonId", new { subjectId, caller.PersonId });
            var periods = await db.Query<PeriodRow>("""
                SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName FROM Responsibility.Period
                WHERE ChildId = @subjectId AND SupersededAt IS NULL ORDER BY FromDate
                """, new { subjectId });
            var ground = Relation.Of(periods.ConvertAll(row => row.Period()), caller.Organisation, caller.UnitId, clock.Today);
            return Relation.MaySeeProtected(protection ?? "none", caller.Role, named > 0) ? ground : null;
        }, cancel);
    }
}
