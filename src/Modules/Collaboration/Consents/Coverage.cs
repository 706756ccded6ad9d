using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>One thing that a form asks: this category from this unit to that.</summary>
internal sealed record ConsentLine(string FromUnitId, string ToUnitId, string Category);

/// <summary>What one giver holds back: this category from that unit.</summary>
internal sealed record HeldBack(string ToUnitId, string Category);

/// <summary>One person's answer, as far as it decides.</summary>
internal sealed record Given(Guid MemberId, string State, IReadOnlyCollection<HeldBack> HeldBack);

/// <summary>A form with its answers.</summary>
/// <param name="Until">The last day on which it counts, Europe/Stockholm.</param>
/// <param name="Renews">The form whose place it takes as soon as it is in force.</param>
internal sealed record AskedConsent(Guid FormId, DateOnly Until, IReadOnlyCollection<Given> Answers, IReadOnlyCollection<ConsentLine> Lines, Guid? Renews = null);

/// <summary>A ground in law other than consent, as far as it decides.</summary>
internal sealed record RecordedGround(Guid GroundId, string FromUnitId, string ToUnitId, string Category, DateOnly Until);

/// <summary>What lets one unit have something of another about one child, resting on what.</summary>
/// <param name="Id">The form's or the ground's.</param>
internal sealed record Basis(Guid Id, bool IsConsent);

/// <summary>
/// What the consents in force about one child cover, and for whom. Pure. A form counts when everybody who is needed today has said yes, nobody who said yes has taken
/// it back, and its day has not passed; what any one giver holds back is held back for all. What was taken back stays so, even by one who has lost custody since: it is
/// asked anew and never opens by itself. A form that another renews counts no more from the moment in which the other is in force.
/// Source: OSL 10 kap. 1 §, 12 kap. 2 §; FB 6 kap. 11 and 13 §; JO 3154-2016 (ascertain both guardians).
/// </summary>
/// <param name="needed">Those without whose yes there is no consent: today's guardians with custody, and a child who is mature enough.</param>
internal sealed class Coverage(IReadOnlyCollection<AskedConsent> forms, IReadOnlyCollection<RecordedGround> grounds, IReadOnlyCollection<Guid> needed, DateOnly today)
{
    private readonly List<AskedConsent> inForce = Counting(forms, needed, today);

    /// <summary>A yes of somebody who is needed stands behind it: where every guardian was left out, a child who is only asked decides for itself alone.</summary>
    public static bool IsInForce(AskedConsent form, IReadOnlyCollection<Guid> needed, DateOnly today) =>
        form.Until >= today
        && form.Answers.Any(answer => answer.State == ConsentStates.Given && needed.Contains(answer.MemberId))
        && !form.Answers.Any(answer => answer.State == ConsentStates.Withdrawn)
        && needed.All(member => form.Answers.Any(answer => answer.MemberId == member && answer.State is ConsentStates.Given or ConsentStates.NotAsked));

    /// <returns><c>null</c>: nothing covers it.</returns>
    public Basis? Of(string fromUnitId, string toUnitId, string category)
    {
        foreach (var form in inForce)
        {
            if (form.Lines.Contains(new ConsentLine(fromUnitId, toUnitId, category))
                && !form.Answers.Any(answer => answer.HeldBack.Contains(new HeldBack(toUnitId, category))))
                return new Basis(form.FormId, IsConsent: true);
        }

        return grounds.FirstOrDefault(g => g.Until >= today && g.FromUnitId == fromUnitId && g.ToUnitId == toUnitId && g.Category == category) is { } ground
            ? new Basis(ground.GroundId, IsConsent: false)
            : null;
    }

    /// <summary>Whether anything at all is open to the unit, and on what it rests; a consent before any other ground.</summary>
    public Basis? Any(string toUnitId, string? category = null)
    {
        Basis? other = null;
        foreach (var (from, to, what) in inForce.SelectMany(f => f.Lines).Select(l => (l.FromUnitId, l.ToUnitId, l.Category)).Concat(grounds.Select(g => (g.FromUnitId, g.ToUnitId, g.Category))))
        {
            if (to != toUnitId || (category is not null && what != category) || Of(from, to, what) is not { } basis)
                continue;
            if (basis.IsConsent)
                return basis;
            other = basis;
        }

        return other;
    }

    /// <summary>What is asked of the caller's own is never asked for.</summary>
    public bool Lets(string originUnitId, string readerUnitId, string category) => originUnitId == readerUnitId || Of(originUnitId, readerUnitId, category) is not null;

    private static List<AskedConsent> Counting(IReadOnlyCollection<AskedConsent> forms, IReadOnlyCollection<Guid> needed, DateOnly today)
    {
        var standing = forms.Where(form => IsInForce(form, needed, today)).ToList();
        return standing.FindAll(form => !standing.Exists(newer => newer.Renews == form.FormId));
    }
}
