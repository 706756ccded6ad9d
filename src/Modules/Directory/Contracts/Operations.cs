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

    /// <summary>Who has been asked for consent (samtycke), and what they have answered.</summary>
    public const string ReadConsent = "consent.read";

    /// <summary>Ask for consent, note what was said or signed, judge maturity, record another legal ground.</summary>
    public const string WorkConsent = "consent.work";

    public const string CallMeeting = "meeting.call";
    public const string ReadMeeting = "meeting.read";

    /// <summary>Change, cancel and record the meeting that the own unit has called.</summary>
    public const string WorkMeeting = "meeting.work";

    /// <summary>Answer the invitation, and leave the own organisation's view.</summary>
    public const string AnswerMeeting = "meeting.answer";

    public const string OpenPlan = "plan.open";

    /// <summary>That there is a plan, who owns it, its dates and clocks; nothing that it says.</summary>
    public const string FollowPlan = "plan.follow";

    public const string ReadPlan = "plan.read";
    public const string WorkPlan = "plan.work";

    /// <summary>What is the owner's alone (samverkansansvarig): parties, passing on, closing.</summary>
    public const string OwnPlan = "plan.own";

    /// <summary>Answer a request to take part, or to take the plan over.</summary>
    public const string JoinPlan = "plan.join";

    public const string ReadFamilyPage = "family.read";

    /// <summary>Who I am, and the children whom I may ask about.</summary>
    public const string ListOwnChildren = "family.list";

    /// <summary>What the child and the guardians do on their own page: answer, withdraw, say in their own words.</summary>
    public const string ActInFamily = "family.act";

    /// <summary>Close a guardian's view, or keep a part of the plan from it.</summary>
    public const string CloseFamilyView = "family.close-view";

    /// <summary>Everything about one child, for the family or the archive.</summary>
    public const string MakeExtract = "record.extract";

    /// <summary>A correction beside what stands, as a visible note.</summary>
    public const string CorrectRecord = "record.correct";

    /// <summary>See what the retention rules would erase, and erase it.</summary>
    public const string EraseRecords = "record.erase";

    public static readonly IReadOnlyList<string> All =
    [
        Administer, ReadChild, ListChildren, LookUpChild, ReachHolder, RecordChild, WorkWithChild, NameStaff, OfferException, AnswerException, ListAlerts,
        RaiseConcern, ReadReceipt, ListInbox, ReadConcern, HandleConcern, ReadCase, WorkCase, ReadOffer, AnswerOffer, WorkIntake, ListEscalations, ReviewLog,
        Explain, BreakGlass, ReviewGlassBreak, ReadConsent, WorkConsent, CallMeeting, ReadMeeting, WorkMeeting, AnswerMeeting,
        OpenPlan, FollowPlan, ReadPlan, WorkPlan, OwnPlan, JoinPlan, ReadFamilyPage, ActInFamily, CloseFamilyView, MakeExtract, CorrectRecord, EraseRecords,
        ListOwnChildren,
    ];
}
