using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Kronobarn.Directory.Contracts;
using Op = Kronobarn.Directory.Contracts.Operations;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>What kind of person asks.</summary>
[Flags]
public enum Asker
{
    None = 0,

    /// <summary>Works with children at a unit.</summary>
    Staff = 1,

    /// <summary>Answers for a unit.</summary>
    Head = 2,
    Coordinator = 4,
    LogReviewer = 8,
    ItAdmin = 16,

    /// <summary>The child, or a guardian.</summary>
    Family = 32,

    /// <summary>Not signed in.</summary>
    Anyone = 64,
}

/// <summary>What the asker's unit, or the asker, is to the child, or to the record that is asked for.</summary>
[Flags]
public enum Relations
{
    None = 0,
    Holder = 1,
    Incoming = 2,
    Former = 4,

    /// <summary>The unit has an open case: for a record, that very case.</summary>
    Case = 8,

    /// <summary>The unit had a case, and it is closed or has gone on.</summary>
    ClosedCase = 16,

    /// <summary>The concern was sent to the unit and has not been sent on.</summary>
    Concern = 32,

    /// <summary>The unit sent the concern on, or its part in it is over.</summary>
    ClosedConcern = 64,

    /// <summary>The case is offered to the unit.</summary>
    Offer = 128,

    /// <summary>The unit takes part in the child's plan.</summary>
    Party = 256,

    /// <summary>The asker's unit sent the concern.</summary>
    Reporter = 512,

    /// <summary>The child itself, or a guardian with custody whose view is not closed.</summary>
    Family = 1024,

    /// <summary>The asker has broken the glass within the last hour.</summary>
    BreakGlass = 2048,

    /// <summary>Social services received an orosanmälan at the unit.</summary>
    Intake = 4096,

    /// <summary>The unit owns the child's plan (samverkansansvarig verksamhet).</summary>
    Owner = 8192,

    /// <summary>The unit is asked to take part in the plan, or to take it over.</summary>
    Asked = 16384,

    /// <summary>The unit is invited to the meeting.</summary>
    Invited = 32768,

    /// <summary>The unit has called the meeting.</summary>
    Convener = 65536,

    /// <summary>A legal ground other than consent is recorded, and lets the unit have something of the plan or the meeting.</summary>
    OtherGround = 131072,
}

/// <summary>What is known when the question is asked.</summary>
/// <param name="IsProtected">The child has sekretessmarkering or skyddad folkbokföring.</param>
/// <param name="IsNamed">The head has named the asker for this child.</param>
/// <param name="Consent">The consent in force that covers the asker's unit and what is asked for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccessFacts(Relations Relations, bool IsProtected = false, bool IsNamed = false, Guid? Consent = null);

/// <summary>The answer: whether, on what ground, resting on which consent.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccessDecision(bool IsAllowed, string? Ground, Guid? Consent);

/// <summary>One line of the policy: these askers, in this relation, may do this. A relation of None asks for no child.</summary>
/// <param name="NeedsConsent">Only while a consent in force covers it.</param>
/// <param name="OpensProtected">Whether it holds for a child with protected identity too; broken glass would tell anybody where the child is.</param>
public sealed record AccessLine(string Ground, Relations Relation, Asker Askers, IReadOnlyList<string> Operations, bool NeedsConsent = false, bool OpensProtected = true)
{
    internal long Bits { get; } = Access.BitsOf(Operations);
}

/// <summary>
/// The access policy, all of it: deny by default, the first line that fits is the ground. Pure. Everybody asks here, the pipeline before a handler and a list inside
/// its query. <c>docs/access-matrix.csv</c> says the same for people to read, and the tests hold the two against each other.
/// Source: product.md, "who may see what"; OSL 25, 26 and 23 chapters for the walls between organisations.
/// </summary>
public static class Access
{
    private const Asker AtWork = Asker.Staff | Asker.Head;
    private const Asker AnyEmployee = AtWork | Asker.Coordinator | Asker.LogReviewer | Asker.ItAdmin;

