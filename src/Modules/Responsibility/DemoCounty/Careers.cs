namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>What happens after compulsory school (grundskola).</summary>
internal enum AfterCompulsory
{
    UpperSecondary,
    NeverStarts,
    DropsOut,
    DropsOutAndReturns,
}

/// <summary>How a child goes through preschool and school; the defaults are the usual way.</summary>
internal sealed record Career
{
    /// <summary>The year of year 0: normally the one in which the child turns 6; a year later with postponed school start (uppskjuten skolplikt).</summary>
    public required int StartYear { get; init; }

    /// <summary>Null: never at a preschool.</summary>
    public DateOnly? PreschoolFrom { get; init; }

    /// <summary>Preschool ends with the holidays, and summer lies between it and school.</summary>
    public bool SummerOff { get; init; }

    /// <summary>Straight to year 1 at six.</summary>
    public bool SkipsYear0 { get; init; }

    /// <summary>In school that many days late (or never, when beyond today): nobody enrolled the child in time.</summary>
    public int DaysLate { get; init; }

    /// <summary>Anpassad grundskola and gymnasieskola.</summary>
    public bool Adapted { get; init; }

    public AfterCompulsory After { get; init; }

    /// <summary>The day of leaving upper secondary school, when <see cref="After"/> says so.</summary>
    public DateOnly? DropOut { get; init; }

    /// <summary>Stays in the old municipality's school after a move.</summary>
    public bool KeepsSchool { get; init; }

    public bool PrivateChildHealthCare { get; init; }

    /// <summary>Days until the first BVC listing; until then the municipality's default unit holds.</summary>
    public int DaysToListing { get; init; }

    /// <summary>The day on which the family changes to another BVC in the same municipality.</summary>
    public DateOnly? ChangesBvc { get; init; }

    /// <summary>An ordinary career, with the unusual turns as often as is believable.</summary>
    public static Career Draw(DateOnly birth, Dice dice)
    {
        var six = birth.Year + 6;
        var turn = dice.Below(1000);
        var postponed = turn < 10;
        var early = turn is >= 10 and < 13;
        var skips = turn is >= 13 and < 17;
        var start = postponed ? six + 1 : early || skips ? six - 1 : six;
        var after = dice.Weighted([90, 3, 4, 3]) switch
        {
            1 => AfterCompulsory.NeverStarts,
            2 => AfterCompulsory.DropsOut,
            3 => AfterCompulsory.DropsOutAndReturns,
            _ => AfterCompulsory.UpperSecondary,
        };
        return new Career
        {
            StartYear = start,
            PreschoolFrom = dice.Chance(0.93) ? birth.AddDays(dice.Between(365, 600)) : null,
            SummerOff = dice.Chance(0.2),
            SkipsYear0 = skips,
            DaysLate = dice.Chance(0.006) ? dice.Between(30, 200) : 0,
            Adapted = dice.Chance(0.013),
            After = after,
            DropOut = dice.Day(Calendar.Autumn(start + 10).AddDays(20), Calendar.SummerBreak(start + 12)),
            KeepsSchool = dice.Chance(0.15),
            PrivateChildHealthCare = dice.Chance(0.15),
            DaysToListing = dice.Chance(0.05) ? dice.Between(10, 30) : 0,
            ChangesBvc = dice.Chance(0.07) ? dice.Day(birth.AddDays(60), birth.AddDays(5 * 365)) : null,
        };
    }
}
