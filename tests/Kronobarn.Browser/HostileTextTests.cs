namespace Kronobarn.Browser;

/// <summary>Text that would be a program, and names that must not travel.</summary>
public sealed class HostileTextTests
{
    /// <summary>Two hundred ways to smuggle a script in, by the seams of HTML: elements, handlers, addresses, quotes, encodings, and ways out of each place that text is put into.</summary>
    public static readonly IReadOnlyList<string> Payloads =
    [
        .. from wrapper in (string[])["{0}", "\"{0}", "'{0}", "\">{0}", "'>{0}", "</textarea>{0}", "</title>{0}", "-->{0}", "]]>{0}", "</script>{0}"]
           from core in (string[])
           [
               "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<body onload=alert(1)>", "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
               "<a href=javascript:alert(1)>x</a>", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
               "<object data=javascript:alert(1)>", "<video><source onerror=alert(1)></video>", "<marquee onstart=alert(1)>", "<style>@import 'javascript:alert(1)'</style>", "<link rel=stylesheet href=//x.example/x.css>",
               "&lt;script&gt;alert(1)&lt;/script&gt;", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "{{constructor.constructor('alert(1)')()}}", "javascript:alert(1)//", " onmouseover=alert(1) x=",
           ]
           select wrapper.Replace("{0}", core, StringComparison.Ordinal),
    ];

    [InBrowser]
    public async Task Two_hundred_payloads_through_every_text_field_open_no_dialog_and_break_no_policy()
    {
        Assert.True(Payloads.Count >= 200);
        var county = await Story.Told();
        // What is sent here is left behind on the pages.
        await ScreensTests.Barriers;
        var met = new List<string>();
        var fields = 0;
        foreach (var meetings in county.Album.Met.GroupBy(m => m.Page.Type).Select(same => same.First()).GroupBy(m => m.SignIn, StringComparer.Ordinal))
        {
            await using var visitor = await (await county.Visitor()).As(meetings.Key);
            foreach (var meeting in meetings)
            {
                await visitor.Go(meeting.Address);
                foreach (var form in await visitor.Forms())
                    fields += await visitor.SendPayloads(meeting.Address, form, Payloads);
            }

            met.AddRange(visitor.Complaints);
        }

        Assert.True(fields > 50, $"Only {fields} text fields were found.");
        Rule.NoOffenders("What the browser complained of:", met.Distinct(StringComparer.Ordinal));
    }

    [InBrowser]
    public async Task No_number_and_no_name_stands_in_an_address_a_title_or_a_line_of_the_log()
    {
        var county = await Story.Told();
        var cast = county.Casts[0];
        var secrets = new[] { cast.ChildNumber, cast.Mother, cast.Father, cast.ChildName.Split(' ')[1], $"{cast.ChildNumber[..8]}-{cast.ChildNumber[8..]}" };

        Assert.NotEmpty(county.Log.Lines);
        Rule.NoOffenders("Lines of the log that name somebody:", county.Log.Lines.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))));
        Rule.NoOffenders("Addresses that name somebody:", county.Album.Met.Select(m => m.Address).Where(address => secrets.Any(secret => Uri.UnescapeDataString(address).Contains(secret, StringComparison.Ordinal))));
        Rule.NoOffenders("Titles that name somebody:", county.Titles.Where(title => secrets.Any(secret => title.Contains(secret, StringComparison.Ordinal))));
        Assert.NotEmpty(county.Titles);
    }
}
