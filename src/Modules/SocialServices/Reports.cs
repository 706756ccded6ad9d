using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.SocialServices;

/// <summary>A message about a report (orosanmälan) that the caller's unit has received.</summary>
internal interface IAboutReport : IAboutRecord;

/// <summary>A message about where a report has gone, also for a unit that has had it.</summary>
internal interface IAboutReportsWay : IAboutReport;

/// <summary>The states of a report, as stored and sent.</summary>
internal static class ReportStates
{
    public const string New = "new";

    /// <summary>It has been judged whether the child needs protection now.</summary>
    public const string Assessed = "assessed";
    public const string Investigation = "investigation";

    /// <summary>It belongs to an investigation that is already under way.</summary>
    public const string UnderWay = "under-way";
    public const string NoInvestigation = "no-investigation";

    /// <summary>Not investigated, and the child's holder was told of a concern.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>To the unit that had it: another unit has it now.</summary>
    public const string Passed = "passed";

    public static readonly IReadOnlyList<string> All = [New, Assessed, Investigation, UnderWay, NoInvestigation, HandedOver, Passed];
}

/// <summary>What may be done with a report in which state. Pure.</summary>
internal static class ReportSteps
{
    public const string Assign = "assign";
    public const string Identify = "identify";
    public const string Assess = "assess";
    public const string Decide = "decide";
    public const string HandOver = "hand-over";
    public const string Pass = "pass";

    public static readonly IReadOnlyList<string> All = [Assign, Identify, Assess, Decide, HandOver, Pass];

    /// <summary>Protection comes before everything else: nothing is decided on a report before somebody has asked whether the child is safe today (prop. 2012/13:10 p. 60).</summary>
    public static bool May(string state, string step) => step switch
    {
        Assign or Identify or Assess or Pass => state is ReportStates.New or ReportStates.Assessed,
        Decide => state is ReportStates.Assessed,
        HandOver => state is ReportStates.NoInvestigation,
        _ => false,
    };

    public static void Demand(string state, string step)
    {
        if (!May(state, step))
            throw new Refused("wrong-state", $"The report is {state}: it cannot be done now.");
    }
}

/// <summary>What the caller's unit is to a report. A report opens itself; of the child it lets the head name who may see it where the identity is protected, and nothing else.</summary>
internal sealed class IntakeRelations(StoreOf<IntakeRelations> store) : IRelations
{
    public async Task<ChildRelations> ToChild(Call call, Guid childId, CancellationToken cancel) => call.Caller is { Organisation: Organisations.SocialServices } caller
        && await store.Read(db => db.Scalar<int>("SELECT COUNT(*) FROM SocialServices.Report WHERE ChildId = @childId AND UnitId = @UnitId", new { childId, caller.UnitId }), cancel) > 0
            ? Relations.Intake
            : Relations.None;

    public async Task<RecordFacts?> ToRecord(Call call, object message, CancellationToken cancel)
    {
        if (message is not IAboutReport about || call.Caller is not { } caller)
            return null;
        var row = await store.Read(db => db.Find<RecordRow>("""
            SELECT r.ReportId, r.ChildId FROM SocialServices.Report r
            WHERE r.ReportId = @RecordId AND (r.UnitId = @UnitId
              OR (@hasHad = 1 AND EXISTS (SELECT 1 FROM SocialServices.ReportPassing p WHERE p.ReportId = r.ReportId AND p.FromUnitId = @UnitId)))
            """, new { about.RecordId, caller.UnitId, hasHad = message is IAboutReportsWay }), cancel);
        return row is null ? null : new RecordFacts(row.ChildId, Relations.Intake);
    }

    private sealed class RecordRow
    {
        public required Guid ReportId { get; init; }
        public Guid? ChildId { get; init; }
    }
}
