using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.MaternalCare;

/// <summary>
/// Takes a pregnancy that came by another way than the clinic's own hand (the health feed) into the clinic's list, and follows what the register hears
/// of it: a new due date, another clinic, the birth. From then on the clinic changes it as one that it registered itself.
/// </summary>
internal static class TakePregnancy
{
    internal sealed class Told(Db db, Clock clock) : INotificationHandler<PregnancyTold>
    {
        public async Task Handle(PregnancyTold told, CancellationToken cancellationToken)
        {
            var known = await db.Find<Row>("SELECT PregnancyId FROM MaternalCare.UnbornChild WHERE ChildId = @ChildId", told);
            var goesOn = told is { UnitId: not null, BirthDate: null, EndedOn: null };
            if (known is null && !goesOn)
                return;
            if (told.UnitId is null)
            {
                await TakenBack(told, known!.PregnancyId);
                return;
            }

            var pregnancyId = known?.PregnancyId ?? await Expecting(told) ?? await Registered(told);
            if (goesOn)
                await Follow(told, pregnancyId);
            // A birth or an ending that the clinic has reported itself is on its way to the register, which may not have heard of it when it told this.
            if (known is null)
                await db.Execute("INSERT INTO MaternalCare.UnbornChild (ChildId, PregnancyId) VALUES (@ChildId, @pregnancyId)", new { told.ChildId, pregnancyId });
            else
                await db.Execute("UPDATE MaternalCare.UnbornChild SET BirthDate = @BirthDate, EndedOn = @EndedOn WHERE ChildId = @ChildId AND ReportedBy IS NULL", told);
        }

        /// <summary>A mother has one pregnancy at a time: a second child of it is a twin.</summary>
        private async Task<Guid?> Expecting(PregnancyTold told) => (await db.Find<Row>("""
            SELECT p.PregnancyId FROM MaternalCare.Pregnancy p
            WHERE p.UnitId = @UnitId AND p.MotherNumber = @MotherNumber AND p.FromDate = @From
              AND EXISTS (SELECT 1 FROM MaternalCare.UnbornChild u WHERE u.PregnancyId = p.PregnancyId AND u.BirthDate IS NULL AND u.EndedOn IS NULL)
            """, told))?.PregnancyId;

        private async Task<Guid> Registered(PregnancyTold told)
        {
            var pregnancyId = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO MaternalCare.Pregnancy (PregnancyId, UnitId, MotherNumber, MotherGivenName, MotherFamilyName, Municipality, FromDate, DueDate, Version, RecordedBy, RecordedAt)
                VALUES (@pregnancyId, @UnitId, @MotherNumber, @MotherGivenName, @MotherFamilyName, @Municipality, @From, @DueDate, 1, @source, @Now)
                """, new
            {
                pregnancyId,
                told.UnitId,
                told.MotherNumber,
                told.MotherGivenName,
                told.MotherFamilyName,
                told.Municipality,
                told.From,
                told.DueDate,
                source = $"feed:{told.Source}",
                clock.Now,
            });
            return pregnancyId;
        }

        // What a midwife has on her screen rests on the version: it is a new one only when something is new.
        private Task<int> Follow(PregnancyTold told, Guid pregnancyId) => db.Execute("""
            UPDATE MaternalCare.Pregnancy SET UnitId = @UnitId, FromDate = @From, DueDate = @DueDate, Version = Version + 1
            WHERE PregnancyId = @pregnancyId AND (UnitId <> @UnitId OR FromDate <> @From OR DueDate <> @DueDate)
            """, new { told.UnitId, told.From, told.DueDate, pregnancyId });

        private async Task TakenBack(PregnancyTold told, Guid pregnancyId)
        {
            await db.Execute("DELETE FROM MaternalCare.UnbornChild WHERE ChildId = @ChildId AND ReportedBy IS NULL", told);
            await db.Execute("""
                DELETE FROM MaternalCare.Pregnancy WHERE PregnancyId = @pregnancyId
                  AND NOT EXISTS (SELECT 1 FROM MaternalCare.UnbornChild u WHERE u.PregnancyId = @pregnancyId)
                """, new { pregnancyId });
        }
    }

    private sealed class Row
    {
        public required Guid PregnancyId { get; init; }
    }
}
