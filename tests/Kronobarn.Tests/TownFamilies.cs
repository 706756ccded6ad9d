using System.Globalization;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests;

/// <summary>Families of the town: children with guardians who have custody. Guardians, and children of at least six years, sign in by their numbers.</summary>
internal static class TownFamilies
{
    /// <summary>A child that the population register knows, and its guardians with custody since birth.</summary>
    public static Task<Guid> Family(this Town town, string childNumber, string born, params string[] guardianNumbers) => town.Registered(childNumber, born, "none", guardianNumbers);

    /// <summary>The same, for a child with protected identity.</summary>
    public static Task<Guid> ProtectedFamily(this Town town, string childNumber, string born, params string[] guardianNumbers) => town.Registered(childNumber, born, "sekretessmarkering", guardianNumbers);

    /// <summary>The population register tells that somebody has custody of the child from a day, and until a day where it is over.</summary>
    public static Task Custody(this Town town, Guid child, string guardianNumber, DateOnly? from = null, DateOnly? to = null, string? protection = null)
    {
        var change = new ChildChange(child);
        change.Guardians.Add(Guardian(guardianNumber) with { From = from, To = to, Protection = protection });
        return town.Change(change);
    }

    /// <summary>The population register tells that the child's identity is protected from today.</summary>
    public static Task Protect(this Town town, Guid child)
    {
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("protection", "population", "p1", new FactContent { FromDate = town.Today, Reason = "sekretessmarkering" }));
        return town.Change(change);
    }

    /// <summary>Who the private person with this number is in the child's records: the child's own id, or the guardian's pseudonym.</summary>
    public static async Task<Guid> Member(this Town town, Guid child, string number)
    {
        var caller = await town.Services.GetRequiredService<ICitizenDirectory>().Find(number, default);
        return caller!.ActsFor[child];
    }

    /// <summary>The guardian sees nothing of the child, and no sign that there is anything.</summary>
    public static async Task CloseView(this Town town, Guid child, string guardianNumber)
    {
        var memberId = await town.Member(child, guardianNumber);
        await town.Services.GetRequiredService<StoreOf<Register>>().Write(async db =>
        {
            await db.Insert("ClosedView", ["ClosingId", "ChildId", "MemberId", "Reason", "ClosedByUnitId", "ClosedBy", "ClosedAt"],
                [[Guid.CreateVersion7(), child, memberId, "Barnet har bett om det.", "BVC-0780-1", "BVC-0780-1-head", Clock.StartOf(Town.FirstDay)]]);
            return 0;
        });
    }

    private static async Task<Guid> Registered(this Town town, string childNumber, string born, string protection, string[] guardianNumbers)
    {
        var child = await town.Resident(childNumber, born, protection: protection);
        var change = new ChildChange(child);
        change.Guardians.AddRange(guardianNumbers.Select(number => Guardian(number) with { From = DateOnly.Parse(born, CultureInfo.InvariantCulture) }));
        await town.Change(change);
        return child;
    }

    private static GuardianChange Guardian(string number) => new(number, "Vuxen", number[..8], IsMother: false, null, null, null, "population");
}
