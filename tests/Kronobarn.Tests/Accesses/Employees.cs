using Kronobarn.Directory;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Accesses;

/// <summary>Further people for the town, where a test needs a role that the plan has not.</summary>
internal static class Employees
{
    /// <summary>Gives a unit one more person, <c>{unit}-{name}</c>, called after the role where nothing else is said; returns the person's id.</summary>
    public static async Task<string> Employ(this Town town, string unit, string role, string? name = null)
    {
        var person = $"{unit}-{name ?? role}";
        await town.Services.GetRequiredService<StoreOf<Units>>().Write(async db =>
        {
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Directory.Person WHERE PersonId = @person", new { person }) > 0)
                return 0;
            await db.Insert("Person", ["PersonId", "Name"], [[person, person]]);
            await db.Insert("Assignment", ["AssignmentId", "PersonId", "UnitId", "RoleCode", "FromDate"], [[$"a-{person}", person, unit, role, Town.FirstDay.AddYears(-1)]]);
            return 1;
        });
        return person;
    }
}
