using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>Takes a directory feed in: rows are put in place by their key, records that point at nothing are rejected one by one.</summary>
internal sealed class TakeDirectoryFeed(StoreOf<TakeDirectoryFeed> store) : IDirectoryFeed
{
    private const string Gone = "";

    public Task<DirectoryFeedResult> Apply(DirectoryFeedContent feed, CancellationToken cancel) => store.Write(async db =>
    {
        var taking = new Taking(db, feed.Source, await Known(db, feed.Source));
        await taking.Units(feed.Units);
        await taking.People(feed.People);
        await taking.Defaults(feed.Defaults);
        await taking.Roles(feed.Roles);
        await taking.ContactWays(feed.ContactWays);
        await taking.Withdraw(feed.Withdrawn);
        await taking.Remember();
        return taking.Result();
    }, cancel);

    private static async Task<Dictionary<string, KnownRow>> Known(Session db, string source) =>
        (await db.Query<KnownRow>("SELECT RecordId, Revision, Hash FROM Directory.FeedRecord WHERE Source = @source", new { source })).ToDictionary(r => r.RecordId, StringComparer.Ordinal);

    private sealed class KnownRow
    {
        public required string RecordId { get; init; }
        public required int Revision { get; init; }
        public required string Hash { get; init; }
    }

    private sealed class Taking(Session db, string source, Dictionary<string, KnownRow> known)
    {
        private readonly List<DirectoryRejection> rejections = [];
        private readonly List<FeedOrigin> taken = [];
        private HashSet<string> units = [];
        private HashSet<string> people = [];
        private int unchanged;

        public DirectoryFeedResult Result() => new(taken.Count, unchanged, rejections);

        public async Task Units(IReadOnlyList<FeedUnit> feed)
        {
            foreach (var unit in feed.Where(u => IsNews(u.Origin)))
            {
                await Put(
                    "UPDATE Directory.Unit SET Organisation = @Organisation, Name = @Name, Municipality = @Municipality, HsaId = @HsaId, SchoolUnitCode = @SchoolUnitCode, PartnerKind = @PartnerKind, IsPrivate = @IsPrivate, FromDate = @From, ToDate = @To, SourceId = @SourceId, Version = Version + 1 WHERE UnitId = @UnitId",
                    "INSERT INTO Directory.Unit (UnitId, Organisation, Name, Municipality, HsaId, SchoolUnitCode, PartnerKind, IsPrivate, FromDate, ToDate, SourceId, Version) VALUES (@UnitId, @Organisation, @Name, @Municipality, @HsaId, @SchoolUnitCode, @PartnerKind, @IsPrivate, @From, @To, @SourceId, 1)", unit);
                taken.Add(unit.Origin);
            }

            units = [.. await db.Query<string>("SELECT UnitId FROM Directory.Unit")];
        }

        public async Task People(IReadOnlyList<FeedPerson> feed)
        {
            foreach (var person in feed.Where(p => IsNews(p.Origin)))
            {
                await Put(
                    "UPDATE Directory.Person SET Name = @Name, Email = @Email, Phone = @Phone, HsaId = @HsaId WHERE PersonId = @PersonId",
                    "INSERT INTO Directory.Person (PersonId, Name, Email, Phone, HsaId) VALUES (@PersonId, @Name, @Email, @Phone, @HsaId)", person);
                taken.Add(person.Origin);
            }

            people = [.. await db.Query<string>("SELECT PersonId FROM Directory.Person")];
        }

        public async Task Defaults(IReadOnlyList<FeedDefault> feed)
        {
            foreach (var unit in feed.Where(d => IsNews(d.Origin) && Has("default-unit", d.Origin, "unit", units, d.UnitId)))
            {
                await Put(
                    "UPDATE Directory.DefaultUnit SET UnitId = @UnitId, ToDate = @To WHERE Municipality = @Municipality AND Organisation = @Organisation AND FromDate = @From",
                    "INSERT INTO Directory.DefaultUnit (Municipality, Organisation, FromDate, ToDate, UnitId) VALUES (@Municipality, @Organisation, @From, @To, @UnitId)", unit);
                taken.Add(unit.Origin);
                db.Publish(new DefaultUnitsChanged(unit.Municipality));
            }
        }

