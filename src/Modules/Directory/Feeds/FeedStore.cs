using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Directory.Feeds;

/// <summary>Writes what a feed changes: new rows in bulk, known ones one by one, since a feed mostly repeats itself.</summary>
internal sealed class FeedStore(Session db, string source, FeedPlan plan, DateOnly today)
{
    public async Task Write()
    {
        var municipalities = await DefaultsGoing();
        await Withdraw();
        await Units();
        await People();
        await Roles();
        await Ways();
        municipalities.UnionWith(await Defaults());
        await Stamps();
        foreach (var municipality in municipalities.Order(StringComparer.Ordinal))
            db.Publish(new DefaultUnitsChanged(municipality));
    }

    private async Task Withdraw()
    {
        foreach (var gone in plan.Withdrawn)
        {
            var args = new { gone.RecordId, today };
            await (gone.Kind switch
            {
                FeedKinds.Unit => db.Execute("UPDATE Directory.Unit SET ToDate = @today, Version = Version + 1 WHERE (UnitId = @RecordId OR SourceId = @RecordId) AND (ToDate IS NULL OR ToDate > @today)", args),
                FeedKinds.Person => db.Execute("UPDATE Directory.Assignment SET ToDate = @today WHERE PersonId = @RecordId AND (ToDate IS NULL OR ToDate > @today)", args),
                FeedKinds.Role => db.Execute("DELETE FROM Directory.Assignment WHERE AssignmentId = @RecordId", args),
                FeedKinds.ContactWay => db.Execute("DELETE FROM Directory.ContactWay WHERE ContactWayId = @RecordId", args),
                _ => Task.FromResult(0),
            });
        }
    }

    private async Task Units()
    {
        var (added, known) = Split(plan.Units, u => u.UnitId, await db.Query<string>("SELECT UnitId FROM Directory.Unit"));
        await db.Insert("Unit", ["UnitId", "SourceId", "Organisation", "Name", "Municipality", "HsaId", "SchoolUnitCode", "PartnerKind", "IsPrivate", "FromDate", "ToDate", "Version"],
            added.ConvertAll(u => new object?[] { u.UnitId, u.SourceId, u.Organisation, u.Name, u.Municipality, u.HsaId, u.SchoolUnitCode, u.PartnerKind, u.IsPrivate, u.From, u.To, 1 }));
        foreach (var unit in known)
            await db.Execute("""
                UPDATE Directory.Unit SET SourceId = @SourceId, Organisation = @Organisation, Name = @Name, Municipality = @Municipality, HsaId = @HsaId,
                  SchoolUnitCode = @SchoolUnitCode, PartnerKind = @PartnerKind, IsPrivate = @IsPrivate, FromDate = @From, ToDate = @To, ClosureToldAt = NULL, Version = Version + 1
                WHERE UnitId = @UnitId
                """, unit);
    }

    private async Task People()
    {
        var (added, known) = Split(plan.People, p => p.PersonId, await db.Query<string>("SELECT PersonId FROM Directory.Person"));
        await db.Insert("Person", ["PersonId", "Name", "Email", "Phone", "HsaId"], added.ConvertAll(p => new object?[] { p.PersonId, p.Name, p.Email, p.Phone, p.HsaId }));
        foreach (var person in known)
            await db.Execute("UPDATE Directory.Person SET Name = @Name, Email = @Email, Phone = @Phone, HsaId = @HsaId WHERE PersonId = @PersonId", person);
    }

    private async Task Roles()
    {
        var (added, known) = Split(plan.Roles, r => r.Stamp.RecordId, await db.Query<string>("SELECT AssignmentId FROM Directory.Assignment"));
        await db.Insert("Assignment", ["AssignmentId", "PersonId", "UnitId", "RoleCode", "FromDate", "ToDate"],
            added.ConvertAll(r => new object?[] { r.Stamp.RecordId, r.PersonId, r.Unit, r.Role, r.From, r.To }));
        foreach (var role in known)
            await db.Execute("""
                UPDATE Directory.Assignment SET PersonId = @PersonId, UnitId = @Unit, RoleCode = @Role, FromDate = @From, ToDate = @To, EndToldAt = NULL WHERE AssignmentId = @RecordId
                """, new { role.Stamp.RecordId, role.PersonId, role.Unit, role.Role, role.From, role.To });
    }

