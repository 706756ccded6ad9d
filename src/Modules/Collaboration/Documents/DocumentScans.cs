using Kronobarn.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Collaboration;

/// <summary>A document lies in quarantine and is to be scanned. Within this module alone.</summary>
internal sealed record DocumentQuarantined(Guid DocumentId, Guid ChildId) : IEvent
{
    public string OrderKey => ChildId.ToString();
}

/// <summary>Wakes the scans. An event's handler holds the store's one writer, and a scan waits for somebody else: it does not scan here.</summary>
internal sealed class HearDocumentQuarantined(DocumentScans scans) : INotificationHandler<DocumentQuarantined>
{
    public Task Handle(DocumentQuarantined notification, CancellationToken cancellationToken)
    {
        scans.Wake();
        return Task.CompletedTask;
    }
}

/// <summary>
/// Scans what lies in quarantine (karantän), outside every transaction, once whatever the number of hosts. What waits stands in the documents' own rows: a process that dies in the
/// middle leaves it there for the next, and a scanner that is down is asked again, later and later up to an hour, until it answers.
/// </summary>
internal sealed class DocumentScans(StoreOf<DocumentScans> store, IDocumentScanner scanner, DocumentSettings settings, IServiceScopeFactory scopes, ModuleList modules, Clock clock, ILogger<DocumentScans> log)
    : BackgroundService
{
    private const int MostAtOnce = 50;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly SemaphoreSlim woken = new(0, 1);

    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been woken already, and has not looked yet.
        }
    }

    /// <summary>Tries everything that is due; returns how many were tried.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        if (!scanner.IsThere)
            return 0;
        await oneAtATime.WaitAsync(cancel);
        try
        {
            var tried = 0;
            while (await Due(cancel) is { Count: > 0 } due)
            {
                foreach (var documentId in due)
                {
                    // Longer than one scan may take, so that no other host begins on the same.
                    if (!await Lease.Take(store.Store, "document-scan", settings.ScanTime + TimeSpan.FromMinutes(1), clock, cancel))
                        return tried;
                    await Try(documentId, cancel);
                    tried++;
                }
            }

            return tried;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await woken.WaitAsync(Sweep, stoppingToken);
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The quarantine could not be looked at; looking again soon");
            }
        }
    }

    private Task<List<Guid>> Due(CancellationToken cancel) => store.Read(db => db.Query<Guid>("""
        SELECT x.DocumentId FROM (
          SELECT DocumentId, ROW_NUMBER() OVER (ORDER BY NextTryAt, DocumentId) AS Place FROM Collaboration.Document WHERE State = 'quarantined' AND NextTryAt <= @Now) x
        WHERE x.Place <= @MostAtOnce ORDER BY x.Place
        """, new { clock.Now, MostAtOnce }), cancel);

    private async Task Try(Guid documentId, CancellationToken cancel)
    {
        var (document, content) = await store.Read(async db => await StoredDocument.Find(db, documentId) is { State: DocumentStates.Quarantined } found
            ? (found, await found.Content(db)) : (null, []), cancel);
        // Taken away, or scanned by another host, since we looked.
        if (document is null)
            return;
        try
        {
            var verdict = await scanner.Scan(content, cancel);
            await store.Write(db => Settle(db, document, verdict), cancel);
        }
        catch (ScannerUnavailable e)
        {
            var wait = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, Math.Min(12, document.Tries + 1))));
            log.LogError(e, "Document {DocumentId} stays in quarantine, try {Tries}: the next in {Wait}", documentId, document.Tries + 1, wait);
            await store.Write(db => db.Execute("UPDATE Collaboration.Document SET Tries = Tries + 1, NextTryAt = @next WHERE DocumentId = @documentId AND State = 'quarantined'",
                new { documentId, next = clock.Now + wait }), cancel);
        }
    }

    private async Task<int> Settle(Session db, StoredDocument document, Verdict verdict)
    {
        var row = new { document.DocumentId, state = verdict.IsClean ? DocumentStates.Clean : DocumentStates.Refused, verdict.IsUnscanned, verdict.Finding, clock.Now };
        if (await db.Execute("""
            UPDATE Collaboration.Document SET State = @state, IsUnscanned = @IsUnscanned, Finding = @Finding, ScannedAt = @Now, Tries = Tries + 1 WHERE DocumentId = @DocumentId AND State = 'quarantined'
            """, row) == 0 || verdict.IsClean)
            return 0;
        await StoredDocument.Wipe(db, document.DocumentId);
        await using var scope = scopes.CreateAsyncScope();
        var call = scope.ServiceProvider.GetRequiredService<Call>();
        (call.Module, call.Slice) = (modules.Of(typeof(DocumentScans)), nameof(DocumentScans));
        db.Audit(scope.ServiceProvider.GetRequiredService<AuditLog>().ByEvent(AuditAttribute.Changed, document.ChildId, "document-refused"));
        return 1;
    }
}
