using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>The reporter's half of a concern that staff leave.</summary>
internal sealed class Receipts : IReceipts
{
    public async Task Leave(Session db, ConcernTold told, Caller caller, CancellationToken cancel)
    {
        await db.Execute("""
            INSERT INTO {Module}.Receipt (ReceiptId, UnitId, PersonId, RaisedAt, Harm, Urgency, About, Body, Status, StatusAt)
            VALUES (@ConcernId, @UnitId, @PersonId, @RaisedAt, @Harm, @Urgency, @About, @Text, 'sent', @RaisedAt)
            """, new { told.ConcernId, caller.UnitId, caller.PersonId, told.RaisedAt, told.Harm, told.Urgency, told.About, told.Text });
        await db.Insert("ReceiptSpoke", ["ReceiptId", "Spoke"], [.. told.Spokes.Select(spoke => new object?[] { told.ConcernId, spoke })], cancel);
        db.Publish(new ConcernRaised(told, caller.Municipality));
    }
}