    private static readonly FrozenDictionary<string, long> Bits = Op.All
        .Select((name, place) => KeyValuePair.Create(name, 1L << place)).ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<AccessLine> Policy { get; } =
    [
        new("holder", Relations.Holder, AtWork, [Op.ReadChild, Op.WorkWithChild, Op.OfferException, Op.Explain]),
        new("holder", Relations.Holder, Asker.Head, [Op.NameStaff]),
        new("holder", Relations.Holder, AtWork, [Op.FollowPlan, Op.OpenPlan, Op.ReadConsent, Op.WorkConsent, Op.CallMeeting]),
        new("holder", Relations.Holder, AtWork, [Op.ReadPlan], NeedsConsent: true),
        new("holder", Relations.Holder, Asker.Head, [Op.CloseFamilyView, Op.MakeExtract, Op.CorrectRecord]),
        new("case", Relations.Case, AtWork, [Op.ReadChild, Op.ReadCase, Op.WorkCase, Op.Explain]),
        new("case", Relations.Case, AtWork, [Op.OpenPlan, Op.ReadConsent, Op.WorkConsent, Op.CallMeeting]),
        new("case", Relations.Case, Asker.Head, [Op.NameStaff, Op.MakeExtract]),
        new("concern", Relations.Concern, AtWork, [Op.ReadConcern, Op.HandleConcern]),
        new("intake", Relations.Intake, AtWork, [Op.WorkIntake]),
        new("intake", Relations.Intake, Asker.Head, [Op.NameStaff]),
        new("owner", Relations.Owner, AtWork, [Op.FollowPlan, Op.OwnPlan, Op.ReadConsent, Op.WorkConsent, Op.CallMeeting]),
        new("owner", Relations.Owner, Asker.Head, [Op.NameStaff, Op.CloseFamilyView, Op.MakeExtract, Op.CorrectRecord]),
        new("party", Relations.Party, AtWork, [Op.ReadPlan, Op.WorkPlan, Op.ReadConsent], NeedsConsent: true),
        new("party", Relations.Party, Asker.Head, [Op.CorrectRecord], NeedsConsent: true),
        new("other-ground", Relations.OtherGround, AtWork, [Op.ReadPlan, Op.WorkPlan, Op.ReadMeeting, Op.AnswerMeeting]),
        new("other-ground", Relations.OtherGround, Asker.Head, [Op.CorrectRecord]),
        new("asked", Relations.Asked, AtWork, [Op.JoinPlan]),
        new("convener", Relations.Convener, AtWork, [Op.ReadMeeting, Op.WorkMeeting, Op.AnswerMeeting]),
        new("invited", Relations.Invited, AtWork, [Op.ReadMeeting, Op.AnswerMeeting], NeedsConsent: true),
        new("party", Relations.Party | Relations.Asked | Relations.Invited, Asker.Head, [Op.NameStaff]),
        new("offer", Relations.Offer, AtWork, [Op.ReadOffer, Op.AnswerOffer]),
        new("incoming", Relations.Incoming, AtWork, [Op.ReadChild, Op.Explain]),
        new("former", Relations.Former | Relations.ClosedCase, AtWork, [Op.ReadChild, Op.Explain]),
        new("former", Relations.Former | Relations.ClosedCase, Asker.Head, [Op.MakeExtract]),
        new("former", Relations.ClosedCase, AtWork, [Op.ReadCase]),
        new("former", Relations.ClosedConcern, AtWork, [Op.ReadConcern]),
        new("reporter", Relations.Reporter, AnyEmployee, [Op.ReadReceipt]),
        new("family", Relations.Family, Asker.Family, [Op.ReadFamilyPage, Op.ActInFamily]),
        new("own-children", Relations.None, Asker.Family, [Op.ListOwnChildren]),
        new("break-glass", Relations.BreakGlass, AtWork, [Op.ReadChild, Op.Explain], OpensProtected: false),
        // What asks for no child: the unit's own lists, each of which filters its rows by the lines above, and the ways in.
        new("unit", Relations.None, AtWork, [Op.ListChildren, Op.LookUpChild, Op.RecordChild, Op.AnswerException, Op.ListAlerts, Op.ListInbox, Op.BreakGlass]),
        new("employee", Relations.None, AnyEmployee, [Op.RaiseConcern]),
        new("reach", Relations.None, AtWork, [Op.ReachHolder]),
        new("coordinator", Relations.None, Asker.Coordinator, [Op.ListAlerts, Op.ListEscalations]),
        new("unit-head", Relations.None, Asker.Head, [Op.ListEscalations, Op.ReviewGlassBreak, Op.EraseRecords]),
        new("administration", Relations.None, Asker.ItAdmin | Asker.Head, [Op.Administer]),
        new("log-review", Relations.None, Asker.LogReviewer, [Op.ReviewLog, Op.ReviewGlassBreak]),
        new("anyone", Relations.None, Asker.Anyone, [Op.RaiseConcern, Op.ReadReceipt]),
    ];

