using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>Every child of the register, some hundred at a time, so that memory stays flat however many there are.</summary>
internal static class ChildBatches
{
    /// <summary>Reads each batch in a snapshot of its own; what the body gives back is handed on, batch by batch.</summary>
    public static async IAsyncEnumerable<T> Read<T>(StoreOf<Register> store, Func<Session, Guid[], Task<T>> body, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // The first key of each batch is found in one pass; paging by number would walk all that is left for every batch.
        var firsts = await store.Read(db => db.Query<Guid>("""
            SELECT x.ChildId FROM (SELECT ChildId, ROW_NUMBER() OVER (ORDER BY ChildId) AS Place FROM Responsibility.Child) x
            WHERE x.Place % @MostAtOnce = 1 ORDER BY x.ChildId
            """, new { Register.MostAtOnce }), cancel);
        for (var i = 0; i < firsts.Count; i++)
        {
            var first = firsts[i];
            Guid? next = i + 1 < firsts.Count ? firsts[i + 1] : null;
            var ids = await store.Read(db => db.Query<Guid>("SELECT ChildId FROM Responsibility.Child WHERE ChildId >= @first AND (@next IS NULL OR ChildId < @next)", new { first, next }), cancel);
            // Children may have come since the keys were taken.
            foreach (var batch in ids.Chunk(Register.MostAtOnce))
                yield return await store.Read(db => body(db, batch), cancel);
        }
    }
}
