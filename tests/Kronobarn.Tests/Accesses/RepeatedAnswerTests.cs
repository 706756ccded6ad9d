using Kronobarn.Tests.Caseworks;

namespace Kronobarn.Tests.Accesses;

public sealed class RepeatedAnswerTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task An_answer_that_is_shown_again_under_its_key_is_in_the_log_again()
    {
        await town.Resident("201906112386", "2020-01-01");
        var police = await town.As("POL-0780-1-staff");
        var body = new { identityNumber = "201906112386", reason = "Barnet är borta sedan i morse." };
        var first = (await police.Post("/api/police/v1/glass-breaks", body, "key-1")).Created;
        Assert.Equal(first.ToJsonString(), (await police.Post("/api/police/v1/glass-breaks", body, "key-1")).Created.ToJsonString());

        Assert.Equal(["done", "repeated"], await town.Rows("police", "SELECT Outcome FROM {Module}.Audit WHERE Slice = 'BreakGlass' ORDER BY Outcome"));
        Assert.Equal(["1"], await town.Rows("police", "SELECT COUNT(*) FROM {Module}.GlassBreak"));
    }
}
