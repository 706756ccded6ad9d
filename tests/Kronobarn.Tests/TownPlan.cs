using Kronobarn.Directory;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests;

/// <summary>
/// The test town: two municipalities (0780, 0761) with two units of every organisation, <c>{PREFIX}-{municipality}-{1|2}</c> for MVC, BVC, F, S, G (gymnasium),
/// KAA, SOC, POL and HAB (partner), and in each a head and one more person, <c>{unit}-head</c> and <c>{unit}-staff</c>, and an <c>it-admin</c> and a coordinator per municipality.
/// </summary>
internal static class TownPlan
{
    private static readonly (string Prefix, string Organisation, string Head, string Staff)[] Kinds =
    [
        ("MVC", "maternal-care", "unit-head", "midwife"),
        ("BVC", "child-health-care", "unit-head", "bhv-nurse"),
        ("F", "preschool", "preschool-head", "preschool-head"),
        ("S", "school", "rektor", "elevhalsoteam"),
        ("G", "school", "rektor", "elevhalsoteam"),
        ("KAA", "kaa", "unit-head", "kaa-handler"),
        ("SOC", "social-services", "unit-head", "social-worker"),
        ("POL", "police", "unit-head", "police-officer"),
        ("HAB", "partner", "unit-head", "partner-staff"),
    ];

    /// <summary>Every unit of the town, with its organisation's slug.</summary>
    public static IReadOnlyList<(string Unit, string Organisation)> Units { get; } =
    [
        .. from municipality in (string[])["0780", "0761"]
           from kind in Kinds
           from i in (int[])[1, 2]
           select ($"{kind.Prefix}-{municipality}-{i}", kind.Organisation),
    ];

    /// <summary>The organisation's slug of one of the town's people or units.</summary>
    public static string OrganisationOf(string person) => Kinds.First(kind => person.StartsWith($"{kind.Prefix}-", StringComparison.Ordinal)).Organisation;

    public static async Task Build(IServiceProvider services, DateOnly today)
    {
        var since = today.AddYears(-20);
        var units = new List<object?[]>();
        var people = new List<object?[]>();
        var assignments = new List<object?[]>();
        foreach (var municipality in (string[])["0780", "0761"])
        {
            foreach (var (prefix, organisation, head, staff) in Kinds)
            {
                for (var i = 1; i <= 2; i++)
                {
                    var unit = $"{prefix}-{municipality}-{i}";
                    units.Add([unit, organisation, $"{prefix} {municipality} {i}", municipality, false, since, 1]);
                    Person($"{unit}-head", unit, head);
                    Person($"{unit}-staff", unit, staff);
                }
            }

            Person($"coordinator-{municipality}", $"SOC-{municipality}-1", "coordinator");
            Person($"it-admin-{municipality}", $"SOC-{municipality}-2", "it-admin");
        }

        var defaults = from municipality in (string[])["0780", "0761"]
                       from kind in (string[])["BVC", "KAA"]
                       select new object?[] { municipality, kind == "BVC" ? "child-health-care" : "kaa", since, null, $"{kind}-{municipality}-1" };
        await services.GetRequiredService<StoreOf<Units>>().Write(async db =>
        {
            await db.Insert("Unit", ["UnitId", "Organisation", "Name", "Municipality", "IsPrivate", "FromDate", "Version"], units);
            await db.Insert("Person", ["PersonId", "Name"], people);
            await db.Insert("Assignment", ["AssignmentId", "PersonId", "UnitId", "RoleCode", "FromDate"], assignments);
            await db.Insert("DefaultUnit", ["Municipality", "Organisation", "FromDate", "ToDate", "UnitId"], [.. defaults]);
            return 0;
        });

        void Person(string id, string unit, string role)
        {
            people.Add([id, id]);
            assignments.Add([$"a-{id}", id, unit, role, since]);
        }
    }
}
