using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>The kinds of part that a plan is made of, as stored and sent, and the category of consent that each falls under.</summary>
internal static class PartKinds
{
    public const string Background = "background";
    public const string Need = "need";
    public const string Goal = "goal";
    public const string Intervention = "intervention";
    public const string Contact = "contact";

    /// <summary>Somebody's own words, unedited: the child's, a guardian's or a party's view.</summary>
    public const string Words = "words";

    public static string Category(string kind) => kind switch
    {
        Background => Categories.Concern,
        Need => Categories.Analysis,
        Contact => Categories.Contact,
        _ => Categories.Plan,
    };
}

/// <summary>
/// What a part says: exactly one of its members. Source: SSI 2016/17 (child's plan: need, action, desired outcome, how it can be evidenced, who is responsible,
/// timescale, views and disagreements) and the region's page on barnets plan.
/// </summary>
/// <param name="Background">Why there is a plan, and what has been done already.</param>
/// <param name="Need">A need (behov) on a spoke of the wheel.</param>
/// <param name="Goal">A goal (mål), and what will show that it is reached.</param>
/// <param name="Intervention">An insats: who does what, from when until when.</param>
/// <param name="Contact">Whom to call at a unit (kontaktperson).</param>
/// <param name="Words">In one's own words.</param>
internal sealed record PartContent(BackgroundPart? Background = null, NeedPart? Need = null, GoalPart? Goal = null, InterventionPart? Intervention = null, ContactPart? Contact = null, WordsPart? Words = null)
{
    /// <summary>What a column holds.</summary>
    public const int Longest = 4000;

    // Letters stay letters: it is read by us alone, and an å of six characters would make a text of the allowed length too long to keep.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonIgnore]
    public string Kind => Background is not null ? PartKinds.Background : Need is not null ? PartKinds.Need : Goal is not null ? PartKinds.Goal
        : Intervention is not null ? PartKinds.Intervention : Contact is not null ? PartKinds.Contact : PartKinds.Words;

    [JsonIgnore]
    public int Members => new object?[] { Background, Need, Goal, Intervention, Contact, Words }.Count(member => member is not null);

    /// <summary>The unit whose part it is whoever writes it: who does the insats, whom to call.</summary>
    [JsonIgnore]
    public string? UnitId => Intervention?.UnitId ?? Contact?.UnitId;

    public string Text() => JsonSerializer.Serialize(this, Json);

    public static PartContent Of(string text) => JsonSerializer.Deserialize<PartContent>(text, Json)!;
}

/// <param name="Text">At most 2,000 characters.</param>
internal sealed record BackgroundPart(string Text);

/// <param name="Spoke">A key of the wheel: letters and hyphens.</param>
/// <param name="Text">At most 1,000 characters.</param>
internal sealed record NeedPart(string Spoke, string Text);

/// <param name="Text">What is to be different for the child; at most 500 characters.</param>
/// <param name="Evidence">What will show that it is reached; at most 500 characters.</param>
/// <param name="NeedId">The need that it answers.</param>
internal sealed record GoalPart(string Text, string Evidence, Guid? NeedId = null);

/// <param name="What">What is done; at most 500 characters.</param>
/// <param name="UnitId">Who does it: a party of the plan.</param>
/// <param name="From">The first day, Europe/Stockholm.</param>
/// <param name="Until">The last day, when one is known.</param>
/// <param name="Status">planned, ongoing, done or stopped.</param>
/// <param name="GoalId">The goal that it serves.</param>
/// <param name="Topic">What it is about in a word or two, such as skoldagens längd: by it two insatser are seen to be the same, or to pull apart.</param>
/// <param name="Aim">With a topic: more, less, start or stop.</param>
internal sealed record InterventionPart(string What, string UnitId, DateOnly From, DateOnly? Until = null, string Status = InterventionStates.Planned, Guid? GoalId = null, string? Topic = null, string? Aim = null);

