using Microsoft.Extensions.Configuration;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>A guardian with custody today (vårdnadshavare).</summary>
/// <param name="MemberId">A pseudonym, the same for all the guardian's children. The child itself stands under its own id.</param>
/// <param name="IsProtected">The guardian's own identity is protected; it may be from the other one.</param>
/// <param name="IsViewClosed">The guardian sees nothing of this child, and no sign that there is anything.</param>
public sealed record GuardianInfo(Guid MemberId, string Name, bool IsProtected, bool IsViewClosed);

/// <summary>A child and those who have custody of it today. Of an unborn child, the mother; of one who has come of age, nobody (FB 6 kap. 2 §).</summary>
public sealed record FamilyInfo(Guid ChildId, string? Name, DateOnly? BirthDate, bool IsProtected, IReadOnlyList<GuardianInfo> Guardians)
{
    /// <summary>
    /// Nothing about the child that travels, or that the family shows, may name a unit, a municipality, a place or a contact: where the child is tells where a protected
    /// guardian is, to the other one.
    /// </summary>
    public bool HidesPlaces => IsProtected || Guardians.Any(g => g.IsProtected);

    /// <summary>Whole years on the day; an unborn child is 0.</summary>
    public int AgeOn(DateOnly day) => AgeOn(BirthDate, day);

    public static int AgeOn(DateOnly? birthDate, DateOnly day) => birthDate is not { } born ? 0
        : day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);
}

/// <summary>A child whose page a private person may ask for.</summary>
/// <param name="MemberId">As whom: the child's own id, or the guardian's pseudonym.</param>
public sealed record OwnChild(Guid ChildId, Guid MemberId, string? Name);

/// <summary>Families, for the floors above.</summary>
public interface IFamilies
{
    /// <returns><c>null</c> for an unknown child.</returns>
    Task<FamilyInfo?> Of(Guid childId, CancellationToken cancel);

    /// <summary>The children whom the one with this pseudonym speaks for today, out of those that the sign-in found.</summary>
    Task<IReadOnlyList<OwnChild>> Names(IReadOnlyDictionary<Guid, Guid> actsFor, CancellationToken cancel);
}

/// <summary>A private person of the demo county. Development only.</summary>
/// <param name="Age">Of a child, in whole years.</param>
public sealed record DemoCitizen(Guid MemberId, string Name, string Role, int? Age = null);

/// <summary>The private persons whom the demo sign-in offers. Development only; nothing else leads from a pseudonym to a number.</summary>
public interface IDemoCitizens
{
    Task<IReadOnlyList<DemoCitizen>> Some(CancellationToken cancel);

    Task<string?> NumberOf(string user, CancellationToken cancel);
}

/// <summary>
/// What a child may do by itself, by whole years: <c>Kronobarn:Family:SignInFrom</c> 6, <c>GoalsFrom</c> 9, <c>TakesPartFrom</c> 13, <c>AsAdultFrom</c> 16, and, for consent,
/// <c>AskedFrom</c> 12, <c>NeededFrom</c> 15. Source: product.md; no law fixes an age, what is recorded of a child's maturity goes before it (OSL 12 kap. 3 §, FB 6 kap. 11 §).
/// </summary>
public sealed class FamilyAges
{
    public const int OfAge = 18;

    /// <exception cref="InvalidOperationException">An age is out of bounds or out of order.</exception>
    public FamilyAges(IConfiguration configuration)
    {
        var section = configuration.GetSection("Kronobarn:Family");
        SignInFrom = Age(nameof(SignInFrom), 6);
        GoalsFrom = Age(nameof(GoalsFrom), 9);
        TakesPartFrom = Age(nameof(TakesPartFrom), 13);
        AsAdultFrom = Age(nameof(AsAdultFrom), 16);
        AskedFrom = Age(nameof(AskedFrom), 12);
        NeededFrom = Age(nameof(NeededFrom), 15);
        if (SignInFrom > GoalsFrom || GoalsFrom > TakesPartFrom || TakesPartFrom > AsAdultFrom || AskedFrom > NeededFrom)
            throw new InvalidOperationException("Kronobarn:Family: the ages must rise from SignInFrom over GoalsFrom and TakesPartFrom to AsAdultFrom, and from AskedFrom to NeededFrom.");

        int Age(string name, int usual) => int.TryParse(section[name] ?? usual.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var age) && age <= 18
            ? age
            : throw new InvalidOperationException($"Kronobarn:Family:{name} is '{section[name]}'. It is a number of years, 0 to 18.");
    }

    public int SignInFrom { get; }

    public int GoalsFrom { get; }

    public int TakesPartFrom { get; }

    public int AsAdultFrom { get; }

    public int AskedFrom { get; }

    public int NeededFrom { get; }
}
