using Kronobarn.Directory.Contracts;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Collaboration;

/// <summary>Whom something on the plan is for, as boxes to tick.</summary>
internal static class PlanAudience
{
    private const string UnitMark = "unit:";
    private const string MemberMark = "member:";

    public static IReadOnlyList<Choice> Choices(PlanReading reading, string me) =>
    [
        .. reading.Plan.Parties.Where(p => p.State == PartyStates.Joined && p.UnitId != me).Select(p => new Choice(UnitMark + p.UnitId, p.Unit ?? reading.Unit(p.UnitId), PlainWords.Organisation(p.Organisation))),
        .. reading.Plan.Family.Select(f => new Choice(MemberMark + f.MemberId, reading.Member(f.MemberId))),
    ];

    public static Audience Read(Form form)
    {
        var chosen = form.Many("audience");
        if (chosen.Length == 0)
            form.Wrong("audience", "Välj vem det är till.");
        return new Audience([.. Marked(UnitMark)], [.. Marked(MemberMark).Select(id => Guid.TryParse(id, out var member) ? member : Guid.Empty)]);

        IEnumerable<string> Marked(string mark) => chosen.Where(c => c.StartsWith(mark, StringComparison.Ordinal)).Select(c => c[mark.Length..]);
    }
}