/// <param name="UnitId">A party of the plan.</param>
/// <param name="Name">At most 200 characters.</param>
internal sealed record ContactPart(string UnitId, string Name, string? Phone = null, string? Email = null, string? Task = null);

/// <param name="Text">At most 2,000 characters, kept as it is.</param>
/// <param name="Disagrees">The writer does not agree with the plan; it stays as it was said.</param>
internal sealed record WordsPart(string Text, bool Disagrees = false);

/// <summary>How far an insats has come, as stored and sent.</summary>
internal static class InterventionStates
{
    public const string Planned = "planned";
    public const string Ongoing = "ongoing";
    public const string Done = "done";
    public const string Stopped = "stopped";

    public static readonly IReadOnlyList<string> All = [Planned, Ongoing, Done, Stopped];

    public static bool IsLive(string state) => state is Planned or Ongoing;
}

/// <summary>What a part must be before it is one.</summary>
internal sealed class PartRules : AbstractValidator<PartContent>
{
    private static readonly string[] Aims = ["more", "less", "start", "stop"];

    public PartRules()
    {
        RuleFor(c => c.Members).Equal(1).WithName("part").WithMessage("Exactly one of background, need, goal, intervention, contact and words.");
        RuleFor(c => c).Must(c => c.Text().Length <= PartContent.Longest).WithName("part").WithMessage("Too long as it is written: fewer line breaks and signs.").When(c => c.Members == 1);
        RuleFor(c => c.Background!.Text).Must(ReadableText.Is).WithMessage("Text that can be read.").MaximumLength(2000).When(c => c.Background is not null);
        When(c => c.Need is not null, () =>
        {
            RuleFor(c => c.Need!.Spoke).Matches("^[a-zåäö-]{1,20}$");
            RuleFor(c => c.Need!.Text).Must(ReadableText.Is).WithMessage("Say what is needed.").MaximumLength(1000);
        });
        When(c => c.Goal is not null, () =>
        {
            RuleFor(c => c.Goal!.Text).Must(ReadableText.Is).WithMessage("Say what is to be different.").MaximumLength(500);
            RuleFor(c => c.Goal!.Evidence).Must(ReadableText.Is).WithMessage("Say what will show that the goal is reached.").MaximumLength(500);
        });
        When(c => c.Intervention is not null, () =>
        {
            RuleFor(c => c.Intervention!.What).Must(ReadableText.Is).WithMessage("Say what is to be done.").MaximumLength(500);
            RuleFor(c => c.Intervention!.UnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Intervention!.Until).GreaterThanOrEqualTo(c => c.Intervention!.From);
            RuleFor(c => c.Intervention!.Status).Must(s => InterventionStates.All.Contains(s, StringComparer.Ordinal)).WithMessage("One of planned, ongoing, done and stopped.");
            RuleFor(c => c.Intervention!.Topic).MaximumLength(60).Must((c, text) => text is null ? c.Intervention!.Aim is null : ReadableText.Is(text)).WithMessage("A topic in a word or two, with or without an aim.");
            RuleFor(c => c.Intervention!.Aim).Must(aim => aim is null || Aims.Contains(aim, StringComparer.Ordinal)).WithMessage("One of more, less, start and stop.");
        });
        When(c => c.Contact is not null, () =>
        {
            RuleFor(c => c.Contact!.UnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Contact!.Name).Must(ReadableText.Is).WithMessage("Say who it is.").MaximumLength(200);
            RuleFor(c => c.Contact!.Phone).MaximumLength(40).Matches(@"^[0-9 +()-]*$");
            RuleFor(c => c.Contact!.Email).MaximumLength(200).EmailAddress();
            RuleFor(c => c.Contact!.Task).MaximumLength(200).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
            RuleFor(c => c.Contact!).Must(c => c.Phone is { Length: > 0 } || c.Email is { Length: > 0 }).WithName("contact").WithMessage("A phone number or an e-mail address.");
        });
        RuleFor(c => c.Words!.Text).Must(ReadableText.Is).WithMessage("Text that can be read.").MaximumLength(2000).When(c => c.Words is not null);
    }
}