    private async Task Ways()
    {
        var (added, known) = Split(plan.Ways, w => w.Stamp.RecordId, await db.Query<string>("SELECT ContactWayId FROM Directory.ContactWay"));
        await db.Insert("ContactWay", ["ContactWayId", "UnitId", "Purpose", "Label", "Phone", "Email", "Hours", "Note", "Version"],
            added.ConvertAll(w => new object?[] { w.Stamp.RecordId, w.Unit, w.Purpose, w.Label, w.Phone, w.Email, w.Hours, w.Note, 1 }));
        foreach (var way in known)
            await db.Execute("""
                UPDATE Directory.ContactWay SET UnitId = @Unit, Purpose = @Purpose, Label = @Label, Phone = @Phone, Email = @Email, Hours = @Hours, Note = @Note, Version = Version + 1
                WHERE ContactWayId = @RecordId
                """, new { way.Stamp.RecordId, way.Unit, way.Purpose, way.Label, way.Phone, way.Email, way.Hours, way.Note });
    }

    // A default unit's key holds its first day, so a corrected record may leave one row and come to another: the old rows go first.
    private async Task<HashSet<string>> DefaultsGoing()
    {
        var municipalities = new HashSet<string>(StringComparer.Ordinal);
        foreach (var recordId in plan.Defaults.Select(d => d.Stamp.RecordId).Concat(plan.Withdrawn.Where(w => w.Kind == FeedKinds.DefaultUnit).Select(w => w.RecordId)))
        {
            municipalities.UnionWith(await db.Query<string>("SELECT Municipality FROM Directory.DefaultUnit WHERE RecordId = @recordId", new { recordId }));
            await db.Execute("DELETE FROM Directory.DefaultUnit WHERE RecordId = @recordId", new { recordId });
        }

        return municipalities;
    }

    private async Task<IEnumerable<string>> Defaults()
    {
        foreach (var told in plan.Defaults)
            await db.Execute("DELETE FROM Directory.DefaultUnit WHERE Municipality = @Municipality AND Organisation = @Organisation AND FromDate = @From", told);
        await db.Insert("DefaultUnit", ["Municipality", "Organisation", "FromDate", "ToDate", "UnitId", "RecordId"],
            plan.Defaults.ConvertAll(d => new object?[] { d.Municipality, d.Organisation, d.From, d.To, d.Unit, d.Stamp.RecordId }));
        return plan.Defaults.Select(d => d.Municipality);
    }

    private async Task Stamps()
    {
        var (added, known) = Split(plan.Stamps, s => s.Stamp.RecordId, plan.Known.Records.Keys);
        await db.Insert("FeedRecord", ["Source", "RecordId", "Revision", "Hash", "Kind"], added.ConvertAll(s => new object?[] { source, s.Stamp.RecordId, s.Stamp.Revision, s.Stamp.Hash, s.Kind }));
        foreach (var (stamp, _) in known)
            await db.Execute("UPDATE Directory.FeedRecord SET Revision = @Revision, Hash = @Hash WHERE Source = @source AND RecordId = @RecordId",
                new { source, stamp.RecordId, stamp.Revision, stamp.Hash });
    }

    private static (List<T> Added, List<T> Known) Split<T>(IEnumerable<T> told, Func<T, string> key, IEnumerable<string> there)
    {
        var keys = there.ToHashSet(StringComparer.Ordinal);
        var (added, known) = (new List<T>(), new List<T>());
        foreach (var item in told)
            (keys.Add(key(item)) ? added : known).Add(item);
        return (added, known);
    }
}
