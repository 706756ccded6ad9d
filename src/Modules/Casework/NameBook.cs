using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Casework;

/// <summary>Names for the screens: people by name and role, units by name, never a key.</summary>
internal sealed class NameBook(IPeople people, IUnits units, Clock clock)
{
    /// <summary>The names that a page needs, and the colleagues who can be given work.</summary>
    /// <param name="personIds">Nulls and doubles are passed over, like in <paramref name="unitIds"/>.</param>
    public async Task<KnownNames> For(Caller caller, IEnumerable<string?> personIds, IEnumerable<string?> unitIds, CancellationToken cancel)
    {
        var atUnit = await people.AtUnit(caller.UnitId, clock.Today, cancel);
        var roles = atUnit.GroupBy(a => a.PersonId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        string[] others = [.. personIds.OfType<string>().Distinct(StringComparer.Ordinal).Where(id => !roles.ContainsKey(id))];
        string[] places = [.. unitIds.OfType<string>().Distinct(StringComparer.Ordinal)];
        return new KnownNames(caller, roles, others.Length == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : await people.Names(others, cancel),
            places.Length == 0 ? new Dictionary<string, UnitInfo>(StringComparer.Ordinal) : await units.Some(places, cancel));
    }
}

/// <summary>The names that a page has asked for.</summary>
internal sealed class KnownNames(Caller caller, IReadOnlyDictionary<string, AssignmentInfo> colleagues, IReadOnlyDictionary<string, string> others, IReadOnlyDictionary<string, UnitInfo> units)
{
    /// <summary>Those at the unit who work with children, and so can be given work.</summary>
    public IReadOnlyList<Choice> Choices =>
        [.. colleagues.Values.Where(a => Access.Of(a.Role) is Asker.Staff or Asker.Head).Select(a => new Choice(a.PersonId, Person(a.PersonId)))];

    public string Person(string? personId) => personId is null ? "ingen särskild"
        : colleagues.TryGetValue(personId, out var colleague) ? $"{colleague.Name}, {PlainWords.Role(colleague.Role)}{(personId == caller.PersonId ? " (du)" : "")}"
        : others.GetValueOrDefault(personId) ?? "en medarbetare";

    /// <summary>A person, where the key is one's, or the team that bears the name.</summary>
    public string PersonOrTeam(string key) => colleagues.ContainsKey(key) || others.ContainsKey(key) ? Person(key) : key;

    /// <summary>The unit's name, or at least what kind of organisation it is.</summary>
    public string Unit(string? unitId, string? organisation = null) => unitId is not null && units.TryGetValue(unitId, out var unit) ? unit.Name : PlainWords.Organisation(organisation);
}
