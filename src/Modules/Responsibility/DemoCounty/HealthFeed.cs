namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Writes health.ndjson, the region's care record system: pregnancies at the maternity clinics, and listings at the child health centres.</summary>
internal static class HealthFeed
{
    public static void Write(string path, CountyData county)
    {
        using var feed = new NdjsonFeed(path, "health", county.Today);
        foreach (var pregnancy in county.Pregnancies)
            feed.Record("pregnancy", $"pregnancy-{pregnancy.Key}", json =>
            {
                json.WriteString("unit", pregnancy.Unit.Key);
                json.WritePropertyName("mother");
                json.WriteGuardian(pregnancy.Mother);
                json.WriteString("municipality", pregnancy.Municipality);
                json.WriteDay("from", pregnancy.From);
                json.WriteDay("dueDate", pregnancy.DueDate);
                json.WriteNumber("children", pregnancy.Children);
                json.WriteDay("endedWithoutBirth", pregnancy.EndedWithoutBirth);
            });
        foreach (var child in county.Children)
            for (var i = 0; i < child.Listings.Count; i++)
            {
                var listing = child.Listings[i];
                feed.Record("listing", FormattableString.Invariant($"listing-{child.Key}-{i + 1}"), json =>
                {
                    json.WriteString("personnummer", child.CurrentNumber);
                    json.WriteString("unit", listing.Unit.Key);
                    json.WriteDay("from", listing.From);
                    json.WriteDay("to", listing.To);
                });
            }
    }
}
