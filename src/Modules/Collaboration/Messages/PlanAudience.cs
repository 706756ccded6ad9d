using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Collaboration;

/// <summary>Whom something on the plan is for, as boxes to tick.</summary>
internal sealed class PlanAudience(IFamilies families, FamilyAges ages, Clock clock)
{
    private const string UnitMark = "unit:";
    private const string MemberMark = "member:";

    /// <summary>Those who can be chosen: a child that is too young to be written to is not offered.</summary>
    public async Task<IReadOnlyList<Choice>> Choices(PlanReading reading, string me, CancellationToken cancel)
    {
        var childTakesPart = await families.Of(reading.Plan.ChildId, cancel) is { } family && family.AgeOn(clock.Today) >= ages.TakesPartFrom;
        return
        [
            .. reading.Plan.Parties.Where(p => p.State == PartyStates.Joined && p.UnitId != me).Select(p => new Choice(UnitMark + p.UnitId, p.Unit ?? reading.Unit(p.UnitId), PlainWords.Organisation(p.Organisation))),
            .. reading.Plan.Family.Where(f => f.MemberId != reading.Plan.ChildId || childTakesPart).Select(f => new Choice(MemberMark + f.MemberId, reading.Member(f.MemberId))),
        ];
    }

    public static Audience Read(Form form)
    {
        var chosen = form.Many("audience");
        if (chosen.Length == 0)
            form.Wrong("audience", "Välj vem det är till.");
        return new Audience([.. Marked(UnitMark)], [.. Marked(MemberMark).Select(id => Guid.TryParse(id, out var member) ? member : Guid.Empty)]);

        IEnumerable<string> Marked(string mark) => chosen.Where(c => c.StartsWith(mark, StringComparison.Ordinal)).Select(c => c[mark.Length..]);
    }
}
