using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Accesses;

/// <summary>
/// The families of the route tests: a child of each protection with the same two guardians, one of whom has a closed view; and a stranger, who is guardian of another
/// child. Each is asked for as one's own and as another's.
/// </summary>
internal sealed class RouteFamilies(Town town)
{
    private const string Open = "198501012382";
    private const string Closed = "198501012390";
    private const string Stranger = "198501022381";

    private static readonly (string Number, string Born, string Protection)[] Siblings =
        [("201501012395", "2015-01-01", "none"), ("201501022386", "2015-01-02", "sekretessmarkering"), ("201501032393", "2015-01-03", "skyddad-folkbokforing")];

    private readonly Dictionary<Guid, (string Protection, string[] Kin)> children = [];

    public List<Person> People { get; } = [];

    public async Task Build()
    {
        foreach (var (number, born, protection) in Siblings)
        {
            var child = await town.Resident(number, born, protection: protection);
            await town.Custody(child, Open);
            await town.Custody(child, Closed);
            await town.CloseView(child, Closed);
            // Each of the siblings may sign in, and is nobody to the other two.
            children.Add(child, (protection, [Open, number]));
        }

        children.Add(await town.Family("201501042384", "2015-01-04", Stranger), ("none", [Stranger]));
        var module = town.Services.GetRequiredService<ModuleList>()["Family"];
        People.AddRange(((string[])[Open, Closed, Stranger, .. Siblings.Select(s => s.Number)]).Select(number => new Person(number, Asker.Family, "family", new Actor(module, "", ""), IsNamed: false)));
    }

    public IEnumerable<Target> ChildrenOf(Person person) => children.Select(child => new Target(child.Key, Of(person, child.Value.Kin), child.Value.Protection != "none", $"a child, {child.Value.Protection}"));

    /// <summary>Fresh records about every child: what is one's own, and what is another member's of the same family.</summary>
    public async Task<List<Target>> Records(Subject subject, Person person)
    {
        var targets = new List<Target>();
        foreach (var (child, (protection, kin)) in children)
        {
            foreach (var (record, member) in await RouteRecords.About(town, subject, child, [.. await Members(child)]))
            {
                var isOwn = subject is not (Subject.Consent or Subject.Meeting or Subject.Message) || member == person.Id;
                targets.Add(new Target(record, isOwn ? Of(person, kin) : Relations.None, protection != "none", $"{subject} about a child, {protection}, {(isOwn ? "own" : "another's")}"));
            }
        }

        return targets;

        async Task<IEnumerable<(string, Guid)>> Members(Guid child)
        {
            var members = new List<(string, Guid)>();
            foreach (var one in People)
            {
                if ((await town.Services.GetRequiredService<ICitizenDirectory>().Find(one.Id, default))!.ActsFor.TryGetValue(child, out var member))
                    members.Add((one.Id, member));
            }

            return members;
        }
    }

    private static Relations Of(Person person, string[] kin) => kin.Contains(person.Id, StringComparer.Ordinal) ? Relations.Family : Relations.None;
}
