namespace Kronobarn.ChildHealthCare;

/// <summary>
/// The ages at which the national programme of child health care (Barnhälsovårdens nationella program, Rikshandboken) has the family come, or comes home to it. A help to see whose
/// turn it is: what has been done stands in the journal, and not here.
/// </summary>
internal static class CareProgramme
{
    private static readonly (int Months, int Days, string What)[] Visits =
    [
        (0, 14, "första hembesöket"), (0, 28, "fyra veckor"), (0, 56, "sex till åtta veckor"), (3, 0, "tre månader"), (4, 0, "fyra månader"), (5, 0, "fem månader"), (6, 0, "sex månader"),
        (8, 0, "hembesök vid åtta månader"), (10, 0, "tio månader"), (12, 0, "ett år"), (18, 0, "ett och ett halvt år"), (30, 0, "två och ett halvt till tre år"), (48, 0, "fyra år"), (60, 0, "fem år"),
    ];

    /// <summary>The visit whose age the child reaches next, and the day.</summary>
    public static (string What, DateOnly Day)? Next(DateOnly born, DateOnly today)
    {
        foreach (var (months, days, what) in Visits)
        {
            if (born.AddMonths(months).AddDays(days) is var day && day >= today)
                return (what, day);
        }

        return null;
    }
}
