using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Responsibility;

/// <summary>Takes in what the actors report (faktauppgifter), one child at a time, in the order in which each child's were told.</summary>
internal static class TakeFacts
{
    internal sealed class Reported(Db db, Register register) : INotificationHandler<FactReported>
    {
        public async Task Handle(FactReported told, CancellationToken cancellationToken)
        {
            var change = new ChildChange(told.ChildId);
            change.Facts.Add(new FactChange(told.Kind, told.Source, told.Key, told.Withdrawn ? null : new FactContent
            {
                UnitId = told.UnitId,
                Form = told.Form,
                FromDate = told.From,
                ToDate = told.To,
                DueDate = told.DueDate,
            }));
            await register.Apply(db.Session, [change], await register.County(cancellationToken));
        }
    }

    internal sealed class Unborn(Db db, Register register) : INotificationHandler<UnbornRegistered>
    {
        public async Task Handle(UnbornRegistered told, CancellationToken cancellationToken)
        {
            var change = new ChildChange(told.ChildId) { IsNew = true };
            change.Guardians.Add(new GuardianChange(told.MotherNumber, told.MotherGivenName, told.MotherFamilyName, IsMother: true, told.From, To: null, Protection: null, Organisations.MaternalCare));
            change.Facts.Add(new FactChange(FactKinds.Pregnancy, Organisations.MaternalCare, FactKinds.Pregnancy, new FactContent { UnitId = told.UnitId, FromDate = told.From, DueDate = told.DueDate }));
            change.Facts.Add(new FactChange(FactKinds.Residence, Organisations.MaternalCare, "mother", new FactContent { Municipality = told.Municipality, FromDate = told.From }));
            await register.Apply(db.Session, [change], await register.County(cancellationToken));
        }
    }

    internal sealed class Born(Db db, Register register) : INotificationHandler<BirthReported>
    {
        public async Task Handle(BirthReported told, CancellationToken cancellationToken)
        {
            var change = new ChildChange(told.ChildId);
            change.Facts.Add(new FactChange(FactKinds.Birth, Organisations.MaternalCare, FactKinds.Birth, new FactContent { FromDate = told.BirthDate }));
            if (told.ReserveNumber is not null)
                change.Numbers.Add((told.ReserveNumber, "reserve"));
            await register.Apply(db.Session, [change], await register.County(cancellationToken));
        }
    }

    /// <summary>Every child that has lived in the municipality is drawn again with its new default units.</summary>
    internal sealed class DefaultsChanged(Db db, Register register) : INotificationHandler<DefaultUnitsChanged>
    {
        public async Task Handle(DefaultUnitsChanged told, CancellationToken cancellationToken)
        {
            var county = await register.County(cancellationToken);
            var residents = await db.Query<Guid>("SELECT DISTINCT ChildId FROM Responsibility.Fact WHERE Kind = 'residence' AND Municipality = @Municipality AND SupersededAt IS NULL", told);
            foreach (var ids in residents.Chunk(Register.MostAtOnce))
                await register.Apply(db.Session, [.. ids.Select(id => new ChildChange(id))], county, redrawAll: true);
        }
    }
}
