using System.Net;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Messages on the plan: for those who are named, as long as a consent lets them.</summary>
public sealed class MessageTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_message_is_for_those_who_are_named_and_for_nobody_else()
    {
        var scene = await PlanScene.Lay(town, "201901012391", ["198501012382", "198501012390"]);
        await scene.Send(PlanScene.Owner, "Vi ses på måndag.", [PlanScene.Party], await scene.Member(0));

        Assert.Equal(["Vi ses på måndag."], await scene.Seen(PlanScene.Party));
        Assert.Equal(["Vi ses på måndag."], await scene.Seen(PlanScene.Owner));
        Assert.Empty(await scene.Seen(PlanScene.Other));
        Assert.Equal(["Vi ses på måndag."], await scene.SeenBy(await scene.Guardian(0)));
        Assert.Empty(await scene.SeenBy(await scene.Guardian(1)));
        Assert.Equal(HttpStatusCode.NotFound, (await (await town.As("POL-0780-1-head")).Get(scene.Messages)).Status);
    }

    [Fact]
    public async Task A_unit_that_no_consent_lets_have_it_or_that_takes_no_part_is_named_in_the_refusal()
    {
        var scene = await PlanScene.Lay(town, "201901022382", ["198501022381"]);
        var school = await scene.At(PlanScene.Party);

        var missing = await school.Post(scene.Messages, Letter([PlanScene.Owner, PlanScene.Other]));
        Assert.Equal(("consent-missing", true), (Code(missing), missing.Body.Contains(PlanScene.Other, StringComparison.Ordinal)));
        var stranger = await school.Post(scene.Messages, Letter(["POL-0780-1"]));
        Assert.Equal(("not-a-party", true), (Code(stranger), stranger.Body.Contains("POL-0780-1", StringComparison.Ordinal)));
        Assert.Empty(await scene.Seen(PlanScene.Owner));
    }

    [Theory]
    [InlineData("""{"text":"Hej.","audience":{"units":[],"family":[]}}""")]
    [InlineData("""{"text":" ","audience":{"units":["BVC-0780-1"],"family":[]}}""")]
    [InlineData("""{"text":"\u0007","audience":{"units":["BVC-0780-1"],"family":[]}}""")]
    [InlineData("""{"text":"Hej.","audience":{"units":["S-0780-1"],"family":[]}}""")]
    [InlineData("""{"text":"Hej.","audience":{"units":["BVC-0780-1",null],"family":[]}}""")]
    [InlineData("""{"text":"Hej.","audience":{"units":["BVC-0780-1"]}}""")]
    [InlineData("""{"text":"Hej."}""")]
    public async Task A_message_without_text_or_receiver_is_not_sent(string letter)
    {
        var scene = await Once.Scene(town, "201901032399", "198501032380");
        Assert.Equal(HttpStatusCode.BadRequest, (await (await scene.At(PlanScene.Party)).Post(scene.Messages, letter)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await scene.At(PlanScene.Party)).Post(scene.Messages, Letter([PlanScene.Owner], new string('a', 2001)))).Status);
    }

    [Fact]
    public async Task A_withdrawn_consent_closes_what_was_sent_between_the_two_at_once_and_nothing_else()
    {
        var scene = await PlanScene.Lay(town, "201901042380", ["198501042389", "198501042397"]);
        var message = await scene.Send(PlanScene.Owner, "Till båda.", [PlanScene.Party, PlanScene.Other]);
        await scene.Send(PlanScene.Party, "Svar från skolan.", [PlanScene.Owner]);
        await scene.Withdraw(PlanScene.Party);

        Assert.Equal(["Svar från skolan."], await scene.Seen(PlanScene.Party));
        Assert.Equal(["Till båda."], await scene.Seen(PlanScene.Owner));
        Assert.Equal(["Till båda."], await scene.Seen(PlanScene.Other));
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Party)).Post($"{scene.Messages}/{message}/readings", null)).Status);
        Assert.Equal("consent-missing", Code(await (await scene.At(PlanScene.Owner)).Post(scene.Messages, Letter([PlanScene.Party]))));
    }

    [Fact]
    public async Task A_receipt_is_given_once_and_shown_to_the_sender_and_a_look_at_the_list_is_none()
    {
        var scene = await PlanScene.Lay(town, "201901052397", ["198501052388"]);
        var member = await scene.Member(0);
        var message = await scene.Send(PlanScene.Owner, "Läs detta.", [PlanScene.Party, PlanScene.Other], member);
        var (school, guardian) = (await scene.At(PlanScene.Party), await scene.Guardian(0));
        await scene.Seen(PlanScene.Party);
        Assert.Null((await Sent())["units"]![0]!["readAt"]);

        var first = (await school.Post($"{scene.Messages}/{message}/readings", null)).Ok["readAt"]!.GetValue<DateTimeOffset>();
        town.MoveClock(TimeSpan.FromMinutes(1));
        Assert.Equal(first, (await (await town.As("S-0780-1-staff")).Post($"{scene.Messages}/{message}/readings", null)).Ok["readAt"]!.GetValue<DateTimeOffset>());
        _ = (await guardian.Post($"{PlanScene.Family}/messages/{message}/readings", null)).Ok;

        var sent = await Sent();
        var units = sent["units"]!.AsArray().ToDictionary(u => u!["unitId"]!.GetValue<string>(), u => u!, StringComparer.Ordinal);
        Assert.Equal(("S-0780-1-head", first), (units[PlanScene.Party]["readBy"]!.GetValue<string>(), units[PlanScene.Party]["readAt"]!.GetValue<DateTimeOffset>()));
        Assert.Null(units[PlanScene.Other]["readAt"]);
        Assert.NotNull(sent["family"]![0]!["readAt"]);
        var received = (await (await scene.At(PlanScene.Other)).Get(scene.Messages)).Ok["messages"]![0]!;
        Assert.All(received["units"]!.AsArray(), unit => Assert.Null(unit!["readAt"]));
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Owner)).Post($"{scene.Messages}/{message}/readings", null)).Status);

        async Task<System.Text.Json.Nodes.JsonNode> Sent() => (await (await scene.At(PlanScene.Owner)).Get(scene.Messages)).Ok["messages"]![0]!;
    }

    [Fact]
    public async Task A_guardian_whose_view_is_closed_is_like_one_who_is_not_there_and_the_other_sees_no_difference()
    {
        var scene = await PlanScene.Lay(town, "201901062388", ["198501062387", "198501062395"]);
        var (open, closed, owner) = (await scene.Guardian(0), await scene.Guardian(1), await scene.At(PlanScene.Owner));
        var ids = new[] { await scene.Member(0), await scene.Member(1) };
        var message = await scene.Send(PlanScene.Owner, "Till er båda.", [], ids);
        var before = (await open.Get(scene.MyMessages)).Body;
        await scene.CloseView(1);

        Assert.Equal(before, (await open.Get(scene.MyMessages)).Body);
        Assert.DoesNotContain(ids[1].ToString(), before, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, (await closed.Get(scene.MyMessages)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await closed.Post($"{PlanScene.Family}/messages/{message}/readings", null)).Status);
        var refused = await owner.Post(scene.Messages, Letter([], "Hej.", ids[1]));
        var stranger = await owner.Post(scene.Messages, Letter([], "Hej.", Guid.CreateVersion7()));
        Assert.Equal((HttpStatusCode.BadRequest, stranger.Body), (refused.Status, refused.Body));
        Assert.Equal(HttpStatusCode.Created, (await owner.Post(scene.Messages, Letter([], "Hej.", ids[0]))).Status);
    }

    [Fact]
    public async Task A_guardian_writes_to_all_who_take_part_or_to_those_that_are_chosen_and_sees_who_has_read()
    {
        var scene = await PlanScene.Lay(town, "201901072395", ["198501072386", "198501072394"]);
        var guardian = await scene.Guardian(0);
        _ = (await guardian.Post(scene.MyMessages, new { text = "Till alla." })).Created;
        town.MoveClock(TimeSpan.FromSeconds(1));
        var chosen = (await guardian.Post(scene.MyMessages, new { text = "Bara till skolan.", units = new[] { PlanScene.Party } })).Created["messageId"]!.GetValue<Guid>();

        Assert.Equal(["Bara till skolan.", "Till alla."], await scene.Seen(PlanScene.Party));
        Assert.Equal(["Till alla."], await scene.Seen(PlanScene.Other));
        Assert.Equal(["Till alla."], await scene.Seen(PlanScene.Owner));
        Assert.Empty(await scene.SeenBy(await scene.Guardian(1)));
        _ = (await (await scene.At(PlanScene.Party)).Post($"{scene.Messages}/{chosen}/readings", null)).Ok;
        var mine = (await guardian.Get(scene.MyMessages)).Ok["messages"]![0]!;
        Assert.NotNull(mine["units"]![0]!["readAt"]);
        Assert.Equal("S 0780 1", mine["units"]![0]!["unit"]!["name"]!.GetValue<string>());
        Assert.Equal("consent-missing", Code(await guardian.Post(scene.MyMessages, new { text = "Hej.", units = new[] { "POL-0780-1" } })));
        // A consent that is taken back closes the school's eyes for what the family has written to it as well.
        await scene.Withdraw(PlanScene.Party);
        Assert.Empty(await scene.Seen(PlanScene.Party));
    }

    [Fact]
    public async Task A_child_writes_and_is_written_to_from_the_age_at_which_it_takes_part()
    {
        var (young, older) = (await PlanScene.Lay(town, "201901082386", ["198501082385"]), await PlanScene.Lay(town, Thirteen, ["198501082393"]));
        var child = await town.As(Thirteen);

        Assert.Equal("age", Code(await (await town.As("201901082386")).Post(young.MyMessages, new { text = "Hej." })));
        Assert.Equal(HttpStatusCode.BadRequest, (await (await young.At(PlanScene.Owner)).Post(young.Messages, Letter([], "Hej.", young.Child))).Status);
        _ = (await child.Post(older.MyMessages, new { text = "Jag vill vara med." })).Created;
        Assert.Equal(["Jag vill vara med."], await older.Seen(PlanScene.Other));
        Assert.Empty(await older.SeenBy(await older.Guardian(0)));
        town.MoveClock(TimeSpan.FromSeconds(1));
        await older.Send(PlanScene.Owner, "Välkommen.", [], older.Child);
        Assert.Equal(["Välkommen.", "Jag vill vara med."], await older.SeenBy(child));
    }

    [Fact]
    public async Task A_closed_plan_takes_no_new_message_and_the_old_ones_can_be_read()
    {
        var scene = await PlanScene.Lay(town, "201901092393", ["198501092384"]);
        await scene.Send(PlanScene.Owner, "Tack för allt.", [PlanScene.Party]);
        await scene.Close();

        Assert.Equal("wrong-state", Code(await (await scene.At(PlanScene.Owner)).Post(scene.Messages, Letter([PlanScene.Party]))));
        Assert.Equal("wrong-state", Code(await (await scene.Guardian(0)).Post(scene.MyMessages, new { text = "Hej." })));
        Assert.Equal(["Tack för allt."], await scene.Seen(PlanScene.Party));
    }

    [Fact]
    public async Task Where_the_child_is_protected_the_familys_page_names_no_unit_and_lets_none_be_asked_about()
    {
        var scene = await PlanScene.Lay(town, "201901102382", ["198501102381"], "sekretessmarkering");
        await scene.Send(PlanScene.Owner, "Vi hörs.", [], await scene.Member(0));
        var guardian = await scene.Guardian(0);
        _ = (await guardian.Post(scene.MyMessages, new { text = "Till alla." })).Created;

        var page = (await guardian.Get(scene.MyMessages)).Body;
        Assert.Contains("child-health-care", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0780", page, StringComparison.Ordinal);
        var (real, unreal) = (await guardian.Post(scene.MyMessages, new { text = "Hej.", units = new[] { PlanScene.Party } }), await guardian.Post(scene.MyMessages, new { text = "Hej.", units = new[] { "S-0761-1" } }));
        Assert.Equal(("not-chosen", unreal.Body), (Code(real), real.Body));
    }

    [Fact]
    public async Task The_list_is_newest_first_and_comes_in_pages()
    {
        var scene = await PlanScene.Lay(town, "201901112399", ["198501112380"]);
        foreach (var text in (string[])["Ett", "Två", "Tre"])
        {
            await scene.Send(PlanScene.Owner, text, [PlanScene.Party]);
            town.MoveClock(TimeSpan.FromSeconds(1));
        }

        var page = (await (await scene.At(PlanScene.Party)).Get($"{scene.Messages}?limit=2&offset=1")).Ok;
        Assert.Equal((3, "Två", "Ett"), (page["total"]!.GetValue<int>(), page["messages"]![0]!["text"]!.GetValue<string>(), page["messages"]![1]!["text"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.BadRequest, (await (await scene.At(PlanScene.Party)).Get($"{scene.Messages}?limit=101")).Status);
    }

    private const string Thirteen = "201201152392";

    private static object Letter(string[] units, string text = "Hej.", params Guid[] family) => new { text, audience = new { units, family } };

    private static string? Code(Answer answer) => answer.Status == HttpStatusCode.Conflict ? answer.Json["code"]?.GetValue<string>() : $"{answer.Status}: {answer.Body}";
}

/// <summary>One scene for all rows of a theory: a number can enter the register once.</summary>
internal static class Once
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(Town, string), Lazy<Task<PlanScene>>> Scenes = new();

    public static Task<PlanScene> Scene(Town town, string child, string guardian) => Scenes.GetOrAdd((town, child), key => new Lazy<Task<PlanScene>>(() => PlanScene.Lay(key.Item1, key.Item2, [guardian]))).Value;
}
