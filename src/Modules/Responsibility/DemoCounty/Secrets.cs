namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Protected identity (skyddade personuppgifter) and custody (vårdnad) that is not simply the parents' from birth on.</summary>
internal static class Secrets
{
    public static void Draw(List<Child> siblings, Guardian[] guardians, Calendar calendar, Dice dice)
    {
        var eldest = siblings.Min(child => child.Birth);
        var since = dice.Day(eldest, calendar.Today);
        switch (dice.Below(10_000))
        {
            case < 60:
                Protect(siblings, Protection.Marked, since);
                if (dice.Chance(0.5))
                    guardians[0].Protection = new Protection(Protection.Marked, since);
                break;
            case < 75:
                Protect(siblings, Protection.Hidden, since);
                guardians[0].Protection = new Protection(Protection.Hidden, since);
                break;
            case < 105 when guardians.Length > 1:
                Part(siblings, guardians[1], since);
                guardians[0].Protection = new Protection(Protection.Marked, since);
                break;
            case < 305 when guardians.Length > 1:
                Part(siblings, dice.Pick(guardians), since);
                break;
        }
    }

    /// <summary>The guardian's custody ends for all of them (vårdnaden upphör).</summary>
    public static void Part(List<Child> siblings, Guardian guardian, DateOnly on)
    {
        foreach (var child in siblings.Where(child => child.Birth < on && child.Death is null && !child.KnownBySchoolOnly))
            child.Custody.Add(new Custody(guardian, child.Birth, on));
    }

    private static void Protect(List<Child> siblings, string level, DateOnly since)
    {
        foreach (var child in siblings.Where(child => child.Death is null && !child.KnownBySchoolOnly))
            child.Protection = new Protection(level, since > child.Birth ? since : child.Birth);
    }
}
