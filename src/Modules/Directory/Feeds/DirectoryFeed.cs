using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Directory.Feeds;

/// <summary>Takes feeds in: loads what is known, decides about every record, writes what is new.</summary>
internal sealed class DirectoryFeed(StoreOf<DirectoryFeed> store, Clock clock) : IDirectoryFeed
{
    public Task<DirectoryFeedResult> Apply(string source, IReadOnlyList<FeedUnit> units, IReadOnlyList<FeedDefault> defaults, IReadOnlyList<FeedPerson> people,
        IReadOnlyList<FeedRole> roles, IReadOnlyList<FeedContactWay> ways, IReadOnlyList<FeedWithdrawal> withdrawn, bool dryRun, CancellationToken cancel)
    {
        return dryRun ? store.Read(async db => (await Plan(db)).Result, cancel) : store.Write(async db =>
        {
            var plan = await Plan(db);
            await new FeedStore(db, source, plan, clock.Today).Write();
            await Endings.Tell(db, clock);
            return plan.Result;
        }, cancel);

        async Task<FeedPlan> Plan(Session db)
        {
            var plan = new FeedPlan(await KnownDirectory.Load(db, source));
            foreach (var unit in units)
                plan.Unit(unit);
            foreach (var person in people)
                plan.Person(person);
            foreach (var told in defaults)
                plan.Default(told);
            foreach (var role in roles)
                plan.Role(role);
            foreach (var way in ways)
                plan.Way(way);
            foreach (var withdrawal in withdrawn)
                plan.Withdraw(withdrawal);
            return plan;
        }
    }

    public async Task<IReadOnlySet<string>> People(string source, CancellationToken cancel) => (await store.Read(db => db.Query<string>(
        "SELECT RecordId FROM Directory.FeedRecord WHERE Source = @source AND Kind = 'person' AND Hash <> @Withdrawn", new { source, KnownRecord.Withdrawn }), cancel)).ToHashSet(StringComparer.Ordinal);
}
