using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>The register's part of a change: the child's row, its numbers and its guardians (vårdnadshavare).</summary>
internal static class Identities
{
    public static async Task Write(Session db, IReadOnlyList<RedrawnChild> children, DateTimeOffset now)
    {
        var added = children.Where(c => c.IsNew).ToList();
        await db.Insert("Child", ["ChildId", "GivenName", "FamilyName", "BirthDate", "DeathDate", "Protection", "ToldOrganisation", "ToldUnitId", "RegisteredAt", "Version"],
            [.. added.Select(c => new object?[] { c.ChildId, c.Change.GivenName, c.Change.FamilyName, c.BirthDate, c.DeathDate, c.Protection, c.Told.Organisation, c.Told.UnitId, now, 1 })]);
        await db.Insert("ChildIdentity", ["Number", "ChildId", "Kind", "IsCurrent"],
            [.. added.SelectMany(c => c.Change.Numbers.Select((n, i) => new object?[] { n.Number, c.ChildId, n.Kind, i == c.Change.Numbers.Count - 1 }))]);
        await db.Insert("Guardian", ["ChildId", "Number", "GivenName", "FamilyName", "IsMother", "FromDate", "ToDate", "Protection", "Source"],
            [.. added.SelectMany(c => c.Change.Guardians.GroupBy(g => g.Number, StringComparer.Ordinal).Select(Told).Select(g => new object?[]
            {
                c.ChildId, g.Number, g.GivenName, g.FamilyName, g.IsMother, g.From, g.To, g.Protection ?? ProtectionLevels.None, g.Source,
            }))]);
        foreach (var child in children.Where(c => !c.IsNew))
            await Change(db, child.Change);
    }

    /// <summary>A guardian's protection concerns every child's row of that guardian; of two the later date counts, in whatever order they come.</summary>
    public static Task<int> Protect(Session db, string number, string level, DateOnly date) => db.Execute("""
        UPDATE Responsibility.Guardian SET Protection = @level, ProtectionDate = @date
        WHERE Number = @number AND (ProtectionDate IS NULL OR ProtectionDate <= @date)
        """, new { number, level, date });

    // A birth names the guardians, a custody record says more of one: the later word counts, and a mother stays the mother.
    private static GuardianChange Told(IEnumerable<GuardianChange> same) => same.Last() with { IsMother = same.Any(g => g.IsMother) };

    private static async Task Change(Session db, ChildChange change)
    {
        if (change.GivenName is not null || change.FamilyName is not null)
        {
            await db.Execute("""
                UPDATE Responsibility.Child SET GivenName = COALESCE(@GivenName, GivenName), FamilyName = COALESCE(@FamilyName, FamilyName)
                WHERE ChildId = @ChildId
                """, change);
        }

        foreach (var (number, kind) in change.Numbers)
        {
            var row = new { number, kind, change.ChildId };
            await db.Execute("UPDATE Responsibility.ChildIdentity SET IsCurrent = 0 WHERE ChildId = @ChildId AND Number <> @number", row);
            if (await db.Execute("UPDATE Responsibility.ChildIdentity SET IsCurrent = 1 WHERE ChildId = @ChildId AND Number = @number", row) == 0)
                await db.Execute("INSERT INTO Responsibility.ChildIdentity (Number, ChildId, Kind, IsCurrent) VALUES (@number, @ChildId, @kind, 1)", row);
        }

        foreach (var guardian in change.Guardians)
        {
            var row = new { change.ChildId, guardian.Number, guardian.GivenName, guardian.FamilyName, guardian.IsMother, guardian.From, guardian.To, guardian.Protection, guardian.Source };
            if (await db.Execute("""
                UPDATE Responsibility.Guardian SET GivenName = @GivenName, FamilyName = @FamilyName, FromDate = @From, ToDate = @To,
                  Protection = COALESCE(@Protection, Protection), Source = @Source
                WHERE ChildId = @ChildId AND Number = @Number
                """, row) == 0)
            {
                await db.Execute("""
                    INSERT INTO Responsibility.Guardian (ChildId, Number, GivenName, FamilyName, IsMother, FromDate, ToDate, Protection, Source)
                    VALUES (@ChildId, @Number, @GivenName, @FamilyName, @IsMother, @From, @To, COALESCE(@Protection, 'none'), @Source)
                    """, row);
            }
        }
    }
}
