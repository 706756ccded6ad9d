namespace Kronobarn.Directory.Contracts;

/// <summary>What can be done to a person's data, in the words of the access policy and of <c>docs/access-matrix.csv</c>.</summary>
public static class Operations
{
    /// <summary>Units, people, roles and their contact ways; never a child.</summary>
    public const string Administer = "directory.administer";

    public const string ReadChild = "child.read";
    public const string ListChildren = "child.list";
    public const string LookUpChild = "child.look-up";

    /// <summary>How today's holder is reached, for the organisations that must reach it at once.</summary>
    public const string ReachHolder = "child.reach-holder";

    /// <summary>The unit's own records of whom it lists, places or enrols.</summary>
    public const string RecordChild = "child.record";

    /// <summary>Work that is the holder's alone.</summary>
    public const string WorkWithChild = "child.work";

    /// <summary>Name the members of staff who may see a child with protected identity.</summary>
    public const string NameStaff = "child.name-staff";

    public const string OfferException = "exception.offer";
    public const string AnswerException = "exception.answer";
    public const string ListAlerts = "alert.list";

    public const string RaiseConcern = "concern.raise";
    public const string ReadReceipt = "receipt.read";
    public const string ListInbox = "inbox.list";
    public const string ReadConcern = "concern.read";
    public const string HandleConcern = "concern.handle";

    public const string ReadCase = "case.read";
    public const string WorkCase = "case.work";

    public const string ReadOffer = "offer.read";
    public const string AnswerOffer = "offer.answer";

    /// <summary>Social services' own intake of orosanmälan.</summary>
    public const string WorkIntake = "intake.work";

    public const string ListEscalations = "escalation.list";
    public const string ReviewLog = "log.review";
    public const string Explain = "access.explain";
    public const string BreakGlass = "access.break-glass";

    /// <summary>Judge afterwards whether the glass was rightly broken.</summary>
    public const string ReviewGlassBreak = "access.review-glass-break";

    public const string ReadPlan = "plan.read";
    public const string ReadFamilyPage = "family.read";

    public static readonly IReadOnlyList<string> All =
    [
        Administer, ReadChild, ListChildren, LookUpChild, ReachHolder, RecordChild, WorkWithChild, NameStaff, OfferException, AnswerException, ListAlerts,
        RaiseConcern, ReadReceipt, ListInbox, ReadConcern, HandleConcern, ReadCase, WorkCase, ReadOffer, AnswerOffer, WorkIntake, ListEscalations, ReviewLog,
        Explain, BreakGlass, ReadPlan, ReadFamilyPage,
        ReviewGlassBreak,
    ];
}
