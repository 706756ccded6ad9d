using System.Net;
using Kronobarn.Tests.Caseworks;

namespace Kronobarn.Tests.Accesses;

public sealed class GlassBreakAtClosedUnitTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Broken_glass_that_nobody_has_reviewed_is_reviewed_at_the_successor_when_the_unit_closes()
    {
        await town.Resident("201906102395", "2020-01-01", "0761");
        var broken = (await (await town.As("POL-0761-1-staff")).Post("/api/police/v1/glass-breaks", new { identityNumber = "201906102395", reason = "Barnet är borta sedan i morse." }))
            .Created["glassBreakId"]!.GetValue<Guid>();
        (await (await town.As("it-admin-0761")).Post("/api/directory/v1/units/POL-0761-1/closures", new { to = "2026-03-03", successorUnitId = "POL-0761-2" })).Expect(HttpStatusCode.OK);
        await town.MorningOf("2026-03-03");

        var listed = (await town.Read("POL-0761-2-head", "glass-breaks"))["glassBreaks"]!.AsArray();
        Assert.Equal(broken, Assert.Single(listed)!["glassBreakId"]!.GetValue<Guid>());
        (await (await town.As("POL-0761-2-head")).Post($"/api/police/v1/glass-breaks/{broken}/reviews", new { isJustified = true, note = "Rätt gjort." })).Expect(HttpStatusCode.OK);
        Assert.Equal(["0"], await town.Rows("police", "SELECT COUNT(*) FROM {Module}.Deadline WHERE ItemKind = 'glass-break' AND DoneAt IS NULL"));
    }
}
