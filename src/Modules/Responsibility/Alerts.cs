namespace Kronobarn.Responsibility;

/// <summary>What a rule papered over on the days [From, To), told to people (varning).</summary>
internal readonly record struct Alert(string Code, DateOnly From, DateOnly? To);

/// <summary>The alerts' codes. Public contract.</summary>
internal static class AlertCode
{
    public const string CompulsoryGap = "compulsory-gap";
    public const string LateSchoolStart = "late-school-start";
    public const string OverdueBirth = "overdue-birth";
    public const string Overlap = "overlap";
    public const string UnitMissing = "unit-missing";
}

/// <summary>When a day calls for an alert, given who holds it. Each follows the rule that holds, so an agreed exception silences them all.</summary>
internal static class AlertRule
{
    /// <summary>The day from which a birth is overdue, three weeks after the due date (beräknad förlossning).</summary>
    public static int OverdueFrom(DateOnly due) =>
        due <= DateOnly.MaxValue.AddDays(-21) ? due.DayNumber + 21 : Intervals.Never;

    public static bool CompulsoryGap(in Holder holder) => holder.Rule is RuleName.CompulsoryGap;

    /// <summary>Rules 6 to 8 only hold while no enrolment has begun, so "no enrolment yet" needs no question of its own.</summary>
    public static bool LateSchoolStart(in Holder holder, int day, int firstAutumn) =>
        day >= firstAutumn && holder.Rule is RuleName.Preschool or RuleName.PreschoolBridge or RuleName.ChildHealthCare;

    public static bool OverdueBirth(in Holder holder, int day, int overdue) => day >= overdue && holder.Rule is RuleName.Unborn;

    /// <summary>No KAA or default BVC is known. A pregnancy without a unit is no such case: the alert speaks of municipalities.</summary>
    public static bool UnitMissing(in Holder holder) =>
        holder.Unit is null && holder.Rule is RuleName.Kaa or RuleName.ChildHealthCare;

    /// <summary>Two units say that the child is theirs. It can only be so under rule 2, for the bridges begin where no enrolment covers.</summary>
    public static bool Overlap(in Holder holder, in Day day)
    {
        if (holder.Rule is not RuleName.School)
            return false;
        foreach (ref readonly var enrolment in day.Enrolments)
            if (enrolment.Covers(day.Number) && !string.Equals(enrolment.Unit, holder.Unit, StringComparison.Ordinal))
                return true;
        return false;
    }
}