    /// <summary>The question. Allocates nothing.</summary>
    public static AccessDecision Decide(Asker asker, string operation, in AccessFacts facts) => Decide(Policy, asker, operation, facts);

    /// <summary>The question under another policy: for the tests that take a line away.</summary>
    public static AccessDecision Decide(IReadOnlyList<AccessLine> policy, Asker asker, string operation, in AccessFacts facts)
    {
        if (!Bits.TryGetValue(operation, out var bit))
            return default;
        // Protected identity closes every way for staff who are neither the unit's head nor named (product.md); the family is not staff.
        if (facts.IsProtected && !facts.IsNamed && (asker & (Asker.Head | Asker.Family)) == Asker.None)
            return default;
        for (var i = 0; i < policy.Count; i++)
        {
            var line = policy[i];
            if ((line.Askers & asker) != Asker.None && (line.Bits & bit) != 0
                && (line.Relation == Relations.None || (line.Relation & facts.Relations) != Relations.None)
                && (!line.NeedsConsent || facts.Consent is not null) && (line.OpensProtected || !facts.IsProtected))
                return new AccessDecision(true, line.Ground, line.NeedsConsent ? facts.Consent : null);
        }

        return default;
    }

    /// <summary>For a list's query: whether a row about a child with protected identity is for this role, unless the asker is named.</summary>
    public static bool SeesProtected(string role, string operation, Relations relation) => Decide(Of(role), operation, new AccessFacts(relation, IsProtected: true)).IsAllowed;

    /// <summary>
    /// Whether the asker may read the case but no longer work on it: it knows that there is one, and is told that it is over instead of that it does not exist.
    /// </summary>
    public static bool IsOver(Asker asker, string operation, in AccessFacts facts) =>
        operation == Op.WorkCase && !Decide(asker, Op.WorkCase, facts).IsAllowed && Decide(asker, Op.ReadCase, facts).IsAllowed;

    public static Asker Of(string? role) => role switch
    {
        null => Asker.Anyone,
        Roles.Coordinator => Asker.Coordinator,
        Roles.Family => Asker.Family,
        Roles.LogReviewer => Asker.LogReviewer,
        Roles.ItAdmin => Asker.ItAdmin,
        _ when Roles.IsHead(role) => Asker.Head,
        Roles.Midwife or Roles.BhvNurse or Roles.StudentHealthTeam or Roles.KaaHandler or Roles.SocialWorker or Roles.PoliceOfficer or Roles.PartnerStaff => Asker.Staff,
        _ => Asker.None,
    };

    internal static long BitsOf(IReadOnlyList<string> operations) => operations.Aggregate(0L, (bits, operation) => bits | Bits[operation]);
}
