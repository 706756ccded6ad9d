using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>What a feed is aimed with: numbers, guardians and expected births of the register, all of it in memory for the time of the plan.</summary>
internal sealed class StoredRegister
{
    private readonly Dictionary<string, Guid> numbers = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> withGuardians = [];
    private readonly HashSet<string> guardians = new(StringComparer.Ordinal);
    private readonly List<MotherRow> mothers = [];

    public static Task<StoredRegister> Load(StoreOf<FeedImport> store, CancellationToken cancel) => store.Read(async db =>
    {
        var register = new StoredRegister();
        foreach (var row in db.Stream<NumberRow>("SELECT Number, ChildId FROM Responsibility.ChildIdentity"))
            register.numbers[row.Number] = row.ChildId;
        foreach (var row in db.Stream<NumberRow>("SELECT Number, ChildId FROM Responsibility.Guardian"))
        {
            register.guardians.Add(row.Number);
            register.withGuardians.Add(row.ChildId);
        }

        register.mothers.AddRange(await db.Query<MotherRow>("""
            SELECT g.Number, g.ChildId, c.BirthDate, f.DueDate,
              (SELECT COUNT(*) FROM Responsibility.ChildIdentity i WHERE i.ChildId = g.ChildId AND i.Kind = 'personnummer') AS Personnummer
            FROM Responsibility.Guardian g JOIN Responsibility.Child c ON c.ChildId = g.ChildId
            LEFT JOIN Responsibility.Fact f ON f.ChildId = g.ChildId AND f.Kind = 'pregnancy' AND f.SupersededAt IS NULL
            WHERE g.IsMother = 1
            """));
        return register;
    }, cancel);

    public Guid? ChildWith(string number) => numbers.TryGetValue(number, out var child) ? child : null;

    public bool IsGuardian(string number) => guardians.Contains(number);

    public bool HasGuardians(Guid child) => withGuardians.Contains(child);

    public Pregnancies Pregnancies()
    {
        var pregnancies = new Pregnancies();
        foreach (var row in mothers.DistinctBy(m => m.ChildId))
            pregnancies.Add(row.Number, row.ChildId, row.DueDate, row.BirthDate, row.Personnummer > 0);
        return pregnancies;
    }

    private sealed class NumberRow
    {
        public required string Number { get; init; }
        public required Guid ChildId { get; init; }
    }

    private sealed class MotherRow
    {
        public required string Number { get; init; }
        public required Guid ChildId { get; init; }
        public DateOnly? BirthDate { get; init; }
        public DateOnly? DueDate { get; init; }
        public required int Personnummer { get; init; }
    }
}
