using System.Net;
using Kronobarn.Directory;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Directories;

/// <summary>What the directory's tests need beside the town.</summary>
internal static class Scene
{
    /// <summary>An IT administrator at a unit that is for the whole region.</summary>
    public static async Task<Staff> RegionAdmin(Town town)
    {
        await town.Services.GetRequiredService<StoreOf<Kronobarn.Directory.Units>>().Write(async db =>
        {
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Directory.Unit WHERE UnitId = 'REGION'") > 0)
                return 0;
            await db.Insert("Unit", ["UnitId", "Organisation", "Name", "PartnerKind", "IsPrivate", "FromDate", "Version"], [["REGION", "partner", "Regionens it", "it", false, Town.FirstDay, 1]]);
            await db.Insert("Person", ["PersonId", "Name"], [["region-admin", "Region Admin"]]);
            await db.Insert("Assignment", ["AssignmentId", "PersonId", "UnitId", "RoleCode", "FromDate"], [["a-region-admin", "region-admin", "REGION", "it-admin", Town.FirstDay]]);
            return 0;
        });
        return await town.As("region-admin");
    }

    public static async Task Unit(Staff admin, string unitId, string organisation, string name, string? municipality, string? partnerKind = null, bool isPrivate = false, string? to = null) =>
        (await admin.Post("/api/directory/v1/units", new { unitId, organisation, name, municipality, partnerKind, @private = isPrivate, from = "2020-01-01", to })).Expect(HttpStatusCode.Created);

    public static void Refused(this Answer answer, string code) =>
        Assert.Equal(code, answer.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());

    /// <summary>Every row of the directory's own tables, as text: equal when nothing at all has changed.</summary>
    public static Task<string> Everything(Town town) => town.Services.GetRequiredService<StoreOf<Kronobarn.Directory.Units>>().Read(async db => string.Join('\n',
    [
        .. Lines(await db.Query<dynamic>("SELECT UnitId, Organisation, Name, Municipality, SourceId, FromDate, ToDate, Version FROM Directory.Unit ORDER BY UnitId")),
        .. Lines(await db.Query<dynamic>("SELECT Municipality, Organisation, FromDate, ToDate, UnitId, RecordId FROM Directory.DefaultUnit ORDER BY Municipality, Organisation, FromDate")),
        .. Lines(await db.Query<dynamic>("SELECT PersonId, Name, Email, Phone FROM Directory.Person ORDER BY PersonId")),
        .. Lines(await db.Query<dynamic>("SELECT AssignmentId, PersonId, UnitId, RoleCode, FromDate, ToDate FROM Directory.Assignment ORDER BY AssignmentId")),
        .. Lines(await db.Query<dynamic>("SELECT ContactWayId, UnitId, Purpose, Label, Phone, Email, Hours, Note, Version FROM Directory.ContactWay ORDER BY ContactWayId")),
        .. Lines(await db.Query<dynamic>("SELECT Source, RecordId, Revision, Hash FROM Directory.FeedRecord ORDER BY Source, RecordId")),
    ]));

    /// <summary>How often the register has been told that a municipality's default units have changed.</summary>
    public static async Task<int> DefaultsTold(Town town)
    {
        await town.DeliverEvents();
        return await town.Services.GetRequiredService<StoreOf<Register>>().Read(db => db.Scalar<int>("SELECT COUNT(*) FROM Responsibility.Inbox"));
    }

    private static IEnumerable<string> Lines(IEnumerable<dynamic> rows) => rows.Select(row => string.Join('|', ((IDictionary<string, object>)row).Values));
}
