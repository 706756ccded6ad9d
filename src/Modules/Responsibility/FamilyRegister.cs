using System.Security.Cryptography;
using System.Text;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>The register's families: who has custody today, and who a private person is. Asked anew for each request, so that custody that ends gives nothing from that day.</summary>
internal sealed class FamilyRegister(StoreOf<FamilyRegister> store, FamilyAges ages, Clock clock) : IFamilies, ICitizenDirectory, IDemoCitizens
{
    private const int DemoChildrenOfAnAge = 4;

    private byte[]? key;

    public async Task<FamilyInfo?> Of(Guid childId, CancellationToken cancel)
    {
        var secret = await Key(cancel);
        return await store.Read(async db => await Of(db, childId, clock.Today, secret), cancel);
    }

    public Task<IReadOnlyList<OwnChild>> Names(IReadOnlyDictionary<Guid, Guid> actsFor, CancellationToken cancel) => store.Read<IReadOnlyList<OwnChild>>(async db =>
        (await db.Query<ChildRow>("SELECT ChildId, GivenName, FamilyName, BirthDate, Protection FROM Responsibility.Child WHERE ChildId IN @ids ORDER BY BirthDate, ChildId", new { ids = actsFor.Keys }))
            .ConvertAll(row => new OwnChild(row.ChildId, actsFor[row.ChildId], row.GivenName)), cancel);

    public async Task<Caller?> Find(string identityNumber, CancellationToken cancel)
    {
        var secret = await Key(cancel);
        var number = IdentityText.Stored(identityNumber, clock.Today);
        var memberId = Pseudonym(secret, number);
        return await store.Read(async db =>
        {
            var own = await db.Query<OwnRow>("""
                SELECT c.ChildId, c.BirthDate, c.GivenName, c.FamilyName, 1 AS IsSelf
                FROM Responsibility.ChildIdentity i JOIN Responsibility.Child c ON c.ChildId = i.ChildId WHERE i.Number = @number AND i.IsCurrent = 1
                UNION ALL
                SELECT c.ChildId, c.BirthDate, g.GivenName, g.FamilyName, 0 AS IsSelf
                FROM Responsibility.Guardian g JOIN Responsibility.Child c ON c.ChildId = g.ChildId
                WHERE g.Number = @number AND (g.FromDate IS NULL OR g.FromDate <= @Today) AND (g.ToDate IS NULL OR g.ToDate > @Today)
                """, new { number, clock.Today });
            var speaksFor = own.Where(row => row.IsSelf
                ? FamilyInfo.AgeOn(row.BirthDate, clock.Today) >= ages.SignInFrom
                : FamilyInfo.AgeOn(row.BirthDate, clock.Today) < FamilyAges.OfAge).ToList();
            return speaksFor.Count == 0 ? null
                : new Caller(memberId.ToString("N"), $"{speaksFor[0].GivenName} {speaksFor[0].FamilyName}".Trim(), Organisations.Family, "", Roles.Family, null, IsCitizen: true)
                {
                    ActsFor = speaksFor.ToDictionary(row => row.ChildId, row => row.IsSelf ? row.ChildId : memberId),
                };
        }, cancel);
    }

    /// <summary>Every guardian's view that is closed is a view of nothing; the child's own is as open as the plan lets it be.</summary>
    public static Task<int> Closings(Session db, Guid childId, Guid memberId) => db.Scalar<int>(
        "SELECT COUNT(*) FROM Responsibility.ClosedView WHERE ChildId = @childId AND MemberId = @memberId AND OpenedAt IS NULL", new { childId, memberId });