        public async Task Roles(IReadOnlyList<FeedRole> feed)
        {
            foreach (var role in feed.Where(r => IsNews(r.Origin) && Has("role", r.Origin, "unit", units, r.UnitId) && Has("role", r.Origin, "person", people, r.PersonId)))
            {
                var row = new { id = Id(role.Origin), role.PersonId, role.UnitId, role.Role, role.From, role.To };
                await Put(
                    "UPDATE Directory.Assignment SET PersonId = @PersonId, UnitId = @UnitId, RoleCode = @Role, FromDate = @From, ToDate = @To WHERE AssignmentId = @id",
                    "INSERT INTO Directory.Assignment (AssignmentId, PersonId, UnitId, RoleCode, FromDate, ToDate) VALUES (@id, @PersonId, @UnitId, @Role, @From, @To)", row);
                taken.Add(role.Origin);
            }
        }

        public async Task ContactWays(IReadOnlyList<FeedContactWay> feed)
        {
            foreach (var way in feed.Where(w => IsNews(w.Origin) && Has("contact-way", w.Origin, "unit", units, w.UnitId)))
            {
                var row = new { id = Id(way.Origin), way.UnitId, way.Purpose, way.Label, way.Phone, way.Email, way.Hours, way.Note };
                await Put(
                    "UPDATE Directory.ContactWay SET UnitId = @UnitId, Purpose = @Purpose, Label = @Label, Phone = @Phone, Email = @Email, Hours = @Hours, Note = @Note, Version = Version + 1 WHERE ContactWayId = @id",
                    "INSERT INTO Directory.ContactWay (ContactWayId, UnitId, Purpose, Label, Phone, Email, Hours, Note, Version) VALUES (@id, @UnitId, @Purpose, @Label, @Phone, @Email, @Hours, @Note, 1)", row);
                taken.Add(way.Origin);
            }
        }

        /// <summary>Roles and contact ways can be taken back; a unit or a person that has been is closed by its end date, for the past keeps pointing at it.</summary>
        public async Task Withdraw(IReadOnlyList<string> records)
        {
            foreach (var record in records)
            {
                if (known.GetValueOrDefault(record) is not { } before || before.Hash == Gone)
                {
                    unchanged++;
                    continue;
                }

                var id = new { id = Id(new FeedOrigin(record, 0, "", 0)) };
                await db.Execute("DELETE FROM Directory.Assignment WHERE AssignmentId = @id", id);
                await db.Execute("DELETE FROM Directory.ContactWay WHERE ContactWayId = @id", id);
                taken.Add(new FeedOrigin(record, before.Revision, Gone, 0));
            }
        }

        public async Task Remember()
        {
            foreach (var ids in taken.Where(o => known.ContainsKey(o.RecordId)).Select(o => o.RecordId).Chunk(500))
                await db.Execute("DELETE FROM Directory.FeedRecord WHERE Source = @source AND RecordId IN @ids", new { source, ids });
            await db.Insert("FeedRecord", ["Source", "RecordId", "Revision", "Hash"], [.. taken.Select(o => new object?[] { source, o.RecordId, o.Revision, o.Hash })]);
        }

        private bool IsNews(FeedOrigin origin)
        {
            if (known.GetValueOrDefault(origin.RecordId) is not { } before || origin.Revision > before.Revision || (origin.Revision == before.Revision && origin.Hash != before.Hash))
                return true;
            unchanged++;
            return false;
        }

        private bool Has(string kind, FeedOrigin origin, string field, HashSet<string> there, string key)
        {
            if (there.Contains(key))
                return true;
            rejections.Add(new DirectoryRejection(kind, origin.RecordId, origin.Line, field, $"no such {field} in the directory"));
            return false;
        }

        // Two sources may use the same id for different things.
        private string Id(FeedOrigin origin) => source == "directory" ? origin.RecordId : $"{source}:{origin.RecordId}";

        private async Task Put(string update, string insert, object row)
        {
            if (await db.Execute(update, row) == 0)
                await db.Execute(insert, row);
        }
    }
}
