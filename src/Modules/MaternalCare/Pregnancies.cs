using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.MaternalCare;

/// <summary>A pregnancy (graviditet) as its own unit changes it; for any other unit there is no such pregnancy.</summary>
internal sealed class Pregnancy
{
    /// <summary>From the first day of the last period to the due date (beräknad förlossning): the length that a gestation week is counted by.</summary>
    public const int Days = 280;

    /// <summary>A due date further from the pregnancy's first day than this is a slip of the pen.</summary>
    public const int MostDays = 310;

    public required Guid PregnancyId { get; init; }
    public required string UnitId { get; init; }
    public required DateOnly FromDate { get; init; }
    public required DateOnly DueDate { get; init; }
    public required int Version { get; init; }

    public static async Task<Pregnancy> Mine(Db db, Guid pregnancyId, string unitId) => await db.Find<Pregnancy>("""
        SELECT PregnancyId, UnitId, FromDate, DueDate, Version FROM MaternalCare.Pregnancy WHERE PregnancyId = @pregnancyId AND UnitId = @unitId
        """, new { pregnancyId, unitId }) ?? throw new NotFound();

    /// <summary>The children of the pregnancy that are still to be born.</summary>
    public static Task<List<Guid>> Unborn(Db db, Guid pregnancyId) => db.Query<Guid>("""
        SELECT ChildId FROM MaternalCare.UnbornChild WHERE PregnancyId = @pregnancyId AND BirthDate IS NULL AND EndedOn IS NULL ORDER BY ChildId
        """, new { pregnancyId });

    /// <summary>The key is the one that the pregnancy was first told by, so that this replaces it.</summary>
    public FactReported Fact(Guid childId, DateOnly dueDate, DateOnly? endedOn = null) =>
        new(childId, FactKinds.Pregnancy, Organisations.MaternalCare, FactKinds.Pregnancy, UnitId, Form: null, FromDate, endedOn, dueDate);

    /// <summary>Gestation week and day (graviditetsvecka): week 12, day 3 is written 12+3.</summary>
    public static (int Week, int Day) Gestation(DateOnly dueDate, DateOnly today)
    {
        var days = today.DayNumber - dueDate.DayNumber + Days;
        return days < 0 ? (0, 0) : (days / 7, days % 7);
    }
}
