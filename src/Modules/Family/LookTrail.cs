using System.Globalization;
using System.Reflection;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Family;

/// <summary>The access logs of all stores about one child, laid together; and the name by which a row is asked about, which tells neither when nor where it was.</summary>
internal sealed class LookTrail(Stores stores, ModuleList modules)
{
    // Most rows of a child in a month are fewer; the hidden ones are passed over, batch by batch.
    private const int Batch = 200;

    private readonly Dictionary<string, string?> operations = OperationsOf(modules);

    public static string IdOf(AuditLook look) => $"{look.Stripe}-{look.Seq.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Whether the member is told of the row.</summary>
    public bool IsShown(AuditLook look, FamilyKnowledge knowledge) => LookRules.IsShown(look, OperationOf(look), knowledge);

    public string? OperationOf(AuditLook look) => operations.GetValueOrDefault(look.Slice);

    /// <returns>The rows that the member is told of, newest first, and whether there are more.</returns>
    public async Task<(IReadOnlyList<AuditLook> Looks, bool HasMore)> Page(Guid childId, FamilyKnowledge knowledge, AuditLook? before, int limit, CancellationToken cancel)
    {
        var shown = new List<AuditLook>();
        for (var from = before; ;)
        {
            var rows = new List<AuditLook>();
            foreach (var store in stores.All)
                rows.AddRange(await AuditTrail.Of(store, childId, from, Batch, cancel));
            rows.Sort(AuditTrail.Compare);
            // What is older than the batch may lack rows of a store that had more: it comes with the next.
            var whole = rows.Take(Batch).ToList();
            shown.AddRange(whole.Where(look => IsShown(look, knowledge)));
            if (shown.Count > limit || whole.Count < Batch)
                return ([.. shown.Take(limit)], shown.Count > limit);
            from = whole[^1];
        }
    }

    /// <returns><c>null</c>: no store has such a row about this child.</returns>
    public async Task<AuditLook?> Find(Guid childId, string lookId, CancellationToken cancel)
    {
        if (lookId.Split('-') is not [{ Length: 32 } stripe, var number] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return null;
        foreach (var store in stores.All)
        {
            if (await AuditTrail.Find(store, childId, stripe, seq, cancel) is { } look)
                return look;
        }

        return null;
    }

    // The log has the slice's name; what the slice does to a person's data stands on its message.
    private static Dictionary<string, string?> OperationsOf(ModuleList modules) => (from module in modules.All
                                                                                    from part in module.Parts
                                                                                    where part.Contract == typeof(IEndpoint) && part.Type.DeclaringType is not null
                                                                                    let slice = part.Type.DeclaringType!
                                                                                    from message in slice.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public)
                                                                                    where typeof(IBaseRequest).IsAssignableFrom(message)
                                                                                    select (slice.Name, Operation: AskedOperation.Of(message)))
        .DistinctBy(found => found.Name, StringComparer.Ordinal).ToDictionary(found => found.Name, string? (found) => found.Operation, StringComparer.Ordinal);
}