    public async Task<IReadOnlyList<DemoCitizen>> Some(CancellationToken cancel)
    {
        var secret = await Key(cancel);
        return await store.Read<IReadOnlyList<DemoCitizen>>(async db =>
        {
            // Some of each age, so that every way of showing a page can be seen, and their guardians.
            var children = new List<(int Age, DemoRow Child)>();
            for (var age = ages.SignInFrom; age < FamilyAges.OfAge; age++)
            {
                children.AddRange((await db.Query<DemoRow>("""
                    SELECT ChildId, Number, GivenName, FamilyName FROM (
                      SELECT c.ChildId, i.Number, c.GivenName, c.FamilyName, ROW_NUMBER() OVER (ORDER BY c.Protection DESC, c.BirthDate, c.ChildId) AS Place
                      FROM Responsibility.Child c JOIN Responsibility.ChildIdentity i ON i.ChildId = c.ChildId AND i.IsCurrent = 1
                      WHERE c.DeathDate IS NULL AND c.BirthDate <= @latest AND c.BirthDate > @earliest) AS numbered
                    WHERE Place <= @DemoChildrenOfAnAge ORDER BY Place
                    """, new { latest = clock.Today.AddYears(-age), earliest = clock.Today.AddYears(-age - 1), DemoChildrenOfAnAge })).Select(child => (age, child)));
            }

            var guardians = await db.Query<DemoRow>("""
                SELECT ChildId, Number, GivenName, FamilyName FROM Responsibility.Guardian WHERE ChildId IN @ids AND (FromDate IS NULL OR FromDate <= @Today) AND (ToDate IS NULL OR ToDate > @Today) ORDER BY Number
                """, new { ids = children.ConvertAll(c => c.Child.ChildId), clock.Today });
            return
            [
                .. guardians.DistinctBy(g => g.Number, StringComparer.Ordinal).Select(g => new DemoCitizen(Pseudonym(secret, g.Number), $"{g.GivenName} {g.FamilyName}", "guardian")),
                .. children.Select(c => new DemoCitizen(Pseudonym(secret, c.Child.Number), $"{c.Child.GivenName} {c.Child.FamilyName}", "child", c.Age)),
            ];
        }, cancel);
    }

    public async Task<string?> NumberOf(string user, CancellationToken cancel)
    {
        var secret = await Key(cancel);
        var numbers = await store.Read(db => db.Query<string>(
            "SELECT Number FROM Responsibility.Guardian UNION SELECT Number FROM Responsibility.ChildIdentity WHERE IsCurrent = 1"), cancel);
        return numbers.Find(number => number == user || Pseudonym(secret, number).ToString("N") == user);
    }

    private static async Task<FamilyInfo?> Of(Session db, Guid childId, DateOnly today, byte[] secret)
    {
        var child = await db.Find<ChildRow>("SELECT ChildId, GivenName, FamilyName, BirthDate, Protection FROM Responsibility.Child WHERE ChildId = @childId", new { childId });
        if (child is null)
            return null;
        var guardians = await db.Query<NumberRow>("""
            SELECT Number, GivenName, FamilyName, Protection FROM Responsibility.Guardian
            WHERE ChildId = @childId AND (FromDate IS NULL OR FromDate <= @today) AND (ToDate IS NULL OR ToDate > @today) ORDER BY FamilyName, GivenName, Number
            """, new { childId, today });
        var closed = await db.Query<Guid>("SELECT MemberId FROM Responsibility.ClosedView WHERE ChildId = @childId AND OpenedAt IS NULL", new { childId });
        return new FamilyInfo(childId, $"{child.GivenName} {child.FamilyName}".Trim() is { Length: > 0 } name ? name : null, child.BirthDate, child.Protection != ProtectionLevels.None,
        [
            .. guardians.Where(_ => FamilyInfo.AgeOn(child.BirthDate, today) < FamilyAges.OfAge).Select(g => (Row: g, Id: Pseudonym(secret, g.Number))).Select(g => new GuardianInfo(g.Id, $"{g.Row.GivenName} {g.Row.FamilyName}".Trim(), g.Row.Protection is not (null or ProtectionLevels.None), closed.Contains(g.Id))),
        ]);
    }

    // Keyed: an identity number has so few values that a plain hash of it could be looked up in a list of them all.
    private static Guid Pseudonym(byte[] secret, string number) => new(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(number)).AsSpan(0, 16));

    private async Task<byte[]> Key(CancellationToken cancel)
    {
        if (key is not null)
            return key;
        const string stored = "SELECT Secret FROM Responsibility.FamilyKey WHERE KeyId = 1";
        var secret = await store.Read(db => db.Find<string>(stored), cancel) ?? await store.Write(async db =>
        {
            await db.Execute("INSERT INTO Responsibility.FamilyKey (KeyId, Secret) SELECT 1, @secret WHERE NOT EXISTS (SELECT 1 FROM Responsibility.FamilyKey WHERE KeyId = 1)",
                new { secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) });
            return await db.Scalar<string>(stored);
        }, cancel);
        return key = Convert.FromHexString(secret);
    }

    private sealed class ChildRow
    {
        public required Guid ChildId { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
        public DateOnly? BirthDate { get; init; }
        public required string Protection { get; init; }
    }

    private sealed class NumberRow
    {
        public required string Number { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
        public string? Protection { get; init; }
    }

    private sealed class DemoRow
    {
        public required Guid ChildId { get; init; }
        public required string Number { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
    }

    private sealed class OwnRow
    {
        public required Guid ChildId { get; init; }
        public DateOnly? BirthDate { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
        public required bool IsSelf { get; init; }
    }
}
