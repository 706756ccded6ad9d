namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Writes population.ndjson, the population register (folkbokföringen): births, moves, deaths, protection, custody, changed numbers.</summary>
internal static class PopulationFeed
{
    // A birth tells four digits; these belong to no municipality, and the move that follows says when the child came to Sweden.
    private const string BornAbroad = "0000";

    public static void Write(string path, CountyData county)
    {
        using var feed = new NdjsonFeed(path, "population", county.Today);
        foreach (var child in county.Children.Where(child => !child.KnownBySchoolOnly))
        {
            Birth(feed, child);
            for (var i = 1; i < child.Stays.Count; i++)
                if (child.Death is null || child.Stays[i].From < child.Death)
                    Move(feed, child, i);
            if (child.NewNumber is { } changed)
                feed.Record("identity", $"identity-{child.Key}", json =>
                {
                    json.WriteString("personnummer", changed.Number);
                    json.WriteString("replaces", child.Number);
                    json.WriteDay("date", changed.Date);
                });
            if (child.Protection is { } protection)
                Protect(feed, $"protection-{child.Key}", child.Number, protection);
            foreach (var custody in child.Custody)
                Custody(feed, child, custody);
            if (child.Death is { } death)
                feed.Record("death", $"death-{child.Key}", json =>
                {
                    json.WriteString("personnummer", child.Number);
                    json.WriteDay("date", death);
                });
        }
        foreach (var guardian in county.Guardians)
            if (guardian.Protection is { } protection)
                Protect(feed, $"protection-guardian-{Ids.Of("guardian", guardian.Number):N}", guardian.Number, protection);
    }

    private static void Birth(NdjsonFeed feed, Child child) => feed.Record("birth", $"birth-{child.Key}", json =>
    {
        json.WriteString("personnummer", child.Number);
        json.WriteString("givenName", child.GivenName);
        json.WriteString("familyName", child.FamilyName);
        json.WriteDay("birthDate", child.Birth);
        json.WriteString("municipality", child.Stays[0].Municipality ?? BornAbroad);
        json.WriteStartArray("guardians");
        foreach (var guardian in child.Guardians)
            json.WriteGuardian(guardian);
        json.WriteEndArray();
        json.WriteOptional("mother", child.Mother?.Number);
    });

    private static void Move(NdjsonFeed feed, Child child, int index) =>
        feed.Record("move", FormattableString.Invariant($"move-{child.Key}-{index}"), json =>
        {
            json.WriteString("personnummer", child.Number);
            json.WriteString("municipality", child.Stays[index].Municipality);
            json.WriteDay("date", child.Stays[index].From);
        });

    private static void Protect(NdjsonFeed feed, string id, string number, Protection protection) => feed.Record("protection", id, json =>
    {
        json.WriteString("personnummer", number);
        json.WriteString("level", protection.Level);
        json.WriteDay("date", protection.From);
    });

    private static void Custody(NdjsonFeed feed, Child child, Custody custody) =>
        feed.Record("custody", $"custody-{child.Key}-{Ids.Of("guardian", custody.Guardian.Number):N}", json =>
        {
            json.WriteString("personnummer", child.Number);
            json.WritePropertyName("guardian");
            json.WriteGuardian(custody.Guardian);
            json.WriteDay("from", custody.From);
            json.WriteDay("to", custody.To);
        });
}
