namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>
/// Writes directory.ndjson (units, people, roles, contact ways) and school-contacts.ndjson: the contact ways of school units, a
/// directory feed of its own because it can be read only when SS 12000 has told which school units there are.
/// </summary>
internal static class DirectoryFeed
{
    private static readonly DateOnly Start = new(2000, 1, 1);

    public static void Write(string path, CountyData county)
    {
        using var feed = new NdjsonFeed(path, "directory", county.Today);
        Unit[] units = [.. county.Units.All.Where(unit => unit.SchoolUnitCode is null)];
        foreach (var unit in units)
            feed.Record("unit", unit.Key, json =>
            {
                json.WriteString("organisation", unit.Organisation);
                json.WriteString("name", unit.Name);
                json.WriteString("municipality", unit.Municipality);
                json.WriteOptional("partnerKind", unit.PartnerKind);
                if (unit.Private)
                    json.WriteBoolean("private", value: true);
                json.WriteDay("from", Start);
            });
        foreach (var municipality in Units.Municipalities)
        {
            Default(feed, municipality, "child-health-care", $"BVC-{municipality.Code}");
            Default(feed, municipality, "kaa", $"KAA-{municipality.Code}");
        }
        foreach (var employee in county.Staff.Directory)
            Employ(feed, employee);
        Contacts(feed, units);
    }

    public static void WriteSchoolContacts(string path, CountyData county)
    {
        using var feed = new NdjsonFeed(path, "directory", county.Today);
        Contacts(feed, county.Units.All.Where(unit => unit.SchoolUnitCode is not null));
    }

    private static void Default(NdjsonFeed feed, Municipality municipality, string organisation, string unit) =>
        feed.Record("default-unit", $"default-{organisation}-{municipality.Code}", json =>
        {
            json.WriteString("municipality", municipality.Code);
            json.WriteString("organisation", organisation);
            json.WriteString("unit", unit);
            json.WriteDay("from", Start);
        });

    private static void Employ(NdjsonFeed feed, Employee employee)
    {
        feed.Record("person", employee.Id, json =>
        {
            json.WriteString("name", employee.Name);
            json.WriteString("email", Mail.Of(employee));
            json.WriteString("phone", FictionalPhones.Of(employee.Id));
        });
        feed.Record("role", $"role.{employee.Id}", json =>
        {
            json.WriteString("person", employee.Id);
            json.WriteString("unit", employee.Unit.Key);
            json.WriteString("role", employee.Role);
            json.WriteDay("from", employee.From);
        });
    }

    private static void Contacts(NdjsonFeed feed, IEnumerable<Unit> units)
    {
        foreach (var unit in units)
            foreach (var way in ContactWays.Of(unit))
                feed.Record("contact-way", $"contact.{unit.Key}.{way.Purpose}", json =>
                {
                    json.WriteString("unit", unit.Key);
                    json.WriteString("purpose", way.Purpose);
                    json.WriteString("label", way.Label);
                    json.WriteOptional("phone", way.Phone);
                    json.WriteOptional("email", way.Email);
                    json.WriteOptional("hours", way.Hours);
                    json.WriteOptional("note", way.Note);
                });
    }
}
